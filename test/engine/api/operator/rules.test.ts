import t from 'tap';
import { sampleTime } from '../../../support/stages/api-under-test.js';
import { operatorUnderTest } from '../../../support/stages/operator-under-test.js';
import { ctlOf } from '../../../support/servers/run-ctl.js';
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
