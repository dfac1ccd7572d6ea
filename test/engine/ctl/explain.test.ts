import t from 'tap';
import { operatorUnderTest } from '../../support/stages/operator-under-test.js';
import { ctlOf } from '../../support/servers/run-ctl.js';
import { mobile, privateNumber } from '../../support/stages/routing-world.js';

const [a, b, c] = [mobile(21), mobile(22), mobile(23)];
const x = privateNumber(101);

void t.test('a call is explained step by step, in the words of routing', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  const bound = await api.ask('operator', 'POST /v1/bindings/axb', {
    appKey: 'key-AXB',
    a,
    b,
    x,
    maxDuration: 5,
  });
  const { code, stdout, stderr } = await ctl('operator', 'explain', a, x);
  t.match({ code, stderr }, { code: 0, stderr: '' });
  t.equal(
    stdout,
    `#  outcome  step
1  found    +86170****0101 is a number of application key-AXB
2  yes      its status is normal
3  yes      the caller gives a number
4  yes      a mobile number may call X
5  found    +86138****0021 has a pair on X
6  yes      the direction 0 lets A call
7  no       the call is recorded

resolution           connect
appKey               key-AXB
subscriptionId       ${String(bound.json['subscriptionId'])}
x                    +8617000000101
callee               +8613800000022
display              +8617000000101
direction            1
rules.maxDurationMs  300000
rule                 2
trunks               key-AXB-101 3, carrier-b 1; +86
`,
  );
});

void t.test('a refused call is explained with the code the caller and the application get', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  const stranger = await ctl('operator', 'explain', c, x);
  t.equal(stranger.code, 0, 'the question was answered, whatever the answer');
  t.match(stranger.stdout, /^5 {2}missing {2}\+86138\*\*\*\*0023 has a pair on X$/m);
  t.match(stranger.stdout, /^resolution {2}refuse$/m);
  t.match(stranger.stdout, /^reason {6}no-binding$/m);
  t.match(stranger.stdout, /^sipStatus {3}403$/m);
  t.match(stranger.stdout, /^stateCode {3}8014$/m);
  const withheld = await ctl('operator', 'explain', 'withheld', x);
  t.match(withheld.stdout, /^3 {2}no {7}the caller gives a number$/m);
  t.match(withheld.stdout, /^reason {6}caller-unusable$/m);
});

void t.test('--digits answers for the extension a caller is asked for', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  const dialled = privateNumber(301);
  const wanted = { appKey: 'key-AXE', a, x: dialled, extension: '0042' };
  await api.ask('operator', 'POST /v1/bindings/axe', wanted);
  const explain = async (...digits: string[]) =>
    (await ctl('operator', 'explain', b, dialled, ...digits)).stdout;
  t.match(await explain(), /^resolution {2}collect$/m);
  t.match(await explain('--digits', '0042'), /found {4}extension 0042 belongs to an A$/m);
  t.match(await explain('--digits', '0042'), new RegExp(`^callee .*\\${a}$`, 'm'));
  t.match(await explain('--digits', '0043'), /^reason {6}extension-unknown$/m);
  t.match(await explain('--digits', ''), /^reason {6}extension-empty$/m);
});

void t.test('--json is the answer of the API, byte for byte', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  const answer = await api.ask('operator', 'POST /v1/explain', { caller: a, dialled: x });
  for (const args of [
    ['explain', a, x, '--json'],
    ['--json', 'explain', a, x],
  ]) {
    const { code, stdout } = await ctl('operator', ...args);
    t.equal(code, 0);
    t.equal(stdout, `${JSON.stringify(answer.json)}\n`);
  }
});

void t.test('a viewer gets numbers masked', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  const bound = await api.ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', a, b, x });
  const id = String(bound.json['subscriptionId']);
  for (const args of [
    ['explain', a, x],
    ['bindings', 'list'],
    ['bindings', 'show', id],
    ['numbers', 'list', '--json'],
  ]) {
    const title = args.join(' ');
    const masked = await ctl('viewer', ...args);
    t.equal(masked.code, 0, title);
    t.match(masked.stdout, /\+861\d\d\*\*\*\*\d{4}/, title);
    t.notMatch(masked.stdout, /\+861\d{10}/, title);
    t.match((await ctl('operator', ...args)).stdout, /\+861\d{10}/, title);
  }
});
