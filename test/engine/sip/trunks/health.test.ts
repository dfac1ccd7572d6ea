/** How a trunk's state follows from what calls and OPTIONS experience. */
import t from 'tap';
import { SignalingError } from '../../../../engine/sip/signaling-error.js';
import type { PingAnswer } from '../../../../engine/sip/signaling.js';
import { TrunkHealth } from '../../../../engine/sip/trunks/health.js';
import { OptionsPings, type PingedTrunk } from '../../../../engine/sip/trunks/options-pings.js';
import { FakeClock, settled } from '../../../support/fakes/fake-clock.js';

const SILENT = new SignalingError('timeout', 408, 'no answer', undefined, true);

class Stage {
  readonly clock = new FakeClock();
  readonly health = new TrunkHealth({ holdMs: 60_000, clock: this.clock });
  readonly changes: string[] = [];
  /** When each OPTIONS was sent, in seconds. */
  readonly asked: number[] = [];
  readonly #start = this.clock.elapsed();
  readonly #waiting: { resolve: (answer: PingAnswer) => void; reject: (error: Error) => void }[] = [];
  readonly pings = new OptionsPings({
    health: this.health,
    clock: this.clock,
    random: () => 0.5,
    ping: () =>
      new Promise((resolve, reject) => {
        this.asked.push((this.clock.elapsed() - this.#start) / 1000);
        this.#waiting.push({ resolve, reject });
      }),
  });

  constructor(trunk?: Partial<PingedTrunk>) {
    this.health.onChange((name, state) => this.changes.push(`${name} ${state}`));
    const one: PingedTrunk = { name: 'one', to: 'sip:h', options: 'silent', everyMs: 30_000, upOn: [] };
    if (trunk !== undefined) this.pings.watch([{ ...one, ...trunk }]);
  }

  /** The oldest OPTIONS without an answer is answered, or given up. */
  async answers(answer: number | PingAnswer | Error): Promise<void> {
    const next = this.#waiting.shift();
    if (next === undefined) throw new Error('expected OPTIONS without an answer');
    if (answer instanceof Error) next.reject(answer);
    else next.resolve(typeof answer === 'number' ? { status: answer } : answer);
    await settled();
  }

  get state(): string {
    return this.health.stateOf('one');
  }

  /** Whether the next call tries it in its place. */
  get isTried(): boolean {
    return !this.health.passesOver('one');
  }
}

void t.test('without OPTIONS one call tries a silent trunk when its time is over', async (t) => {
  const { clock, health, changes } = new Stage();
  const isTried = (): boolean => !health.passesOver('one');
  health.fell('one');
  health.fell('two');
  t.equal(isTried(), false);
  await clock.pass(30_000);
  health.fell('one');
  await clock.pass(59_999);
  t.equal(isTried(), false, 'another call had no answer: its time begins again');
  await clock.pass(1);
  t.same([isTried(), isTried()], [true, false], 'one call and no other');
  health.fell('one');
  await clock.pass(119_999);
  t.equal(isTried(), false, 'in vain: twice the time');
  await clock.pass(1);
  t.equal(isTried(), true);
  await clock.pass(9_999);
  t.equal(isTried(), false);
  await clock.pass(1);
  t.equal(isTried(), true, 'that call had no result: another one tries');
  for (let n = 0; n < 9; n += 1) {
    health.fell('one');
    await clock.pass(480_000);
    t.equal(isTried(), true, 'never longer than eight times');
  }
  t.equal(health.stateOf('one'), 'silent', 'it is silent until it is heard');
  health.heard('one');
  health.heard('one');
  t.same(changes, ['one silent', 'two silent', 'one up']);
  t.equal(health.stateOf('two'), 'silent');
});

void t.test(
  'a trunk that has answered OPTIONS before costs one call its time-out, and no second one',
  async (t) => {
    const stage = new Stage({ options: 'always' });
    await stage.clock.pass(15_000);
    await stage.answers(200);
    stage.health.fell('one');
    t.equal(stage.isTried, false);
    for (let n = 0; n < 20; n += 1) {
      await stage.clock.pass(32_000);
      await stage.answers(SILENT);
      await stage.clock.pass(600_000 - 32_000);
      t.equal(stage.isTried, false, 'no call finds out whether it is back');
    }
    await stage.answers(200);
    t.equal(stage.state, 'up');
    t.equal(stage.isTried, true);
    t.same(stage.changes, ['one silent', 'one up']);
  },
);

void t.test(
  'OPTIONS begin when a call finds it silent, at growing intervals, and end when it is up',
  async (t) => {
    const stage = new Stage({ everyMs: 10_000 });
    await stage.clock.pass(600_000);
    t.same(stage.asked, [], 'none while it is up');
    stage.health.fell('one');
    const waits: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      const before = stage.clock.elapsed();
      while (stage.asked.length === n) await stage.clock.pass(1000);
      waits.push((stage.clock.elapsed() - before) / 1000);
      await stage.answers(SILENT);
    }
    t.same(waits, [1, 2, 4, 8, 10, 10]);
    await stage.clock.pass(10_000);
    await stage.answers(404);
    t.equal(stage.state, 'up', 'a refusal of OPTIONS shows that it is there');
    await stage.clock.pass(600_000);
    t.equal(stage.asked.length, 7);
  },
);

void t.test('with `always` no call has to find out', async (t) => {
  const stage = new Stage({ options: 'always' });
  await stage.clock.pass(15_000);
  await stage.answers(200);
  await stage.clock.pass(30_000);
  t.same(stage.asked, [15, 45]);
  await stage.clock.pass(4_999);
  t.equal(stage.state, 'up');
  await stage.clock.pass(1);
  t.equal(stage.state, 'silent');
  await stage.answers(200);
  t.equal(stage.state, 'up', 'a late answer counts');
  await stage.clock.pass(30_000);
  await stage.answers(new SignalingError('refused', 503, 'port closed', undefined, true));
  t.equal(stage.state, 'silent', 'a host that cannot be reached is silent at once');
  await stage.clock.pass(1000);
  t.equal(stage.asked.length, 4);
});

void t.test('a trunk that never answers OPTIONS is judged by its calls alone', async (t) => {
  const stage = new Stage({ options: 'always' });
  await stage.clock.pass(15_000);
  await stage.clock.pass(32_000);
  await stage.answers(SILENT);
  t.equal(stage.state, 'up');
  stage.health.fell('one');
  await stage.clock.pass(60_000);
  t.equal(stage.isTried, true);
});

void t.test('a call served while OPTIONS wait shows that it ignores them', async (t) => {
  const stage = new Stage({ options: 'always' });
  await stage.clock.pass(15_000);
  await stage.answers(200);
  await stage.clock.pass(35_000);
  t.equal(stage.state, 'silent');
  stage.health.served('one');
  t.equal(stage.state, 'up');
  await stage.clock.pass(27_000);
  await stage.answers(SILENT);
  await stage.clock.pass(35_000);
  t.equal(stage.state, 'up', 'its silence to OPTIONS means nothing now');
});

void t.test('503 with Retry-After, to OPTIONS or to a call: tried last for that time', async (t) => {
  const stage = new Stage({ options: 'always' });
  await stage.clock.pass(15_000);
  await stage.answers({ status: 503, retryAfterSeconds: 8 });
  t.equal(stage.state, 'refusing');
  t.equal(stage.isTried, false);
  stage.health.heard('one');
  t.equal(stage.state, 'refusing', 'its own calls do not mean that it accepts some');
  await stage.clock.pass(1000);
  await stage.answers({ status: 503, retryAfterSeconds: 20 });
  await stage.clock.pass(2000);
  await stage.answers({ status: 503, retryAfterSeconds: 20 });
  await stage.clock.pass(4000);
  await stage.answers({ status: 200 });
  t.equal(stage.state, 'up', 'a better answer ends it');
  stage.health.refuses('one', 3000);
  await stage.clock.pass(2999);
  t.equal(stage.state, 'refusing');
  await stage.clock.pass(1);
  t.equal(stage.state, 'up', 'so does its time');
  stage.health.refuses('one', 1e12);
  await stage.clock.pass(0);
  t.equal(stage.state, 'refusing');
  stage.health.served('one');
  t.equal(stage.state, 'up', 'and a call that is served');
  t.same(stage.changes, [
    ...['one refusing', 'one up'],
    ...['one refusing', 'one up'],
    ...['one refusing', 'one up'],
  ]);
});

void t.test('which answers count as up', async (t) => {
  for (const [status, upOn, state] of [
    [200, [], 'up'],
    [401, [], 'up'],
    [404, [], 'up'],
    [405, [], 'up'],
    [408, [], 'refusing'],
    [500, [], 'refusing'],
    [503, [], 'refusing'],
    [603, [], 'up'],
    [200, [405], 'up'],
    [405, [405], 'up'],
    [404, [405], 'refusing'],
    [503, [503], 'up'],
  ] as const) {
    const stage = new Stage({ options: 'always', upOn });
    await stage.clock.pass(15_000);
    await stage.answers(status);
    t.equal(stage.state, state, `${status}, where ${upOn.join() || 'nothing'} is listed`);
  }
});

void t.test('what is known survives a reload, for the trunks that stay', async (t) => {
  const stage = new Stage({ options: 'silent' });
  stage.health.fell('one');
  stage.health.fell('gone');
  const one: PingedTrunk = { name: 'one', to: 'sip:h', options: 'silent', everyMs: 30_000, upOn: [] };
  stage.pings.watch([one, { ...one, name: 'new' }]);
  t.same([stage.state, stage.health.stateOf('gone'), stage.health.stateOf('new')], ['silent', 'up', 'up']);
  await stage.clock.pass(1000);
  t.equal(stage.asked.length, 1, 'and goes on being asked, once');
  stage.pings.watch([{ ...one, options: 'never' }]);
  await stage.answers(200);
  t.equal(stage.state, 'silent', 'an answer to what is not asked any more is not counted');
  await stage.clock.pass(600_000);
  t.equal(stage.asked.length, 1);
  await stage.pings.close();
  await stage.health.close();
  t.equal(stage.clock.pending, 0);
});

void t.test('with silentTrunkSeconds 0 a trunk is always tried in its place', async (t) => {
  const health = new TrunkHealth({ holdMs: 0, clock: new FakeClock() });
  health.fell('one');
  health.refuses('one', 1000);
  t.equal(health.isAny, false);
});
