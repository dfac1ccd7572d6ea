/** Debian's redis-server on a free port, its data in a temporary directory, stopped and started at will. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** SIGKILL by default, as in a crash. Resolves when it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** On the same port, with what was on the disk. */
  start(): Promise<void>;
  /** While it is stopped: forgets all that was on the disk. */
  forget(): Promise<void>;
}

export async function startRedis(directory: string, ...settings: readonly string[]): Promise<RedisServer> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    child = await run(port, directory, settings);
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    start,
    forget: async () => {
      for (const name of await readdir(directory))
        await rm(join(directory, name), { recursive: true, force: true });
    },
    stop: async (signal = 'SIGKILL') => {
      if (child === undefined) return;
      const exited = once(child, 'exit');
      child.kill(signal);
      child = undefined;
      await exited;
    },
  };
}

async function run(port: number, directory: string, settings: readonly string[]): Promise<ChildProcess> {
  const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];
  const listen = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory];
  const child = spawn('redis-server', [...listen, ...durable, ...settings], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const failed = once(child, 'error').then(([error]) => {
    throw new Error('redis-server is missing: apt-get install redis-server', { cause: error });
  });
  const lines = createInterface({ input: child.stdout });
  const ready = (async () => {
    for await (const line of lines) if (line.includes('Ready to accept connections')) return;
    throw new Error('redis-server ended before it was ready');
  })();
  failed.catch(() => undefined);
  await Promise.race([ready, failed]);
  child.stdout.resume();
  return child;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
