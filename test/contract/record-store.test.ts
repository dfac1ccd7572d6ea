/** The requirements of a store of records, run on each implementation. */
import t, { type Test } from 'tap';
import { pagesOf } from '../../engine/records/record-pages.js';
import type {
  PastRecord,
  PlacedRecord,
  RecordPlace,
  RecordQuery,
  RecordStore,
  CallTotals,
  TotalsQuery,
} from '../../engine/records/record-store.js';
import {
  pastRecord,
  RECORDED_AT,
  recordStoreKinds,
  type RecordStoreKind,
} from '../support/stages/record-stores.js';
import { mobile, privateNumber } from '../support/stages/routing-world.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** A whole hour. */
const HOUR = RECORDED_AT - (RECORDED_AT % HOUR_MS);
const EVERYTHING = 1000;

for (const kind of recordStoreKinds) {
  void t.test(`records in ${kind.name}`, async (t) => {
    await kind.start(t);
    await contract(t, kind);
  });
}

const idsOf = (records: readonly PastRecord[]): string[] => records.map(({ id }) => id);

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function contract(t: Test, kind: RecordStoreKind): Promise<void> {
  const on = (
    title: string,
    body: (t: Test, store: RecordStore, reopen: () => Promise<RecordStore>) => Promise<void>,
  ) =>
    t.test(title, async (t) => {
      const place = await kind.place(t);
      const open = async (): Promise<RecordStore> => {
        const store = await place.open();
        t.teardown(() => store.close());
        return store;
      };
      const first = await open();
      await body(t, first, async () => {
        await first.close();
        return open();
      });
    });

  await on('what was put is there after a restart, whole', async (t, store, reopen) => {
    const full = pastRecord(1, {
      dialled: privateNumber(2),
      details: { releasedBy: 1, extension: '12', parts: 2 },
    });
    const bare: PastRecord = {
      ...{
        kind: 'number',
        id: 'n',
        at: RECORDED_AT,
        endedAt: RECORDED_AT,
        appKey: 'app',
        ending: 'frozen',
        talkMs: 0,
      },
      details: {},
    };
    await store.put([full, bare]);
    const again = await reopen();
    const { place, ...found } = (await again.find('call', 's1')) as PlacedRecord;
    t.same(withoutAbsent(found), withoutAbsent(full));
    t.equal(place.at, full.at);
    t.same(withoutAbsent((await again.find('number', 'n')) ?? {}, 'place'), bare);
    t.equal(await again.find('message', 'n'), undefined, 'an id is of one kind');
  });

  await on('a record that is put again is there once, as it was put last, in its place', async (t, store) => {
    await store.put([1, 2, 3].map((n) => pastRecord(n)));
    const before = await store.find('call', 's2');
    await store.put([pastRecord(2), pastRecord(2, { ending: 'engine-died', callee: mobile(9) })]);
    t.same(idsOf(await store.search({}, undefined, EVERYTHING)), ['s3', 's2', 's1']);
    t.match(await store.find('call', 's2'), { ending: 'engine-died', place: before?.place });
    t.same(idsOf(await store.search({ number: mobile(9) }, undefined, EVERYTHING)), ['s2']);
    t.same(idsOf(await store.search({ number: mobile(2) }, undefined, EVERYTHING)), ['s3', 's1']);
  });

  await on('each field narrows a search, and several do it together', async (t, store) => {
    await store.put([
      pastRecord(0),
      pastRecord(1, { caller: mobile(3), dialled: privateNumber(7), appKey: 'other', talkMs: 0 }),
      pastRecord(2, { calleeTrunk: 'in', ending: 'no-answer', subscriptionId: 'mine', talkMs: 3000 }),
      pastRecord(3, { kind: 'message', display: privateNumber(8), talkMs: 0, calleeTrunk: undefined }),
      pastRecord(4, { callerTrunk: 'out', calleeTrunk: 'third', ending: 'no-answer', callee: undefined }),
    ]);
    const cases: readonly (readonly [RecordQuery, string])[] = [
      [{}, 's4 s3 s2 s1 s0'],
      [{ number: mobile(1) }, 's4 s3 s2 s0'],
      [{ number: mobile(2) }, 's3 s2 s1 s0'],
      [{ number: mobile(3) }, 's1'],
      [{ number: privateNumber(1) }, 's4 s3 s2 s1 s0'],
      [{ number: privateNumber(7) }, 's1'],
      [{ number: privateNumber(8) }, 's3'],
      [{ number: mobile(99) }, ''],
      [{ appKey: 'other' }, 's1'],
      [{ subscriptionId: 'mine' }, 's2'],
      [{ trunk: 'in' }, 's3 s2 s1 s0'],
      [{ trunk: 'out' }, 's4 s1 s0'],
      [{ trunk: 'third' }, 's4'],
      [{ ending: 'no-answer' }, 's4 s2'],
      [{ kinds: ['message'] }, 's3'],
      [{ kinds: ['message', 'call'] }, 's4 s3 s2 s1 s0'],
      [{ minTalkMs: 3000 }, 's4 s2 s0'],
      [{ maxTalkMs: 3000 }, 's3 s2 s1'],
      [{ minTalkMs: 1, maxTalkMs: 3000 }, 's2'],
      [{ from: RECORDED_AT + 1000, until: RECORDED_AT + 3000 }, 's2 s1'],
      [{ until: RECORDED_AT }, ''],
      [{ number: mobile(1), from: RECORDED_AT + 2000, until: RECORDED_AT + 4000 }, 's3 s2'],
      [{ number: mobile(1), ending: 'no-answer', trunk: 'out' }, 's4'],
      [{ trunk: 'out', kinds: ['call'], until: RECORDED_AT + 4000 }, 's1 s0'],
      [{ appKey: 'app', ending: 'no-answer', subscriptionId: 'b4' }, 's4'],
    ];
    for (const [query, expected] of cases)
      t.equal(
        idsOf(await store.search(query, undefined, EVERYTHING)).join(' '),
        expected,
        JSON.stringify(query),
      );
  });

  await on(
    'pages follow one another, also within a millisecond, while records come and go',
    async (t, store) => {
      const at = RECORDED_AT;
      await store.put(Array.from({ length: 7 }, (_, n) => pastRecord(n, { at })));
      for (const query of [{}, { number: mobile(1) }, { trunk: 'in' }, { appKey: 'app' }]) {
        const seen: string[] = [];
        for (let behind: RecordPlace | undefined, n = 0; n < 10; n += 1) {
          const page: readonly PlacedRecord[] = await store.search(query, behind, 2);
          seen.push(...idsOf(page));
          if (page.length < 2) break;
          behind = page.at(-1)?.place;
          await store.put([pastRecord(100 + n, { at: at + 1 })]);
        }
        t.same(seen.filter((id) => id.length === 2).sort(), ['s0', 's1', 's2', 's3', 's4', 's5', 's6']);
        t.equal(new Set(seen).size, seen.length, 'none comes twice');
        await store.forget({ call: 0, message: 0, number: 0 });
      }
    },
  );

  await on('all of a search are read, however many there are', async (t, store) => {
    await store.put(Array.from({ length: 2500 }, (_, n) => pastRecord(n)));
    const all = await collected(pagesOf(store, { from: RECORDED_AT + 1000 }));
    t.equal(all.length, 2499);
    t.equal(all[0]?.id, 's2499');
    t.equal(all.at(-1)?.id, 's1');
  });

  await on('each kind is forgotten after its own days, by its end', async (t, store) => {
    const ended = (id: string, daysAgo: number, more: Partial<PastRecord> = {}): PastRecord => {
      const endedAt = RECORDED_AT - daysAgo * DAY_MS;
      return pastRecord(0, { id, at: endedAt - 1000, endedAt, ...more });
    };
    await store.put([
      ended('old call', 91),
      ended('young call', 89),
      ended('long call', 89, { at: RECORDED_AT - 92 * DAY_MS }),
      ended('old message', 31, { kind: 'message' }),
      ended('young message', 29, { kind: 'message' }),
      ended('old number', 91, { kind: 'number' }),
    ]);
    const before = RECORDED_AT - 90 * DAY_MS;
    const days = { call: before, number: before, message: RECORDED_AT - 30 * DAY_MS };
    t.equal(await store.forget(days), 3);
    t.same(idsOf(await store.search({}, undefined, EVERYTHING)), [
      'young message',
      'young call',
      'long call',
    ]);
    t.same(idsOf(await store.search({ number: mobile(1) }, undefined, EVERYTHING)), [
      ...['young message', 'young call', 'long call'],
    ]);
    t.equal(await store.forget(days), 0);
  });

  await on('more than a page is forgotten at once', async (t, store) => {
    await store.put(Array.from({ length: 2300 }, (_, n) => pastRecord(n)));
    const all = RECORDED_AT + 10 * DAY_MS;
    t.equal(await store.forget({ call: all, message: 0, number: 0 }), 2300);
    t.same(await store.search({}, undefined, EVERYTHING), []);
  });

  await on('a number is erased with every record in which it has a part', async (t, store) => {
    await store.put([
      ...Array.from({ length: 1100 }, (_, n) => pastRecord(n)),
      pastRecord(2000, { caller: mobile(2), callee: mobile(3) }),
      pastRecord(2001, { caller: mobile(3), callee: mobile(4) }),
      pastRecord(2002, { caller: mobile(3), callee: undefined, display: undefined }),
    ]);
    t.equal((await collected(store.rowsAbout(mobile(2)))).length, 1101);
    t.equal(await store.erase(mobile(2)), 1101);
    t.same(await collected(store.rowsAbout(mobile(2))), []);
    t.same(await collected(store.rowsAbout(mobile(1))), []);
    t.same(idsOf(await collected(store.rowsAbout(mobile(3)))), ['s2002', 's2001']);
    t.equal(await store.erase(mobile(2)), 0);
  });

  await on('calls are summed up by hour, ending, application, city and trunk', async (t, store, reopen) => {
    await store.put([
      inHour(0, 1),
      inHour(0, 2, { appKey: 'other', ...unanswered('no-answer', '010') }),
      inHour(1, 3, { ...unanswered('callee-busy'), calleeTrunk: undefined }),
      inHour(1, 4, { kind: 'message' }),
      inHour(30 * 24, 5, { calleeTrunk: 'third' }),
      inHour(31 * 24, 6),
    ]);
    const until = HOUR + 31 * DAY_MS;
    const asked: readonly (readonly [Partial<TotalsQuery> & Pick<TotalsQuery, 'by'>, string])[] = [
      [{ by: 'hour' }, `${HOUR} 2 1, ${HOUR + HOUR_MS} 1 0, ${HOUR + 30 * DAY_MS} 1 1`],
      [{ by: 'ending' }, 'callee-busy 1 0, caller-hung-up 2 2, no-answer 1 0'],
      [{ by: 'application' }, 'app 3 2, other 1 0'],
      [{ by: 'application', appKey: 'other' }, 'other 1 0'],
      [{ by: 'city' }, ' 1 0, 010 1 0, 0755 2 2'],
      [{ by: 'city', appKey: 'other' }, '010 1 0'],
      [{ by: 'callerTrunk' }, 'in 4 2'],
      [{ by: 'calleeTrunk' }, 'out 2 1, third 1 1'],
      [{ by: 'calleeTrunk', appKey: 'app' }, 'out 1 1, third 1 1'],
      [{ by: 'calleeTrunk', calleeTrunk: 'third' }, 'third 1 1'],
      [{ by: 'ending', calleeTrunk: 'out' }, 'caller-hung-up 1 1, no-answer 1 0'],
      [{ by: 'ending', areaCode: '0755' }, 'caller-hung-up 2 2'],
      [{ by: 'hour', areaCode: '0755', appKey: 'app' }, `${HOUR} 1 1, ${HOUR + 30 * DAY_MS} 1 1`],
      [{ by: 'ending', appKey: 'app' }, 'callee-busy 1 0, caller-hung-up 2 2'],
      [{ by: 'ending', areaCode: '' }, 'callee-busy 1 0'],
      [{ by: 'ending', from: HOUR + HOUR_MS, until: HOUR + HOUR_MS + 1 }, 'callee-busy 1 0'],
      [{ by: 'ending', until: HOUR }, ''],
      [{ by: 'ending', appKey: 'nobody' }, ''],
    ];
    const again = await reopen();
    for (const [query, expected] of asked)
      t.equal(told(await again.totals({ from: HOUR, until, ...query })), expected, JSON.stringify(query));
  });

  await on('sums have the time that callees talked and took to ring', async (t, store) => {
    const details = { dialledAt: HOUR + 1000, ringingAt: HOUR + 4500, answeredAt: HOUR + 9000 };
    const { ringingAt: _, ...unheard } = details;
    await store.put([
      inHour(0, 1, { talkMs: 60_000.4, details }),
      inHour(0, 2, { talkMs: 0, details: unheard }),
      inHour(0, 3, { talkMs: 0, details: { dialledAt: HOUR } }),
    ]);
    const sums = { calls: 3, answered: 2, talkMs: 60_000, rang: 2, delayMs: 11_500 };
    t.same(await store.totals({ from: HOUR, until: HOUR + 1, by: 'hour' }), [{ key: String(HOUR), ...sums }]);
  });

  await on('a call that is put again counts once, as it was put last', async (t, store) => {
    await store.put([inHour(0, 1), inHour(0, 2)]);
    await store.put([inHour(0, 1), inHour(0, 2, { ...unanswered('engine-died', '010'), appKey: 'other' })]);
    await store.put([inHour(0, 3), inHour(0, 3, { ending: 'no-answer' })]);
    const by = async (by: TotalsQuery['by']) => told(await store.totals({ from: HOUR, until: HOUR + 1, by }));
    t.equal(await by('ending'), 'caller-hung-up 1 1, engine-died 1 0, no-answer 1 1');
    t.equal(await by('application'), 'app 2 2, other 1 0');
    t.equal(await by('city'), '010 1 0, 0755 2 2');
  });

  await on('sums outlive their records, until they are forgotten themselves', async (t, store) => {
    await store.put([inHour(0, 1), ...Array.from({ length: 300 }, (_, n) => inHour(n, 10 + n))]);
    await store.erase(mobile(1));
    await store.forget({ call: HOUR + 60 * DAY_MS, message: 0, number: 0 });
    t.same(await store.search({}, undefined, EVERYTHING), []);
    const query = { from: 0, until: HOUR + 60 * DAY_MS, by: 'application' } as const;
    t.equal(told(await store.totals({ ...query, from: HOUR })), 'app 301 301');
    await store.forgetTotals(HOUR + 290 * HOUR_MS + 1);
    t.equal(told(await store.totals({ ...query, from: HOUR })), 'app 10 10');
  });

  await on('sums that are not kept are refused', async (t, store) => {
    const time = { from: HOUR, until: HOUR + 1 };
    await t.rejects(store.totals({ ...time, by: 'hour', areaCode: '0755', callerTrunk: 'in' }), TypeError);
    await t.rejects(store.totals({ ...time, by: 'city', callerTrunk: 'in' }), TypeError);
    await t.rejects(store.totals({ ...time, by: 'application', areaCode: '0755' }), TypeError);
    await t.rejects(store.totals({ ...time, by: 'ending', areaCode: '0755', appKey: 'app' }), TypeError);
  });

  await on('a closed store refuses, and closing twice is harmless', async (t, store) => {
    await store.close();
    await store.close();
    await t.rejects(store.search({}, undefined, 1));
    await t.rejects(store.put([pastRecord(1)]));
  });
}

/** A call of Shenzhen, answered at once, of an hour after HOUR. */
function inHour(hour: number, n: number, more: Partial<PastRecord> = {}): PastRecord {
  const at = HOUR + hour * HOUR_MS + n;
  return pastRecord(n, { at, endedAt: at, details: { answeredAt: at, areaCode: '0755' }, ...more });
}

function unanswered(ending: string, areaCode?: string): Partial<PastRecord> {
  return { ending, talkMs: 0, details: { areaCode } };
}

/** Calls and those answered of each key, in order. */
function told(totals: readonly CallTotals[]): string {
  return totals
    .map(({ key, calls, answered }) => `${key} ${calls} ${answered}`)
    .sort()
    .join(', ');
}

function withoutAbsent(record: object, ...also: readonly string[]): unknown {
  return JSON.parse(
    JSON.stringify(Object.fromEntries(Object.entries(record).filter(([name]) => !also.includes(name)))),
  );
}
