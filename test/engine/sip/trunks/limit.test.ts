import t from 'tap';
import { TrunkCounts, TrunkLimit } from '../../../../engine/sip/trunks/limit.js';

void t.test('calls at once', async (t) => {
  const limit = new TrunkLimit({ name: 'a', maxCalls: 2, callsPerSecond: 0 }, new TrunkCounts(() => 0));
  t.same([limit.tryAcquire(), limit.tryAcquire(), limit.tryAcquire()], [true, true, false]);
  limit.release();
  t.same([limit.tryAcquire(), limit.tryAcquire(), limit.used], [true, false, 2]);
});

void t.test('calls in a second: as many at once, then one for each share of a second', async (t) => {
  let now = 5000;
  const limit = new TrunkLimit({ name: 'a', maxCalls: 0, callsPerSecond: 4 }, new TrunkCounts(() => now));
  const begun = (): number => {
    let calls = 0;
    while (limit.tryAcquire()) calls += 1;
    return calls;
  };
  t.equal(begun(), 4);
  now += 249;
  t.equal(begun(), 0);
  now += 1;
  t.equal(begun(), 1);
  for (let call = 0; call < 5; call += 1) limit.release();
  t.equal(begun(), 0, 'a call that has ended counts all the same');
  now += 60_000;
  t.equal(begun(), 4, 'no more for a long quiet time');
});

void t.test('one call a second', async (t) => {
  let now = 0;
  const limit = new TrunkLimit({ name: 'a', maxCalls: 0, callsPerSecond: 1 }, new TrunkCounts(() => now));
  t.same([limit.tryAcquire(), limit.tryAcquire()], [true, false]);
  now += 1000;
  t.same([limit.tryAcquire(), limit.tryAcquire()], [true, false]);
});

void t.test('a call that is refused for the number of calls is not counted against the second', async (t) => {
  const limit = new TrunkLimit({ name: 'a', maxCalls: 1, callsPerSecond: 2 }, new TrunkCounts(() => 0));
  t.same([limit.tryAcquire(), limit.tryAcquire(), limit.tryAcquire()], [true, false, false]);
  limit.release();
  t.equal(limit.tryAcquire(), true);
});

void t.test('a trunk that is built again by its name has the calls of the one before', async (t) => {
  const counts = new TrunkCounts(() => 0);
  const before = new TrunkLimit({ name: 'a', maxCalls: 2, callsPerSecond: 0 }, counts);
  before.tryAcquire();
  before.tryAcquire();
  const after = new TrunkLimit({ name: 'a', maxCalls: 2, callsPerSecond: 0 }, counts);
  t.equal(after.tryAcquire(), false);
  t.equal(new TrunkLimit({ name: 'b', maxCalls: 1, callsPerSecond: 0 }, counts).tryAcquire(), true);
  before.release();
  t.equal(after.tryAcquire(), true);
});

void t.test('refusals are counted by status, the most frequent first, and outlive a reload', async (t) => {
  const counts = new TrunkCounts(() => 0);
  const before = new TrunkLimit({ name: 'a', maxCalls: 0, callsPerSecond: 0 }, counts);
  for (const status of [486, 503, 408, 503]) before.refused(status);
  const after = new TrunkLimit({ name: 'a', maxCalls: 0, callsPerSecond: 0 }, counts);
  after.refused(486);
  t.same(after.refusals, [
    { status: 486, count: 2 },
    { status: 503, count: 2 },
    { status: 408, count: 1 },
  ]);
  t.same(new TrunkLimit({ name: 'b', maxCalls: 0, callsPerSecond: 0 }, counts).refusals, []);
});
