import t from 'tap';
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { codeOf, stepAt } from '../../../../engine/accounts/one-time-codes.js';
import { sampleTime } from '../../../support/stages/api-under-test.js';
import {
  operatorUnderTest,
  tokens,
  type OperatorUnderTest,
} from '../../../support/stages/operator-under-test.js';

const password = 'correct horse battery';
const given = 'from the administrator';

type Headers = Readonly<Record<string, string>>;

/** A browser on our page, as far as headers go. */
const ownPage: Headers = {
  host: 'callveil.test',
  origin: 'http://callveil.test',
  'sec-fetch-site': 'same-origin',
};

async function send(under: OperatorUnderTest, request: string, headers: Headers, payload?: object) {
  const [method = '', url = ''] = request.split(' ');
  const response = await under.api.inject({
    ...{ method: method as 'GET', url, headers },
    ...(payload !== undefined && { payload }),
  });
  const cookies = [response.headers['set-cookie'] ?? []].flat();
  const json = response.body === '' ? {} : response.json<Record<string, unknown>>();
  return { status: response.statusCode, json, cookies, headers: response.headers };
}

const cookieOf = (cookies: readonly string[]): string => cookies[0]?.split(';')[0] ?? '';

/** With an account that has changed its password. */
async function withLi(settings = ''): Promise<OperatorUnderTest> {
  const under = await operatorUnderTest(undefined, settings);
  const { accounts, own } = under.accounts;
  await accounts.add({ name: 'Li', role: 'operator', password: given });
  await own.changePassword({ name: 'Li', password: given, source: '203.0.113.1' }, password);
  return under;
}

async function signedIn(under: OperatorUnderTest, headers: Headers = ownPage, code?: string) {
  const answer = await send(under, 'POST /v1/sign-in', headers, { name: 'li', password, code });
  return { ...answer, cookie: cookieOf(answer.cookies) };
}

void t.test('an account signs in for a cookie that scripts and other sites do not get', async (t) => {
  const under = await withLi();
  t.match(await send(under, 'GET /v1/sign-in', {}), { status: 200, json: { token: true, account: true } });
  const { status, json, cookies, cookie } = await signedIn(under);
  t.same([status, json], [200, { name: 'Li', role: 'operator', by: 'account' }]);
  t.match(cookies, [/^callveil-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/]);
  const headers = { ...ownPage, cookie };
  t.match(await send(under, 'GET /v1/me', headers), {
    status: 200,
    json: { name: 'Li', role: 'operator', by: 'account', hasSecondFactor: false },
  });
  t.match(await send(under, 'GET /v1/live', headers), { status: 200 });
  t.match(await send(under, 'PUT /v1/applications/new', headers, { mode: 'AXB', appSecret: 's' }), {
    status: 403,
  });

  const out = await send(under, 'POST /v1/sign-out', headers);
  t.same([out.status, out.json], [200, {}]);
  t.match(out.cookies, [/^callveil-session=; .*Max-Age=0$/]);
  t.match(await send(under, 'GET /v1/me', headers), { status: 401, json: { code: 'unauthorized' } });
});

void t.test('over TLS the cookie goes by TLS alone, however that is known', async (t) => {
  const under = await withLi();
  const secure = /^__Host-callveil-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/;
  const behindProxy = { ...ownPage, origin: 'https://callveil.test' };
  const { cookies, cookie } = await signedIn(under, behindProxy);
  t.match(cookies, [secure]);
  t.match(await send(under, 'GET /v1/me', { ...behindProxy, cookie }), { status: 200 });

  const configured = await withLi('\n  publicUrl: https://ops.example.com\n');
  const plain = await signedIn(configured, { host: '127.0.0.1:8081', origin: 'https://ops.example.com' });
  t.match(plain.cookies, [secure]);
  const { session } = (await send(configured, 'POST /v1/sign-in', {}, { name: 'li', password, as: 'header' }))
    .json;
  const planted = { ...ownPage, cookie: `callveil-session=${String(session)}` };
  t.match(
    await send(configured, 'GET /v1/me', planted),
    { status: 401 },
    'one that was set without TLS is none',
  );
});

void t.test('a token signs in for a session too, which ends with the token', async (t) => {
  const under = await operatorUnderTest();
  t.match(await send(under, 'GET /v1/sign-in', {}), { json: { token: true, account: false } });
  const { cookies, json } = await send(under, 'POST /v1/sign-in', ownPage, { token: tokens.viewer });
  t.same(json, { name: 'viewer-name', role: 'viewer' });
  t.notMatch(cookies[0], tokens.viewer);
  const headers = { ...ownPage, cookie: cookieOf(cookies) };
  t.match(await send(under, 'GET /v1/me', headers), { status: 200, json: { role: 'viewer' } });
  under.replaceTokens(['admin']);
  t.match(await send(under, 'GET /v1/me', headers), { status: 401 });
  t.match(await send(under, 'POST /v1/sign-in', ownPage, { token: tokens.viewer }), {
    status: 401,
    json: { code: 'unauthorized' },
    headers: { 'www-authenticate': 'Bearer' },
  });
});

