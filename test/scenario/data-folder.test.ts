/** What the service leaves on disk belongs to its user alone, and to one service at a time, even after a crash. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import t from 'tap';
import { Callveil } from '../support/servers/callveil.js';

const main = fileURLToPath(new URL('../../engine/main.js', import.meta.url));
const APP = { appKey: 'app', appSecret: 'secret', mode: 'AXB' };
const X = '+8675500000001';

// A usual umask, independent of this run's own.
process.umask(0o022);

function settings(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    sip: { listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
    applications: [{ ...APP, numbers: [{ number: X, areaCode: '0755' }] }],
    ...more,
  };
}

/** Every path below a folder, itself included, with its mode. */
function modesIn(folder: string): [path: string, mode: string][] {
  const below = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return [folder, ...below.map((name) => join(folder, name))].map((path) => {
    const stat = statSync(path);
    return [path, `${stat.isDirectory() ? 'folder' : 'file'} ${(stat.mode & 0o777).toString(8)}`];
  });
}

void t.test('folders are 700, files 600', async (t) => {
  const callveil = await Callveil.start(() => settings());
  t.teardown(() => callveil.stop());
  const bind = { callerNum: '+8613800000021', calleeNum: '+8613800000022', relationNum: X };
  await callveil.client(APP).post('/rest/caas/relationnumber/partners/v1.0', bind);
  const modes = modesIn(join(callveil.folder, 'data'));
  for (const name of ['journal.sqlite', 'outbox.sqlite', 'recordings', 'prompts'])
    t.ok(
      modes.some(([path]) => path.endsWith(`/${name}`)),
      `${name} is there`,
    );
  for (const [path, mode] of modes) t.match(mode, /^(folder 700|file 600)$/, path);
  t.notOk(callveil.log.some(({ msg }) => msg.includes('others on this machine')));
});

void t.test('a folder that others can open is said by --check', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-check-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const [data, file] = [join(folder, 'data'), join(folder, 'callveil.yaml')];
  mkdirSync(data, { mode: 0o755 });
  writeFileSync(file, `dataDirectory: ${data}\n`, { mode: 0o600 });
  const check = () => promisify(execFile)(process.execPath, [main, '--config', file, '--check']);
  t.match(await check(), {
    stdout: /is good/,
    stderr: /data: others .* expected mode 700 or narrower, found 755/,
  });
  chmodSync(data, 0o700);
  t.match(await check(), { stdout: /is good/, stderr: /^$/ });
});

for (const type of ['sqlite', 'memory'])
  void t.test(`one service to a folder, with the journal ${type}`, async (t) => {
    const first = await Callveil.start(() => settings({ journal: { type } }));
    t.teardown(() => first.stop());
    const dataDirectory = join(first.folder, 'data');
    const second = () => Callveil.start(() => settings({ journal: { type }, dataDirectory }));
    await t.rejects(second(), {
      message: new RegExp(`data folder ${dataDirectory} is in use by process ${first.pid} on `),
    });
    await t.rejects(second(), /is in use/, 'the one that was refused has not taken it away');
    await first.kill();
    const heir = await second();
    t.teardown(() => heir.stop());
    await t.rejects(first.run(), { message: new RegExp(`is in use by process ${heir.pid} on `) });
  });
