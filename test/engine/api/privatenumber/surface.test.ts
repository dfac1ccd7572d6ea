import t from 'tap';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BindingErrorReason } from '../../../../routing/bindings/binding-error.js';
import type { Mode } from '../../../../routing/application.js';
import { results } from '../../../../engine/api/privatenumber/result-codes.js';
import { apiUnderTest } from '../../../support/stages/api-under-test.js';
import { signatureHeaders } from '../../../support/servers/privatenumber-client.js';

const axbUri = '/rest/caas/relationnumber/partners/v1.0';
const axUri = '/rest/provision/caas/privatenumber/v1.0';
const calleeUri = '/rest/caas/privatenumber/calleenumber/v1.0';
const axeUri = '/rest/caas/extendnumber/v1.0';
const axybUri = '/rest/omp/xyrelationnumber/v1.0?app_key=key-AXYB';
const a = '+8613800000021';
const b = '+8613800000022';
const x = '+8675500000001';
const json = { 'content-type': 'application/json' };

void t.test('a URI or method that is none is not found, with a body', async (t) => {
  const under = apiUnderTest();
  const paths = [
    'GET /',
    `PATCH ${axbUri}`,
    `GET ${calleeUri}`,
    'POST /rest/caas/none',
    'GET /%zz',
    'PUT /rest//',
  ];
  for (const path of paths) {
    const [method = '', url = ''] = path.split(' ');
    const response = await under.api.inject({ method: method as 'GET', url });
    t.equal(response.statusCode, 404, path);
    t.same(response.json(), { resultcode: '1010006', resultdesc: 'Invalid Rest API.' }, path);
  }
});

void t.test('a slash at the end does no harm', async (t) => {
  const under = apiUnderTest();
  t.equal((await under.client('AXB').get(`${axbUri}/`, { relationNum: x })).status, 200);
});

void t.test('an application of another mode may not call', async (t) => {
  const under = apiUnderTest();
  const uris: [string, Mode][] = [
    [axbUri, 'AXB'],
    [axUri, 'AX'],
    [axeUri, 'AXE'],
    [axybUri, 'AXYB'],
  ];
  for (const [uri, own] of uris) {
    for (const mode of ['AXB', 'AX', 'AXE', 'AXYB', 'X'] as const) {
      if (mode === own) continue;
      for (const method of ['GET', 'POST', 'DELETE', ...(own === 'AXYB' ? [] : ['PUT'])]) {
        const answer = await under.client(mode).raw(method, uri);
        t.match(answer, { status: 403, json: { resultcode: '1010040' } }, `${mode} ${method} ${uri}`);
      }
    }
  }
  t.match(await under.client('AXE').put(calleeUri, {}), { json: { resultcode: '1010040' } });
  t.same(under.asked, []);
});

void t.test('a page size out of range is 50', async (t) => {
  const under = apiUnderTest();
  for (const [pageSize, expected] of [
    ['9', 50],
    ['10', 10],
    ['100', 100],
    ['101', 50],
    ['-5', 50],
    ['', 50],
  ] as const) {
    const answer = await under.client('AXB').get(axbUri, { relationNum: x, pageSize });
    t.match(answer.json, { pageSize: expected, pageIndex: 1 }, pageSize);
  }
});

void t.test('a query that finds nothing has the code of its mode', async (t) => {
  const under = apiUnderTest();
  under.empty = true;
  const none = 'The record does not exist';
  t.same((await under.client('AXB').get(axbUri, { relationNum: x })).json, {
    resultcode: '1012007',
    resultdesc: none,
  });
  t.match((await under.client('AX').get(axUri, { origNum: a })).json, {
    resultcode: '1016001',
    resultdesc: `${none}.`,
  });
  const extension = { virtualNum: x, extendNum: '1' };
  t.match((await under.client('AXE').get(axeUri, extension)).json, { resultcode: '1016001' });
  t.match((await under.client('AXYB').raw('GET', `${axybUri}&subscriptionId=1`)).json, {
    resultcode: '1016001',
  });
});

