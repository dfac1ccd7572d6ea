import t, { type Test } from 'tap';
import { PastRecords } from '../../../engine/records/past-records.js';
import type { PastRecord, RecordStore, UnfiledPage } from '../../../engine/records/record-store.js';
import { createLogger } from '../../../engine/observe/log.js';
import { FakeClock } from '../../support/fakes/fake-clock.js';
import { MemoryRecords } from '../../support/fakes/memory-records.js';
import { pastRecord } from '../../support/stages/record-stores.js';
import { mobile, privateNumber } from '../../support/stages/routing-world.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function recordsOf(t: Test, store: RecordStore, waiting: PastRecord[] = []) {
  const clock = new FakeClock();
  const log: string[] = [];
  const days = { call: 90, message: 30, number: 90 };
  const destination = { write: (line: string) => void log.push(line) };
  const records = new PastRecords({
    ...{
      store,
      clock,
      days: () => days,
      statisticsDays: () => 400,
      areaCodeOf: (x) => (x === privateNumber(1) ? '0755' : undefined),
      onFailure: (error) => log.push(String(error)),
      onFiled: () => undefined,
    },
    logger: createLogger({ level: 'info', showNumbers: false, destination }),
    sources: [
      {
        unfiled: () => Promise.resolve({ records: [...waiting], keys: waiting.map(({ id }) => id) }),
        filed: ({ keys }: UnfiledPage) => Promise.resolve(void waiting.splice(0, keys.length)),
        onUnfiled: () => undefined,
      },
    ],
  });
  t.teardown(() => records.close());
  return { records, clock, log, days };
}

const ended = (clock: FakeClock, id: string, daysAgo: number, more: Partial<PastRecord> = {}): PastRecord => {
  const at = clock.now() - daysAgo * DAY_MS;
  return pastRecord(0, { id, at, endedAt: at, ...more });
};

void t.test('records are deleted after the days of their kind, at the start and hourly', async (t) => {
  const store = new MemoryRecords();
  const { records, clock, log, days } = recordsOf(t, store);
  await store.put([
    ended(clock, 'old', 90.01),
    ended(clock, 'in an hour', 89.97),
    ended(clock, 'young', 89),
    ended(clock, 'message', 31, { kind: 'message' }),
    ended(clock, 'number', 31, { kind: 'number' }),
  ]);
  const left = async (): Promise<string[]> => (await store.search({}, undefined, 10)).map(({ id }) => id);
  records.start();
  await clock.pass(0);
  t.same(await left(), ['number', 'young', 'in an hour']);
  await clock.pass(HOUR_MS);
  t.same(await left(), ['number', 'young'], 'the days that are asked for then');
  days.call = 30;
  days.number = 30;
  await clock.pass(HOUR_MS);
  t.same(await left(), []);
  t.match(log.join(''), /"records":2,.*past their days are deleted/);
});

void t.test('a store that is away is reported, and asked again an hour later', async (t) => {
  const store = new MemoryRecords();
  const { records, clock, log } = recordsOf(t, store);
  store.isAway = true;
  records.start();
  await clock.pass(0);
  t.match(log.join(''), /past their days could not be deleted/);
  store.isAway = false;
  await store.put([ended(clock, 'old', 91)]);
  await clock.pass(HOUR_MS);
  t.same(await store.search({}, undefined, 10), []);
});

void t.test('what is held about a number, and its erasure, include what waits to be filed', async (t) => {
  const store = new MemoryRecords();
  const waiting = [pastRecord(1), pastRecord(2, { caller: mobile(7) })];
  const { records } = recordsOf(t, store, waiting);
  const about: string[] = [];
  for await (const { id } of records.rowsAbout(mobile(7))) about.push(id);
  t.same(about, ['s2']);
  waiting.push(pastRecord(3, { callee: mobile(7) }));
  t.equal(await records.erase(mobile(7)), 2);
  await records.filed();
  t.same(
    (await store.search({}, undefined, 10)).map(({ id }) => id),
    ['s1'],
    'and it does not come back',
  );
  store.isAway = true;
  waiting.push(pastRecord(4));
  await t.rejects(records.erase(mobile(7)), 'nothing is said to be erased that is not');
});

void t.test(
  'a call is filed with the city of its X, and its sums are forgotten after their own days',
  async (t) => {
    const store = new MemoryRecords();
    const now = new FakeClock().now();
    const { records, clock } = recordsOf(t, store, [
      pastRecord(1, { at: now, endedAt: now }),
      pastRecord(2, { at: now, endedAt: now, x: privateNumber(2) }),
      pastRecord(3, { at: now - 401 * DAY_MS, endedAt: now }),
      pastRecord(4, { kind: 'message', at: now, endedAt: now }),
    ]);
    await records.filed();
    t.equal((await store.find('call', 's1'))?.details.areaCode, '0755');
    t.equal((await store.find('message', 's4'))?.details.areaCode, undefined);
    const byCity = { from: 0, until: now + HOUR_MS, by: 'city' } as const;
    const cities = async () =>
      (await records.totals(byCity)).map(({ key, calls }) => `${key}: ${calls}`).sort();
    t.same(await cities(), ['0755: 2', ': 1']);
    records.start();
    await clock.pass(0);
    t.same(await cities(), ['0755: 1', ': 1']);
  },
);
