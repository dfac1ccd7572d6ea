import t from 'tap';
import { worstOf } from '../../../../engine/load.js';
import { LoadMeter } from '../../../../engine/observe/load/load-meter.js';
import { NONE_USED, readResources, type Resources } from '../../../../engine/observe/load/resources.js';
import { RoundTrips } from '../../../../engine/observe/load/round-trips.js';
import { Standing } from '../../../../engine/observe/load/standing.js';
import { FakeClock, settled } from '../../../support/fakes/fake-clock.js';

void t.test('a delay stands when it does not go away', (t) => {
  const standing = new Standing();
  const after = (delay: number): number => {
    standing.take(delay);
    return standing.delay;
  };
  t.same([50, 60].map(after), [0, 0], 'not known yet');
  t.equal(after(70), 50);
  t.equal(after(2), 2, 'one short wait and the queue was empty');
  t.same([500, 500, 400].map(after), [2, 2, 400]);
  t.end();
});

void t.test('a process that answers late, or not at all, is as late as its answer is', async (t) => {
  const clock = new FakeClock();
  const trips = new RoundTrips(() => clock.elapsed());
  let answer: () => void = () => undefined;
  const watchNoMore = trips.watch('recorder', () => new Promise<void>((resolve) => (answer = resolve)));
  const delays = (): unknown => [...trips.delays()];
  for (let n = 0; n < 4; n += 1) {
    trips.measure();
    await clock.pass(10);
    answer();
    await settled();
  }
  t.same(delays(), [{ part: 'recorder', delayMs: 10 }]);
  trips.measure();
  for (let n = 0; n < 5; n += 1) {
    await clock.pass(1000);
    trips.measure();
  }
  t.same(delays(), [{ part: 'recorder', delayMs: 3000 }], 'one question is open, and the age of it counts');
  answer();
  await settled();
  trips.watch('recorder', () => new Promise(() => undefined));
  watchNoMore();
  t.same(delays(), [{ part: 'recorder', delayMs: 0 }], 'its successor has a time of its own');
});

void t.test('the question to a process that ends is over', async (t) => {
  const clock = new FakeClock();
  const trips = new RoundTrips(() => clock.elapsed());
  trips.watch('media-0', () => Promise.reject(new Error('it ended')));
  for (let n = 0; n < 5; n += 1) {
    trips.measure();
    await settled();
    await clock.pass(1000);
  }
  t.same([...trips.delays()], [{ part: 'media-0', delayMs: 0 }]);
});

function meterOf(clock: FakeClock, resources: Partial<Resources>, disk = 0): LoadMeter {
  return new LoadMeter(
    { delayMs: 40, memory: 0.9, files: 0.9, disk },
    {
      roundTrips: new RoundTrips(() => clock.elapsed()),
      resources: () => Promise.resolve({ ...NONE_USED, ...resources }),
      shares: { calls: () => 0.5, outbox: () => 0 },
      isBusy: () => true,
    },
    clock,
  );
}

void t.test('the worst part counts, and a reserve that is used up is named', async (t) => {
  const clock = new FakeClock();
  const meter = meterOf(clock, { files: 0.45 });
  meter.start();
  await clock.pass(1000);
  t.match(worstOf(meter.parts), { part: 'calls', value: 0.5 });
  t.equal(meter.overloaded, undefined);
  t.equal(meter.usedUp, undefined);
  meter.takeSip({ parts: [{ part: 'engine', value: 1.2, isDelay: true }], isRefusing: false });
  t.equal(meter.overloaded, 'engine', 'the SIP process knows how late the engine is');
  t.equal(meter.usedUp, undefined, 'which refuses some calls, and not all');
  t.equal(meter.parts.filter(({ part }) => part === 'engine').length, 1);
  meter.takeSip(undefined);
  t.equal(meter.overloaded, undefined);
  await meter.close();
  for (const part of ['memory', 'files'] as const) {
    const full = meterOf(clock, { [part]: 0.91 });
    full.start();
    await settled();
    t.equal(full.usedUp, part);
    await full.close();
  }
  t.equal(clock.pending, 0, 'its timer has ended');
});

void t.test('a full disk refuses calls only where that is asked for', async (t) => {
  const clock = new FakeClock();
  for (const [limit, usedUp] of [
    [0, undefined],
    [0.98, 'disk'],
  ] as const) {
    const meter = meterOf(clock, { disk: 1 }, limit);
    meter.start();
    await settled();
    t.equal(meter.usedUp, usedUp);
    await meter.close();
  }
});

void t.test('the shares of this machine can be read', async (t) => {
  const { memory, files, disk } = await readResources([process.pid, 4_194_303], process.cwd());
  for (const share of [memory, files, disk]) t.ok(share > 0 && share <= 1, String(share));
  const { files: none, disk: unknown } = await readResources([], '/no/such/folder');
  t.same([none, unknown], [0, 0]);
});
