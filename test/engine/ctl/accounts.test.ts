import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { codeOf, stepAt } from '../../../engine/accounts/one-time-codes.js';
import { sampleTime } from '../../support/stages/api-under-test.js';
import { operatorUnderTest, tokens } from '../../support/stages/operator-under-test.js';
import { runCtl, startCtl } from '../../support/servers/run-ctl.js';

const password = 'correct horse battery';

void t.test('an admin’s token makes the first account, and its operator signs in with it', async (t) => {
  const under = await operatorUnderTest();
  const { host, port } = await under.api.listen();
  const state = mkdtempSync(join(tmpdir(), 'callveil-ctl-'));
  t.teardown(async () => {
    await under.api.close();
    rmSync(state, { recursive: true });
  });
  const env = { CALLVEIL_URL: `http://${host}:${port}`, XDG_STATE_HOME: state };
  const admin = (stdin: string, ...args: string[]) =>
    runCtl(args, { ...env, CALLVEIL_TOKEN: tokens.admin }, stdin);
  const ctl = (stdin: string, ...args: string[]) => runCtl(args, env, stdin);

  t.match(await admin('short\n', 'accounts', 'add', 'li', 'operator'), {
    code: 1,
    stderr: /12 to 256 characters/,
  });
  t.match(await admin('from the administrator\n', 'accounts', 'add', 'li', 'operator'), {
    code: 0,
    stdout: 'added li\n',
  });
  t.match(await admin('from the administrator\n', 'accounts', 'add', 'LI', 'viewer'), {
    code: 1,
    stderr: /409/,
  });
  t.match(await admin('', 'accounts', 'list'), { code: 0, stdout: /^li +operator +- +false +true +0 +-$/m });

  t.match(await ctl('', 'status'), { code: 2, stderr: /sign in with callveil-ctl sign-in/ });
  t.match(await ctl('a wrong password\n\n', 'sign-in', 'li'), {
    code: 1,
    stderr: /\(401 wrong-credentials\)/,
  });
  t.match(await ctl('a wrong password', 'sign-in', 'li'), {
    code: 2,
    stderr: /expected a line with the code/,
  });
  const first = await ctl('from the administrator\n\n', 'sign-in', 'li');
  t.match(first, { code: 0, stdout: /^signed in as li, operator; change the password first/ });
  const file = join(state, 'callveil', 'session.json');
  t.equal(statSync(file).mode & 0o777, 0o600);
  t.match(await ctl('', 'status'), { code: 1, stderr: /\(403 change-password\)/ });
  t.match(await ctl(`from the administrator\n${password}\n`, 'me', 'password'), {
    code: 0,
    stdout: /^changed/,
  });
  t.match(await ctl('', 'me', 'show'), { code: 0, stdout: /^name +li$/m });
  t.match(await ctl('', 'status'), { code: 0 });
  t.match(
    await runCtl(['status'], { ...env, CALLVEIL_URL: `http://localhost:${port}` }),
    { code: 2, stderr: /there is no token/ },
    'a session goes to no other address',
  );

  // The code depends on what it answers first.
  const child = startCtl(['me', 'second-factor'], env);
  let output = '';
  const ended = new Promise((resolve) => child.once('close', resolve));
  const secret = await new Promise<string>((resolve) => {
    child.stdout.on('data', (piece: Buffer) => {
      output += piece.toString();
      const found = /^key +([A-Z2-7]{32})$/m.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.stdin.write(`${password}\n`);
  });
  child.stdin.end(`${codeOf(secret, stepAt(sampleTime))}\n`);
  t.equal(await ended, 0);
  t.match(output, /recovery codes, which are not shown again:\n([a-z]{4}(-[a-z]{4}){3}\n){10}$/);

  t.match(await ctl('', 'sign-out'), { code: 0, stdout: 'signed out\n' });
  t.throws(() => readFileSync(file), { code: 'ENOENT' });
  under.pass(30_000);
  const code = codeOf(secret, stepAt(sampleTime + 30_000));
  t.match(await ctl(`${password}\n\n`, 'sign-in', 'li'), { code: 1 });
  t.match(await ctl(`${password}\n${code}\n`, 'sign-in', 'li'), {
    code: 0,
    stdout: 'signed in as li, operator\n',
  });

  t.match(await admin('', 'accounts', 'sessions', 'li'), { code: 0, stdout: '1 ended\n' });
  t.match(await ctl('', 'status'), { code: 1, stderr: /\(401 unauthorized\)/ });
  const subscriber = ['accounts', 'role', 'li', 'subscriber', '--app-key', 'key-AXB', 'key-AX'];
  t.match(await admin('', ...subscriber), { code: 0, stdout: 'li is now subscriber\n' });
  t.match(await admin('', 'accounts', 'list'), { stdout: /^li +subscriber +key-AXB, key-AX +true/m });
  t.match(await admin('another of the admin\n', 'accounts', 'reset-password', 'li', '--keep-second-factor'), {
    code: 0,
  });
  t.match(await admin('', 'accounts', 'list'), { stdout: /^li +subscriber +key-AXB, key-AX +true +true/m });
  t.match(await admin('', 'accounts', 'remove', 'li'), { code: 0, stdout: 'removed li\n' });
  t.match(await admin('', 'accounts', 'remove', 'li'), { code: 1, stderr: /\(404 not-found\)/ });
});
