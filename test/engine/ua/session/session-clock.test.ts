import t from 'tap';
import { SessionClock, Sleeper } from '../../../../engine/ua/session/session-clock.js';
import { FakeClock } from '../../../support/fakes/fake-clock.js';

class Marmot extends Sleeper {
  constructor(
    readonly name: string,
    readonly woken: string[],
    readonly then: () => void = () => undefined,
  ) {
    super();
  }

  wake(): void {
    this.woken.push(this.name);
    this.then();
  }
}

void t.test('wakes at the second of their time, however far ahead, and not before', async (t) => {
  const time = new FakeClock();
  const clock = new SessionClock(time);
  const woken: string[] = [];
  const began = clock.now();
  for (const ms of [1, 2000, 2001, 5_000_000])
    clock.sleep(new Marmot(`${ms}`, woken, () => woken.push(`${clock.now() - began}`)), ms);
  await time.pass(500);
  t.same(woken, []);
  await time.pass(2_500);
  t.same(woken, ['1', '1000', '2000', '2000', '2001', '3000']);
  await time.pass(5_000_000);
  t.same(woken.slice(6), ['5000000', '5000000']);
  t.same([clock.sleeping, time.pending], [0, 0]);
});

void t.test('a cancelled timer does not fire, and the clock stops without timers', async (t) => {
  const time = new FakeClock();
  const clock = new SessionClock(time);
  const woken: string[] = [];
  const [one, other] = [new Marmot('one', woken), new Marmot('other', woken)];
  clock.sleep(one, 3000);
  clock.sleep(other, 3000);
  clock.rouse(one);
  clock.rouse(one);
  t.same([clock.sleeping, time.pending], [1, 1]);
  clock.sleep(other, 9000);
  await time.pass(8000);
  t.same(woken, []);
  clock.rouse(other);
  t.same([clock.sleeping, time.pending], [0, 0]);
});

void t.test('one that wakes may rouse another of its second, or sleep again', async (t) => {
  const time = new FakeClock();
  const clock = new SessionClock(time);
  const woken: string[] = [];
  const roused = new Marmot('roused', woken);
  const later = new Marmot('later', woken);
  const first = new Marmot('first', woken, () => {
    clock.rouse(roused);
    clock.sleep(later, 5000);
    clock.sleep(first, 2000);
  });
  for (const one of [first, roused, later]) clock.sleep(one, 1000);
  await time.pass(1000);
  t.same(woken, ['first']);
  clock.rouse(first);
  await time.pass(5000);
  t.same(woken, ['first', 'later']);
});

void t.test('a turn that comes late wakes all that are due', async (t) => {
  let now = 0;
  const timers: (() => void)[] = [];
  const clock = new SessionClock({
    now: () => now,
    after: (_ms, action) => {
      timers.push(action);
      return () => undefined;
    },
  });
  const woken: string[] = [];
  clock.sleep(new Marmot('a', woken), 1000);
  clock.sleep(new Marmot('b', woken), 1_500_000);
  clock.sleep(new Marmot('c', woken), 3_000_000);
  now = 2_000_000;
  timers.shift()?.();
  t.same(woken, ['a', 'b']);
  t.equal(clock.sleeping, 1);
  now = 3_000_000;
  timers.shift()?.();
  t.same(woken, ['a', 'b', 'c']);
});
