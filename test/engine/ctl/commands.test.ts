import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { activeCall } from '../../support/stages/active-call.js';
import { oneCallLive } from '../../support/stages/live-state.js';
import { operatorUnderTest, tokens } from '../../support/stages/operator-under-test.js';
import { ctlOf, fileFor, runCtl } from '../../support/servers/run-ctl.js';
import { mobile, privateNumber } from '../../support/stages/routing-world.js';

const parties = { a: mobile(21), b: mobile(22), x: privateNumber(101) };
const inCall = { caller: parties.a, callee: parties.b, x: parties.x };

void t.test('status says how the engine is, and what ails it', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  const good = await ctl('viewer', 'status');
  t.equal(good.code, 0);
  t.match(good.stdout, /^health {12}good\nversion {11}0\.1\.0\n/);
  t.match(good.stdout, /^journalAvailable {2}true$/m);
  t.match(good.stdout, /^silentTrunks {6}-$/m);
  api.silentTrunks.push('carrier-a', 'carrier-b');
  t.match((await ctl('viewer', 'status')).stdout, /^silentTrunks {6}carrier-a, carrier-b$/m);
  api.ailments.push('draining', 'the journal is away');
  t.match((await ctl('viewer', 'status')).stdout, /^health {12}draining, the journal is away$/m);
  const { json } = await api.ask('viewer', 'GET /v1/system');
  t.equal((await ctl('viewer', 'status', '--json')).stdout, `${JSON.stringify(json)}\n`);
});

void t.test('a journal that has lost changes is shown, and an admin decides', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  t.match(await ctl('admin', 'journal', 'restore'), { code: 1, stderr: /\(409 nothing-lost\)/ });
  let lost: readonly string[] = ['key-AXB'];
  const decided: [string, boolean][] = [];
  api.journal.recovery = {
    get lost() {
      return lost;
    },
    decide: (scope, content) => {
      decided.push([scope, content !== undefined]);
      return Promise.resolve();
    },
  };
  const shown = await ctl('viewer', 'journal', 'show');
  t.match(shown.stdout, /^ailments +lost-changes$/m);
  t.match(shown.stdout, /^lostScopes +key-AXB$/m);
  t.match((await ctl('viewer', 'status')).stdout, /^journalAvailable {2}false$/m);
  t.match(await ctl('operator', 'journal', 'accept'), { code: 1, stderr: /\(403 forbidden\)/ });
  t.match(await ctl('admin', 'journal', 'restore'), { code: 0, stdout: 'restored key-AXB\n' });
  t.match(await ctl('admin', 'journal', 'accept'), { code: 0, stdout: 'accepted key-AXB\n' });
  t.same(decided, [
    ['key-AXB', true],
    ['key-AXB', false],
  ]);
  lost = [];
  t.match(await ctl('admin', 'journal', 'accept'), { code: 1 });
});

void t.test('a drain is begun and undone, unless the service stops', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  t.match(await ctl('viewer', 'drain', 'begin'), { code: 1, stderr: /\(403 forbidden\)/ });
  t.match(await ctl('operator', 'drain', 'begin'), {
    code: 0,
    stdout: 'it drains: no new calls are taken\n',
  });
  t.equal(api.draining, true);
  t.ok(api.log.includes('the operator API (operator-name)'));
  t.match((await ctl('viewer', 'status')).stdout, /^draining +true$/m);
  t.match(await ctl('operator', 'drain', 'undo'), { code: 0, stdout: 'it takes calls\n' });
  t.equal(api.draining, false);
  api.stopping = true;
  t.match(await ctl('operator', 'drain', 'undo'), { code: 1, stderr: /\(409 stopping\)/ });
});

void t.test('a reload says what has changed, or why nothing has', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  t.match(await ctl('operator', 'reload'), { code: 1, stderr: /\(403 forbidden\)/ });
  api.reload = {
    outcome: 'applied',
    changes: ['limits.maxCalls: 5 → 6'],
    doubts: ['c.yaml:3 x: expected y, found z'],
  };
  t.match(await ctl('admin', 'reload'), {
    code: 0,
    stdout: 'limits.maxCalls: 5 → 6\ndoubtful: c.yaml:3 x: expected y, found z\nreloaded\n',
  });
  api.reload = { outcome: 'checked', changes: [], doubts: [] };
  t.match(await ctl('admin', 'reload', '--dry-run'), { code: 0, stdout: 'a reload is possible\n' });
  const asked = 'the operator API (admin-name)';
  t.same(api.reloads, [
    { asked, dryRun: false },
    { asked, dryRun: true },
  ]);
  api.reload = {
    outcome: 'refused',
    reason: 'invalid',
    faults: ['c.yaml:12 trunks[0].to: expected a SIP address, found "x"', 'without a place'],
  };
  t.match(await ctl('admin', 'reload'), {
    code: 1,
    stderr:
      /nothing has changed; c\.yaml:12 trunks\[0\]\.to: expected a SIP address, found "x"; without a place \(409 invalid\)/,
  });
  t.match(await api.ask('admin', 'POST /v1/reload'), {
    status: 409,
    json: {
      code: 'invalid',
      errors: [
        { field: 'c.yaml:12 trunks[0].to', message: 'expected a SIP address, found "x"' },
        { field: '', message: 'without a place' },
      ],
    },
  });
  t.match(await api.ask('admin', 'POST /v1/reload', { dryrun: true }), { status: 400 });
});

