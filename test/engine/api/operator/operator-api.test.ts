import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import t, { type Test } from 'tap';
import type { OperatorRole } from '../../../../config/config.js';
import { JournalUnavailable } from '../../../../routing/journal/ailments.js';
import { sampleTime } from '../../../support/stages/api-under-test.js';
import { activeCall } from '../../../support/stages/active-call.js';
import { operatorUnderTest, tokens } from '../../../support/stages/operator-under-test.js';
import { mobile, privateNumber } from '../../../support/stages/routing-world.js';
import { sampleMessage } from '../../../support/stages/sample-message.js';

const [a, b, c] = [mobile(21), mobile(22), mobile(23)];
const x = privateNumber(101);

/** Every operation with the least role that may use it. */
const operations: readonly [OperatorRole, string, object?][] = [
  ['viewer', 'GET /v1/applications'],
  ['viewer', 'GET /v1/applications/key-AXB'],
  ['admin', 'PUT /v1/applications/new', { mode: 'AXB', appSecret: 's' }],
  ['viewer', 'GET /v1/numbers'],
  ['viewer', 'POST /v1/numbers/find', { number: x }],
  [
    'admin',
    'POST /v1/numbers',
    { appKey: 'key-AXB', numbers: [{ number: privateNumber(9), areaCode: '0755' }] },
  ],
  ['admin', 'POST /v1/numbers/transfer', { numbers: [privateNumber(103)], toAppKey: 'key-AX' }],
  ['operator', 'POST /v1/numbers/status', { number: x, status: 'normal' }],
  ['admin', 'POST /v1/numbers/remove', { number: privateNumber(102) }],
  ['viewer', 'POST /v1/bindings/search', {}],
  ['operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', a, b, x }],
  ['operator', 'POST /v1/bindings/ax', { appKey: 'key-AX', a, x: privateNumber(201) }],
  ['operator', 'POST /v1/bindings/axe', { appKey: 'key-AXE', a, x: privateNumber(301) }],
  ['operator', 'POST /v1/bindings/axyb', { appKey: 'key-AXYB', a, areaCode: '0755' }],
  ['viewer', 'GET /v1/calls'],
  ['viewer', 'POST /v1/explain', { caller: a, dialled: x }],
  ['viewer', 'GET /v1/may-call?caller=%2B8613800000021&dialled=%2B8617000000101'],
  ['viewer', 'POST /v1/may-call', { caller: a, dialled: x }],
  ['viewer', 'GET /v1/blacklist'],
  ['viewer', 'POST /v1/blacklist/search', { number: a }],
  ['operator', 'POST /v1/blacklist', { entries: [{ kind: 'call', number: mobile(99) }] }],
  ['operator', 'POST /v1/blacklist/remove', { kind: 'call', number: mobile(99) }],
  ['operator', 'POST /v1/registrations', { numbers: [mobile(99)] }],
  ['viewer', 'POST /v1/registrations/search', {}],
  ['viewer', 'GET /v1/registrations/status'],
  ['operator', 'POST /v1/registrations/remove', { numbers: [mobile(99)] }],
  ['viewer', 'GET /v1/complaints'],
  ['operator', 'POST /v1/complaints', { appKey: 'key-AXB', category: 'other' }],
  ['viewer', 'GET /v1/complaints/standings'],
  ['viewer', 'GET /v1/onboarding'],
  ['viewer', 'GET /v1/prompts'],
  ['viewer', 'POST /v1/recordings/search', {}],
  ['viewer', 'POST /v1/calls/levels', { sessionIds: [] }],
  ['admin', 'POST /v1/applications', { appKey: 'another', mode: 'AX' }],
  ['admin', 'POST /v1/applications/key-AX/secret'],
  ['viewer', 'GET /v1/system/machine'],
  ['operator', 'GET /v1/system/log'],
  ['viewer', 'GET /v1/system'],
  ['viewer', 'GET /v1/receivers'],
  ['operator', 'GET /v1/live'],
  ['viewer', 'GET /v1/me'],
  ['viewer', 'GET /v1/openapi.json'],
];