void t.test('what routing refuses has the code of its mode', async (t) => {
  const id = '1d39eaef';
  const requests: [string, Mode, string, string, object, Partial<Record<BindingErrorReason, string>>][] = [
    [
      'AXB bind',
      'AXB',
      'POST',
      axbUri,
      { callerNum: a, calleeNum: b },
      {
        'x-unknown': '1012007',
        'x-not-owned': '1012001',
        'x-unavailable': '1012102',
        'x-full': '1012008',
        'no-free-x': '1012008',
        collision: '1012010',
        'wrong-mode': '1010040',
        invalid: '1010002',
        'number-not-allowed': '1010002',
      },
    ],
    [
      'AXB modify',
      'AXB',
      'PUT',
      axbUri,
      { subscriptionId: id },
      { 'not-found': '1012007', collision: '1012010' },
    ],
    [
      'AXB unbind',
      'AXB',
      'DELETE',
      axbUri,
      { relationNum: x },
      { 'not-found': '1012007', 'x-unknown': '1012007', 'x-not-owned': '1012001' },
    ],
    [
      'AX bind',
      'AX',
      'POST',
      axUri,
      { origNum: a, privateNum: x },
      {
        'x-unknown': '1011004',
        'x-not-owned': '1011004',
        'x-taken': '1011005',
        'too-many-x': '1011003',
        'no-free-x': '1011002',
        'x-unavailable': '1012102',
      },
    ],
    [
      'AX modify',
      'AX',
      'PUT',
      axUri,
      { subscriptionId: id },
      { 'not-found': '1016001', 'too-many-x': '1011003' },
    ],
    ['AX unbind', 'AX', 'DELETE', axUri, { privateNum: x }, { 'not-found': '1011004' }],
    ['AX callee', 'AX', 'PUT', calleeUri, { privateNum: x, calleeNum: b }, { 'not-found': '1016001' }],
    [
      'AXE bind',
      'AXE',
      'POST',
      axeUri,
      { bindNum: a, virtualNum: x },
      {
        'extension-taken': '1020167',
        'no-extension': '1020167',
        'no-free-x': '1011002',
        'x-not-owned': '1011004',
        collision: '1016002',
      },
    ],
    ['AXE modify', 'AXE', 'PUT', axeUri, { subscriptionId: id }, { 'not-found': '1016001' }],
    ['AXE unbind', 'AXE', 'DELETE', axeUri, { subscriptionId: id }, { 'not-found': '1016001' }],
    [
      'AXYB bind',
      'AXYB',
      'POST',
      axybUri,
      { origNum: a, areaCode: '0755' },
      { 'no-free-x': '1011002', 'too-many-x': '1011003' },
    ],
    [
      'AXYB bind YB',
      'AXYB',
      'POST',
      axybUri,
      { origNum: b, subscriptionId: id },
      { 'not-found': '1016001', 'no-free-y': '1011002', collision: '1016002' },
    ],
    ['AXYB unbind', 'AXYB', 'DELETE', axybUri, { subscriptionId: id }, { 'not-found': '1016001' }],
  ];
  const under = apiUnderTest();
  for (const [title, mode, method, uri, body, codes] of requests) {
    for (const [reason, code] of Object.entries(codes)) {
      under.fail = { reason: reason as BindingErrorReason };
      const answer = await under.client(mode).raw(method, uri, JSON.stringify(body), json);
      t.match(answer, { status: 403, json: { resultcode: code } }, `${title} ${reason}`);
    }
    under.fail = { reason: 'journal-unavailable' };
    const away = await under.client(mode).raw(method, uri, JSON.stringify(body), json);
    t.equal(away.status, 503, `${title} journal-unavailable`);
    t.equal(away.headers['retry-after'], '1');
    t.same(away.json, { resultcode: '1010001', resultdesc: 'Internal system error.' });
  }
});

void t.test('a field routing refuses is named as the customer named it', async (t) => {
  const under = apiUnderTest();
  under.fail = { reason: 'number-not-allowed', field: 'b' };
  const answer = await under.client('AXB').post(axbUri, { callerNum: a, calleeNum: b });
  t.equal(answer.json['resultdesc'], 'Invalid request.calleeNum is a number that cannot be bound.');
});

void t.test('an unknown tone is named', async (t) => {
  const under = apiUnderTest();
  const answer = await under
    .client('AXB')
    .post(axbUri, { callerNum: a, calleeNum: b, lastMinVoice: 'lastMinVoice.wav' });
  t.equal(answer.json['resultdesc'], 'Invalid request.lastMinVoice.wav does not exist.');
});

void t.test('callback tone and number exclude each other', async (t) => {
  const under = apiUnderTest();
  const request = { bindNum: a, virtualNum: x, callbackTone: 'cb.wav', callbackNum: b };
  t.match(await under.client('AXE').post(axeUri, request), { status: 403, json: { resultcode: '1010002' } });
});

