import t from 'tap';
import { operatorUnderTest, type OperatorUnderTest } from '../../../support/stages/operator-under-test.js';
import { sampleTime } from '../../../support/stages/api-under-test.js';
import { pastRecord } from '../../../support/stages/record-stores.js';
import { privateNumber } from '../../../support/stages/routing-world.js';
import type { PastRecord } from '../../../../engine/records/record-store.js';

const HOUR_MS = 3_600_000;
/** A whole hour; in Shanghai it is eight hours later. */
const HOUR = Date.UTC(2026, 0, 26, 14);

/** A call of key-AXB from Shenzhen, which talked a minute and rang after two seconds. */
function call(n: number, hour: number, more: Partial<PastRecord> = {}): PastRecord {
  const at = HOUR + hour * HOUR_MS + n * 1000;
  return pastRecord(n, {
    ...{ at, endedAt: at + 66_000, appKey: 'key-AXB', talkMs: 60_000 },
    details: { dialledAt: at, ringingAt: at + 2000, answeredAt: at + 6000, areaCode: '0755' },
    ...more,
  });
}

const refused = { ending: 'no-answer', talkMs: 0, details: { areaCode: '010' } };

async function stage(): Promise<OperatorUnderTest> {
  const under = await operatorUnderTest();
  await under.records.put([
    call(1, 0),
    call(2, 0, refused),
    call(3, 1, { appKey: 'key-AX', calleeTrunk: 'other' }),
    call(4, 3, { talkMs: 30_000 }),
    call(5, 10, { ending: 'engine-died', talkMs: 0, details: {} }),
  ]);
  return under;
}

function asked(parameters: Readonly<Record<string, string>>): string {
  const time = { from: new Date(HOUR).toISOString(), until: new Date(HOUR + 4 * HOUR_MS).toISOString() };
  return `GET /v1/statistics?${new URLSearchParams({ ...time, ...parameters })}`;
}

const listed = (json: Record<string, unknown>, field: string): Record<string, unknown>[] =>
  json[field] as Record<string, unknown>[];

void t.test('the figures of a time: in total, by hour and by ending', async (t) => {
  const { ask } = await stage();
  const { status, json } = await ask('viewer', asked({}));
  t.equal(status, 200);
  t.same(json['total'], {
    ...{
      calls: 4,
      answered: 3,
      answerPercent: 75,
      talkSeconds: 150,
      meanTalkSeconds: 50,
      postDialSeconds: 2,
    },
    ...{ complaints: 0, complaintsPerTenThousand: 0 },
  });
  t.equal(json['interval'], 'hour');
  const series = listed(json, 'series');
  t.same(
    series.map(({ at, calls }) => [at, calls]),
    [0, 1, 2, 3].map((n) => [new Date(HOUR + n * HOUR_MS).toISOString(), [2, 1, 0, 1][n]]),
  );
  t.same(series[2], {
    at: new Date(HOUR + 2 * HOUR_MS).toISOString(),
    calls: 0,
    answered: 0,
    talkSeconds: 0,
  });
  t.match(listed(json, 'endings'), [
    { ending: 'caller-hung-up', calls: 3, percent: 75 },
    { ending: 'no-answer', reason: 'The callee does not answer.', calls: 1, percent: 25 },
  ]);
  t.equal(json['groups'], undefined);
});

void t.test('groups are named, the one with most calls first', async (t) => {
  const { ask } = await stage();
  const groups = async (parameters: Readonly<Record<string, string>>): Promise<string> => {
    const { json } = await ask('viewer', asked(parameters));
    const rows = listed(json, 'groups').filter(({ calls }) => calls !== 0);
    return rows
      .map(({ key, name = '', calls, answered }) => [key, name, calls, answered].join(' '))
      .join(', ');
  };
  t.equal(await groups({ by: 'application' }), 'key-AXB AXB 3 2, key-AX AX 1 1');
  t.equal(await groups({ by: 'city' }), '0755 深圳 3 3, 010 北京 1 0');
  t.equal(await groups({ by: 'calleeTrunk' }), 'out  3 2, other  1 1');
  t.equal(await groups({ by: 'callerTrunk', appKey: 'key-AX' }), 'in  1 1');
  t.equal(await groups({ by: 'hour' }), '14  2 1, 15  1 1, 17  1 1');
  t.equal(await groups({ by: 'hour', utcOffsetMinutes: '480' }), '01  1 1, 22  2 1, 23  1 1');
  const { json } = await ask('viewer', asked({ by: 'hour' }));
  t.equal(listed(json, 'groups').length, 24);
  t.equal(json['groupsTotal'], 24);
});