void t.test('every operation wants a token, and the role it is for', async (t) => {
  const { api, ask, pass } = await operatorUnderTest();
  const order: readonly OperatorRole[] = ['viewer', 'operator', 'admin'];
  for (const [role, request, body] of operations) {
    const [method = '', url = ''] = request.split(' ');
    for (const authorization of [undefined, 'Bearer', 'Bearer nobody', `Basic ${tokens.admin}`]) {
      const headers = authorization === undefined ? {} : { authorization };
      const payload = body ?? {};
      const response = await api.inject({
        method: method as 'GET',
        url,
        headers,
        ...(method === 'GET' ? {} : { payload }),
      });
      t.equal(response.statusCode, 401, `${request} ${String(authorization)}`);
      pass(5000);
      t.equal(response.headers['www-authenticate'], 'Bearer');
    }
    for (const lower of order.slice(0, order.indexOf(role))) {
      t.match(
        await ask(lower, request, body),
        { status: 403, json: { code: 'forbidden' } },
        `${lower} ${request}`,
      );
    }
    const { status } = await ask(role, request, body);
    t.ok([200, 201, 204].includes(status), `${role} ${request} ${status}`);
  }
  for (const request of ['DELETE /v1/bindings/1', 'DELETE /v1/calls/1', 'DELETE /v1/prompts/a.wav']) {
    t.match(await ask('viewer', request), { status: 403 }, request);
    t.match(await ask('operator', request), { status: 404 }, request);
  }
});

void t.test('a token learns whose it is, and no answer may be cached', async (t) => {
  const { ask } = await operatorUnderTest();
  for (const role of ['viewer', 'operator', 'admin'] as const) {
    const { json, headers } = await ask(role, 'GET /v1/me');
    t.same(json, { name: `${role}-name`, role });
    t.equal(headers['cache-control'], 'no-store');
  }
  t.equal((await ask('viewer', 'GET /v1/bindings/1')).headers['cache-control'], 'no-store', 'nor a refusal');
});

void t.test('a number is shown with the cities of its area code', async (t) => {
  const { ask, routing } = await operatorUnderTest();
  await routing.pool.add('key-AXB', [{ number: privateNumber(901), areaCode: '0354' }]);
  const find = (number: string) => ask('viewer', 'POST /v1/numbers/find', { number });
  t.match((await find(x)).json, { areaCode: '0755', cities: ['深圳'] });
  t.match((await find(privateNumber(901))).json, { areaCode: '0354', cities: ['晋中'] });
});

void t.test('what is beside /v1 needs no token, what is nowhere is a problem', async (t) => {
  const { api } = await operatorUnderTest();
  for (const path of ['/healthz', '/readyz', '/livez']) t.equal((await api.inject(path)).statusCode, 200);
  const nowhere = await api.inject('/nowhere');
  t.equal(nowhere.statusCode, 404);
  t.match(nowhere.headers['content-type'], 'application/problem+json');
});

void t.test('a binding is made, found, shown and removed', async (t) => {
  const { ask, routing } = await operatorUnderTest();
  const made = await ask('operator', 'POST /v1/bindings/axb', {
    appKey: 'key-AXB',
    a,
    b,
    x,
    duration: 3600,
    recordHintTone: 'hint.wav',
  });
  t.equal(made.status, 201);
  const shown = {
    mode: 'AXB',
    appKey: 'key-AXB',
    a,
    b,
    x,
    duration: 3600,
    recordHintTone: 'hint.wav',
    createdAt: new Date(sampleTime).toISOString(),
    expiresAt: new Date(sampleTime + 3_600_000).toISOString(),
  };
  t.match(made.json, shown);
  const id = String(made.json['subscriptionId']);
  t.match(await ask('operator', `GET /v1/bindings/${id}`), { status: 200, json: shown });
  for (const number of [a, b, x]) {
    const found = await ask('operator', 'POST /v1/bindings/search', { number });
    t.match(found.json, { total: 1, items: [shown] }, number);
  }
  t.match((await ask('operator', 'POST /v1/bindings/search', { number: c })).json, { total: 0, items: [] });
  t.equal((await ask('operator', `DELETE /v1/bindings/${id}`)).status, 204);
  t.equal(routing.bindings.count, 0);
  t.match(await ask('operator', `DELETE /v1/bindings/${id}`), { status: 404, json: { code: 'not-found' } });
});

void t.test('an AXYB binding is shown with its parts', async (t) => {
  const { ask } = await operatorUnderTest();
  const made = await ask('operator', 'POST /v1/bindings/axyb', { appKey: 'key-AXYB', a, areaCode: '0755' });
  const subscriptionId = made.json['subscriptionId'];
  const part = await ask('operator', 'POST /v1/bindings/axyb/parts', { subscriptionId, b });
  t.match(part, { status: 201, json: { subscriptionId, b, automatic: false } });
  const shown = await ask('operator', `GET /v1/bindings/${String(subscriptionId)}`);
  t.match(shown.json, { mode: 'AXYB', parts: [{ b, y: part.json['y'] }] });
});

