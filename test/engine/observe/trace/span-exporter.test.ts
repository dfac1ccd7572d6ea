/** Spans on their way to a collector that takes them, takes them later, or does not. */
import t, { type Test } from 'tap';
import { createLogger } from '../../../../engine/observe/log.js';
import type { Span } from '../../../../engine/observe/trace/span.js';
import { SpanExporter } from '../../../../engine/observe/trace/span-exporter.js';
import { FakeClock, settled } from '../../../support/fakes/fake-clock.js';
import { attributeOf, SpanCollector } from '../../../support/servers/span-collector.js';

const span: Span = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  parentId: undefined,
  name: 'call',
  kind: 'server',
  startedAt: 1_700_000_000_000.25,
  endedAt: 1_700_000_000_100,
  attributes: {
    'callveil.trunk': 'carrier',
    'sip.status': 486,
    'callveil.mos.caller': 4.2,
    answered: true,
    none: undefined,
  },
  isError: false,
};

async function exporting(
  t: Test,
  authorization?: string,
): Promise<{ collector: SpanCollector; exporter: SpanExporter; clock: FakeClock; logged: string[] }> {
  const collector = await SpanCollector.start(t);
  const clock = new FakeClock();
  const logged: string[] = [];
  const exporter = new SpanExporter({
    ...{ url: collector.url, authorization, clock, resource: { version: '9.9.9', instance: 'host-1' } },
    logger: createLogger({
      level: 'info',
      showNumbers: false,
      destination: { write: (line: string) => void logged.push(line) },
    }),
  });
  t.teardown(async () => {
    const closed = exporter.close();
    await clock.pass(2000);
    await closed;
  });
  return { collector, exporter, clock, logged };
}

void t.test('spans leave together, in the JSON of OTLP', async (t) => {
  const { collector, exporter, clock } = await exporting(t, 'Bearer secret');
  exporter.add(span);
  exporter.add({
    ...span,
    spanId: 'b7ad6b7169203332',
    parentId: span.spanId,
    name: 'dial',
    kind: 'client',
    isError: true,
  });
  await settled();
  t.equal(collector.requests.length, 0, 'they are gathered');
  const taken = collector.when(() => collector.spans.length === 2);
  await clock.pass(2000);
  await taken;
  t.match(collector.requests[0]?.headers, {
    'content-type': 'application/json',
    authorization: 'Bearer secret',
  });
  t.same(JSON.parse(collector.requests[0]?.text ?? ''), {
    resourceSpans: [
      {
        resource: {
          attributes: [
            { key: 'service.name', value: { stringValue: 'callveil' } },
            { key: 'service.version', value: { stringValue: '9.9.9' } },
            { key: 'service.instance.id', value: { stringValue: 'host-1' } },
          ],
        },
        scopeSpans: [
          {
            scope: { name: 'callveil', version: '9.9.9' },
            spans: [
              {
                traceId: '0af7651916cd43dd8448eb211c80319c',
                spanId: 'b7ad6b7169203331',
                name: 'call',
                kind: 2,
                startTimeUnixNano: '1700000000000250000',
                endTimeUnixNano: '1700000000100000000',
                attributes: [
                  { key: 'callveil.trunk', value: { stringValue: 'carrier' } },
                  { key: 'sip.status', value: { intValue: '486' } },
                  { key: 'callveil.mos.caller', value: { doubleValue: 4.2 } },
                  { key: 'answered', value: { boolValue: true } },
                ],
                status: {},
              },
              {
                traceId: '0af7651916cd43dd8448eb211c80319c',
                spanId: 'b7ad6b7169203332',
                parentSpanId: 'b7ad6b7169203331',
                name: 'dial',
                kind: 3,
                startTimeUnixNano: '1700000000000250000',
                endTimeUnixNano: '1700000000100000000',
                attributes: [
                  { key: 'callveil.trunk', value: { stringValue: 'carrier' } },
                  { key: 'sip.status', value: { intValue: '486' } },
                  { key: 'callveil.mos.caller', value: { doubleValue: 4.2 } },
                  { key: 'answered', value: { boolValue: true } },
                ],
                status: { code: 2 },
              },
            ],
          },
        ],
      },
    ],
  });
  t.equal(attributeOf(collector.spans[0] as never, 'sip.status'), '486');
});