void t.test('AXYB wants the key as a parameter, and its own', async (t) => {
  const under = apiUnderTest();
  const uri = '/rest/omp/xyrelationnumber/v1.0';
  for (const method of ['GET', 'POST', 'DELETE']) {
    t.match(await under.client('AXYB').raw(method, uri), { json: { resultcode: '1010002' } }, method);
    const other = await under.client('AXYB').raw(method, `${uri}?app_key=key-AXB`);
    t.match(other, { status: 403, json: { resultcode: '1010003' } }, method);
  }
});

void t.test('an application over its rate has to wait, the others do not', async (t) => {
  const under = apiUnderTest('api: {requestsPerSecond: 2}');
  const ask = async (mode: 'AXB' | 'AX') =>
    (await under.client(mode).get(mode === 'AXB' ? axbUri : axUri, { relationNum: x, origNum: a })).json[
      'resultcode'
    ];
  for (let i = 0; i < 4; i += 1) t.equal(await ask('AXB'), '0');
  t.equal(await ask('AXB'), '1010010');
  t.equal(await ask('AX'), '0');
  under.now += 500;
  t.equal(await ask('AXB'), '0');
  t.equal(await ask('AXB'), '1010010');
  under.now += 60_000;
  t.equal(await ask('AXB'), '0');
});

void t.test('a call is stopped once, and only by its application', async (t) => {
  const under = apiUnderTest();
  under.sessions.add('key-AXB s1');
  const stop = { sessionid: 's1', signal: 'call_stop' };
  const uri = '/rest/httpsessions/callStop/v2.0';
  t.match(await under.client('AX').post(uri, stop), { status: 403, json: { resultcode: '1012007' } });
  t.match(await under.client('AXB').post(uri, stop), { status: 200 });
  t.match(await under.client('AXB').post(uri, stop), { status: 403, json: { resultcode: '1012007' } });
});

void t.test('an internal error is a 500 in the form of the API, and logged', async (t) => {
  const under = apiUnderTest();
  Object.defineProperty(under.applications.get('key-AXB'), 'allowedAddresses', {
    get: () => {
      throw new Error('broken +8613800000021');
    },
  });
  const answer = await under.client('AXB').get(axbUri, { relationNum: x });
  t.same(
    [answer.status, answer.json],
    [500, { resultcode: '1010001', resultdesc: 'Internal system error.' }],
  );
  t.match(under.log.join(''), 'api: a request failed');
  t.notMatch(under.log.join(''), '+8613800000021');
});

void t.test('the log has a line for each request, with masked numbers', async (t) => {
  const under = apiUnderTest();
  await under.client('AXB').get(axbUri, { relationNum: x });
  const lines = under.log.map((line) => JSON.parse(line) as Record<string, unknown>);
  t.match(lines, [
    {
      msg: 'api: request',
      method: 'GET',
      uri: axbUri,
      status: 200,
      resultcode: '0',
      appKey: 'key-AXB',
      pii: { parameters: { relationNum: '+86755****0001' } },
    },
  ]);
});

void t.test('codes are of the status the catalogue says, and none is there twice', async (t) => {
  const all = Object.values(results);
  const codes = all.filter(({ status }) => status !== 503).map(({ code }) => code);
  t.same(codes.length, new Set(codes).size);
  for (const { code, status } of all) {
    const expected = code.startsWith('10230') ? [400] : [200, 401, 403, 404, 500, 503];
    t.ok(expected.includes(status), `${code} ${status}`);
  }
});

void t.test('it listens, answers over a socket and closes', async (t) => {
  const under = apiUnderTest('api: {port: 0}');
  const { host, port } = await under.api.listen();
  const headers = signatureHeaders({
    scheme: 'AKSK',
    appKey: 'key-AXB',
    appSecret: 'secret-AXB',
    clock: () => under.now,
  });
  const url = `http://${host}:${port}${axbUri}?relationNum=${encodeURIComponent(x)}`;
  const response = await fetch(url, { headers });
  t.equal(response.status, 200);
  t.match(await response.json(), { resultcode: '0' });
  await under.api.close();
  await under.api.close();
  await t.rejects(fetch(url, { headers }));
});

void t.test('with a certificate it speaks https', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-tls-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const [key, certificate] = [join(folder, 'api.key'), join(folder, 'api.crt')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', [...request, '-keyout', key, '-out', certificate, ...subject], { stdio: 'ignore' });
  const under = apiUnderTest(`api: {port: 0, tls: {certificateFile: ${certificate}, keyFile: ${key}}}`);
  const { port } = await under.api.listen();
  t.teardown(() => under.api.close());
  const ca = readFileSync(certificate);
  const status = await new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: axbUri, ca, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
  t.equal(status, 400, 'answers that Authorization is missing');
});