void t.test('what routing refuses is a problem with its reason', async (t) => {
  const { ask, journal } = await operatorUnderTest();
  const bind = (more: object) =>
    ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', a, b, x, ...more });
  t.equal((await bind({})).status, 201);
  t.match(await bind({}), { status: 409, json: { code: 'collision', status: 409 } });
  t.match(await bind({ a: '+864001234567', b: c }), {
    status: 400,
    json: { code: 'number-not-allowed', errors: [{ field: 'body/a' }] },
  });
  t.match(await bind({ x: '+8617099999999' }), { status: 404, json: { code: 'x-unknown' } });
  t.match(await bind({ appKey: 'nobody' }), { status: 404 });
  t.match(await bind({ appKey: 'key-AX' }), { status: 409, json: { code: 'wrong-mode' } });
  t.match(await bind({ lastMinVoice: 'none.wav' }), {
    status: 400,
    json: { detail: 'there is no prompt none.wav' },
  });
  t.match(await ask('admin', 'POST /v1/numbers/remove', { number: x }), {
    status: 409,
    json: { code: 'number-in-use' },
  });
  journal.commit = () => Promise.reject(new JournalUnavailable('away'));
  const away = await bind({ a: mobile(50), b: mobile(51) });
  t.match(away, { status: 503, json: { code: 'journal-unavailable' } });
  t.equal(away.headers['retry-after'], '1');
});

void t.test('an unsuitable body is reported field by field', async (t) => {
  const { ask, api } = await operatorUnderTest();
  const answer = await ask('operator', 'POST /v1/bindings/axb', { a: 'x', b, callDirection: 7, nonsense: 1 });
  t.match(answer, { status: 400, json: { code: 'invalid' } });
  const fields = (answer.json['errors'] as { field: string }[]).map(({ field }) => field).sort();
  t.same(fields, ['body/a', 'body/appKey', 'body/callDirection', 'body/nonsense']);
  const headers = { authorization: `Bearer ${tokens.admin}`, 'content-type': 'application/json' };
  for (const payload of ['{', '', 'null', '[]', '"x"']) {
    const response = await api.inject({ method: 'POST', url: '/v1/bindings/axb', headers, payload });
    t.equal(response.statusCode, 400, payload);
    t.match(response.json(), { code: 'invalid' });
  }
  const xml = { ...headers, 'content-type': 'text/xml' };
  const other = await api.inject({ method: 'POST', url: '/v1/bindings/axb', headers: xml, payload: '<a/>' });
  t.equal(other.statusCode, 415);
  const long = JSON.stringify({ appKey: 'k'.repeat(2_000_000) });
  const tooLong = await api.inject({ method: 'POST', url: '/v1/bindings/axb', headers, payload: long });
  t.equal(tooLong.statusCode, 413);
  t.match(await ask('viewer', 'GET /v1/numbers?pageSize=0'), { status: 400 });
  t.match(await ask('viewer', 'GET /v1/numbers?nonsense=1'), { status: 400 });
});

void t.test('viewers see every number masked, the others whole', async (t) => {
  const { ask, calls } = await operatorUnderTest();
  const made = await ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', a, b, x });
  calls.set('s1', activeCall('s1', { caller: a, callee: b, x }));
  const requests: [string, object?][] = [
    ['GET /v1/numbers'],
    ['POST /v1/numbers/find', { number: x }],
    [`GET /v1/bindings/${String(made.json['subscriptionId'])}`],
    ['POST /v1/bindings/search', { number: a }],
    ['GET /v1/calls'],
    ['GET /v1/calls/s1'],
    ['POST /v1/explain', { caller: a, dialled: x }],
  ];
  for (const [request, body] of requests) {
    const whole = JSON.stringify((await ask('operator', request, body)).json);
    const masked = JSON.stringify((await ask('viewer', request, body)).json);
    t.match(whole, /\+861\d{10}/, request);
    t.notMatch(masked, /\+861\d{10}/, request);
    t.match(masked, /\+861\d\d\*\*\*\*\d{4}/, request);
  }
});

void t.test('calls are listed page by page, oldest first', async (t) => {
  const { ask, calls } = await operatorUnderTest();
  for (let n = 1; n <= 51; n += 1) calls.set(`s${n}`, activeCall(`s${n}`, { x }));
  const page = async (query: string) => {
    const { items, total } = (await ask('operator', `GET /v1/calls${query}`)).json as {
      readonly items: readonly { readonly sessionId: string }[];
      readonly total: number;
    };
    return [items.length, items[0]?.sessionId, total];
  };
  t.same(await page(''), [50, 's1', 51]);
  t.same(await page('?pageIndex=2'), [1, 's51', 51]);
  t.same(await page('?pageIndex=3&pageSize=20'), [11, 's41', 51]);
  t.same(await page('?pageIndex=4&pageSize=20'), [0, undefined, 51]);
  t.equal((await ask('operator', 'GET /v1/calls?pageSize=1001')).status, 400);
});

