/** The compatible API over real routing and a journal in memory: what a customer sees happen, mode by mode. */
import t from 'tap';
import { JournalUnavailable } from '../../../../routing/journal/ailments.js';
import type { E164 } from '../../../../routing/numbers/number.js';
import { town } from '../../../support/stages/api-town.js';
import { mobile } from '../../../support/stages/routing-world.js';

const axbUri = '/rest/caas/relationnumber/partners/v1.0';
const axUri = '/rest/provision/caas/privatenumber/v1.0';
const calleeUri = '/rest/caas/privatenumber/calleenumber/v1.0';
const axeUri = '/rest/caas/extendnumber/v1.0';
const axybUri = '/rest/omp/xyrelationnumber/v1.0?app_key=key-AXYB';
const [a, b, c] = [mobile(1), mobile(2), mobile(3)];

/** Status and code of an answer in one word: `200 0`, `403 1012010`. */
async function code(answer: Promise<{ status: number; json: Record<string, unknown> }>): Promise<string> {
  const { status, json } = await answer;
  return `${status} ${String(json['resultcode'])}`;
}

void t.test('AXB: bind, call, modify, query, unbind', async (t) => {
  const { client, x, routing, now } = await town();
  const X = x('AXB', 1);
  const axb = client('AXB', 'WSSE');
  const bound = await axb.post(axbUri, { callerNum: a, calleeNum: b, relationNum: X, duration: 60 });
  t.match(bound.json, { resultcode: '0', relationNum: X, callDirection: 0, duration: 60, maxDuration: 0 });
  const id = String(bound.json['subscriptionId']);
  t.match(await routing.resolve({ caller: a, dialled: X, at: now }), { kind: 'connect', callee: b });
  t.equal(await code(axb.put(axbUri, { subscriptionId: id, calleeNum: c, callDirection: 1 })), '200 0');
  t.match(await routing.resolve({ caller: a, dialled: X, at: now }), { kind: 'connect', callee: c });
  t.match(await routing.resolve({ caller: c, dialled: X, at: now }), { kind: 'refuse', reason: 'direction' });
  const query = await axb.get(axbUri, { relationNum: X, callerNum: a });
  t.match(query.json, {
    totalCount: 1,
    relationNumList: [{ subscriptionId: id, callerNum: a, calleeNum: c, callDirection: 1, duration: 60 }],
  });
  t.equal(await code(axb.delete(axbUri, { subscriptionId: id })), '200 0');
  t.equal(await code(axb.get(axbUri, { relationNum: X })), '403 1012007');
  t.equal(await code(axb.delete(axbUri, { subscriptionId: id })), '403 1012007');
});

void t.test('AXB: the codes of its rules', async (t) => {
  const { client, x, routing } = await town();
  const axb = client('AXB');
  const X = x('AXB', 1);
  const bind = (callerNum: string, calleeNum: string, more: object = { relationNum: X }) =>
    code(axb.post(axbUri, { callerNum, calleeNum, ...more }));
  t.equal(await bind(a, b), '200 0');
  t.equal(await bind(a, b), '403 1012010', 'the same again');
  t.equal(await bind(b, c), '403 1012010', 'B in another role');
  t.equal(await bind(mobile(8), mobile(9)), '200 0', 'another pair');
  t.equal(await bind(a, c, { relationNum: x('AX', 1) }), '403 1012001', "another application's X");
  t.equal(await bind(a, c, { relationNum: '+8617000009999' }), '403 1012007', 'an X of nobody');
  t.equal(await bind(a, c, { areaCode: '021' }), '403 1012008', 'a city without numbers');
  t.equal(await bind(a, c, { areaCode: '021', areaMatchMode: '1' }), '200 0', 'any city');
  t.equal(await bind('+864001234567', c), '403 1010002', 'a 400 number');
  t.equal(await bind('+8695588', c), '403 1010002', 'a 95 number');
  t.equal(await bind(a, a), '403 1010002', 'A is B');
  t.equal(await bind('+8675528000001', mobile(77)), '200 0', 'a landline');
  await routing.pool.setStatus(x('AXB', 2), 'frozen');
  t.equal(await bind(a, c, { relationNum: x('AXB', 2) }), '403 1012102', 'a frozen X');
  t.equal(await code(axb.put(axbUri, { subscriptionId: 'none', duration: 5 })), '403 1012007');
  t.equal(await code(axb.delete(axbUri, { relationNum: X })), '200 0', 'all pairs of X');
  t.equal(await code(axb.delete(axbUri, { relationNum: X })), '403 1012007');
  t.equal(await code(axb.delete(axbUri, { relationNum: x('AX', 1) })), '403 1012001');
});

