import t from 'tap';
import { sampleTime } from '../../../support/stages/api-under-test.js';
import { operatorUnderTest, tokens } from '../../../support/stages/operator-under-test.js';
import { ctlOf, fileFor } from '../../../support/servers/run-ctl.js';
import { mobile, privateNumber } from '../../../support/stages/routing-world.js';

const [a, b] = [mobile(21), mobile(22)];
const x = privateNumber(101);
const soon = new Date(sampleTime + 60_000).toISOString();

void t.test('a barred number: listed, named by may-call with its term, taken away', async (t) => {
  const { ask, api } = await operatorUnderTest();
  await ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', a, b, x });
  const entry = { kind: 'call', number: '138 0000 0021', until: soon, note: 'complaint 17' };
  t.match(await ask('operator', 'POST /v1/blacklist', { entries: [entry] }), { json: { added: 1 } });
  const listed = { kind: 'call', number: a, until: soon, note: 'complaint 17' };
  t.match(await ask('operator', 'GET /v1/blacklist?kind=call'), { json: { total: 1, items: [listed] } });
  t.match(await ask('viewer', 'GET /v1/blacklist'), { json: { items: [{ number: '+86138****0021' }] } });
  t.match(await ask('viewer', 'POST /v1/blacklist/search', { number: b }), { json: { total: 0 } });
  const expected = {
    allowed: false,
    refusedBy: 'blacklist',
    reason: 'caller-blacklisted',
    sipStatus: 403,
    stateCode: 7005,
    until: soon,
    appKey: 'key-AXB',
    x,
    rules: [
      { rule: 'blacklist', allows: false, because: '+86138****0021 is on the blacklist (call)', until: soon },
    ],
  };
  t.match((await ask('operator', 'POST /v1/may-call', { caller: a, dialled: x })).json, expected);
  for (const plus of ['%2B', '+', '']) {
    const url = `GET /v1/may-call?caller=${plus}${a.slice(1)}&dialled=${plus}${x.slice(1)}`;
    t.match((await ask('operator', url)).json, expected, `a + written as ${plus}`);
  }
  t.match((await ask('operator', 'POST /v1/may-call', { caller: a, dialled: x, at: soon })).json, {
    allowed: true,
  });
  const stranger = await ask('operator', 'POST /v1/may-call', { caller: mobile(77), dialled: x });
  t.match(stranger.json, { allowed: false, refusedBy: 'routing', reason: 'no-binding', stateCode: 8014 });
  t.match(await ask('operator', 'POST /v1/blacklist/remove', { kind: 'call', number: a }), { status: 204 });
  t.match((await ask('operator', 'POST /v1/may-call', { caller: a, dialled: x })).json, { allowed: true });
  t.match(await ask('operator', 'POST /v1/blacklist/remove', { kind: 'call', number: a }), { status: 404 });
  await api.close();
});

void t.test('bad entries say what was expected; barred parties are not bound', async (t) => {
  const { ask, log, api } = await operatorUnderTest();
  const refused = async (entry: object): Promise<unknown> =>
    (await ask('operator', 'POST /v1/blacklist', { entries: [entry] })).json['detail'];
  t.match(
    await refused({ kind: 'calls', number: a }),
    /kind must be equal to one of .*: bind-a, bind-b, call-as-a/,
  );
  t.match(await refused({ kind: 'call', number: 'x' }), /number: expected a phone number, found x/);
  t.match(await refused({ kind: 'x', number: a }), /expected the X that the number is barred from/);
  t.match(
    await refused({ kind: 'call', number: a, until: 'tomorrow' }),
    /until must match format "date-time"/,
  );
  t.match(
    await refused({ kind: 'call', number: a, until: '2020-01-01T00:00:00Z' }),
    /expected a time to come/,
  );
  await ask('operator', 'POST /v1/blacklist', {
    entries: [{ kind: 'bind-b', number: b, appKey: 'key-AXB' }],
  });
  const bound = await ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', a, b, x });
  t.match(bound, { status: 409, json: { code: 'blacklisted', errors: [{ field: 'body/b' }] } });
  t.match(
    log.join(''),
    /"audit":\{"name":"operator-name".*"uri":"\/v1\/blacklist"/,
    'the audit has the change',
  );
  await api.close();
});

void t.test('ctl: blacklist and may-call', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  await api.ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', a, b, x });
  t.match(await ctl('operator', 'blacklist', 'add', 'call-as-b', b, '+86199*', '--note', 'asked to'), {
    code: 0,
    stdout: 'added  2\n',
  });
  t.match((await ctl('operator', 'blacklist', 'list')).stdout, /^call-as-b +\+86199\* +- +- +- +asked to$/m);
  t.match((await ctl('operator', 'blacklist', 'list', '--number', a)).stdout, /^kind[^\n]*\n?$/);
  const asked = await ctl('operator', 'may-call', a, x);
  t.match(asked.stdout, /^refusedBy +blacklist$/m);
  t.match(asked.stdout, /^blacklist +no +\+86138\*\*\*\*0022 is on the blacklist \(call-as-b\) +-$/m);
  t.match(await ctl('operator', 'blacklist', 'remove', 'call-as-b', b), { code: 0 });
  t.match((await ctl('operator', 'may-call', a, x)).stdout, /^allowed +true$/m);
  t.match(await ctl('operator', 'blacklist', 'add', 'calls', b), { code: 1, stderr: /\(400 invalid\)/ });
});