void t.test('calls are listed and ended', async (t) => {
  const { ask, calls } = await operatorUnderTest();
  calls.set('s1', activeCall('s1', { caller: a, callee: b, x }));
  t.match((await ask('operator', 'GET /v1/calls')).json, {
    total: 1,
    items: [
      {
        sessionId: 's1',
        state: 'connected',
        caller: a,
        callee: b,
        x,
        answeredAt: new Date(sampleTime + 1000).toISOString(),
        recorded: false,
      },
    ],
  });
  t.match(await ask('operator', 'GET /v1/calls/s1'), { status: 200, json: { sessionId: 's1', callee: b } });
  t.match(await ask('viewer', 'GET /v1/calls/s2'), { status: 404, json: { code: 'not-found' } });
  t.equal((await ask('operator', 'DELETE /v1/calls/s1')).status, 204);
  t.equal((await ask('operator', 'DELETE /v1/calls/s1')).status, 404);
});

void t.test('a call is explained without being made', async (t) => {
  const { ask } = await operatorUnderTest();
  const rules = { maxDuration: 5, lastMinVoice: 'hint.wav', recordFlag: true, recordHintTone: 'hint.wav' };
  await ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', a, b, x, ...rules });
  const answer = await ask('operator', 'POST /v1/explain', { caller: a, dialled: x });
  t.match(answer.json, {
    resolution: {
      kind: 'connect',
      appKey: 'key-AXB',
      callee: b,
      display: x,
      direction: 1,
      rules: {
        maxDurationMs: 300_000,
        lastMinutePrompt: 'hint.wav',
        recording: { hintPrompt: 'hint.wav' },
      },
    },
  });
  t.ok((answer.json['steps'] as unknown[]).length > 0);
  t.notMatch(JSON.stringify(answer.json), 'secret-AXB');
  const stranger = await ask('operator', 'POST /v1/explain', { caller: c, dialled: x });
  t.match(stranger.json, {
    resolution: { kind: 'refuse', reason: 'no-binding', sipStatus: 403, stateCode: 8014 },
  });
  const withheld = await ask('operator', 'POST /v1/explain', { dialled: x });
  t.match(withheld.json, { resolution: { kind: 'refuse', reason: 'caller-unusable' } });
});

void t.test('numbers are read as the policy reads them, however they are written', async (t) => {
  const { ask } = await operatorUnderTest();
  const national = (number: string): string => number.slice('+86'.length);
  const bound = await ask('operator', 'POST /v1/bindings/axb', {
    ...{ appKey: 'key-AXB', a: national(a), b: `+86 (0)${national(b)}` },
    x: `0086${national(x)}`,
  });
  t.match(bound.json, { a, b, x });
  for (const dialled of [x, national(x), x.slice(1), `+86 ${national(x)}`])
    t.match((await ask('viewer', 'POST /v1/explain', { caller: national(a), dialled })).json, {
      resolution: { kind: 'connect' },
    });
  t.match((await ask('viewer', 'POST /v1/numbers/find', { number: national(x) })).json, { relations: 1 });
  t.match((await ask('operator', 'POST /v1/bindings/search', { number: national(b) })).json, { total: 1 });
  const wrong = await ask('operator', 'POST /v1/explain', { caller: 'nobody', dialled: '12' });
  t.match(wrong, {
    status: 400,
    json: {
      errors: [
        { field: 'body/caller', message: 'must be a phone number' },
        { field: 'body/dialled', message: 'must be a phone number' },
      ],
    },
  });
});

void t.test('numbers are imported, moved, frozen and removed', async (t) => {
  const { ask, api } = await operatorUnderTest();
  const csv = 'number,area_code\n+8617000000901,0755\nnonsense,0755\n+8617000000902,010\n';
  const response = await api.inject({
    method: 'POST',
    url: '/v1/numbers/import?appKey=key-AXB',
    headers: { authorization: `Bearer ${tokens.admin}`, 'content-type': 'text/csv' },
    payload: csv,
  });
  t.match(response.json(), { added: 2, faults: [{ line: 3 }] });
  t.match((await ask('admin', 'GET /v1/numbers?appKey=key-AXB&areaCode=010')).json, {
    total: 1,
    items: [{ number: '+8617000000902', status: 'normal', relations: 0 }],
  });
  const numbers = ['+8617000000901'];
  const moved = await ask('admin', 'POST /v1/numbers/transfer', { numbers, toAppKey: 'key-AX' });
  t.match(moved.json, { moved: numbers, inUse: [] });
  const frozen = { number: '+8617000000901', status: 'unavailable', cause: 'arrears' };
  t.match((await ask('admin', 'POST /v1/numbers/status', frozen)).json, { ...frozen, appKey: 'key-AX' });
  t.equal((await ask('admin', 'POST /v1/numbers/remove', { number: '+8617000000901' })).status, 204);
  t.equal((await ask('admin', 'POST /v1/numbers/find', { number: '+8617000000901' })).status, 404);
  t.equal((await ask('admin', 'POST /v1/numbers/transfer', { numbers, toAppKey: 'key-AX' })).status, 404);
});

