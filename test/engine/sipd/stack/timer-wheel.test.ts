import t from 'tap';
import { TimerWheel } from '../../../../engine/sipd/stack/timer-wheel.js';
import { FakeClock } from './fake-clock.js';

class Owner {
  readonly fired: string[] = [];
  constructor(readonly clock: FakeClock) {}

  onTimer(name: string): void {
    this.fired.push(`${name} at ${this.clock.now()}`);
  }
}

void t.test('fires each timer once, in order, never early', async (t) => {
  const clock = new FakeClock();
  const wheel = new TimerWheel(clock, (error) => t.fail(error.message));
  const owner = new Owner(clock);
  wheel.set(500, owner, 'A');
  wheel.set(32_000, owner, 'B');
  wheel.set(0, owner, 'K');
  wheel.set(1_800_000, owner, 'long');
  wheel.set(21, owner, 'odd');
  clock.advance(3_600_000);
  t.same(owner.fired, ['K at 20', 'odd at 40', 'A at 500', 'B at 32000', 'long at 1800000']);
  t.equal(wheel.size, 0);
});

void t.test('a cancelled timer does not fire, not even in the turn that cancels it', async (t) => {
  const clock = new FakeClock();
  const wheel = new TimerWheel(clock, (error) => t.fail(error.message));
  const owner = new Owner(clock);
  const second = wheel.set(100, owner, 'never');
  wheel.cancel(second);
  const killer = { onTimer: (): void => void wheel.cancel(victim) };
  wheel.set(200, killer, 'kill');
  const victim = wheel.set(200, owner, 'never');
  clock.advance(1_000);
  t.same(owner.fired, []);
  wheel.cancel(victim);
  t.equal(wheel.size, 0);
});

void t.test('catches up when the process was stopped for longer than the wheel is round', async (t) => {
  const clock = new FakeClock();
  const wheel = new TimerWheel(clock, (error) => t.fail(error.message));
  const owner = new Owner(clock);
  let late: (() => void) | undefined;
  const stopped = new TimerWheel(
    { now: () => clock.now(), setTimeout: (fire) => (late = fire), clearTimeout: () => undefined },
    (error) => t.fail(error.message),
  );
  stopped.set(1_000, owner, 'A');
  stopped.set(30_000, owner, 'B');
  clock.advance(60_000);
  late?.();
  t.same(owner.fired, ['A at 60000', 'B at 60000']);
  t.equal(wheel.size, 0);
});

void t.test('an owner that throws is reported and stops no other', async (t) => {
  const clock = new FakeClock();
  const errors: string[] = [];
  const wheel = new TimerWheel(clock, (error) => errors.push(error.message));
  const owner = new Owner(clock);
  wheel.set(100, { onTimer: () => JSON.parse('{') as never }, 'bad');
  wheel.set(100, owner, 'good');
  clock.advance(200);
  t.equal(errors.length, 1);
  t.same(owner.fired, ['good at 100']);
});
