import t from 'tap';
import { Sweeps } from '../../engine/sweeps.js';
import { FakeClock, settled } from '../support/fakes/fake-clock.js';

void t.test('a sweep comes at the start and at intervals, and never two at once', async (t) => {
  const clock = new FakeClock();
  const ends: (() => void)[] = [];
  const sweeps = new Sweeps(clock, 1000, () => new Promise((resolve) => ends.push(resolve)));
  const end = async (): Promise<void> => {
    ends.at(-1)?.();
    await settled();
  };
  sweeps.start();
  await clock.pass(3000);
  t.equal(ends.length, 1, 'the first one takes long');
  await end();
  t.equal(ends.length, 2, 'one that came due meanwhile follows');
  await end();
  t.equal(ends.length, 2, 'and only one');
  for (const count of [3, 4, 5]) {
    await clock.pass(1000);
    t.equal(ends.length, count);
    await end();
    t.equal(ends.length, count);
  }
});

void t.test('closing waits for the sweep under way, and begins no other', async (t) => {
  const clock = new FakeClock();
  const ends: (() => void)[] = [];
  const sweeps = new Sweeps(clock, 1000, () => new Promise((resolve) => ends.push(resolve)));
  sweeps.start();
  await clock.pass(1000);
  let isClosed = false;
  const closed = sweeps.close().then(() => (isClosed = true));
  await settled();
  t.equal(isClosed, false);
  ends[0]?.();
  await closed;
  sweeps.start();
  await clock.pass(5000);
  t.same([ends.length, clock.pending], [1, 0]);
});
