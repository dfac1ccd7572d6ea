import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import t from 'tap';
import { passwordDigest } from '../../../../engine/report/password-digest.js';
import { ReceiverAddresses } from '../../../../engine/report/receiver-address.js';
import { SignedPoster } from '../../../../engine/report/signed-post.js';
import { sampleTime } from '../../../support/stages/api-under-test.js';
import { operatorUnderTest } from '../../../support/stages/operator-under-test.js';

void t.test('a new application gets a secret that is shown once', async (t) => {
  const under = await operatorUnderTest();
  const made = await under.ask('admin', 'POST /v1/applications', {
    appKey: 'shop',
    mode: 'AXB',
    name: 'Shop',
  });
  t.equal(made.status, 200, JSON.stringify(made.json));
  const secret = String(made.json['appSecret']);
  t.match(secret, /^[\w-]{32}$/);
  t.match(made.json['application'], { appKey: 'shop', name: 'Shop', status: 'active', source: 'api' });
  t.equal(under.routing.applications.get('shop')?.appSecret, secret);
  for (const again of [
    await under.ask('admin', 'GET /v1/applications/shop'),
    await under.ask('admin', 'GET /v1/applications'),
  ])
    t.notMatch(JSON.stringify(again.json), secret);
  t.notMatch(under.log.join(''), secret);
  t.notMatch(readFileSync(under.auditFile, 'utf8'), secret);
  t.equal((await under.ask('admin', 'POST /v1/applications', { appKey: 'shop', mode: 'AX' })).status, 409);
});

void t.test('another secret replaces the old one, and nothing else', async (t) => {
  const under = await operatorUnderTest();
  const before = under.routing.applications.get('key-AX');
  const renewed = await under.ask('admin', 'POST /v1/applications/key-AX/secret');
  t.equal(renewed.status, 200, JSON.stringify(renewed.json));
  const appSecret = String(renewed.json['appSecret']);
  t.not(appSecret, before?.appSecret);
  t.same(under.routing.applications.get('key-AX'), { ...before, appSecret });
  t.equal((await under.ask('admin', 'POST /v1/applications/unknown/secret')).status, 404);
});

void t.test('secrets are for admins, trials for operators', async (t) => {
  const { ask } = await operatorUnderTest();
  for (const role of ['operator', 'viewer', 'auditor', 'subscriber'] as const) {
    t.equal((await ask(role, 'POST /v1/applications', { appKey: 'shop', mode: 'AXB' })).status, 403);
    t.equal((await ask(role, 'POST /v1/applications/key-AX/secret')).status, 403);
  }
  for (const role of ['viewer', 'auditor', 'subscriber'] as const)
    t.equal((await ask(role, 'POST /v1/applications/key-AX/try', { channel: 'status' })).status, 403);
});

void t.test('the fields of a new application are judged as those of the file', async (t) => {
  const { ask } = await operatorUnderTest();
  for (const wrong of [
    { appKey: 'shop' },
    { appKey: '+8613800000021', mode: 'AXB' },
    { appKey: 'shop', mode: 'AXB', appSecret: 'mine' },
    { appKey: 'shop', mode: 'AXB', callbacks: { status: 'http://10.0.0.1/' } },
    { appKey: 'shop', mode: 'AXB', tones: { noBinding: 'missing.wav' } },
  ])
    t.equal((await ask('admin', 'POST /v1/applications', wrong)).status, 400, JSON.stringify(wrong));
});

void t.test('a test push is signed, and what came of it is shown', async (t) => {
  const got: { readonly headers: NodeJS.Dict<string | string[]>; readonly body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      got.push({ headers: request.headers, body });
      response.writeHead(202, { 'content-type': 'text/plain' }).end(`taken ${'x'.repeat(1000)}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/status`;
  const poster = new SignedPoster(
    new ReceiverAddresses({ allowedNetworks: ['127.0.0.0/8'], trustedHosts: [] }),
  );
  t.teardown(() => poster.close());
  const under = await operatorUnderTest();
  under.tryPush = async (application, to, body, timeoutMs) => ({
    ...(await poster.post(to, application, body, { timeoutMs, readsBody: true, now: sampleTime })),
    tookMs: 12.4,
  });
  const before = under.routing.applications.get('key-AX');
  if (before !== undefined) under.routing.applications.put({ ...before, callbacks: { status: url } });
  const { json } = await under.ask('operator', 'POST /v1/applications/key-AX/try', { channel: 'status' });
  t.match(json, { channel: 'status', url, status: 202, milliseconds: 12 });
  t.equal(String(json['body']).length, 300);
  const [push] = got;
  t.match(JSON.parse(push?.body ?? ''), { eventType: 'test', appKey: 'key-AX' });
  const [, digest, nonce = '', created = ''] =
    /PasswordDigest="(.+)",Nonce="(.+)",Created="(.+)"/.exec(String(push?.headers['x-aksk'])) ?? [];
  t.equal(digest, passwordDigest('AKSK', nonce, created, 'secret-AX'));
  t.equal((await under.ask('operator', 'POST /v1/applications/key-AX/try', { channel: 'fee' })).status, 404);
  t.equal(
    (await under.ask('operator', 'POST /v1/applications/key-AX/try', { channel: 'toString' })).status,
    404,
  );
});

void t.test('a test push goes where call-backs may go, and nowhere else', async (t) => {
  const under = await operatorUnderTest();
  const before = under.routing.applications.get('key-AX');
  if (before === undefined) throw new TypeError('no application');
  for (const host of ['10.0.0.1', '127.0.0.1:1', '[::1]:1', '169.254.169.254', 'localhost:1']) {
    under.routing.applications.put({ ...before, callbacks: { status: `http://${host}/` } });
    const { json } = await under.ask('operator', 'POST /v1/applications/key-AX/try', { channel: 'status' });
    t.match(json, { because: /is no public address/ }, host);
    t.notOk('status' in json, host);
  }
});