void t.test('a blacklist is imported as CSV: good lines in force at once, bad ones told', async (t) => {
  const { ask, api } = await operatorUnderTest();
  const post = async (query: string, payload: string, role: 'operator' | 'viewer' = 'operator') =>
    api.inject({
      method: 'POST',
      url: `/v1/blacklist/import${query}`,
      headers: { authorization: `Bearer ${tokens[role]}`, 'content-type': 'text/csv' },
      payload,
    });
  const csv = [
    'kind,number,x,app_key,until,note',
    `call,13800000021,,,${soon},"asked, twice"`,
    'call,nonsense',
    `call,${b},,nowhere`,
    `x,${b},${x}`,
    `x,${b}`,
    `call,${b},,,2020-01-01T00:00:00Z`,
    `call,${a},,,${soon},a line for the same`,
  ].join('\r\n');
  t.match((await post('', csv)).json(), {
    taken: 2,
    faults: [
      { line: 3, message: 'number: expected a phone number, found nonsense' },
      { line: 4, message: 'there is no application nowhere' },
      { line: 6, message: /^x: expected the X that the number is barred from/ },
      { line: 7, message: /^until: expected a time to come/ },
    ],
  });
  const listed = await ask('operator', 'GET /v1/blacklist');
  t.match(listed.json, {
    total: 2,
    items: [
      { number: a, note: 'a line for the same' },
      { number: b, x },
    ],
  });
  t.match((await post('?kind=message&appKey=key-AX', `${a}\n+86199*`)).json(), { taken: 2, faults: [] });
  t.match((await ask('operator', 'GET /v1/blacklist?kind=message')).json, {
    items: [{ number: a, appKey: 'key-AX' }, { number: '+86199*' }],
  });
  t.match((await post('?kind=calls', a)).json(), { status: 400 });
  t.match((await post('', a, 'viewer')).json(), { status: 403 });
  await api.close();
});

void t.test('ctl: a blacklist of many lines is imported piece by piece', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  const numbers = Array.from({ length: 5001 }, (_, n) => (n === 5000 ? 'x' : mobile(n)));
  const file = fileFor(t, 'barred.csv', `number\n${numbers.join('\n')}\n`);
  const imported = await ctl('operator', 'blacklist', 'import', file, '--kind', 'call-as-a', '--until', soon);
  t.match(imported, {
    code: 1,
    stdout: /^taken +5000$[^]*^5002 +number: expected a phone number, found x$/m,
    stderr: /^5001 of 5002 lines\n5002 of 5002 lines\n.*lines that were not taken: 1/,
  });
  t.match((await api.ask('viewer', 'GET /v1/blacklist?kind=call-as-a')).json, {
    total: 5000,
    items: [{ until: soon }],
  });
});

void t.test('registrations: imported in bulk, polled, searched, removed', async (t) => {
  const { ask, api } = await operatorUnderTest();
  const csv = ['number,name', '13800000021,A', 'nonsense', '"+8613800000022"', ''].join('\r\n');
  const imported = await api.inject({
    method: 'POST',
    url: '/v1/registrations/import?batch=one&state=pending',
    headers: { authorization: `Bearer ${tokens.operator}`, 'content-type': 'text/csv' },
    payload: csv,
  });
  t.match(imported.json(), {
    taken: 2,
    faults: [{ line: 3, message: 'expected a phone number, found nonsense' }],
  });
  const status = async () => (await ask('viewer', 'GET /v1/registrations/status?batch=one')).json;
  t.same(await status(), { registered: 0, pending: 2, rejected: 0, expired: 0 });
  await ask('operator', 'POST /v1/registrations', { numbers: [a], batch: 'one', until: soon });
  t.same(await status(), { registered: 1, pending: 1, rejected: 0, expired: 0 });
  const found = await ask('operator', 'POST /v1/registrations/search', { number: a });
  t.match(found.json, {
    total: 1,
    items: [{ number: a, state: 'registered', until: soon, isExpired: false }],
  });
  const page = async (pageIndex: number) =>
    (await ask('operator', 'POST /v1/registrations/search', { pageIndex, pageSize: 1 })).json;
  t.match([await page(1), await page(2)], [{ items: [{ number: a }] }, { items: [{ number: b }] }]);
  t.match(await ask('operator', 'POST /v1/registrations/remove', {}), { status: 400 });
  t.match((await ask('operator', 'POST /v1/registrations/remove', { batch: 'one' })).json, { removed: 2 });
  const wrong = await ask('operator', 'POST /v1/registrations', {
    numbers: [a],
    until: '2020-01-01T00:00:00Z',
  });
  t.match(wrong, { status: 400, json: { detail: /until: expected a time to come, found 2020/ } });
  t.match(await ask('operator', 'POST /v1/registrations', { numbers: [a], appKey: 'none' }), { status: 404 });
  await api.close();
});