void t.test('AXB: pages', async (t) => {
  const { client, x } = await town();
  const axb = client('AXB');
  for (let n = 0; n < 25; n += 1) {
    await axb.post(axbUri, {
      callerNum: mobile(100 + 2 * n),
      calleeNum: mobile(101 + 2 * n),
      relationNum: x('AXB', 1),
    });
  }
  const seen = new Set<unknown>();
  for (const [pageIndex, length] of [
    ['1', 10],
    ['2', 10],
    ['3', 5],
    ['4', 0],
  ] as const) {
    const { json } = await axb.get(axbUri, { relationNum: x('AXB', 1), pageIndex, pageSize: '10' });
    const list = json['relationNumList'] as { subscriptionId: string }[];
    t.match(json, { resultcode: '0', totalCount: 25, pageIndex: Number(pageIndex), pageSize: 10 });
    t.equal(list.length, length);
    for (const { subscriptionId } of list) seen.add(subscriptionId);
  }
  t.equal(seen.size, 25);
});

void t.test('AX: bind, temporary callee, transfer, query, unbind', async (t) => {
  const { client, x, routing, now } = await town();
  const ax = client('AX');
  const X = x('AX', 1);
  const bound = await ax.post(axUri, { origNum: a, privateNum: X, calleeNumDisplay: '0' });
  t.match(bound.json, { resultcode: '0', origNum: a, privateNum: X });
  t.match(await routing.resolve({ caller: b, dialled: X, at: now }), {
    kind: 'connect',
    callee: a,
    display: X,
  });
  t.match(await routing.resolve({ caller: a, dialled: X, at: now }), { reason: 'no-temporary-callee' });
  t.equal(
    await code(ax.put(calleeUri, { privateNum: X, calleeNum: '+864001234567' })),
    '200 0',
    'a 400 number',
  );
  t.equal(await code(ax.put(calleeUri, { privateNum: X, calleeNum: c, duration: 7200 })), '200 0');
  t.match(await routing.resolve({ caller: a, dialled: X, at: now }), { kind: 'connect', callee: c });
  t.equal(await code(ax.put(calleeUri, { privateNum: X, calleeNum: c, duration: 7201 })), '403 1010002');
  t.equal(await code(ax.put(calleeUri, { privateNum: x('AX', 2), calleeNum: c })), '403 1016001');
  t.equal(await code(ax.put(axUri, { privateNum: X, origNum: b, turnFlag: 'off' })), '200 0');
  t.match((await ax.get(axUri, { privateNum: X })).json, {
    privateNumList: [{ origNum: b, privateNum: X, turnFlag: 'off', recordFlag: 'false', privateSms: 'true' }],
  });
  t.equal(await code(ax.post(axUri, { origNum: c, privateNum: X })), '403 1011005', "another A's X");
  t.equal(await code(ax.delete(axUri, { privateNum: X })), '200 0');
  t.equal(await code(ax.delete(axUri, { privateNum: X })), '403 1011004');
  t.equal(await code(ax.get(axUri, { privateNum: X })), '403 1016001');
  t.equal(await code(ax.post(axUri, { origNum: c, privateNum: x('AXB', 1) })), '403 1011004', 'not ours');
});