void t.test('an application is made, changed and frozen, and its secret never shown', async (t) => {
  const { ask, routing } = await operatorUnderTest();
  const url = '/v1/applications/shop';
  t.match(await ask('admin', `PUT ${url}`, { mode: 'AX' }), { status: 400 }, 'a new one needs a secret');
  const made = await ask('admin', `PUT ${url}`, { mode: 'AX', appSecret: 'hush-hush', name: 'Shop' });
  t.match(made, { status: 200, json: { appKey: 'shop', mode: 'AX', status: 'active', extensionDigits: 4 } });
  t.match(await ask('admin', `PUT ${url}`, { mode: 'AX', status: 'frozen' }), { status: 200 });
  t.match(routing.applications.get('shop'), { status: 'frozen', appSecret: 'hush-hush', name: '' });
  t.match(await ask('admin', `PUT ${url}`, { mode: 'AXB' }), { status: 409 }, 'its mode stays');
  t.match(await ask('admin', `PUT ${url}`, { mode: 'AX', extensionDigits: 9 }), { status: 400 });
  t.notMatch(JSON.stringify((await ask('admin', 'GET /v1/applications')).json), /secret|hush/);
});

void t.test('an application is held to what the configuration file is held to', async (t) => {
  const { ask, routing } = await operatorUnderTest();
  const refused: [field: string, message: RegExp, change: object][] = [
    [
      'body/allowedAddresses/0',
      /expected an IP address or a CIDR block/,
      { allowedAddresses: ['300.1.1.1'] },
    ],
    ['body/allowedAddresses/1', /found "10\.0\.0\.0\/33"/, { allowedAddresses: ['10.0.0.1', '10.0.0.0/33'] }],
    ['body/callbacks/status', /expected a URL that starts with http/, { callbacks: { status: 'customer' } }],
    [
      'body/callbacks/fee',
      /expected an address that call-backs may go to, found 10\.0\.0\.1 is no public/,
      { callbacks: { fee: 'http://10.0.0.1/fee' } },
    ],
    ['body/callbacks/fee', /expected a URL/, { callbacks: { fee: 'ftp://192.0.2.1/' } }],
    ['body/callbacks/numberStatus', /expected a URL/, { callbacks: { numberStatus: 'http://300.1.1.1/' } }],
    [
      'body/tones/noBinding',
      /expected a prompt that .*found "no-such.wav"/,
      { tones: { noBinding: 'no-such.wav' } },
    ],
    ['body/callbacks/smsControl', /expected a URL/, { callbacks: { smsControl: '' } }],
  ];
  for (const [field, message, change] of refused) {
    const { status, json } = await ask('admin', 'PUT /v1/applications/key-AXB', { mode: 'AXB', ...change });
    t.match(
      { status, json },
      { status: 400, json: { code: 'invalid', errors: [{ field, message }] } },
      field,
    );
  }
  t.match(await ask('admin', 'PUT /v1/applications/a%20b', { mode: 'AXB', appSecret: 's' }), {
    status: 400,
    json: { errors: [{ field: 'params/appKey', message: /expected 1 to 128 visible ASCII/ }] },
  });
  t.match(routing.applications.get('key-AXB'), { allowedAddresses: [] }, 'nothing is changed');
  const usable = {
    mode: 'AXB',
    callbacks: { status: 'https://customer.example/s' },
    tones: { noBinding: 'hint.wav' },
    allowedAddresses: ['192.0.2.0/24', '::1'],
  };
  t.match(await ask('admin', 'PUT /v1/applications/key-AXB', usable), { status: 200, json: usable });
});

void t.test('no prompt and no new application is named by a phone number; a date is none', async (t) => {
  const { api, ask } = await operatorUnderTest();
  const put = (name: string) =>
    api.inject({
      method: 'PUT',
      url: `/v1/prompts/${encodeURIComponent(name)}`,
      headers: { authorization: `Bearer ${tokens.admin}`, 'content-type': 'audio/wav' },
      payload: Buffer.from('RIFF'),
    });
  for (const name of ['13800000021.wav', 'hint-8613800000021.wav', '+8613800000021.wav'])
    t.match((await put(name)).json(), { status: 400, detail: /is not a phone number/ }, name);
  for (const name of ['hint-20261130.wav', '20261130123456.wav'])
    t.equal((await put(name)).statusCode, 204, name);
  const wanted = { mode: 'AXB', appSecret: 's' };
  t.match(await ask('admin', 'PUT /v1/applications/%2B8613800000021', wanted), {
    status: 400,
    json: { errors: [{ field: 'params/appKey' }] },
  });
  t.match(await ask('admin', 'PUT /v1/applications/shop-2026', wanted), { status: 200 });
});