void t.test('for programs the session is in the answer and goes in a header', async (t) => {
  const under = await withLi();
  const { json, cookies } = await send(under, 'POST /v1/sign-in', {}, { name: 'li', password, as: 'header' });
  t.same(cookies, []);
  const headers = { authorization: `Session ${String(json['session'])}` };
  t.match(await send(under, 'POST /v1/blacklist/search', headers, {}), { status: 200 });
  t.match(await send(under, 'POST /v1/sign-out', headers), { status: 200 });
  t.match(await send(under, 'POST /v1/blacklist/search', headers, {}), { status: 401 });
});

void t.test('a cookie counts only in requests of our own page', async (t) => {
  const under = await withLi();
  const { cookie } = await signedIn(under);
  const host = 'callveil.test';
  const change = 'POST /v1/blacklist/search';
  const foreign: readonly [string, string, Headers][] = [
    ['another site', change, { host, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['another site, old browser', change, { host, origin: 'https://evil.example' }],
    [
      'another port of this host',
      change,
      { host, origin: 'http://callveil.test:9', 'sec-fetch-site': 'same-site' },
    ],
    ['an opaque origin', change, { host, origin: 'null' }],
    ['a change from nowhere', change, { host }],
    ['a change typed into the address', change, { host, 'sec-fetch-site': 'none' }],
    ['a frame or an image elsewhere', 'GET /v1/me', { host, 'sec-fetch-site': 'cross-site' }],
  ];
  for (const [title, request, headers] of foreign)
    t.match(
      await send(under, request, { ...headers, cookie }, request === change ? {} : undefined),
      { status: 403, json: { code: 'other-site' } },
      title,
    );
  for (const headers of [
    ownPage,
    { host, origin: 'http://callveil.test' },
    { host: 'x', 'sec-fetch-site': 'same-origin' },
  ])
    t.match(await send(under, change, { ...headers, cookie }, {}), { status: 200 });
  for (const headers of [{ host }, { host, 'sec-fetch-site': 'none' }])
    t.match(await send(under, 'GET /v1/me', { ...headers, cookie }), { status: 200 });
  t.match(
    await send(under, 'POST /v1/sign-in', { host, origin: 'https://evil.example' }, { name: 'li', password }),
    { status: 403, json: { code: 'other-site' } },
    'another site signs no one in',
  );
});

void t.test('no session is fixed before signing in, or taken from two cookies', async (t) => {
  const under = await withLi();
  const chosen = `callveil-session=${'A'.repeat(43)}`;
  const first = await signedIn(under, { ...ownPage, cookie: chosen });
  t.not(first.cookie, chosen);
  t.match(await send(under, 'GET /v1/me', { ...ownPage, cookie: chosen }), { status: 401 });
  const second = await signedIn(under, { ...ownPage, cookie: first.cookie });
  t.match(await send(under, 'GET /v1/me', { ...ownPage, cookie: first.cookie }), { status: 401 });
  const both = `${second.cookie}; ${chosen}`;
  t.match(await send(under, 'GET /v1/me', { ...ownPage, cookie: both }), { status: 401 });
  t.match(await send(under, 'GET /v1/me', { ...ownPage, cookie: `a=b; ${second.cookie}; c` }), {
    status: 200,
  });
});

void t.test('what is wrong is answered alike, and the source waits after twenty', async (t) => {
  const under = await withLi();
  const answers = [];
  for (const one of [
    { name: 'li', password: 'wrong password' },
    { name: 'wang', password },
    { name: 'li@nowhere', password, code: '123456' },
  ])
    answers.push(await send(under, 'POST /v1/sign-in', ownPage, one));
  for (const { status, json, cookies } of answers)
    t.same([status, json, cookies], [401, answers[0]?.json, []]);
  t.equal(answers[0]?.json['code'], 'wrong-credentials');
  for (let n = 0; n < 17; n += 1) await send(under, 'POST /v1/sign-in', ownPage, { name: `n${n}`, password });
  t.match(await signedIn(under), { status: 429, headers: { 'retry-after': '5' } });
  t.match(await under.ask('admin', 'GET /v1/me'), { status: 429 });
  under.pass(5000);
  t.match(await signedIn(under), { status: 200 });
});

void t.test('a session goes on while its source has to wait', async (t) => {
  const under = await withLi();
  const { cookie } = await signedIn(under);
  for (let n = 0; n < 20; n += 1) await send(under, 'GET /v1/me', { authorization: 'Bearer nobody' });
  t.match(await under.ask('admin', 'GET /v1/me'), { status: 429 });
  t.match(await send(under, 'GET /v1/me', { ...ownPage, cookie }), { status: 200 });
});

void t.test('guessing at one account waits, and says how long', async (t) => {
  const under = await withLi();
  const guess = { name: 'wang', password: 'wrong password' };
  for (let n = 0; n < 6; n += 1) await send(under, 'POST /v1/sign-in', ownPage, guess);
  under.pass(1000);
  await send(under, 'POST /v1/sign-in', ownPage, guess);
  t.match(await send(under, 'POST /v1/sign-in', ownPage, guess), {
    status: 429,
    json: { code: 'too-many-failures' },
    headers: { 'retry-after': '2' },
  });
});

void t.test('a body that is no sign-in, or a long one, is refused before anything is hashed', async (t) => {
  const under = await withLi();
  for (const body of [
    {},
    { name: 'li' },
    { password },
    { name: 'li', password, token: tokens.admin },
    { name: 'li', password: 5, x: 1 },
  ])
    t.match(await send(under, 'POST /v1/sign-in', ownPage, body), { status: 400 });
  t.match(await send(under, 'POST /v1/sign-in', ownPage, { name: 'li', password: 'x'.repeat(257) }), {
    status: 400,
  });
  t.match(await send(under, 'POST /v1/sign-in', ownPage, { name: 'li', password: 'x'.repeat(9000) }), {
    status: 413,
  });
  t.match(await signedIn(under), { status: 200 }, 'none of them counted as wrong');
});

void t.test('a password that an administrator knows is changed before anything else', async (t) => {
  const under = await withLi();
  await under.accounts.accounts.add({ name: 'wang', role: 'viewer', password: given });
  const first = await send(under, 'POST /v1/sign-in', ownPage, { name: 'wang', password: given });
  t.match(first.json, { firstDeed: 'change-password' });
  const headers = { ...ownPage, cookie: cookieOf(first.cookies) };
  t.match(await send(under, 'GET /v1/system', headers), { status: 403, json: { code: 'change-password' } });
  t.match(await send(under, 'GET /v1/me', headers), { status: 200, json: { firstDeed: 'change-password' } });
  const wrong = { password: 'wrong password', newPassword: password };
  t.match(await send(under, 'POST /v1/me/password', headers, wrong), {
    status: 403,
    json: { code: 'wrong-credentials' },
  });
  const changed = await send(under, 'POST /v1/me/password', headers, {
    password: given,
    newPassword: password,
  });
  t.equal(changed.status, 200);
  t.match(await send(under, 'GET /v1/me', headers), { status: 401 }, 'the session before has ended');
  const fresh = { ...ownPage, cookie: cookieOf(changed.cookies) };
  t.match(await send(under, 'GET /v1/system', fresh), { status: 200 });
});

void t.test('where a second factor is required, it is set up before anything else', async (t) => {
  const under = await withLi('\n  accounts: {secondFactor: required}\n');
  const { cookie, json } = await signedIn(under);
  t.match(json, { firstDeed: 'set-up-second-factor' });
  const headers = { ...ownPage, cookie };
  t.match(await send(under, 'GET /v1/system', headers), {
    status: 403,
    json: { code: 'set-up-second-factor' },
  });
  const { json: enrolment } = await send(under, 'POST /v1/me/second-factor', headers, { password });
  const secret = String(enrolment['key']);
  t.match(enrolment['uri'], /^otpauth:\/\/totp\/Callveil:Li\?secret=[A-Z2-7]{32}&/);
  const code = codeOf(secret, stepAt(sampleTime));
  t.match(await send(under, 'POST /v1/me/second-factor/confirm', headers, { code: '000000' }), {
    status: 400,
  });
  const confirmed = await send(under, 'POST /v1/me/second-factor/confirm', headers, { code });
  t.equal((confirmed.json['recoveryCodes'] as string[]).length, 10);
  t.match(await send(under, 'GET /v1/system', headers), { status: 200 });
  t.match(await signedIn(under, ownPage, code), { status: 401 }, 'the code that set it up is used');
  under.pass(30_000);
  t.match(await signedIn(under, ownPage, codeOf(secret, stepAt(sampleTime + 30_000))), { status: 200 });
  under.pass(30_000);
  const removal = { password, code: codeOf(secret, stepAt(sampleTime + 60_000)) };
  t.match(await send(under, 'POST /v1/me/second-factor/remove', headers, removal), { status: 204 });
  t.match(await send(under, 'GET /v1/system', headers), { status: 403 });
});

void t.test('a token has no account of its own', async (t) => {
  const under = await withLi();
  const headers = { authorization: `Bearer ${tokens.admin}` };
  t.match(await send(under, 'POST /v1/me/second-factor', headers, { password }), {
    status: 409,
    json: { code: 'no-account' },
  });
});

void t.test('a session that nothing but a page keeps asking for ends', async (t) => {
  const under = await withLi('\n  accounts: {idleMinutes: 10}\n');
  const { cookie } = await signedIn(under);
  const headers = { ...ownPage, cookie };
  for (let minute = 0; minute < 9; minute += 3) {
    under.pass(180_000);
    t.match(await send(under, 'GET /v1/me', { ...headers, 'callveil-unattended': '1' }), { status: 200 });
  }
  under.pass(60_000);
  t.match(await send(under, 'GET /v1/me', headers), { status: 401 });
});

void t.test('log and audit have the name, and no secret', async (t) => {
  const under = await withLi();
  await send(under, 'POST /v1/sign-in', ownPage, { name: 'li', password: 'a wrong password' });
  const { cookie } = await signedIn(under);
  const headers = { ...ownPage, cookie };
  await send(under, 'POST /v1/me/second-factor', headers, { password });
  await send(under, 'POST /v1/blacklist/search', headers, {});
  const entries = readFileSync(under.auditFile, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  t.match(entries, [
    {
      who: { name: 'Li', role: 'operator' },
      action: 'changed',
      what: { operation: 'signIn', by: 'account', wrongBefore: 1 },
    },
    { who: { name: 'Li' }, action: 'changed', what: { operation: 'enrolSecondFactor', by: 'account' } },
    { who: { name: 'Li' }, action: 'looked at', what: { operation: 'searchBlacklist', by: 'account' } },
  ]);
  const session = cookie.split('=')[1] ?? '';
  for (const text of [readFileSync(under.auditFile, 'utf8'), under.log.join('')])
    for (const secret of [password, 'a wrong password', session]) t.notOk(text.includes(secret), secret);
  t.ok(under.log.some((line) => line.includes('"Li"') && line.includes('/v1/sign-in')));
});

void t.test('a password that is a phone number is not found in the audit by that number', async (t) => {
  const under = await withLi();
  const { cookie } = await signedIn(under);
  const headers = { ...ownPage, cookie };
  const newPassword = '+86 138 0000 0021';
  t.match(await send(under, 'POST /v1/me/password', headers, { password, newPassword }), { status: 200 });
  await under.ask('admin', 'POST /v1/accounts', { name: 'wang', role: 'viewer', password: newPassword });
  const found = await under.ask('auditor', 'POST /v1/audit/search', { number: newPassword });
  t.same(found.json['items'], []);
  t.match(readFileSync(under.auditFile, 'utf8'), /"operation":"addAccount","name":"wang"/);
});

void t.test('strangers who begin sign-ins and do not go on take no place of a change', async (t) => {
  const under = await withLi();
  const bodies = Array.from({ length: 500 }, () => new PassThrough());
  const headers = { 'content-type': 'application/json' };
  const begun = bodies.map((payload) =>
    under.api.inject({ method: 'POST', url: '/v1/sign-in', headers, payload }),
  );
  t.match(await under.ask('admin', 'POST /v1/blacklist/search', {}), { status: 200 });
  for (const body of bodies) body.end('{}');
  t.ok((await Promise.all(begun)).every(({ statusCode }) => [400, 429].includes(statusCode)));
});

void t.test('a session goes on behind a proxy that asks for a password of its own', async (t) => {
  const under = await withLi();
  const { cookie } = await signedIn(under);
  const headers = { ...ownPage, cookie, authorization: 'Basic b3BzOnNlY3JldA==' };
  t.match(await send(under, 'GET /v1/me', headers), { status: 200, json: { name: 'Li' } });
  for (const authorization of ['Session too-short', 'Bearer nobody-has-this-token', 'Bearer'])
    t.match(await send(under, 'GET /v1/me', { ...headers, authorization }), { status: 401 }, authorization);
  const newPassword = 'another long password';
  const changed = await send(under, 'POST /v1/me/password', headers, { password, newPassword });
  t.match(changed, { status: 200, json: {}, cookies: [/^callveil-session=[\w-]{43};/] });
  t.notOk('session' in changed.json);
});
