import t from 'tap';
import {
  operatorUnderTest,
  tokens,
  type OperatorUnderTest,
} from '../../../support/stages/operator-under-test.js';
import { pastRecord, RECORDED_AT } from '../../../support/stages/record-stores.js';
import { mobile, privateNumber } from '../../../support/stages/routing-world.js';

const items = (json: Record<string, unknown>): readonly Record<string, unknown>[] =>
  json['items'] as readonly Record<string, unknown>[];
const at = (seconds: number): string => new Date(RECORDED_AT + seconds * 1000).toISOString();

void t.test('records are searched page by page, newest first, with their reason in words', async (t) => {
  const { ask, records } = await operatorUnderTest();
  t.same((await ask('viewer', 'POST /v1/records/search', {})).json, { items: [] });
  await records.put([
    pastRecord(1, {
      ending: 'callee-busy',
      details: { dialledAt: RECORDED_AT, releasedBy: 2, sipStatus: 486 },
    }),
    pastRecord(2, { kind: 'message', ending: 'sent', details: { parts: 2 }, talkMs: 0 }),
    pastRecord(3, { ending: 'of an older version' }),
  ]);
  const first = await ask('operator', 'POST /v1/records/search', { limit: 1 });
  t.match(items(first.json), [{ id: 's3', kind: 'call', at: at(3), talkSeconds: 120, caller: mobile(1) }]);
  const rest = await ask('operator', 'POST /v1/records/search', { after: first.json['next'] });
  t.notOk('next' in rest.json);
  t.match(items(rest.json), [
    { id: 's2', kind: 'message', ending: 'sent', parts: 2 },
    {
      ...{ id: 's1', ending: 'callee-busy', reason: 'The callee is busy.', fault: 'callee' },
      ...{ dialledAt: at(0), releasedBy: 'callee', sipStatus: 486, callerTrunk: 'in', calleeTrunk: 'out' },
    },
  ]);
  const exact = await ask('operator', 'POST /v1/records/search', { limit: 3 });
  t.equal(items(exact.json).length, 3);
  t.notOk('next' in exact.json, 'a full page that is the last one');
});

void t.test('each field of a search reaches the store', async (t) => {
  const { ask, records } = await operatorUnderTest();
  await records.put([
    pastRecord(1),
    pastRecord(2, {
      ...{ caller: mobile(5), appKey: 'other', subscriptionId: 'mine', calleeTrunk: 'third' },
      ...{ ending: 'no-answer', talkMs: 1500, kind: 'message' },
    }),
  ]);
  const cases = [
    { number: mobile(5).slice(3) },
    { appKey: 'other' },
    { subscriptionId: 'mine' },
    { trunk: 'third' },
    { ending: 'no-answer' },
    { kinds: ['message'] },
    { from: at(2) },
    { maxSeconds: 1.5 },
    { minSeconds: 1, maxSeconds: 2 },
  ];
  for (const wanted of cases) {
    const { json, status } = await ask('operator', 'POST /v1/records/search', wanted);
    t.equal(status, 200, JSON.stringify(json));
    t.match(items(json), [{ id: 's2' }], JSON.stringify(wanted));
    t.equal(items(json).length, 1);
  }
  t.match(items((await ask('operator', 'POST /v1/records/search', { until: at(2) })).json), [{ id: 's1' }]);
  for (const wrong of [
    { number: 'x' },
    { kinds: [] },
    { after: 'x' },
    { limit: 0 },
    { caller: mobile(1) },
    { from: 1 },
  ])
    t.equal((await ask('operator', 'POST /v1/records/search', wrong)).status, 400, JSON.stringify(wrong));
});

void t.test('talk times are compared in whole milliseconds', async (t) => {
  const { ask, records } = await operatorUnderTest();
  await records.put([pastRecord(1, { talkMs: 1005 })]);
  const asked: unknown[] = [];
  const { search } = records;
  records.search = (query, ...rest) => {
    asked.push([query.minTalkMs, query.maxTalkMs]);
    return search.call(records, query, ...rest);
  };
  // 1.005 * 1000 is 1004.9999999999999.
  const found = await ask('operator', 'POST /v1/records/search', { minSeconds: 0.0011, maxSeconds: 1.005 });
  t.match(items(found.json), [{ id: 's1' }]);
  t.same(asked, [[1, 1005]]);
});