void t.test('trunks are listed, and what each refused calls with', async (t) => {
  const ctl = await ctlOf(await operatorUnderTest(), t);
  t.match((await ctl('viewer', 'trunks', 'list')).stdout, /^carrier-a +carrier +silent +false .* 2 +30$/m);
  t.match(await ctl('viewer', 'trunks', 'refusals'), {
    code: 0,
    stdout: /^trunk +status +count\s+carrier-a +503 +7\s+carrier-a +408 +2\s*$/,
  });
});

void t.test('receivers are listed with what waits for them', async (t) => {
  const ctl = await ctlOf(await operatorUnderTest(), t);
  const { code, stdout } = await ctl('viewer', 'receivers', 'list');
  t.equal(code, 0);
  t.match(stdout, /^appKey +channel +waiting +failed +nextDueAt +down\n/);
  t.match(stdout, /^key-AXB +status +3 +1 +20\S+Z +true$/m);
  t.match(stdout, /^key-AXB +fee +1 +0 +- +false$/m);
});

void t.test('live prints what each process holds, and says where SIP cannot be listed', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  api.live = oneCallLive;
  const { code, stdout } = await ctl('operator', 'live');
  t.equal(code, 0);
  t.match(stdout, /^SIP transactions: 2\nmethod +direction +state +ageMs +peer +branch\n/);
  t.match(stdout, /^INVITE +in +accepted +1201 +192\.0\.2\.10:5060 +\S+$/m);
  t.match(stdout, /^SIP dialogs: the first 2 of 1500\nrole +state +ageMs +id\nuas +confirmed +1100 +\S+$/m);
  t.match(stdout, /^media sessions: 1\n.*\nsession-1 +1 +20000 +20002 +900$/m);
  t.match(stdout, /^calls of the engine: 1\n.*\nsession-1 +connected +1300$/m);
  t.match(stdout, /^engine: SIP objects held\nincoming +0\nlegs +2$/m);
  api.live = { ...oneCallLive, sip: { from: 'drachtio-server' }, media: { total: 0, items: [] } };
  const external = await ctl('operator', 'live');
  t.match(external.stdout, /^SIP: an external drachtio-server has the transactions[^]*^media sessions: 0$/m);
  api.live = { ...oneCallLive, sip: { from: 'nowhere' } };
  t.match((await ctl('operator', 'live')).stdout, /^SIP: the process is away$/m);
  t.match(await ctl('viewer', 'live'), { code: 1, stderr: /\(403 forbidden\)/ });
  const { json } = await api.ask('operator', 'GET /v1/live');
  t.equal((await ctl('operator', 'live', '--json')).stdout, `${JSON.stringify(json)}\n`);
});

void t.test('calls are listed, shown and stopped', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  t.match(await ctl('viewer', 'calls', 'list'), { code: 0, stderr: 'none\n' });
  const id = 'call/1 ?#';
  api.calls.set(id, activeCall(id, inCall));
  const { stdout } = await ctl('operator', 'calls', 'list');
  t.match(stdout, /^sessionId +state +appKey +caller +x +callee +display +arrivedAt +answeredAt\n/);
  t.match(stdout, `${id}  connected  -       ${parties.a}  ${parties.x}  ${parties.b}`);
  t.match((await ctl('operator', 'calls', 'show', id)).stdout, /^state +connected$/m);
  t.match(await ctl('viewer', 'calls', 'stop', id), { code: 1, stderr: /\(403 forbidden\)/ });
  t.match(await ctl('operator', 'calls', 'stop', id), { code: 0, stdout: `stopped ${id}\n` });
  t.equal(api.calls.size, 0);
  t.match(await ctl('operator', 'calls', 'stop', id, '--json'), { code: 1, stderr: /\(404 not-found\)/ });
});