void t.test('AX: five X for an A, then none is left in the city', async (t) => {
  const { client } = await town();
  const ax = client('AX');
  for (let n = 0; n < 5; n += 1)
    t.equal(await code(ax.post(axUri, { origNum: a, areaCode: '0755' })), '200 0');
  t.equal(await code(ax.post(axUri, { origNum: a, areaCode: '0755' })), '403 1011003');
  t.equal(await code(ax.post(axUri, { origNum: b, areaCode: '0755' })), '200 0');
  t.equal(await code(ax.post(axUri, { origNum: b, areaCode: '0755' })), '403 1011002');
  t.equal(await code(ax.post(axUri, { origNum: b, areaCode: '755', areaMatchMode: '1' })), '200 0');
  t.equal(((await ax.get(axUri, { origNum: a })).json['privateNumList'] as unknown[]).length, 5);
});

void t.test('AXE: extensions', async (t) => {
  const { client, x, routing, now } = await town();
  const axe = client('AXE');
  const X = x('AXE', 1);
  const bound = await axe.post(axeUri, {
    bindNum: a,
    virtualNum: X,
    extendNum: '42',
    callbackNum: '+8695588',
  });
  t.match(bound.json, { resultcode: '0', virtualNum: X, extendNum: '0042', bindNum: a });
  t.match(await routing.resolve({ caller: b, dialled: X, digits: '0042', at: now }), {
    kind: 'connect',
    callee: a,
  });
  t.equal(await code(axe.post(axeUri, { bindNum: b, virtualNum: X, extendNum: '0042' })), '403 1020167');
  t.equal(await code(axe.post(axeUri, { bindNum: a, virtualNum: X })), '403 1016002', 'A is on that X');
  t.equal(await code(axe.post(axeUri, { bindNum: b, virtualNum: X, extendNum: '0000' })), '403 1010002');
  const chosen = await axe.post(axeUri, { bindNum: b, virtualNum: X });
  t.match(chosen.json, { resultcode: '0', extendNum: /^\d{4}$/ });
  const selector = { virtualNum: X, extendNum: '0042' };
  t.equal(await code(axe.put(axeUri, { ...selector, timeUnit: '1', bindExpiredTime: 5 })), '200 0');
  t.match((await axe.get(axeUri, selector)).json, {
    bindNum: a,
    callbackNum: '+8695588',
    timeUnit: '0',
    bindExpiredTime: 0,
  });
  t.equal(await code(axe.delete(axeUri, selector)), '200 0');
  t.equal(await code(axe.delete(axeUri, selector)), '403 1016001');
  t.equal(await code(axe.get(axeUri, selector)), '403 1016001');
});

