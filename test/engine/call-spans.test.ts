/** The spans of calls: one trace for each, whose parts find each other, and no number in any of them. */
import t from 'tap';
import { CallSpans } from '../../engine/call-spans.js';
import type { Span } from '../../engine/observe/trace/span.js';
import { settled } from '../support/fakes/fake-clock.js';
import { A, B, CallStage, X } from '../support/stages/call-stage.js';

/** A call of the narrative with its spans, as `measuring.ts` has it. */
function traced(samplePercent = 100): { stage: CallStage; spans: Span[]; callSpans: CallSpans } {
  const stage = new CallStage();
  const spans: Span[] = [];
  const callSpans = new CallSpans({ samplePercent, clock: stage.clock, add: (span) => spans.push(span) });
  const parts = stage.parts.bind(stage);
  stage.parts = () => ({
    ...parts(),
    onStep: (step, ms, id) => callSpans.step(step, ms, id),
    onTried: (tried) => callSpans.tried(tried),
    onEnded: (ended) => callSpans.ended(ended),
  });
  return { stage, spans, callSpans };
}

/** Each span as its path from the root. */
function tree(spans: readonly Span[]): string[] {
  const path = (span: Span): string => {
    const parent = spans.find(({ spanId }) => spanId === span.parentId);
    if (parent !== undefined) return `${path(parent)}/${span.name}`;
    return span.parentId === undefined ? span.name : `?/${span.name}`;
  };
  return spans.map(path).sort();
}

void t.test('a call that is answered is a tree of its steps', async (t) => {
  const { stage, spans, callSpans } = traced();
  const { call, callee, over } = await stage.ring();
  await stage.clock.pass(300);
  callee.provisional(180);
  await stage.clock.pass(5000);
  callee.answer();
  await settled();
  await stage.clock.pass(60_000);
  call.leg.end();
  await over;
  const pushed = { appKey: 'app', channel: 'fee', tookMs: 40, status: 200, delaysMs: [] };
  callSpans.pushed({ ...pushed, result: 'taken', groups: ['call-1', '*', 'numbers of app'] });
  callSpans.pushed({ ...pushed, channel: 'smsNotify', result: 'taken', groups: ['01KB-a-message'] });
  t.same(tree(spans), [
    ...[
      'call',
      'call/admit',
      'call/announce',
      'call/answer',
      'call/dial',
      'call/dial/invite',
      'call/dial/ring',
    ],
    ...['call/end', 'call/prepare', 'call/push', 'call/resolve', 'call/talk'],
  ]);
  t.equal(new Set(spans.map(({ traceId }) => traceId)).size, 1);
  t.equal(new Set(spans.map(({ spanId }) => spanId)).size, spans.length);
  const took = (name: string): number => {
    const span = spans.find((each) => each.name === name);
    return span === undefined ? -1 : span.endedAt - span.startedAt;
  };
  t.same([took('invite'), took('ring'), took('talk'), took('call')], [5300, 5000, 60_000, 65_300]);
  const root = spans.find(({ name }) => name === 'call');
  t.match(root, { kind: 'server', isError: false });
  t.match(root?.attributes, {
    ...{ 'callveil.session': 'call-1', 'callveil.application': 'app', 'callveil.mode': 'AXB' },
    ...{ 'callveil.trunk': stage.inbound.name, 'callveil.callee_trunk': stage.outbound[0]?.name },
    ...{ 'callveil.ending': 'caller-hung-up', 'callveil.answered': true, 'sip.status': 200 },
  });
  t.match(root?.traceId, /^[0-9a-f]{32}$/);
  t.match(root?.spanId, /^[0-9a-f]{16}$/);
  const told = JSON.stringify(spans);
  for (const number of [A, B, X]) t.notOk(told.includes(number.slice(1)), 'no number is in a span');
});

void t.test('failures are marked, and each trunk that was tried has its span', async (t) => {
  const { stage, spans, callSpans } = traced();
  const { callee, over } = await stage.ring();
  const { SignalingError } = await import('../../engine/sip/signaling-error.js');
  callee.refuse(new SignalingError('refused', 503, 'answered 503'));
  (await stage.signaling.rings()).refuse(new SignalingError('refused', 486, 'answered 486'));
  await over;
  callSpans.asked('call-1', 'silent', 3000);
  callSpans.pushed({
    ...{ appKey: 'app', channel: 'status', tookMs: 9, status: 500, delaysMs: [], result: 'repeated' },
    groups: ['call-1', 'call-1'],
  });
  const marked = spans.map(({ name, isError, attributes }) => [name, isError, attributes['sip.status']]);
  t.same(
    marked.filter(([name]) => name === 'invite'),
    [
      ['invite', true, 503],
      ['invite', false, 486],
    ],
  );
  t.same(
    tree(spans).filter((path) => /ask|push|ring/.test(path)),
    ['call/push', 'call/resolve/ask'],
  );
  t.match(
    spans.find(({ name }) => name === 'ask'),
    { isError: true, attributes: { 'callveil.answer': 'silent' } },
  );
  t.match(
    spans.find(({ name }) => name === 'push'),
    { isError: true, kind: 'client' },
  );
});

void t.test('a share of calls is traced as a whole, the same ones in every engine', (t) => {
  const counted = (samplePercent: number): Set<string> => {
    const traces = new Set<string>();
    const spans = new CallSpans({
      samplePercent,
      clock: { now: () => 0 },
      add: ({ traceId }) => traces.add(traceId),
    });
    for (let call = 0; call < 2000; call += 1) spans.step('dial', 1, `session-${call}`);
    return traces;
  };
  t.equal(counted(100).size, 2000);
  t.equal(counted(0).size, 0);
  const [some, more] = [counted(10), counted(20)];
  t.ok(some.size > 140 && some.size < 260, String(some.size));
  t.ok(
    [...some].every((trace) => more.has(trace)),
    'more of them are these and others',
  );
  t.end();
});
