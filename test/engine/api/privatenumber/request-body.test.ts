import t from 'tap';
import { apiUnderTest } from '../../../support/stages/api-under-test.js';

const axbUri = '/rest/caas/relationnumber/partners/v1.0';
const a = '+8613800000021';
const b = '+8613800000022';
const x = '+8675500000001';
const json = { 'content-type': 'application/json' };

void t.test('bodies are read with any Content-Type', async (t) => {
  const under = apiUnderTest();
  const body = JSON.stringify({ callerNum: a, calleeNum: b, relationNum: x });
  const types = [
    'application/json',
    'application/json;charset=UTF-8',
    'application/json; charset=utf8',
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json;charset',
    'nonsense',
    '',
  ];
  for (const type of types) {
    const headers: Record<string, string> = type === '' ? {} : { 'content-type': type };
    t.equal((await under.client('AXB').raw('POST', axbUri, body, headers)).status, 200, type);
  }
  t.equal(
    (await under.client('AXB').raw('POST', axbUri, `\ufeff${body}`, json)).status,
    200,
    'byte order mark',
  );
});

void t.test('a body that is no JSON object is an invalid request', async (t) => {
  const under = apiUnderTest();
  const bodies = [
    '{',
    '',
    'null',
    '[]',
    '"x"',
    '7',
    '{"callerNum":}',
    '{"a":1}{',
    Buffer.from([0x7b, 0xff, 0x7d]),
  ];
  for (const body of bodies) {
    for (const method of ['POST', 'PUT']) {
      const answer = await under.client('AXB').raw(method, axbUri, body, json);
      t.match(answer, { status: 403, json: { resultcode: '1010002' } }, String(body));
      t.match(answer.json['resultdesc'], /^Invalid request\../);
    }
  }
  const hostile = '{"__proto__":{"callerNum":"+8613800000021"},"calleeNum":"+8613800000022"}';
  t.match(await under.client('AXB').raw('POST', axbUri, hostile, json), { json: { resultcode: '1010002' } });
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  t.match(await under.client('AXB').raw('POST', axbUri, deep, json), { json: { resultcode: '1010002' } });
});

void t.test('a body that is too long is an invalid request', async (t) => {
  const under = apiUnderTest('api: {maxBodyBytes: 2048}');
  const body = JSON.stringify({ callerNum: a, calleeNum: b, userData: 'u'.repeat(3000) });
  t.match(await under.client('AXB').raw('POST', axbUri, body, json), {
    status: 403,
    json: { resultcode: '1010002', resultdesc: 'Invalid request.The body is longer than 2048 bytes.' },
  });
});

void t.test('the signature is checked before the body is looked at', async (t) => {
  const under = apiUnderTest();
  const response = await under.api.inject({ method: 'POST', url: axbUri, headers: json, payload: '{' });
  t.match(response.json(), { resultcode: '1023006' });
});

void t.test('DELETE takes its parameters from query and body, the query first', async (t) => {
  const under = apiUnderTest();
  const client = under.client('AXB');
  const body = JSON.stringify({ subscriptionId: 'from-body', relationNum: x });
  await client.raw('DELETE', axbUri, body, json);
  t.match(under.asked.at(-1), { what: 'axb.unbind', request: { subscriptionId: 'from-body', x } });
  await client.raw('DELETE', `${axbUri}?subscriptionId=from-query`, body, json);
  t.match(under.asked.at(-1), { request: { subscriptionId: 'from-query', x } });
  await client.raw('DELETE', axbUri, body);
  t.match(under.asked.at(-1), { request: { subscriptionId: 'from-body' } }, 'without a Content-Type');
  await client.raw('DELETE', `${axbUri}?subscriptionId=alone`, '', json);
  t.match(under.asked.at(-1), { request: { subscriptionId: 'alone', x: undefined } });
});

void t.test('strings, numbers and booleans stand for each other', async (t) => {
  const under = apiUnderTest();
  const request = {
    callerNum: 8613800000021,
    calleeNum: ' +8613800000022 ',
    areaCode: 755,
    areaMatchMode: 1,
    callDirection: '2',
    duration: ' 60 ',
    recordFlag: true,
    privateSms: 'FALSE',
    maxDuration: '5',
    userData: 12345,
  };
  t.match(await under.client('AXB').post(axbUri, request), { status: 200 });
  t.match(under.asked.at(-1)?.request, {
    a: '8613800000021',
    b: '+8613800000022',
    areaCode: '755',
    areaMatchMode: '1',
    callDirection: 2,
    duration: 60,
    recordFlag: true,
    privateSms: false,
    maxDuration: 5,
    userData: '12345',
  });
});

void t.test('a plus that was not escaped in a query is understood', async (t) => {
  const under = apiUnderTest();
  t.match(await under.client('AXB').raw('GET', `${axbUri}?relationNum=+8675500000001`), { status: 200 });
  t.match(under.asked.at(-1)?.request, { x: '8675500000001' });
});
