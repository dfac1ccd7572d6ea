import t from 'tap';
import { JournalUnavailable } from '../../../../routing/journal/ailments.js';
import { sampleTime } from '../../../support/stages/api-under-test.js';
import {
  operatorUnderTest,
  tokens,
  type OperatorUnderTest,
} from '../../../support/stages/operator-under-test.js';
import { mobile, privateNumber } from '../../../support/stages/routing-world.js';

const [a, b, c] = [mobile(21), mobile(22), mobile(23)];

/** Binds and answers the address of the binding. */
async function bound({ ask }: OperatorUnderTest, mode: string, request: object): Promise<string> {
  const wanted = { appKey: `key-${mode}`, a, ...request };
  const made = await ask('operator', `POST /v1/bindings/${mode.toLowerCase()}`, wanted);
  return `/v1/bindings/${String(made.json['subscriptionId'])}`;
}

void t.test('an AXB binding is changed: who, how long, which rules; the rest stays', async (t) => {
  const api = await operatorUnderTest();
  const url = await bound(api, 'AXB', { b, x: privateNumber(101), maxDuration: 5, userData: 'order 1' });
  const changed = await api.ask('operator', `PATCH ${url}`, { b: c, duration: 60, recordFlag: true });
  const shown = {
    a,
    b: c,
    x: privateNumber(101),
    duration: 60,
    expiresAt: new Date(sampleTime + 60_000).toISOString(),
    recordFlag: true,
    maxDuration: 5,
    userData: 'order 1',
  };
  t.match(changed, { status: 200, json: shown });
  t.match((await api.ask('operator', `GET ${url}`)).json, shown);
  const stranger = await api.ask('operator', 'POST /v1/explain', { caller: b, dialled: privateNumber(101) });
  t.match(stranger.json, { resolution: { reason: 'no-binding' } }, 'and calls go by it');
});

void t.test('AX and AXE bindings are changed by the fields of their modes', async (t) => {
  const api = await operatorUnderTest();
  const ax = await bound(api, 'AX', { x: privateNumber(201) });
  t.match(await api.ask('operator', `PATCH ${ax}`, { a: b, turnFlag: 'off' }), {
    status: 200,
    json: { mode: 'AX', a: b, turnFlag: 'off' },
  });
  const axe = await bound(api, 'AXE', { x: privateNumber(301), extension: '0007' });
  t.match(await api.ask('operator', `PATCH ${axe}`, { callbackNum: b, callbackExpiredTime: 3 }), {
    status: 200,
    json: { mode: 'AXE', a, extension: '0007', callbackNum: b, callbackExpiredTime: 3 },
  });
});

void t.test('a field of another mode is reported, and nothing is changed', async (t) => {
  const api = await operatorUnderTest();
  const url = await bound(api, 'AXE', { x: privateNumber(301) });
  const before = await api.ask('operator', `GET ${url}`);
  const answer = await api.ask('operator', `PATCH ${url}`, { recordFlag: true, b, turnFlag: 'off' });
  t.match(answer, {
    status: 400,
    json: {
      code: 'invalid',
      detail: 'body/b is not changed in mode AXE; body/turnFlag is not changed in mode AXE',
      errors: [{ field: 'body/b' }, { field: 'body/turnFlag' }],
    },
  });
  t.same((await api.ask('operator', `GET ${url}`)).json, before.json);
  for (const wrong of [
    {},
    { x: privateNumber(302) },
    { appKey: 'key-AX' },
    { callDirection: 3 },
    { a: 'x' },
  ]) {
    t.match(await api.ask('operator', `PATCH ${url}`, wrong), { status: 400 }, JSON.stringify(wrong));
  }
});

void t.test('an AXYB binding cannot be changed, and one that is nowhere is not found', async (t) => {
  const api = await operatorUnderTest();
  const url = await bound(api, 'AXYB', { areaCode: '0755' });
  const detail = 'AXYB bindings cannot be modified; remove it and bind again';
  t.match(await api.ask('operator', `PATCH ${url}`, { recordFlag: true }), {
    status: 409,
    json: { code: 'not-modifiable', detail },
  });
  t.match(await api.ask('operator', 'PATCH /v1/bindings/1', { recordFlag: true }), {
    status: 404,
    json: { code: 'not-found' },
  });
});

void t.test('the rules of binding hold for changing', async (t) => {
  const api = await operatorUnderTest();
  const url = await bound(api, 'AXB', { b, x: privateNumber(101) });
  await bound(api, 'AXB', { a: c, b: mobile(24), x: privateNumber(101) });
  const patch = (changes: object) => api.ask('operator', `PATCH ${url}`, changes);
  t.match(await patch({ b: c }), { status: 409, json: { code: 'collision' } });
  t.match(await patch({ b: a }), { status: 400, json: { code: 'invalid', errors: [{ field: 'body/b' }] } });
  t.match(await patch({ a: '+864001234567' }), { status: 400, json: { code: 'number-not-allowed' } });
  t.match(await patch({ preVoice: { callerHintTone: 'none.wav' } }), {
    status: 400,
    json: { detail: 'there is no prompt none.wav' },
  });
  t.match((await api.ask('operator', `GET ${url}`)).json, { a, b, preVoice: undefined });
  api.journal.commit = () => Promise.reject(new JournalUnavailable('away'));
  t.match(await patch({ recordFlag: true }), { status: 503, json: { code: 'journal-unavailable' } });
});

void t.test('changing is for operators, and leaves an audit line', async (t) => {
  const api = await operatorUnderTest();
  const url = await bound(api, 'AXB', { b, x: privateNumber(101) });
  t.equal((await api.api.inject({ method: 'PATCH', url, payload: { recordFlag: true } })).statusCode, 401);
  t.match(await api.ask('viewer', `PATCH ${url}`, { recordFlag: true }), { status: 403 });
  api.log.length = 0;
  await api.ask('operator', `PATCH ${url}`, { a: c });
  t.match(JSON.parse(api.log.join('')), {
    audit: { name: 'operator-name' },
    method: 'PATCH',
    uri: '/v1/bindings/:subscriptionId',
    pii: { params: { subscriptionId: String } },
    status: 200,
  });
  t.notMatch(api.log.join(''), c);
  t.notMatch(api.log.join(''), tokens.operator);
});

void t.test('null takes an optional text away', async (t) => {
  const api = await operatorUnderTest();
  const axb = await bound(api, 'AXB', {
    b,
    x: privateNumber(101),
    userData: 'order 1',
    recordHintTone: 'hint.wav',
  });
  const without = await api.ask('operator', `PATCH ${axb}`, { userData: null, recordHintTone: null });
  t.equal(without.status, 200);
  t.match(without.json, { userData: undefined, recordHintTone: undefined });
  const axe = await bound(api, 'AXE', { x: privateNumber(301), callbackNum: b });
  const changed = await api.ask('operator', `PATCH ${axe}`, { callbackNum: null });
  t.match(changed, { status: 200, json: { callbackNum: undefined } });
  t.equal((await api.ask('operator', `PATCH ${axe}`, { userData: 'a{b}' })).status, 400);
  t.equal((await api.ask('operator', `PATCH ${axb}`, { a: null })).status, 400, 'A is needed');
});
