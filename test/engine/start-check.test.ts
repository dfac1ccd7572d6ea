/** What the start reads beside the configuration file is said by `--check`, each at its line. */
import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import t, { type Test } from 'tap';
import { readConfig } from '../../config/load.js';
import { describeProblem } from '../../config/problem.js';
import { checkStart } from '../../engine/start-check.js';
import { TestAuthority } from '../support/servers/certificates.js';

const main = fileURLToPath(new URL('../../engine/main.js', import.meta.url));
const run = promisify(execFile);
const NOW = Date.UTC(2026, 10, 30);

function folderOf(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-start-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Problems and doubts of a file with these lines behind its `dataDirectory`. */
async function findings(folder: string, lines: string, now = NOW): Promise<string[]> {
  const file = join(folder, 'c.yaml');
  writeFileSync(file, `dataDirectory: ${folder}/data\n${lines}`, { mode: 0o600 });
  const { problems, doubts } = await checkStart(readConfig(file), now);
  return [...problems, ...doubts].map((problem) => describeProblem('c.yaml', problem));
}

async function certificate(folder: string, name: string, days: number): Promise<void> {
  const files = ['-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.crt`)];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', '/CN=api'];
  await run('openssl', ['req', '-x509', ...kind, '-days', String(days), ...files]);
}

void t.test('the certificate, its key, and whether they belong together', async (t) => {
  const folder = folderOf(t);
  mkdirSync(join(folder, 'data'));
  await certificate(join(folder, 'data'), 'one', 365);
  await certificate(join(folder, 'data'), 'other', 365);
  writeFileSync(join(folder, 'data', 'text.pem'), 'not a certificate\n');
  const secret = { cipher: 'aes-256-cbc', passphrase: 'x', type: 'pkcs8', format: 'pem' } as const;
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
    privateKeyEncoding: secret,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  writeFileSync(join(folder, 'data', 'locked.key'), privateKey);
  const tls = (certificateFile: string, keyFile: string): string =>
    `api:\n  tls:\n    certificateFile: ${certificateFile}\n    keyFile: ${keyFile}\n`;
  // A day of this year: `openssl req` makes certificates from today on.
  const now = new Date().getTime();
  t.same(await findings(folder, tls('one.crt', 'one.key'), now), []);
  t.match(await findings(folder, tls('none.crt', 'one.key'), now), [
    /^c\.yaml:4 api\.tls\.certificateFile: expected a file that can be read, found ENOENT/,
  ]);
  t.match(await findings(folder, tls('text.pem', 'one.key'), now), [/^c\.yaml:4 .* a certificate in PEM/]);
  t.match(await findings(folder, tls('one.crt', 'text.pem'), now), [/^c\.yaml:5 .* a private key in PEM/]);
  t.match(await findings(folder, tls('one.crt', 'locked.key'), now), [/^c\.yaml:5 .* without a passphrase/]);
  t.match(await findings(folder, tls('one.crt', 'other.key'), now), [
    /^c\.yaml:5 .* the key of the certificate/,
  ]);
  t.match(await findings(folder, tls('one.crt', 'one.key'), now + 400 * 86_400_000), [
    /^c\.yaml:4 api\.tls\.certificateFile: expected a certificate in force, found one from .* to /,
  ]);
});

void t.test('the policy, and numbers by it', async (t) => {
  const folder = folderOf(t);
  mkdirSync(join(folder, 'data'));
  t.match(await findings(folder, 'policyFile: none.json\n'), [
    /^c\.yaml:2 policyFile: expected number rules that can be used, found .*none\.json.*ENOENT/,
  ]);
  writeFileSync(join(folder, 'data', 'half.json'), '{"countryCode": "49"}');
  t.match(await findings(folder, 'policyFile: half.json\n'), [/^c\.yaml:2 .*half\.json: .*kinds/]);
  const numbers = (list: string): string => `applications:
  - appKey: k
    appSecret: s
    mode: AXB
    numbers:
${list}`;
  t.match(await findings(folder, numbers('      - {number: +8675500000001, areaCode: 7}\n')), [
    /^c\.yaml:7 applications\[0\]\.numbers\[0\]\.areaCode: expected the area code of a city, found "7"/,
  ]);
});

void t.test('prompts that cannot be played, and tones that name none', async (t) => {
  const folder = folderOf(t);
  mkdirSync(join(folder, 'data', 'prompts'), { recursive: true });
  writeFileSync(join(folder, 'data', 'prompts', 'one.wav'), 'RIFF');
  writeFileSync(join(folder, 'data', 'prompts', 'a b.wav'), 'RIFF');
  const tones = `applications:
  - appKey: k
    appSecret: s
    mode: AXB
    tones:
      noBinding: no-binding.wav
      noPermission: nobody-has-it.wav
`;
  t.match(await findings(folder, tones), [
    /^c\.yaml:1 prompts\.directory: expected prompts that can be used, found .*a b\.wav: expected a name/,
    /^c\.yaml:1 prompts\.directory: .*one\.wav: expected a WAV of A-law/,
    /^c\.yaml:8 applications\[0\]\.tones\.noPermission: expected a prompt that .*found "nobody-has-it\.wav"/,
  ]);
});

void t.test('folders that are no folders, and cannot be made', async (t) => {
  const folder = folderOf(t);
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'data', 'file'), '');
  t.match(
    await findings(
      folder,
      'recording: {directory: file/below}\nprompts: {directory: file}\njournal: {file: file/j.sqlite}\n',
    ),
    [
      /^c\.yaml:2 recording\.directory: expected a folder, or one that can be made in .*file, .* found .*no folder/,
      /^c\.yaml:3 prompts\.directory: expected a folder, .* found .*no folder/,
      /^c\.yaml:4 journal\.file: expected a folder, .* found .*no folder/,
      /^c\.yaml:3 prompts\.directory: expected prompts that can be used, found ENOTDIR/,
    ],
  );
  rmSync(join(folder, 'data'), { recursive: true });
  t.same(await findings(folder, ''), [], 'what is not there yet is made at the start');
});