void t.test('calls beyond the first page are a page, or --all, away', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  for (let n = 1; n <= 1002; n += 1) api.calls.set(`s${n}`, activeCall(`s${n}`, inCall));
  const list = (...options: string[]) => ctl('operator', 'calls', 'list', ...options);
  const first = await list();
  t.match(first.stdout, /^s50 /m);
  t.notMatch(first.stdout, /^s51 /m);
  t.equal(first.stderr, '1 to 50 of 1002; --page 2 or --all for more\n');
  t.match((await list('--page', '2', '--page-size', '1000')).stdout, /^s1001 .*\ns1002 [^\n]*\n$/m);
  const all = await list('--all');
  t.match(all, { code: 0, stdout: /^s1 [^]*^s1002 /m, stderr: '' });
});

void t.test('numbers are added, imported, shown, changed, moved and released', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  const [one, two, three] = [privateNumber(901), privateNumber(902), privateNumber(903)];
  const added = await ctl('admin', 'numbers', 'add', '--app-key', 'key-AXB', '--area-code', '010', one, two);
  t.match(added, { code: 0, stdout: 'added  2\n' });
  const file = fileFor(t, 'numbers.csv', `number,area_code\n${three},010\n`);
  const clean = await ctl('admin', 'numbers', 'import', file, '--app-key', 'key-AXB');
  t.match(clean, { code: 0, stdout: 'added  1\n', stderr: '' });
  const listed = await ctl('admin', 'numbers', 'list', '--app-key', 'key-AXB', '--area-code', '010');
  t.match(listed.stdout, /^number +appKey +areaCode +status +cause +relations +restsUntil\n/);
  for (const number of [one, two, three]) t.match(listed.stdout, `${number}  key-AXB`);
  t.match((await ctl('admin', 'numbers', 'show', one)).stdout, /^areaCode {3}010$/m);
  const changed = await ctl('operator', 'numbers', 'status', one, 'unavailable', '--cause', 'arrears');
  t.match(changed, { code: 0, stdout: /^cause +arrears$/m });
  t.match(await ctl('operator', 'numbers', 'status', one, 'asleep'), { code: 1, stderr: /\(400 invalid\)/ });
  t.match((await ctl('admin', 'numbers', 'list', '--status', 'unavailable')).stdout, one);
  const moved = await ctl('admin', 'numbers', 'transfer', '--to-app-key', 'key-AX', two, three);
  t.match(moved, { code: 0, stdout: `moved  ${two}, ${three}\ninUse  -\n` });
  t.match(await ctl('admin', 'numbers', 'release', one), { code: 0, stdout: `released ${one}\n` });
  t.match(await ctl('admin', 'numbers', 'show', one), { code: 1, stderr: /\(404 not-found\)/ });
});

void t.test('a command that succeeds only in part says so, and ends with 1', async (t) => {
  const api = await operatorUnderTest();
  await api.ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', ...parties });
  const { host, port } = await api.api.listen();
  t.teardown(() => api.api.close());
  const env = { CALLVEIL_URL: `http://${host}:${port}`, CALLVEIL_TOKEN: tokens.admin };
  const csv = `number,area_code\n${privateNumber(901)},0755\nnonsense,0755\n`;
  t.match(await runCtl(['numbers', 'import', '-', '--app-key', 'key-AXB'], env, csv), {
    code: 1,
    stdout: /^added {2}1\n\nline {2}message\n3 {5}expected a phone number, found nonsense\n$/,
    stderr: 'callveil-ctl: lines that were not taken: 1\n',
  });
  const numbers = [parties.x, privateNumber(102)];
  t.match(await runCtl(['numbers', 'transfer', '--to-app-key', 'key-AX', ...numbers], env), {
    code: 1,
    stdout: `moved  ${privateNumber(102)}\ninUse  ${parties.x}\n`,
    stderr: 'callveil-ctl: in use, and still where they were: 1\n',
  });
});