void t.test('AXYB: both steps, the automatic Y, unbinding a part and the whole', async (t) => {
  const { client, routing, now } = await town();
  const axyb = client('AXYB');
  const step1 = await axyb.post(axybUri, { origNum: a, areaCode: '0755', ybDuration: 600 });
  t.match(step1.json, { resultcode: '0', relationNumber: /^\+86/ });
  const subscriptionId = String(step1.json['subscriptionId']);
  const X = String(step1.json['relationNumber']) as E164;
  const step2 = await axyb.post(axybUri, { origNum: b, subscriptionId });
  t.match(step2.json, { resultcode: '0', subscriptionId, relationNumber: /^\+86/ });
  const Y = String(step2.json['relationNumber']) as E164;
  t.match(await routing.resolve({ caller: b, dialled: X, at: now }), { callee: a, display: Y });
  t.match(await routing.resolve({ caller: a, dialled: Y, at: now }), { callee: b, display: X });
  t.match(await routing.resolve({ caller: c, dialled: X, at: now }), { kind: 'connect', callee: a });
  const query = await axyb.raw('GET', `${axybUri}&subscriptionId=${subscriptionId}`);
  const list = query.json['xyRelationNumList'] as Record<string, unknown>[];
  t.same(list.map(({ numB }) => numB).sort(), [b, c]);
  t.match(list[0], { bindId: subscriptionId, numA: a, numX: X, duration: 7200, ybDuration: 600 });
  t.equal(await code(axyb.post(axybUri, { origNum: b, subscriptionId })), '403 1016002', 'B has a Y');
  t.equal(
    await code(axyb.post(axybUri, { origNum: '+864001234567', subscriptionId })),
    '403 1010002',
    'no 400 as B',
  );
  t.equal(await code(axyb.post(axybUri, { origNum: b, subscriptionId: 'none' })), '403 1016001');
  const part = `${axybUri}&subscriptionId=${subscriptionId}&bNum=${encodeURIComponent(b)}`;
  t.equal(await code(axyb.raw('DELETE', part)), '200 0');
  t.equal(await code(axyb.raw('DELETE', part)), '403 1016001');
  t.equal(await code(axyb.raw('DELETE', `${axybUri}&subscriptionId=${subscriptionId}`)), '200 0');
  t.equal(await code(axyb.raw('GET', `${axybUri}&subscriptionId=${subscriptionId}`)), '403 1016001');
});

void t.test('what has run out is gone', async (t) => {
  const under = await town();
  const axb = under.client('AXB');
  const X = under.x('AXB', 1);
  await axb.post(axbUri, { callerNum: a, calleeNum: b, relationNum: X, duration: 60 });
  under.now += 60_000;
  t.equal(await code(axb.get(axbUri, { relationNum: X })), '403 1012007');
  t.equal(await code(axb.post(axbUri, { callerNum: a, calleeNum: b, relationNum: X })), '200 0');
});

void t.test('while the journal is away changes wait and nothing is half done', async (t) => {
  const { client, x, journal } = await town();
  const axb = client('AXB');
  const commit = journal.commit.bind(journal);
  journal.commit = () => Promise.reject(new JournalUnavailable('away'));
  const request = { callerNum: a, calleeNum: b, relationNum: x('AXB', 1) };
  const answer = await axb.post(axbUri, request);
  t.equal(answer.status, 503);
  t.equal(answer.headers['retry-after'], '1');
  t.equal(await code(axb.get(axbUri, { relationNum: x('AXB', 1) })), '403 1012007');
  journal.commit = commit;
  t.equal(await code(axb.post(axbUri, request)), '200 0');
});

void t.test('concurrent conflicting binds: one wins, the others are refused', async (t) => {
  const { client, x } = await town();
  const axb = client('AXB');
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      code(axb.post(axbUri, { callerNum: a, calleeNum: mobile(50 + n), relationNum: x('AXB', 1) })),
    ),
  );
  t.equal(answers.filter((one) => one === '200 0').length, 1);
  t.equal(answers.filter((one) => one === '403 1012010').length, 19);
});

void t.test('a query has its code for every number, extension and id', async (t) => {
  const { client, x } = await town();
  const [axb, ax, axe, axyb] = [client('AXB'), client('AX'), client('AXE'), client('AXYB')];
  const numbers: readonly [string, string, readonly [axb: string, others: string]][] = [
    ["another application's X", x('X', 1), ['1012001', '1011004']],
    ['a number of nobody', '+8617000009999', ['1012007', '1011004']],
    ['a party', a, ['1012007', '1011004']],
    ['16 digits', '+8675500000001234', ['1010002', '1010002']],
    ['31 digits', `+${'8'.repeat(30)}`, ['1010002', '1010002']],
    ['too short', '+8675', ['1012007', '1011004']],
  ];
  for (const [title, number, [ofAxb, ofOthers]] of numbers) {
    t.equal(await code(axb.get(axbUri, { relationNum: number })), `403 ${ofAxb}`, `AXB ${title}`);
    t.equal(await code(ax.get(axUri, { privateNum: number })), `403 ${ofOthers}`, `AX ${title}`);
    const extension = { virtualNum: number, extendNum: '12' };
    t.equal(await code(axe.get(axeUri, extension)), `403 ${ofOthers}`, `AXE ${title}`);
    const uri = `${axybUri}&relationNum=${encodeURIComponent(number)}`;
    t.equal(await code(axyb.raw('GET', uri)), `403 ${ofOthers}`, `AXYB ${title}`);
  }
  const own = x('AXE', 1);
  t.equal(await code(axe.get(axeUri, { virtualNum: own, extendNum: '0' })), '403 1010002', 'extension 0');
  t.equal(await code(axe.get(axeUri, { virtualNum: own, extendNum: '1' })), '403 1016001', 'an unused one');
});