void t.test('an address that cannot be read is a problem like others, and not repeated', async (t) => {
  const { api } = await operatorUnderTest();
  const { statusCode, headers, body } = await api.inject({ url: '/v1/bindings/%zz13800000021' });
  t.equal(statusCode, 404);
  t.match(headers['content-type'], 'application/problem+json');
  t.notMatch(body, '13800000021');
});

void t.test('a binding has messages unless it says no, and a modify may change that', async (t) => {
  const { ask } = await operatorUnderTest();
  const wanted = { appKey: 'key-AXB', a: mobile(1), b: mobile(2) };
  const made = await ask('operator', 'POST /v1/bindings/axb', { ...wanted, privateSms: false });
  t.match(made, { status: 201, json: { privateSms: false } });
  const path = `PATCH /v1/bindings/${String(made.json['subscriptionId'])}`;
  t.match(await ask('operator', path, { privateSms: true }), { status: 200, json: { privateSms: true } });
});

void t.test('messages are listed without their texts, and masked for viewers', async (t) => {
  const { ask, messages } = await operatorUnderTest();
  messages.push(sampleMessage({}));
  const { json } = await ask('operator', 'GET /v1/messages?appKey=key-AXB&limit=10');
  t.match(json, {
    waiting: 0,
    items: [{ messageId: 'm-1', sender: mobile(1), receiver: mobile(2), state: 'ended', result: 'sent' }],
  });
  const seen = await ask('viewer', 'GET /v1/messages');
  t.notMatch(JSON.stringify(seen.json), mobile(1));
  t.match(await ask('viewer', 'GET /v1/messages?before=yesterday'), { status: 400 });
});

void t.test('pages of messages miss none and repeat none, also of one millisecond', async (t) => {
  const { ask, messages } = await operatorUnderTest();
  const ids = Array.from({ length: 25 }, (_, n) => `m-${String(n).padStart(2, '0')}`);
  for (const [n, id] of ids.entries())
    messages.push(sampleMessage({ id, receivedAt: sampleTime - (n < 20 ? 0 : 1) }));
  messages.push(sampleMessage({ id: 'other', appKey: 'key-AX' }));
  for (const limit of [1, 3, 5, 24, 25, 1000]) {
    const seen: unknown[] = [];
    for (let after = '', page = 0; page < 30; page += 1) {
      const { status, json } = await ask('viewer', `GET /v1/messages?appKey=key-AXB&limit=${limit}${after}`);
      t.equal(status, 200);
      seen.push(...(json['items'] as { messageId: string }[]).map(({ messageId }) => messageId));
      if (json['next'] === undefined) break;
      after = `&after=${encodeURIComponent(json['next'] as string)}`;
    }
    t.same(seen, [...ids.slice(0, 20).reverse(), ...ids.slice(20).reverse()], `pages of ${limit}`);
  }
  const before = new Date(sampleTime).toISOString();
  const { json } = await ask('viewer', `GET /v1/messages?before=${before}`);
  t.equal((json['items'] as unknown[]).length, 5, 'those of the instant itself are not before it');
  for (const wrong of ['', 'm-01', '-m', '1-', `1-${'m'.repeat(200)}`])
    t.match(await ask('viewer', `GET /v1/messages?after=${wrong}`), { status: 400 }, wrong);
});

void t.test('prompts are put in and taken out', async (t) => {
  const { ask, api, prompts } = await operatorUnderTest();
  const put = (name: string, payload: Buffer, type = 'audio/wav') =>
    api.inject({
      method: 'PUT',
      url: `/v1/prompts/${name}`,
      headers: { authorization: `Bearer ${tokens.operator}`, 'content-type': type },
      payload,
    });
  t.equal((await put('new.wav', Buffer.from('RIFFxxxxWAVE'))).statusCode, 204);
  t.ok(prompts.has('new.wav'));
  const wrong = await put('new.wav', Buffer.from('MP3'));
  t.equal(wrong.statusCode, 400);
  t.match(wrong.json(), { detail: 'new.wav: expected a WAV file' });
  t.equal((await put('..%2Fnew.wav', Buffer.from('RIFF'))).statusCode, 400);
  t.equal((await put('new.mp3', Buffer.from('RIFF'))).statusCode, 400);
  t.equal((await put('new.wav', Buffer.from('{}'), 'application/json')).statusCode, 415);
  t.equal((await put('new.wav', Buffer.alloc(9_000_000))).statusCode, 413);
  t.match((await ask('viewer', 'GET /v1/prompts')).json, {
    total: 2,
    items: [{ name: 'hint.wav' }, { name: 'new.wav' }],
  });
  t.equal((await ask('operator', 'DELETE /v1/prompts/new.wav')).status, 204);
  t.equal((await ask('operator', 'DELETE /v1/prompts/new.wav')).status, 404);
});

