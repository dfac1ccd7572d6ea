import { readFileSync } from 'node:fs';
import t, { type Test } from 'tap';
import { client, OpenIdProvider } from '../../../support/servers/openid-provider.js';
import { operatorUnderTest, type OperatorUnderTest } from '../../../support/stages/operator-under-test.js';

const publicUrl = 'https://callveil.example.com';
const host = 'callveil.example.com';

async function withProvider(t: Test, more = '') {
  const provider = await OpenIdProvider.start();
  t.teardown(() => provider.close());
  const under = await operatorUnderTest(
    undefined,
    `\n  publicUrl: ${publicUrl}
  openId:
    issuer: ${provider.issuer}
    clientId: ${client.id}
    clientSecret: ${client.secret}
    name: Example
    roles:
      - {value: callveil-admins, role: admin}
      - {value: callveil-operators, role: operator}
      - {value: customer, role: subscriber, applications: [key-AXB]}
${more}`,
  );
  return { provider, under };
}

interface Answered {
  readonly status: number;
  readonly location: string;
  /** By name; an empty one is taken away. */
  readonly cookies: ReadonlyMap<string, string>;
}

async function visit({ api }: OperatorUnderTest, url: string, cookie = ''): Promise<Answered> {
  const { statusCode, headers } = await api.inject({ method: 'GET', url, headers: { host, cookie } });
  const cookies = [headers['set-cookie'] ?? []].flat().map((one) => /^([^=]+)=([^;]*)/.exec(one) ?? []);
  return {
    status: statusCode,
    location: headers.location ?? '',
    cookies: new Map(cookies.map(([, name = '', value = '']) => [name, value])),
  };
}

const pathOf = ({ pathname, search }: URL): string => `${pathname}${search}`;

/** The whole way of one browser, as far as the answer to its return. */
async function signIn(under: OperatorUnderTest, provider: OpenIdProvider): Promise<Answered> {
  const begun = await visit(under, '/v1/sign-in/openid');
  const back = await provider.visit(begun.location);
  return visit(under, pathOf(back), `callveil-openid=${begun.cookies.get('callveil-openid') ?? ''}`);
}

function me({ api }: OperatorUnderTest, { cookies }: Answered) {
  const cookie = `__Host-callveil-session=${cookies.get('__Host-callveil-session') ?? ''}`;
  return api.inject({ method: 'GET', url: '/v1/me', headers: { host, cookie } });
}

void t.test('a browser goes to the provider and comes back signed in', async (t) => {
  const { provider, under } = await withProvider(t);
  const ways = await under.api.inject({ method: 'GET', url: '/v1/sign-in' });
  t.match(ways.json(), { openId: { name: 'Example', path: '/v1/sign-in/openid' } });
  const begun = await visit(under, '/v1/sign-in/openid');
  t.equal(begun.status, 302);
  const page = new URL(begun.location);
  t.equal(page.origin + page.pathname, `${provider.issuer}/authorize`);
  t.match(Object.fromEntries(page.searchParams), {
    ...{
      response_type: 'code',
      client_id: client.id,
      scope: 'openid profile',
      code_challenge_method: 'S256',
    },
    redirect_uri: `${publicUrl}/v1/sign-in/openid/back`,
    state: begun.cookies.get('callveil-openid'),
    nonce: /./,
  });
  const answered = await signIn(under, provider);
  t.match(answered, { status: 302, location: '/console/' });
  t.equal(answered.cookies.get('callveil-openid'), '');
  const shown = await me(under, answered);
  t.same(shown.json(), { name: 'li', role: 'operator', by: 'openid' });
  t.match(readFileSync(under.auditFile, 'utf8'), /"name":"li".*"operation":"signIn".*|"by":"openid"/);
  for (const secret of [client.secret, 'id_token', 'code='])
    t.notOk(under.log.join('').includes(secret), `no ${secret} in the log`);
});

void t.test('what is not right about an ID token refuses it', async (t) => {
  const { provider, under } = await withProvider(t);
  const now = Math.floor(Date.now() / 1000);
  for (const [title, spoil] of [
    ['a wrong nonce', { nonce: 'another' }],
    ['no nonce', { nonce: undefined }],
    ['a wrong audience', { aud: 'another' }],
    ['an audience among others, for another client', { aud: [client.id, 'another'], azp: 'another' }],
    ['a wrong issuer', { iss: 'https://evil.example' }],
    ['an expired one', { iat: now - 3600, exp: now - 3000 }],
    ['one without an end', { exp: undefined }],
    ['one without a subject', { sub: undefined }],
  ] as const) {
    provider.spoil = spoil as OpenIdProvider['spoil'];
    const answered = await signIn(under, provider);
    t.equal(answered.location, '/console/#/openid-refused', title);
    t.notOk(answered.cookies.has('__Host-callveil-session'), title);
    under.pass(5000);
  }
  provider.spoil = {};
  provider.signsWithOther = true;
  t.equal((await signIn(under, provider)).location, '/console/#/openid-refused', 'another key');
  provider.signsWithOther = false;
  t.equal((await signIn(under, provider)).location, '/console/');
});