void t.test('a modify takes optional texts away by their names; what is empty stays', async (t) => {
  const { client, x } = await town();
  const axb = client('AXB');
  const texts = { userData: 'order-1', lastMinVoice: 'hint.wav', preVoice: { callerHintTone: 'hint.wav' } };
  const bound = await axb.post(axbUri, { callerNum: a, calleeNum: b, relationNum: x('AXB', 1), ...texts });
  const subscriptionId = String(bound.json['subscriptionId']);
  const shown = async (): Promise<unknown> =>
    ((await axb.get(axbUri, { subscriptionId })).json['relationNumList'] as unknown[])[0];
  const empty = { userData: '', lastMinVoice: null, preVoice: [], removeFields: [] };
  t.equal(await code(axb.put(axbUri, { subscriptionId, ...empty })), '200 0');
  t.match(await shown(), texts, 'what many clients send for what they do not set');
  t.equal(await code(axb.put(axbUri, { subscriptionId, removeFields: 'userData, preVoice' })), '200 0');
  t.notMatch(await shown(), { userData: /./ });
  t.notMatch(await shown(), { preVoice: {} });
  t.match(await shown(), { lastMinVoice: 'hint.wav' });
  t.equal(await code(axb.put(axbUri, { subscriptionId, removeFields: ['lastMinVoice'] })), '200 0');
  t.notMatch(await shown(), { lastMinVoice: /./ });
});

void t.test('AX and AXE: a modify takes optional texts away, too', async (t) => {
  const { client, x } = await town();
  const ax = client('AX');
  const userData = 'order-1';
  const one = await ax.post(axUri, {
    origNum: a,
    privateNum: x('AX', 1),
    userData,
    recordHintTone: 'hint.wav',
  });
  const axId = { subscriptionId: String(one.json['subscriptionId']) };
  t.equal(await code(ax.put(axUri, { ...axId, removeFields: 'userData' })), '200 0');
  const [axShown] = (await ax.get(axUri, axId)).json['privateNumList'] as Record<string, unknown>[];
  t.equal(axShown?.['userData'], undefined);
  const axe = client('AXE');
  const two = await axe.post(axeUri, {
    bindNum: a,
    virtualNum: x('AXE', 1),
    userData,
    callbackTone: 'hint.wav',
  });
  const axeId = { subscriptionId: String(two.json['subscriptionId']) };
  t.match((await axe.get(axeUri, axeId)).json, { callbackTone: 'hint.wav' });
  t.equal(await code(axe.put(axeUri, { ...axeId, removeFields: ['callbackTone'] })), '200 0');
  t.match((await axe.get(axeUri, axeId)).json, { callbackTone: undefined, userData });
});

void t.test('doubled slashes of a base address that ends in one do no harm', async (t) => {
  const { client, x } = await town();
  const request = { callerNum: a, calleeNum: b, relationNum: x('AXB', 1) };
  t.equal(await code(client('AXB').post(`/${axbUri}`, request)), '200 0');
  t.equal(
    await code(client('AXB').get(axbUri.replace('/caas/', '//caas/'), { relationNum: x('AXB', 1) })),
    '200 0',
  );
});