void t.test('one record is shown by its kind and id', async (t) => {
  const { ask, records } = await operatorUnderTest();
  await records.put([pastRecord(1)]);
  t.match(await ask('operator', 'GET /v1/records/call/s1'), {
    status: 200,
    json: { id: 's1', x: privateNumber(1) },
  });
  t.equal((await ask('operator', 'GET /v1/records/message/s1')).status, 404);
  t.equal((await ask('operator', 'GET /v1/records/letter/s1')).status, 400);
});

void t.test(
  'viewers and auditors see numbers masked, and no one reads records without a role for it',
  async (t) => {
    const { ask, records } = await operatorUnderTest();
    await records.put([pastRecord(1, { dialled: privateNumber(2) })]);
    for (const role of ['viewer', 'auditor'] as const) {
      const search = JSON.stringify((await ask(role, 'POST /v1/records/search', { number: mobile(1) })).json);
      const one = JSON.stringify((await ask(role, 'GET /v1/records/call/s1')).json);
      for (const text of [search, one]) {
        t.match(text, /"caller":"\+86138\*\*\*\*/);
        for (const number of [mobile(1), mobile(2), privateNumber(1), privateNumber(2)])
          t.notMatch(text, number);
      }
      t.equal((await ask(role, 'POST /v1/records/export', {})).status, 403);
    }
    t.equal((await ask('subscriber', 'POST /v1/records/search', {})).status, 403);
  },
);

void t.test('an export is CSV with complete numbers, also with strange names in the fields', async (t) => {
  const under = await operatorUnderTest();
  await under.records.put([
    ...Array.from({ length: 1203 }, (_, n) => pastRecord(n)),
    pastRecord(2000, { appKey: '=1+1', callerTrunk: 'a,"b"', callee: undefined, ending: 'no-answer' }),
  ]);
  const { statusCode, headers, body } = await exportOf(under, {});
  t.equal(statusCode, 200);
  t.match(headers, { 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store' });
  const lines = body.split('\r\n');
  t.equal(lines.length, 1206, 'a heading, the records, and nothing after the last line');
  t.match(lines[0], /^kind,id,at,endedAt,appKey,subscriptionId,caller,x,dialled,display,callee,callerTrunk,/);
  const [x, caller] = [privateNumber(1), mobile(1)];
  t.match(
    lines[1],
    `call,s2000,${at(2000)},${at(2130)},'=1+1,b2000,${caller},${x},,${x},,"a,""b""",out,no-answer,The callee does not answer.`,
  );
  t.equal(new Set(lines).size, 1206, 'each once');
  t.equal((await exportOf(under, { number: mobile(9) })).body.split('\r\n').length, 2, 'a heading alone');
});

void t.test('an export is in the audit before it begins, without the number', async (t) => {
  const under = await operatorUnderTest();
  await exportOf(under, { number: mobile(1), ending: 'no-answer' });
  const { audit } = under;
  const entries = await audit.read({ after: undefined, limit: 10, matches: () => true });
  t.match(entries.at(-1), {
    ...{ action: 'exported', who: { name: 'operator-name' } },
    what: {
      operation: 'exportRecords',
      numbers: [audit.numberKey(mobile(1))],
      wanted: '{"ending":"no-answer"}',
    },
  });
  t.notMatch(JSON.stringify(entries), mobile(1));
});

void t.test('a store that is away is a problem of its own', async (t) => {
  const under = await operatorUnderTest();
  under.records.isAway = true;
  for (const request of ['POST /v1/records/search', 'POST /v1/records/export'])
    t.match(await under.ask('operator', request, {}), { status: 503, json: { code: 'records-away' } });
  t.match(await under.ask('operator', 'GET /v1/records/call/s1'), {
    status: 503,
    json: { code: 'records-away' },
  });
});

async function exportOf({ api }: OperatorUnderTest, payload: object) {
  const headers = { authorization: `Bearer ${tokens.operator}` };
  return api.inject({ method: 'POST', url: '/v1/records/export', headers, payload });
}