void t.test('a batch that the collector wants later is sent once more, when it says', async (t) => {
  const { collector, exporter, clock, logged } = await exporting(t);
  collector.answers.push({ status: 503, headers: { 'retry-after': '7' } });
  exporter.add(span);
  const refused = collector.when(() => collector.requests.length === 1);
  await clock.pass(2000);
  await refused;
  while (clock.pending === 0) await settled();
  await clock.pass(6900);
  t.equal(collector.requests.length, 1);
  const taken = collector.when(() => collector.spans.length === 1);
  await clock.pass(100);
  await taken;
  t.same([exporter.lost, logged], [0, []]);
});

void t.test(
  'what it refuses twice, or refuses at all, is lost and counted; the log says so once',
  async (t) => {
    const { collector, exporter, clock, logged } = await exporting(t);
    collector.answers.push({ status: 400 }, { status: 401 }, { status: 503 }, { status: 503 });
    for (let time = 1; time <= 3; time += 1) {
      exporter.add(span);
      while (exporter.lost < time) await clock.pass(1000);
    }
    t.equal(collector.requests.length, 4, 'only the last one was sent twice');
    t.equal(logged.length, 1);
    t.match(logged[0], /it answered 400/);
    const taken = collector.when(() => collector.spans.length === 1);
    exporter.add(span);
    await clock.pass(2000);
    await taken;
    t.equal(exporter.lost, 3);
  },
);

void t.test('spans that it rejects from a batch that it takes are lost', async (t) => {
  const { collector, exporter, clock } = await exporting(t);
  collector.answers.push({
    status: 200,
    body: '{"partialSuccess":{"rejectedSpans":"1","errorMessage":"old"}}',
  });
  exporter.add(span);
  exporter.add(span);
  while (exporter.lost < 1) await clock.pass(1000);
  t.equal(collector.requests.length, 1);
  t.equal(exporter.lost, 1);
});

void t.test('a full batch leaves at once, and what no memory is left for is lost', async (t) => {
  const { collector, exporter } = await exporting(t);
  collector.isSilent = true;
  const asked = collector.when(() => collector.requests.length === 1);
  for (let count = 0; count < 10_000; count += 1) exporter.add(span);
  await asked;
  // One batch is on its way, and 8192 wait.
  t.equal(exporter.lost, 10_000 - 512 - 8192);
});

void t.test(
  'a stop sends what waits, and waits two seconds for a collector that does not answer',
  async (t) => {
    const { collector, exporter } = await exporting(t);
    exporter.add(span);
    await exporter.close();
    t.equal(collector.spans.length, 1);
    const other = await exporting(t);
    other.collector.isSilent = true;
    other.exporter.add(span);
    const asked = other.collector.when(() => other.collector.requests.length === 1);
    const closed = other.exporter.close();
    await asked;
    await other.clock.pass(2000);
    await closed;
    t.equal(other.exporter.lost, 1);
    other.exporter.add(span);
    t.equal(other.exporter.lost, 2, 'nothing is taken after it');
  },
);

void t.test('a collector that is away costs spans and nothing else', async (t) => {
  const { clock, logged } = await exporting(t);
  const logger = createLogger({
    level: 'info',
    showNumbers: false,
    destination: { write: (line: string) => void logged.push(line) },
  });
  const resource = { version: '9', instance: 'i' };
  const exporter = new SpanExporter({ url: 'http://127.0.0.1:1/v1/traces', resource, clock, logger });
  exporter.add(span);
  while (exporter.lost < 1) await clock.pass(1000);
  t.match(logged.join(), /spans are lost/);
  await exporter.close();
});

void t.test('an address or authorization that cannot be used is not repeated in the log', async (t) => {
  const usable = 'http://127.0.0.1:1/v1/traces';
  for (const [url, authorization] of [
    ['http://user:quiet@127.0.0.1:1/v1/traces', undefined],
    [usable, 'Bearer qui\net'],
  ] as const) {
    const clock = new FakeClock();
    const logged: string[] = [];
    const exporter = new SpanExporter({
      ...{ url, authorization, clock, resource: { version: '9', instance: 'i' } },
      logger: createLogger({
        level: 'info',
        showNumbers: false,
        destination: { write: (line: string) => void logged.push(line) },
      }),
    });
    exporter.add(span);
    while (exporter.lost < 1) await clock.pass(1000);
    t.match(logged.join(), /spans are lost/);
    t.notMatch(logged.join(), /qui/);
    await exporter.close();
  }
});
