import t from 'tap';
import { operatorUnderTest } from '../../support/stages/operator-under-test.js';
import { ctlOf } from '../../support/servers/run-ctl.js';
import { mobile, privateNumber } from '../../support/stages/routing-world.js';

const [a, b, c] = [mobile(21), mobile(22), mobile(23)];

void t.test('a binding of each mode is added, shown, and removed', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  const add = async (mode: string, ...args: string[]): Promise<string> => {
    const key = `key-${mode.toUpperCase()}`;
    const { code, stdout, stderr } = await ctl(
      'operator',
      'bindings',
      'add',
      mode,
      '--app-key',
      key,
      ...args,
    );
    t.equal(code, 0, `${mode} ${stderr}`);
    return /^subscriptionId +(\S+)$/m.exec(stdout)?.[1] ?? '';
  };
  const axb = await add(
    ...(['axb', '--a', a, '--b', b, '--x', privateNumber(101), '--duration', '3600'] as const),
    ...['--max-duration', '5', '--call-direction', '1', '--record-flag', 'true'],
    ...['--caller-hint-tone', 'hint.wav', '--private-sms', 'false', '--user-data', 'order 1'],
  );
  t.match(api.routing.bindings.get(axb), {
    mode: 'AXB',
    a,
    b,
    duration: 3600,
    maxDuration: 5,
    callDirection: 1,
    recordFlag: true,
    privateSms: false,
    preVoice: { callerHintTone: 'hint.wav' },
    userData: 'order 1',
  });
  const ax = await add('ax', '--a', a, '--x', privateNumber(201), '--turn-flag', 'off');
  t.match(api.routing.bindings.get(ax), { mode: 'AX', turnFlag: 'off' });
  const axe = await add('axe', '--a', a, '--x', privateNumber(301), '--extension', '42', '--time-unit', '1');
  t.match(api.routing.bindings.get(axe), { mode: 'AXE', extension: '0042', timeUnit: '1' });
  const axyb = await add('axyb', '--a', a, '--area-code', '0755', '--pre-voice-x', 'hint.wav');
  const part = await ctl('operator', 'bindings', 'add', 'axyb-part', '--subscription-id', axyb, '--b', b);
  t.match(part, { code: 0, stdout: /^automatic +false$/m });
  const shown = await ctl('operator', 'bindings', 'show', axyb);
  t.match(shown.stdout, /^preVoiceX +hint\.wav$/m);
  t.match(shown.stdout, new RegExp(`^parts\\.0\\.b +\\${b}$`, 'm'));
  for (const id of [axb, ax, axe, axyb]) {
    t.match(await ctl('operator', 'bindings', 'remove', id), { code: 0, stdout: `removed ${id}\n` });
  }
  t.equal(api.routing.bindings.count, 0);
  t.match(await ctl('operator', 'bindings', 'show', axb), { code: 1, stderr: /\(404 not-found\)/ });
});

void t.test('a binding is modified by what is said; AXYB cannot be', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  const wanted = { appKey: 'key-AXB', a, b, x: privateNumber(101), maxDuration: 5 };
  const { json } = await api.ask('operator', 'POST /v1/bindings/axb', wanted);
  const id = String(json['subscriptionId']);
  const modified = await ctl('operator', 'bindings', 'modify', id, '--b', c, '--record-flag', 'true');
  t.match(modified, { code: 0, stdout: /^recordFlag +true$/m });
  t.match(api.routing.bindings.get(id), { a, b: c, maxDuration: 5, recordFlag: true });
  t.match(await ctl('operator', 'bindings', 'modify', id, '--turn-flag', 'off'), {
    code: 1,
    stderr: 'callveil-ctl: body/turnFlag is not changed in mode AXB (400 invalid)\n',
  });
  await ctl('operator', 'bindings', 'modify', id, '--user-data', 'order-4711');
  const removed = await ctl('operator', 'bindings', 'modify', id, '--remove', 'userData, lastMinVoice');
  t.equal(removed.code, 0, removed.stderr);
  t.notMatch(removed.stdout, /order-4711/);
  t.match(await ctl('operator', 'bindings', 'modify', id, '--remove', 'a'), { code: 1, stderr: /body\/a/ });
  t.match(await ctl('operator', 'bindings', 'modify', id), { code: 1, stderr: /\(400 invalid\)/ });
  const axyb = await api.ask('operator', 'POST /v1/bindings/axyb', {
    appKey: 'key-AXYB',
    a,
    areaCode: '0755',
  });
  const whole = String(axyb.json['subscriptionId']);
  t.match(await ctl('operator', 'bindings', 'modify', whole, '--record-flag', 'true'), {
    code: 1,
    stdout: '',
    stderr: /cannot be modified; .* \(409 not-modifiable\)\n$/,
  });
});

void t.test('bindings are listed page by page, or all of them, or those of a number', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  for (let n = 0; n < 5; n += 1) {
    const parties = { a: mobile(2 * n), b: mobile(2 * n + 1), x: privateNumber(101) };
    await api.ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', ...parties });
  }
  const list = (...args: string[]) => ctl('operator', 'bindings', 'list', ...args);
  const rows = (stdout: string) => stdout.split('\n').filter((line) => line.includes(privateNumber(101)));
  const first = await list('--page-size', '2');
  t.match(first.stdout, /^subscriptionId +mode {2}appKey +x +a +b +extension +expiresAt\n/);
  t.equal(rows(first.stdout).length, 2);
  t.equal(first.stderr, '1 to 2 of 5; --page 2 or --all for more\n');
  const third = await list('--page-size', '2', '--page', '3');
  t.equal(rows(third.stdout).length, 1);
  t.equal(third.stderr, '');
  const all = await list('--page-size', '2', '--all');
  t.equal(new Set(rows(all.stdout)).size, 5, 'each of them once');
  t.equal(all.stdout.match(/subscriptionId/g)?.length, 1, 'one heading');
  t.equal(all.stderr, '');
  const pages = (await list('--page-size', '2', '--all', '--json')).stdout.trim().split('\n');
  const sizes = pages.map((page) => (JSON.parse(page) as { items: unknown[] }).items.length);
  t.same(sizes, [2, 2, 1], 'a page a line');
  t.equal(rows((await list('--number', mobile(3))).stdout).length, 1);
  t.match(await list('--number', mobile(99)), { code: 0, stderr: 'none\n' });
  t.match(await list('--page', '9'), { code: 0, stderr: 'none on page 9, of 5\n' });
  t.equal((await list('--number', mobile(99), '--json')).stderr, '', 'programs need no notes');
  t.match(await list('--app-key', 'key-AX'), { code: 0, stderr: 'none\n' });
  t.match(await list('--page', '0'), { code: 1, stderr: /body\/pageIndex must be >= 1/ });
});
