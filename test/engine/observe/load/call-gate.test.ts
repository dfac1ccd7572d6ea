import t from 'tap';
import type { GateSettings, LoadPart, SipLoad } from '../../../../engine/load.js';
import { CallGate } from '../../../../engine/observe/load/call-gate.js';
import { FakeClock, settled } from '../../../support/fakes/fake-clock.js';

class Stage {
  readonly clock = new FakeClock();
  readonly told: string[] = [];
  readonly heard: SipLoad[] = [];
  receiveDelayMs = 0;
  engine: readonly LoadPart[] | 'silent' = [];
  heap = 0.1;
  readonly gate: CallGate;

  constructor(settings: Partial<GateSettings> = {}) {
    this.gate = new CallGate(
      { callsPerSecond: 0, delayMs: 40, memory: 0.9, retryAfterSeconds: 2, ...settings },
      {
        receiveDelay: () => this.receiveDelayMs,
        ask: (own) => {
          this.heard.push(own);
          return this.engine === 'silent' ? new Promise(() => undefined) : Promise.resolve(this.engine);
        },
        heapInUse: () => this.heap,
        random: () => 0.5,
        clock: this.clock,
        tell: (notice) => this.told.push(notice),
      },
    );
    this.gate.start();
  }

  /** Offers calls evenly, and returns how many were admitted. */
  async offer(perSecond: number, seconds: number): Promise<number> {
    let admitted = 0;
    for (let n = 0; n < perSecond * seconds; n += 1) {
      if (this.gate.refuse() === undefined) admitted += 1;
      await this.clock.pass(1000 / perSecond);
    }
    return admitted;
  }
}

void t.test('without load every call comes in', async (t) => {
  const stage = new Stage();
  t.equal(await stage.offer(100, 2), 200);
  t.equal(stage.gate.isRefusing, false);
  t.same(stage.told, []);
});

void t.test('callsPerSecond is a ceiling however idle the machine', async (t) => {
  const stage = new Stage({ callsPerSecond: 50 });
  const admitted = await stage.offer(100, 4);
  t.ok(admitted >= 200 && admitted <= 255, `${admitted} in four seconds, the first of them twice`);
  t.ok(stage.gate.isRefusing);
  t.equal(stage.gate.retryAfterSeconds, 3, 'between two seconds and twice that');
});

for (const part of ['memory', 'files', 'disk', 'calls', 'outbox'])
  void t.test(`${part} used up refuses every call, until there is some again`, async (t) => {
    const stage = new Stage();
    if (part === 'memory') stage.heap = 0.95;
    else stage.engine = [{ part, value: 1, isDelay: false }];
    await stage.clock.pass(3000);
    t.equal(await stage.offer(20, 1), 0);
    t.match(stage.told.join(), new RegExp(`refused with 503, for the load of ${part}`));
    stage.heap = 0.1;
    stage.engine = [{ part, value: 0.9, isDelay: false }];
    await stage.clock.pass(200);
    t.equal(await stage.offer(20, 1), 20);
    await stage.clock.pass(2000);
    t.equal(stage.gate.isRefusing, false);
  });

for (const [where, set] of [
  ['the receive queue', (stage: Stage) => (stage.receiveDelayMs = 90)],
  ['another process', (stage: Stage) => (stage.engine = [{ part: 'media-0', value: 2.2, isDelay: true }])],
] as const)
  void t.test(`a delay of ${where} refuses some calls, and fewer when it is gone`, async (t) => {
    const stage = new Stage();
    t.equal(await stage.offer(200, 3), 600);
    set(stage);
    const admitted = await stage.offer(200, 5);
    t.ok(admitted > 0 && admitted < 700, `${admitted} of 1000`);
    t.ok(stage.gate.isRefusing);
    stage.receiveDelayMs = 0;
    stage.engine = [];
    await stage.offer(200, 30);
    t.equal(await stage.offer(200, 5), 1000);
    t.equal(stage.gate.isRefusing, false);
  });

void t.test('an engine that does not answer gets no calls at all after a while', async (t) => {
  const stage = new Stage();
  await stage.offer(100, 1);
  stage.engine = 'silent';
  await stage.offer(100, 3);
  t.equal(await stage.offer(100, 2), 0);
  t.match(stage.told.join(), /for the load of engine/);
});

void t.test('the engine hears of the load here, and seldom while there are no calls', async (t) => {
  const stage = new Stage();
  await stage.clock.pass(60_000);
  const idle = stage.heard.length;
  t.ok(idle >= 55 && idle <= 61, `${idle} times in a minute`);
  stage.receiveDelayMs = 80;
  await stage.offer(100, 2);
  t.ok(stage.heard.length - idle > 30, 'often when there are');
  const last = stage.heard.at(-1);
  t.match(
    last?.parts.find(({ part }) => part === 'sip'),
    { value: 2, isDelay: true },
  );
  t.equal(last?.isRefusing, true);
  stage.gate.close();
  await settled();
  t.equal(stage.clock.pending, 0);
});

void t.test('refusals are summed up in a line every ten seconds', async (t) => {
  const stage = new Stage({ callsPerSecond: 1 });
  await stage.offer(50, 25);
  t.ok(stage.told.length >= 2 && stage.told.length <= 3, `${stage.told.length} lines of 25 seconds`);
  t.match(stage.told.at(-1), /^overload: 49\d calls were refused with 503$/);
});