void t.test('the claim decides about the role, and without one there is no way in', async (t) => {
  const { provider, under } = await withProvider(t);
  for (const [roles, role] of [
    [['callveil-operators', 'callveil-admins'], 'admin'],
    ['callveil-operators', 'operator'],
    [['customer'], 'subscriber'],
  ] as const) {
    provider.claims = { sub: 'person-2', email: 'li@example.com', roles };
    t.match((await me(under, await signIn(under, provider))).json(), { name: 'li@example.com', role });
  }
  for (const roles of [undefined, [], 'Callveil-Admins', ['staff'], { 'callveil-admins': true }]) {
    provider.claims = { sub: 'person-2', roles };
    const answered = await signIn(under, provider);
    t.equal(answered.location, '/console/#/openid-no-role');
    t.notOk(answered.cookies.has('__Host-callveil-session'));
  }
});

void t.test('who has not begun it, or brings something twice, is not signed in', async (t) => {
  const { provider, under } = await withProvider(t);
  const begin = () => visit(under, '/v1/sign-in/openid');
  const [one, other] = [await begin(), await begin()];
  const cookieOf = ({ cookies }: Answered): string =>
    `callveil-openid=${cookies.get('callveil-openid') ?? ''}`;
  const refused = '/console/#/openid-refused';
  const back = pathOf(await provider.visit(one.location));
  t.equal((await visit(under, back)).location, refused, 'without a cookie: a link of another');
  t.equal((await visit(under, back, cookieOf(other))).location, refused, 'with the cookie of another');
  const twice = `${cookieOf(one)}; ${cookieOf(other)}`;
  t.equal((await visit(under, back, twice)).location, refused, 'with two cookies');
  t.equal((await visit(under, back, cookieOf(one))).location, '/console/');
  t.equal((await visit(under, back, cookieOf(one))).location, refused, 'a second time');
  const late = await begin();
  under.pass(600_001);
  t.equal(
    (await visit(under, pathOf(await provider.visit(late.location)), cookieOf(late))).location,
    refused,
  );
  const denied = await begin();
  const state = denied.cookies.get('callveil-openid') ?? '';
  const error = `/v1/sign-in/openid/back?error=access_denied&state=${state}`;
  t.equal((await visit(under, error, cookieOf(denied))).location, refused, 'the person said no');
  const elsewhere = await visit(under, '/v1/sign-in/openid?next=https://evil.example');
  t.notMatch(elsewhere.location, 'evil');
});

void t.test('strangers who begin many push out no one, and a state made elsewhere is none', async (t) => {
  const { provider, under } = await withProvider(t);
  const one = await visit(under, '/v1/sign-in/openid');
  for (let n = 0; n < 1001; n += 1) await visit(under, '/v1/sign-in/openid');
  const back = pathOf(await provider.visit(one.location));
  const state = one.cookies.get('callveil-openid') ?? '';
  const [random = '', until = '', proof = ''] = state.split('.');
  for (const made of [
    `${random}.${until}.${'A'.repeat(43)}`,
    `${random}.${until}`,
    `${random}.${Number(until) + 1}.${proof}`,
    '..',
  ])
    t.equal(
      (await visit(under, back, `callveil-openid=${made}`)).location,
      '/console/#/openid-refused',
      made,
    );
  t.equal((await visit(under, back, `callveil-openid=${state}`)).location, '/console/');
});

void t.test('coming back without having begun slows no one down, as any page can cause it', async (t) => {
  const { under } = await withProvider(t);
  for (let n = 0; n < 25; n += 1)
    t.equal(
      (await visit(under, '/v1/sign-in/openid/back?code=a&state=b')).location,
      '/console/#/openid-refused',
    );
  t.match(await under.ask('admin', 'GET /v1/me'), { status: 200 });
});

void t.test('a key that the provider has changed is known at once', async (t) => {
  const { provider, under } = await withProvider(t);
  t.equal((await signIn(under, provider)).location, '/console/');
  await provider.changeKey();
  t.equal((await signIn(under, provider)).location, '/console/');
  t.equal(provider.described, 1, 'and it is not asked for its description each time');
});

void t.test('signing out ends the session here, and says where it ends there', async (t) => {
  const { provider, under } = await withProvider(t);
  const answered = await signIn(under, provider);
  const cookie = `__Host-callveil-session=${answered.cookies.get('__Host-callveil-session') ?? ''}`;
  const headers = { host, cookie, origin: publicUrl };
  const out = await under.api.inject({ method: 'POST', url: '/v1/sign-out', headers });
  const next = new URL(out.json<{ next: string }>().next);
  t.equal(next.origin + next.pathname, `${provider.issuer}/sign-out`);
  t.match(Object.fromEntries(next.searchParams), {
    post_logout_redirect_uri: `${publicUrl}/console/`,
    id_token_hint: /^[\w-]+\.[\w-]+\.[\w-]+$/,
  });
  t.equal((await me(under, answered)).statusCode, 401);
});

void t.test('a provider that does not answer is said to be away, and asking it is not free', async (t) => {
  const { provider, under } = await withProvider(t);
  await provider.close();
  for (let n = 0; n < 20; n += 1)
    t.equal((await visit(under, '/v1/sign-in/openid')).location, '/console/#/openid-away');
  t.equal((await visit(under, '/v1/sign-in/openid')).location, '/console/#/too-many-failures');
});

void t.test('off by default', async (t) => {
  const under = await operatorUnderTest();
  t.notOk(
    (await under.api.inject({ method: 'GET', url: '/v1/sign-in' })).json<object>().hasOwnProperty('openId'),
  );
  t.equal((await visit(under, '/v1/sign-in/openid')).status, 404);
});
