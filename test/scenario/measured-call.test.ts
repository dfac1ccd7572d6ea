/** One call of the whole service, as its metrics, its trace and its record show it. */
import t from 'tap';
import { A, B, ModeStage, X } from '../support/stages/mode-stage.js';
import { attributeOf, SpanCollector, type CollectedSpan } from '../support/servers/span-collector.js';

void t.test('a call of mode X is counted, rated, and one trace down to its pushes', async (t) => {
  const collector = await SpanCollector.start(t);
  const reports = { fields: ['callerMos', 'calleeMos'] };
  const stage = await ModeStage.start(
    t,
    'X',
    { reports } as never,
    {},
    {},
    { tracing: { url: collector.url } },
  );
  const connect = JSON.stringify({ operation: 'connect', connectInfo: [{ calleeNum: B }] });
  stage.callveil.reply = ({ body }) => (JSON.stringify(body).includes('"Block"') ? connect : '');
  await stage.converse(A, X, B);
  const { record } = await stage.told();
  const isWhole = (): boolean =>
    ['call', 'end', 'talk'].every((name) => spanOf(collector, name) !== undefined) &&
    collector.spans.some((span) => span.name === 'push' && attributeOf(span, 'callveil.channel') === 'fee');
  await collector.when(isWhole);
  const call = spanOf(collector, 'call');
  t.equal(call && attributeOf(call, 'callveil.session'), record['sessionId']);
  t.equal(call && attributeOf(call, 'callveil.ending'), 'caller-hung-up');
  const below = new Map(collector.spans.map((span) => [span.name, parentOf(collector, span)]));
  t.match(Object.fromEntries(below), {
    ...{ resolve: 'call', ask: 'resolve', dial: 'call', invite: 'dial', ring: 'dial', answer: 'call' },
    ...{ talk: 'call', end: 'call', push: 'call' },
  });
  t.equal(new Set(collector.spans.map(({ traceId }) => traceId)).size, 1);
  const told = collector.requests.map(({ text }) => text).join();
  for (const number of [A, B, X]) t.notOk(told.includes(number.slice(3)), 'no number leaves');
  const shown = await stage.callveil.metrics();
  for (const line of [
    'callveil_call_attempts_total{application="stage-X"} 1',
    'callveil_calls_answered_total{application="stage-X"} 1',
    'callveil_trunk_attempts_total{trunk="phones",result="answered"} 1',
    'callveil_trunk_calls_received_total{trunk="phones",result="answered"} 1',
    'callveil_post_dial_delay_seconds_count{trunk="phones"} 1',
    'callveil_application_answer_seconds_count{result="connect"} 1',
    'callveil_call_talk_seconds_count 1',
    'callveil_pushes_total{application="stage-X",channel="fee",result="taken"} 1',
    'callveil_outbox_messages 0',
    'callveil_media_worker_up{worker="0"} 1',
    'callveil_journal_available 1',
    'callveil_spans_lost 0',
  ])
    t.ok(shown.split('\n').includes(line), line);
  t.match(shown, /^callveil_disk_free_bytes\{folder="data"\} \d+$/m);
  t.match(shown, /^callveil_media_worker_packets_total\{worker="0",direction="received"\} [1-9]\d*$/m);
});

function spanOf({ spans }: SpanCollector, name: string): CollectedSpan | undefined {
  return spans.find((span) => span.name === name);
}

function parentOf({ spans }: SpanCollector, span: CollectedSpan): string | undefined {
  return spans.find(({ spanId }) => spanId === span.parentSpanId)?.name;
}