void t.test('days begin by the clock of the reader', async (t) => {
  const { ask } = await stage();
  const days = async (utcOffsetMinutes: string): Promise<unknown[]> => {
    const { json } = await ask('viewer', asked({ interval: 'day', utcOffsetMinutes }));
    return listed(json, 'series').map(({ at, calls }) => `${String(at)} ${String(calls)}`);
  };
  t.same(await days('0'), ['2026-01-26T00:00:00.000Z 4']);
  t.same(await days('480'), ['2026-01-25T16:00:00.000Z 3', '2026-01-26T16:00:00.000Z 1']);
  t.same(await days('-300'), ['2026-01-26T05:00:00.000Z 4']);
  // A day begins within its first hour, and never on the day before.
  t.same(await days('330'), ['2026-01-25T19:00:00.000Z 4'], 'India');
  t.same(await days('-210'), ['2026-01-26T04:00:00.000Z 4'], 'Newfoundland');
});

void t.test('one city or trunk is looked at by itself', async (t) => {
  const { ask } = await stage();
  const of = async (parameters: Readonly<Record<string, string>>) =>
    (await ask('viewer', asked(parameters))).json;
  t.match((await of({ areaCode: '010' }))['total'], { calls: 1, answered: 0, answerPercent: 0 });
  t.match((await of({ areaCode: '755' }))['total'], { calls: 3 }, 'without its prefix');
  const trunk = await of({ calleeTrunk: 'out', by: 'hour' });
  t.match(trunk['total'], { calls: 3, answered: 2 });
  t.notHas(trunk['total'], 'complaints');
  t.match(trunk['endings'], [{ ending: 'caller-hung-up' }, { ending: 'no-answer' }]);
  const ofOne = await of({ calleeTrunk: 'out', appKey: 'key-AXB' });
  t.match(ofOne['total'], { calls: 3, answered: 2 });
  t.notHas(ofOne, 'endings');
  const refusedOne = await ask('viewer', asked({ calleeTrunk: 'out', by: 'city' }));
  t.match(refusedOne, { status: 400, json: { code: 'invalid', detail: /not summed up by city/ } });
});

void t.test('by default it is the last day; what makes no sense is refused', async (t) => {
  const { ask, records } = await stage();
  await records.put([call(9, -24)]);
  const { json } = await ask('viewer', 'GET /v1/statistics');
  t.equal(json['until'], new Date(Math.ceil(sampleTime / HOUR_MS) * HOUR_MS).toISOString());
  t.match(json['total'], { calls: 5 });
  const day = 24 * HOUR_MS;
  const long = (interval: string, days: number): string =>
    asked({ interval, from: new Date(HOUR - days * day).toISOString() });
  t.equal((await ask('viewer', long('day', 1900))).status, 200);
  t.match(await ask('viewer', long('hour', 90)), { status: 400, json: { detail: /at most 2000 points/ } });
  t.equal((await ask('viewer', asked({ until: new Date(HOUR).toISOString() }))).status, 400);
  t.equal((await ask('viewer', asked({ by: 'caller' }))).status, 400);
  t.equal((await ask('subscriber', asked({}))).status, 403);
  records.isAway = true;
  t.match(await ask('viewer', asked({})), { status: 503, json: { code: 'records-away' } });
});

void t.test('complaints that are valid are set against the calls', async (t) => {
  const { ask } = await stage();
  const complain = (minutes: number) =>
    ask('operator', 'POST /v1/complaints', {
      ...{
        x: privateNumber(101),
        category: 'harassment',
        at: new Date(HOUR + minutes * 60_000).toISOString(),
      },
    });
  const first = await complain(1);
  t.equal(first.status, 201);
  await complain(2);
  await complain(300);
  const { id } = first.json['complaint'] as { id: string };
  await ask('operator', `PATCH /v1/complaints/${id}`, { valid: false });
  const { json } = await ask('viewer', asked({ by: 'application' }));
  t.match(json['total'], { complaints: 1, complaintsPerTenThousand: 2500 });
  t.match(json['groups'], [
    { key: 'key-AXB', complaints: 1, complaintsPerTenThousand: 3333.33 },
    { key: 'key-AX', complaints: 0, complaintsPerTenThousand: 0 },
  ]);
  const other = await ask('viewer', asked({ appKey: 'key-AX' }));
  t.match(other.json['total'], { complaints: 0, calls: 1 });
});
