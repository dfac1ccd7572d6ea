/** A signal to stop that comes while the service starts, to every process of its group, as a terminal sends it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { stringify } from 'yaml';
import { processTree } from '../support/servers/process-tree.js';

const MAIN = fileURLToPath(new URL('../../engine/main.js', import.meta.url));

/** As many as that are running: the children begin to load their programs. */
const until =
  (processes: number) =>
  async (child: ChildProcess): Promise<void> => {
    while (child.exitCode === null && processTree(child.pid ?? 0).length < processes) await pause(1);
  };

for (const [moment, has] of [
  ['the first of its processes is there', until(2)],
  ['all of its processes are there', until(5)],
] as const)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    void t.test(`${signal} when ${moment}`, async (t) => {
      const child = await start(t, { journal: { type: 'memory' } });
      child.stdout?.resume();
      await has(child);
      t.equal(await ended(child, signal), 0);
    });

void t.test('SIGHUP when all of its processes are there ends none of them for long', async (t) => {
  const child = await start(t, { journal: { type: 'memory' } });
  const ready = new Promise<void>((resolve) => {
    if (child.stdout !== null)
      createInterface(child.stdout).on('line', (line) => line.includes('"msg":"ready"') && resolve());
  });
  await until(5)(child);
  process.kill(-(child.pid ?? 0), 'SIGHUP');
  await ready;
  t.equal(await ended(child, 'SIGTERM'), 0);
});

void t.test('SIGTERM while the journal does not answer', async (t) => {
  const redis = createServer();
  const url = await listening(t, redis);
  const child = await start(t, { journal: { type: 'redis', redis: { url } } });
  child.stdout?.resume();
  await new Promise((resolve) => redis.once('connection', resolve));
  t.equal(await ended(child, 'SIGTERM'), 0);
});

async function start(t: Test, config: object): Promise<ChildProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'callveil-starting-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'callveil.yaml');
  const addresses = {
    api: { port: 0 },
    operator: { port: 0 },
    sip: { listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
  };
  await writeFile(file, stringify({ dataDirectory: join(folder, 'data'), ...addresses, ...config }));
  // A group of its own, so that the signal does not reach this process.
  return spawn(process.execPath, [MAIN, '--config', file], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Signals the whole group, and resolves with the exit code once every process has ended. */
async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | string | null> {
  const { pid = 0 } = child;
  const all = processTree(pid);
  const exited = new Promise<number | string | null>((resolve) =>
    child.once('exit', (code, killedBy) => resolve(code ?? killedBy)),
  );
  process.kill(-pid, signal);
  const code = await exited;
  while (all.some((one) => existsSync(`/proc/${one}`))) await pause(20);
  return code;
}

async function listening(t: Test, server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => void server.close());
  return `redis://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
