/** What `npm pack` makes is whole: it runs where nothing else of the project is, on its own dependencies alone. */
import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import t from 'tap';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const run = promisify(execFile);

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly devOptional?: boolean }>>;
}

/** The packed project as `npm install` would leave it, with links to the dependencies that are installed here. */
async function installed(t: { teardown(done: () => unknown): void }): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-package-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const { stdout } = await run(
    'npm',
    ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder],
    {
      cwd: root,
    },
  );
  const home = join(folder, 'node_modules', 'callveil');
  mkdirSync(home, { recursive: true });
  await run('tar', ['-xzf', join(folder, stdout.trim()), '-C', home, '--strip-components', '1']);
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
  for (const [path, { dev, devOptional }] of Object.entries(lock.packages)) {
    const isOurs = /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) && dev !== true && devOptional !== true;
    if (!isOurs || !existsSync(join(root, path))) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(join(root, path), join(folder, path));
  }
  return folder;
}

void t.test('the package has what it runs on, and no tests', async (t) => {
  const folder = await installed(t);
  const home = join(folder, 'node_modules', 'callveil');
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
    bin: Record<string, string>;
  };
  for (const path of ['dist/test', 'test', 'dist/sipp-scenarios', 'engine', 'tsconfig.json'])
    t.notOk(existsSync(join(home, path)), `${path} is not in it`);
  for (const path of ['dist/engine/console/index.html', 'config/reference.yaml', 'docker/callveil.service'])
    t.ok(existsSync(join(home, path)), `${path} is in it`);
  for (const [name, path] of Object.entries(bin))
    t.match(readFileSync(join(home, path), 'utf8'), /^#!\/usr\/bin\/env /, `${name} can be run`);

  const program = (name: string, ...args: string[]) =>
    run(process.execPath, [join(home, bin[name] ?? ''), ...args], { cwd: folder });
  t.match(await program('callveil-ctl', '--help'), { stdout: /Usage: callveil-ctl/ });
  t.match(await program('callveil-ctl', '--version'), { stdout: /^\d+\.\d+\.\d+/ });
  t.match(await program('callveil', '--check'), { stdout: /the configuration is good/ });
  const file = join(folder, 'callveil.yaml');
  writeFileSync(file, 'policyFile: ../node_modules/callveil/routing/policy-germany.json\n', { mode: 0o600 });
  t.match(await program('callveil', '--config', file, '--check'), { stdout: /is good/ });
});

void t.test('the service starts from the package, and stops', async (t) => {
  const folder = await installed(t);
  const file = join(folder, 'callveil.yaml');
  const settings = `sip: {listen: [{transport: udp, host: 127.0.0.1, port: 0}]}
api: {port: 0}
operator: {port: 0}
`;
  writeFileSync(file, settings, { mode: 0o600 });
  const main = join(folder, 'node_modules', 'callveil', 'dist', 'engine', 'main.js');
  const child = execFile(process.execPath, [main, '--config', file], { cwd: folder });
  t.teardown(() => child.kill('SIGKILL'));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let output = '';
  const ready = new Promise<string>((resolve) =>
    child.stdout?.on('data', (chunk: string) => {
      output += chunk;
      const operator = /"ready".*"operator":"([^"]+)"/.exec(output)?.[1];
      if (operator !== undefined) resolve(operator);
    }),
  );
  let complaint = '';
  child.stderr?.on('data', (chunk: string) => (complaint += chunk));
  const operator = await Promise.race([ready, ended.then((code) => `ended with ${code}: ${complaint}`)]);
  t.match(operator, /^http/);
  t.match(await (await fetch(`${operator}/console/`)).text(), /<title>/);
  child.kill('SIGINT');
  t.equal(await ended, 0, complaint);
});