void t.test(
  'what this user may not read or write',
  { skip: process.getuid?.() === 0 ? false : 'only root may be somebody else' },
  async (t) => {
    const folder = folderOf(t);
    chmodSync(folder, 0o755);
    mkdirSync(join(folder, 'data'), { mode: 0o755 });
    const file = join(folder, 'c.yaml');
    writeFileSync(file, `dataDirectory: ${folder}/data\nrecording: {directory: /}\n`, { mode: 0o644 });
    const check = `
      process.setgid(65534); process.setuid(65534);
      const { problems } = await (await import(${JSON.stringify(new URL('../../engine/start-check.js', import.meta.url).href)}))
        .checkStart((await import(${JSON.stringify(new URL('../../config/load.js', import.meta.url).href)})).readConfig(${JSON.stringify(file)}), 0);
      console.log(problems.map(({ key, found }) => key + ' ' + found).join('\\n'));`;
    // Modules are read before this process is somebody else, who may not see where they are.
    const preload = `await import(${JSON.stringify(new URL('../../engine/start-check.js', import.meta.url).href)});`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', `${preload}${check}`]);
    t.match(stdout, /^dataDirectory EACCES/m);
    t.match(stdout, /^recording\.directory EACCES/m);
  },
);

void t.test('--check and the start say the same, and end with 2', async (t) => {
  const folder = folderOf(t);
  const file = join(folder, 'c.yaml');
  writeFileSync(file, `dataDirectory: ${folder}/data\npolicyFile: none.json\n`, { mode: 0o600 });
  const ended = (...args: string[]) =>
    run(process.execPath, [main, '--config', file, ...args]).catch((error: unknown) => error);
  const expected = { code: 2, stderr: /c\.yaml:2 policyFile: expected number rules that can be used/ };
  t.match(await ended('--check'), expected);
  t.match(await ended(), expected);
  const command = (...args: string[]) =>
    run(process.execPath, [main, ...args]).catch((error: unknown) => error);
  t.match(await command('check', file), expected);
  t.match(await command('-c', file, 'check'), expected);
  t.match(await command('check', join(folder, 'none.yaml')), {
    code: 2,
    stderr: /none\.yaml:1: expected a file that can be read, found /,
  });
});

void t.test('check shows numbers as trunks read and write them', async (t) => {
  const folder = folderOf(t);
  const file = join(folder, 'c.yaml');
  const trunk = 'trunks: [{name: carrier-a, to: sip:192.0.2.1, numberFormat: national}]\n';
  writeFileSync(file, `dataDirectory: ${folder}/data\n${trunk}`, { mode: 0o600 });
  const { stdout } = await run(process.execPath, [
    ...[main, 'check', file, '--number', '+8613800000021', '+8675500000001'],
  ]);
  t.match(stdout, /^\+8613800000021: .*\n.*\n.*carrier-a: written to it as 13800000021/m);
  t.match(stdout, /^\+8675500000001: .*\n.*\n.*carrier-a: written to it as 075500000001/m);
  t.match(stdout, /the configuration is good/);
});

void t.test('a journal that is none is said', async (t) => {
  const folder = folderOf(t);
  const file = join(folder, 'c.yaml');
  mkdirSync(join(folder, 'data'), { mode: 0o700 });
  writeFileSync(join(folder, 'data', 'journal.sqlite'), 'no database '.repeat(100), { mode: 0o600 });
  writeFileSync(file, `dataDirectory: ${folder}/data\n`, { mode: 0o600 });
  const ended = await run(process.execPath, [main, '--config', file, '--check']).catch(
    (error: unknown) => error,
  );
  t.match(ended, {
    code: 2,
    stderr: /c\.yaml:1 journal\.file: expected a journal, found file is not a database/,
  });
});

void t.test('issuers of call-backs: a wrong file is a problem, one that is no issuer a doubt', async (t) => {
  const folder = folderOf(t);
  const data = join(folder, 'data');
  mkdirSync(data);
  const authority = await TestAuthority.create();
  t.teardown(() => authority.remove());
  const issued = await authority.issue({ commonName: 'receiver' });
  const now = new Date().getTime();
  const check = (caFile: string): Promise<string[]> =>
    findings(folder, `callbacks:\n  caFile: ${caFile}\n`, now);
  t.same(await check(authority.file), []);
  writeFileSync(join(data, 'two.pem'), authority.certificate + issued.certificate);
  t.match(await check('two.pem'), [
    /^c\.yaml:3 callbacks\.caFile: expected the certificate of an issuer, found one of a server: CN=receiver/,
  ]);
  t.match(await check(issued.keyFile), [
    /^c\.yaml:3 callbacks\.caFile: expected certificates of issuers in PEM/,
  ]);
  t.match(await check('none.pem'), [
    /^c\.yaml:3 callbacks\.caFile: expected a file that can be read, found ENOENT/,
  ]);
  t.match(await findings(folder, `callbacks:\n  caFile: ${authority.file}\n`, now + 10 * 86_400_000), [
    /callbacks\.caFile: expected a certificate in force, found CN=authority, until/,
  ]);
});