void t.test(
  'an application is added and modified, its secret read from a file and shown nowhere',
  async (t) => {
    const api = await operatorUnderTest();
    const ctl = await ctlOf(api, t);
    const secret = fileFor(t, 'secret', 'hush-hush\n');
    const added = await ctl(
      ...(['admin', 'applications', 'add', 'shop', '--mode', 'AXE', '--secret-file', secret] as const),
      ...[
        '--name',
        '商店',
        '--recording',
        'true',
        '--extension-digits',
        '3',
        '--allowed-addresses',
        '192.0.2.7',
      ],
      ...[
        '--callback',
        'status=http://192.0.2.7/s',
        '--callback',
        'fee=http://192.0.2.7/f',
        '--tone',
        'noBinding=hint.wav',
      ],
    );
    t.equal(added.code, 0, added.stderr);
    const made = {
      appSecret: 'hush-hush',
      mode: 'AXE',
      name: '商店',
      status: 'active',
      features: { recording: true, sms: false },
      callbacks: { status: 'http://192.0.2.7/s', fee: 'http://192.0.2.7/f' },
      tones: { noBinding: 'hint.wav' },
      extensionDigits: 3,
      allowedAddresses: ['192.0.2.7'],
    };
    t.match(api.routing.applications.get('shop'), made);
    const changes = [
      '--status',
      'frozen',
      '--recording',
      'false',
      '--callback',
      'fee=',
      '--allowed-addresses',
      '',
    ];
    t.equal((await ctl('admin', 'applications', 'modify', 'shop', ...changes)).code, 0);
    t.strictSame(api.routing.applications.get('shop'), {
      ...made,
      appKey: 'shop',
      status: 'frozen',
      features: { recording: false, sms: false },
      callbacks: { status: 'http://192.0.2.7/s' },
      allowedAddresses: [],
    });
    const sms = await ctl('admin', 'applications', 'modify', 'shop', '--sms', 'true');
    t.match(sms, { code: 0 });
    t.equal(api.routing.applications.get('shop')?.features.sms, true);
    const again = await ctl('admin', 'applications', 'add', 'shop', '--mode', 'AXE', '--secret-file', secret);
    t.match(again, { code: 1, stderr: 'callveil-ctl: there is an application shop; modify it\n' });
    const unknown = await ctl('admin', 'applications', 'modify', 'nobody', '--status', 'frozen');
    t.match(unknown, { code: 1, stderr: /\(404 not-found\)/ });
    const shown = await ctl('admin', 'applications', 'show', 'shop');
    t.match(shown.stdout, /^features\.recording {2}false$/m);
    const listed = await ctl('admin', 'applications', 'list');
    t.match(listed.stdout, /^shop {6}商店 {2}AXE {3}frozen$/m, 'aligned by columns, not characters');
    t.notMatch(added.stdout + shown.stdout + listed.stdout, 'hush');
  },
);

void t.test('prompts are added, listed and removed', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  const file = fileFor(t, 'welcome.wav', 'RIFFxxxxWAVE');
  t.match(await ctl('operator', 'prompts', 'add', file), { code: 0, stdout: 'added welcome.wav\n' });
  t.match(await ctl('operator', 'prompts', 'add', file, '--name', 'b.wav', '--json'), {
    code: 0,
    stdout: '',
  });
  t.equal(api.prompts.get('welcome.wav')?.toString(), 'RIFFxxxxWAVE');
  t.match(
    (await ctl('viewer', 'prompts', 'list')).stdout,
    /^welcome\.wav +12 +-20 +-7\.5 +A-law, 8000 Hz, 8 bit, mono +false +0 +0$/m,
  );
  const heard = join(dirname(file), 'heard.wav');
  t.match(await ctl('viewer', 'prompts', 'get', 'welcome.wav', '--output', heard), { code: 0, stdout: '' });
  t.equal(readFileSync(heard, 'utf8'), 'RIFFxxxxWAVE');
  t.match(await ctl('viewer', 'prompts', 'get', 'welcome.wav', '--output', heard), {
    code: 2,
    stderr: /EEXIST/,
  });
  t.match(await ctl('viewer', 'prompts', 'get', 'welcome.wav', '--output', '-'), { stdout: 'RIFFxxxxWAVE' });
  t.match(await ctl('viewer', 'prompts', 'get', 'none.wav'), { code: 1, stderr: /\(404 not-found\)/ });
  const settings = { mode: 'AXB', tones: { noBinding: 'b.wav' } };
  await api.ask('admin', 'PUT /v1/applications/key-AXB', settings);
  t.match(await ctl('operator', 'prompts', 'remove', 'b.wav'), {
    code: 1,
    stderr: /in use.*\(409 prompt-in-use\)/,
  });
  t.match(await ctl('operator', 'prompts', 'remove', 'b.wav', '--force'), {
    code: 0,
    stdout: 'removed b.wav\n',
  });
  t.same([...api.prompts.keys()], ['hint.wav', 'welcome.wav']);
  const long = fileFor(t, 'long.wav', Buffer.alloc(9_000_000));
  t.match(await ctl('operator', 'prompts', 'add', long), { code: 1, stderr: /\(413 too-large\)/ });
});