void t.test('viewers do not see userData, or not the numbers in it', async (t) => {
  const userData = 'call 138-0000-0021 first';
  const seenBy = async (role: OperatorRole, settings: string): Promise<unknown> => {
    const { ask } = await operatorUnderTest(undefined, settings);
    const wanted = { appKey: 'key-AXB', a: '+8613800000021', b: '+8613800000022', userData };
    const { json } = await ask('operator', 'POST /v1/bindings/axb', wanted);
    const one = (await ask(role, `GET /v1/bindings/${String(json['subscriptionId'])}`)).json;
    const { items } = (await ask(role, 'POST /v1/bindings/search', {})).json;
    const [listed] = items as Record<string, unknown>[];
    t.equal(listed?.['userData'], one['userData'], 'searched and looked at alike');
    return one['userData'];
  };
  t.equal(await seenBy('viewer', ''), undefined);
  t.equal(await seenBy('viewer', '  hideUserData: false\n'), 'call ***-****-**** first');
  t.equal(await seenBy('operator', ''), userData);
});

void t.test('a prompt in use is not taken out, and its users are named', async (t) => {
  const { ask, prompts, routing } = await operatorUnderTest();
  const remove = (name: string) => ask('operator', `DELETE /v1/prompts/${name}`);
  const names = ['notice', 'last', 'pre', 'callback', 'x', 'y', 'tone'].map((name) => `${name}.wav`);
  for (const name of names) prompts.set(name, Buffer.from('RIFF'));
  const bind = async (mode: string, more: object): Promise<string> => {
    const { json } = await ask('operator', `POST /v1/bindings/${mode}`, { a: '+8613800000021', ...more });
    return String(json['subscriptionId']);
  };
  const axb = await bind('axb', {
    ...{ appKey: 'key-AXB', b: '+8613800000022', recordHintTone: 'notice.wav' },
    ...{ lastMinVoice: 'last.wav', preVoice: { calleeHintTone: 'pre.wav' } },
  });
  const axe = await bind('axe', { appKey: 'key-AXE', callbackTone: 'callback.wav' });
  const axyb = await bind('axyb', { appKey: 'key-AXYB', preVoiceX: 'x.wav' });
  const part = { subscriptionId: axyb, b: '+8613800000023', preVoiceY: 'y.wav' };
  t.equal((await ask('operator', 'POST /v1/bindings/axyb/parts', part)).status, 201);
  const application = routing.applications.get('key-AX');
  if (application) routing.applications.put({ ...application, tones: { noBinding: 'tone.wav' } });
  for (const [name, user] of [
    ['notice.wav', `binding ${axb}`],
    ['last.wav', `binding ${axb}`],
    ['pre.wav', `binding ${axb}`],
    ['callback.wav', `binding ${axe}`],
    ['x.wav', `binding ${axyb}`],
    ['y.wav', `binding ${axyb}`],
    ['tone.wav', 'application key-AX (tones.noBinding)'],
  ] as const) {
    const detail = `${name} is in use: ${user}`;
    t.match(await remove(name), { status: 409, json: { code: 'prompt-in-use', detail } }, name);
    t.ok(prompts.has(name));
  }
  for (const id of [axb, axe, axyb]) await ask('operator', `DELETE /v1/bindings/${id}`);
  for (const name of names.slice(0, -1)) t.equal((await remove(name)).status, 204, name);
});

void t.test('of many users of a prompt some are named and the others counted', async (t) => {
  const { ask, prompts } = await operatorUnderTest();
  prompts.set('notice.wav', Buffer.from('RIFF'));
  for (let n = 0; n < 7; n += 1) {
    const [a, b] = [1, 2].map((side) => `+861380000${n}${side}00`);
    await ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', a, b, recordHintTone: 'notice.wav' });
  }
  const { json } = await ask('operator', 'DELETE /v1/prompts/notice.wav');
  t.match(json['detail'], /(binding [0-9a-f-]{36}, ){5}2 more bindings$/);
});