void t.test('complaints: registered, judged, listed latest first, removed by an admin', async (t) => {
  const { ask, api } = await operatorUnderTest();
  const made = await ask('operator', 'POST /v1/complaints', { x, category: 'harassment', note: 'ticket 1' });
  t.match(made, {
    status: 201,
    json: {
      complaint: { appKey: 'key-AXB', valid: true, x },
      standing: { state: 'good', complaints: 1, numbers: 3 },
    },
  });
  const { id } = made.json['complaint'] as { id: string };
  const at = new Date(sampleTime - 1000).toISOString();
  await ask('operator', 'POST /v1/complaints', { appKey: 'key-AX', category: 'fraud', at });
  const listed = (await ask('viewer', 'GET /v1/complaints')).json;
  t.match(listed, { total: 2, items: [{ category: 'harassment' }, { category: 'fraud' }] });
  t.match((await ask('operator', `PATCH /v1/complaints/${id}`, { valid: false })).json, { valid: false });
  const standings = (await ask('viewer', 'GET /v1/complaints/standings')).json;
  t.match(standings, {
    total: 4,
    items: [
      { appKey: 'key-AXB', complaints: 0 },
      { appKey: 'key-AX', complaints: 1 },
    ],
  });
  t.match(await ask('operator', `DELETE /v1/complaints/${id}`), { status: 403 });
  t.match(await ask('admin', `DELETE /v1/complaints/${id}`), { status: 204 });
  t.match(await ask('operator', `PATCH /v1/complaints/${id}`, { valid: true }), { status: 404 });
  const coming = { x, category: 'other', at: soon };
  t.match(await ask('operator', 'POST /v1/complaints', coming), {
    status: 400,
    json: { detail: /at: expected no time/ },
  });
  await api.close();
});

void t.test('onboarding: filed by ctl with its documents hashed, shown, removed', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  const record = {
    state: 'approved',
    company: 'Example Ltd',
    licence: '91000000000000000X',
    trade: 'ride hailing',
    carrier: 'APP example',
    scene: 'A passenger calls the driver.',
    script: 'Where are you?',
  };
  const file = fileFor(t, 'record.json', JSON.stringify(record));
  const licence = fileFor(t, 'licence.pdf', 'abc');
  t.match(await ctl('operator', 'onboarding', 'save', 'key-AXB', file, licence), { code: 1, stderr: /403/ });
  t.match(await ctl('admin', 'onboarding', 'save', 'key-AXB', file, licence), { code: 0 });
  const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  t.match((await api.ask('viewer', 'GET /v1/onboarding/key-AXB')).json, {
    ...record,
    appKey: 'key-AXB',
    usesMessages: false,
    documents: [{ name: 'licence.pdf', sha256, bytes: 3 }],
  });
  t.match(
    (await ctl('viewer', 'onboarding', 'list')).stdout,
    /^key-AXB +approved +Example Ltd +ride hailing/m,
  );
  t.match((await ctl('viewer', 'onboarding', 'show', 'key-AXB')).stdout, /^script +Where are you\?$/m);
  const { state: _, ...half } = record;
  const bad = await api.ask('admin', 'PUT /v1/onboarding/key-AXB', half);
  t.match(bad, { status: 400, json: { detail: /body\/state must have required property/ } });
  t.match(await api.ask('admin', 'PUT /v1/onboarding/none', record), { status: 404 });
  t.match(await ctl('admin', 'onboarding', 'remove', 'key-AXB'), { code: 0 });
  t.match(await api.ask('viewer', 'GET /v1/onboarding/key-AXB'), { status: 404 });
});

void t.test('ctl: registrations and complaints', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  const file = fileFor(t, 'numbers.csv', `number\n${a}\nx\n`);
  const imported = await ctl('operator', 'registrations', 'import', file, '--batch', 'one');
  t.match(imported, { code: 1, stdout: /^taken +1$[^]*^3 +expected a phone number, found x$/m });
  t.match((await ctl('viewer', 'registrations', 'status', '--batch', 'one')).stdout, /^registered +1$/m);
  t.match(
    (await ctl('operator', 'registrations', 'list', '--number', a)).stdout,
    /^\+8613800000021 +- +registered/m,
  );
  t.match(await ctl('operator', 'registrations', 'remove', a), { code: 0, stdout: 'removed  1\n' });
  t.match(
    (await ctl('operator', 'complaints', 'add', 'fraud', '--x', x)).stdout,
    /^standing\.complaints +1$/m,
  );
  const [row = ''] = /^[0-9a-f-]{36}/m.exec((await ctl('viewer', 'complaints', 'list')).stdout) ?? [];
  t.match((await ctl('operator', 'complaints', 'dismiss', row)).stdout, /^valid +false$/m);
  t.match((await ctl('viewer', 'complaints', 'standing')).stdout, /^key-AXB +good +2\d{3}-\d\d +0 +3/m);
  t.match(await ctl('admin', 'complaints', 'remove', row), { code: 0 });
});