void t.test('every request leaves an audit line, without secrets and whole numbers', async (t) => {
  const { ask, api, log } = await operatorUnderTest();
  await ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', a, b, x });
  await ask('admin', 'PUT /v1/applications/shop', { mode: 'AX', appSecret: 'hush-hush' });
  await ask('viewer', 'DELETE /v1/bindings/1');
  await api.inject('/v1/system');
  await ask('viewer', `GET /v1/numbers?number=${encodeURIComponent(a)}&pageSize=0`);
  await ask('operator', `DELETE /v1/bindings/${a}`);
  const lines = log.map((line) => JSON.parse(line) as Record<string, unknown>);
  t.match(lines, [
    {
      msg: 'operator api: request',
      audit: { name: 'operator-name', role: 'operator' },
      method: 'POST',
      uri: '/v1/bindings/axb',
      status: 201,
    },
    { audit: { name: 'admin-name' }, method: 'PUT', pii: { params: { appKey: 'shop' } }, status: 200 },
    { audit: { name: 'viewer-name', role: 'viewer' }, method: 'DELETE', status: 403 },
    { audit: { name: 'nobody' }, uri: '/v1/system', status: 401 },
  ]);
  t.notMatch(log.join(''), 'hush-hush');
  t.notMatch(log.join(''), /\+861\d{10}/);
});

void t.test(
  'a connection on which nothing was asked does not hold up its end',
  { timeout: 90_000 },
  async (t) => {
    const { api } = await operatorUnderTest();
    const { host, port } = await api.listen();
    const socket = connect(port, host);
    const closed = once(socket, 'close');
    await once(socket, 'connect');
    // The server has it as well once it has answered another one that came after.
    t.equal((await fetch(`http://${host}:${port}/healthz`)).status, 200);
    await api.close();
    await closed;
  },
);

void t.test('it listens and closes', async (t) => {
  const { api } = await operatorUnderTest();
  const { host, port } = await api.listen();
  const response = await fetch(`http://${host}:${port}/v1/system`, {
    headers: { authorization: `Bearer ${tokens.viewer}` },
  });
  t.match(await response.json(), { version: '0.1.0', journalAvailable: true });
  await api.close();
  await api.close();
});

void t.test('a client that is still sending what is too long hears so, and may ask again', async (t) => {
  const { answers, socket, answered } = await sending(t, 'Content-Length: 9000000\r\n\r\n');
  await answered(1);
  socket.write(Buffer.alloc(9_000_000));
  socket.write('GET /v1/nowhere HTTP/1.1\r\nHost: x\r\n\r\n');
  await answered(2);
  t.same(answers, ['413', '404']);
});

void t.test('who announces far too much, or does not say how much, is cut off', async (t) => {
  const chunks = `Transfer-Encoding: chunked\r\n\r\n${'100000\r\n'.concat('x'.repeat(1 << 20), '\r\n').repeat(18)}`;
  for (const rest of ['Content-Length: 1000000000\r\n\r\n', chunks]) {
    const { answers, socket } = await sending(t, rest);
    await once(socket, 'end');
    t.same(answers, ['413']);
  }
});

/** A prompt on its way to a listener, headers first: `rest` is its length and what follows. */
async function sending(
  t: Test,
  rest: string,
): Promise<{ answers: string[]; socket: Socket; answered: (count: number) => Promise<void> }> {
  const { api } = await operatorUnderTest();
  const { host, port } = await api.listen();
  const socket = connect(port, host).setEncoding('latin1');
  t.teardown(async () => {
    socket.destroy();
    await api.close();
  });
  const answers: string[] = [];
  socket.on('data', (text: string) => {
    for (const [, status = ''] of text.matchAll(/^HTTP\/1.1 (\d+)/gm)) answers.push(status);
  });
  socket.write(
    `PUT /v1/prompts/long.wav HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokens.operator}\r\nContent-Type: audio/wav\r\n${rest}`,
  );
  const answered = async (count: number): Promise<void> => {
    while (answers.length < count) await once(socket, 'data');
  };
  return { answers, socket, answered };
}

void t.test('wrong tokens slow their source down, and time restores it', async (t) => {
  const { api, ask, pass } = await operatorUnderTest();
  const guess = () =>
    api.inject({ method: 'GET', url: '/v1/me', headers: { authorization: 'Bearer a-guess-of-16-or-more' } });
  for (let n = 0; n < 20; n += 1) t.equal((await guess()).statusCode, 401);
  const refused = await guess();
  t.equal(refused.statusCode, 429);
  t.match(refused.headers, { 'retry-after': '5' });
  t.match(await ask('admin', 'GET /v1/me'), { status: 429, json: { code: 'too-many-failures' } });
  pass(5000);
  t.match(await ask('admin', 'GET /v1/me'), { status: 200 });
});
