/** The machine that this process runs on, for the doctor. Every wait has an end. */
import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { lookup, Resolver } from 'node:dns/promises';
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { performance } from 'node:perf_hooks';
import { dirname, join } from 'node:path';
import { systemClock } from '../clock.js';
import type { Failed, Machine, Target } from './machine.js';
import { connect, connectTls } from './connecting.js';
import { askOptions } from './options-request.js';
import { portHolder } from './port-holder.js';

/** The longest wait for another machine. */
const PATIENCE_MS = 4000;
const WRITES = 15;

/** The clients of Redis and PostgreSQL are given in, so that they are loaded where they are used. */
export function thisMachine(clients: Pick<Machine, 'redis' | 'postgresql'>): Machine {
  return {
    ...clients,
    now: systemClock.now,
    elapsed: systemClock.elapsed,
    bind: (transport, address) => (transport === 'udp' ? bindUdp(address) : bindTcp(address)),
    holder: portHolder,
    text: (file) => {
      try {
        return readFileSync(file, 'utf8');
      } catch {
        return undefined;
      }
    },
    bytes: (file) => {
      try {
        return readFileSync(file);
      } catch (error) {
        return failedBy(error);
      }
    },
    run: (program, args) =>
      new Promise((resolve) => {
        execFile(program, args, { timeout: PATIENCE_MS, encoding: 'utf8' }, (error, stdout) =>
          resolve(error === null ? stdout : undefined),
        );
      }),
    room: (path) => {
      try {
        const { bavail, blocks, bsize } = statfsSync(nearest(path));
        return { freeBytes: bavail * bsize, bytes: blocks * bsize };
      } catch (error) {
        return failedBy(error);
      }
    },
    syncMs: (folder) => syncMs(nearest(folder)),
    resolve: async (host, servers) => {
      try {
        if (servers.length === 0) return (await lookup(host, { all: true })).map(({ address }) => address);
        return await resolverOf(servers).resolve4(host);
      } catch (error) {
        return failedBy(error);
      }
    },
    services: async (name, servers) => {
      try {
        const found = await resolverOf(servers).resolveSrv(name);
        return found.map((one) => ({ host: one.name, port: one.port }));
      } catch {
        return [];
      }
    },
    connect: (target, how) => connect(target, PATIENCE_MS, how),
    connectTls: (target, how) => connectTls(target, PATIENCE_MS, how),
    options: (transport, target, from) => askOptions(transport, target, from, PATIENCE_MS),
  };
}

function bindUdp({ host, port }: Target): Promise<Failed | undefined> {
  return new Promise((resolve) => {
    const socket = host.includes(':')
      ? createSocket({ type: 'udp6', ipv6Only: true })
      : createSocket({ type: 'udp4' });
    socket.once('error', (error) => {
      socket.close();
      resolve(failedBy(error));
    });
    socket.bind({ port, address: host, exclusive: true }, () => socket.close(() => resolve(undefined)));
  });
}

function bindTcp({ host, port }: Target): Promise<Failed | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(failedBy(error)));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

function resolverOf(servers: readonly string[]): Resolver {
  const resolver = new Resolver({ timeout: 1500, tries: 2 });
  if (servers.length > 0) resolver.setServers([...servers]);
  return resolver;
}

async function syncMs(folder: string): Promise<number | Failed> {
  const file = join(folder, `.doctor-${process.pid}`);
  try {
    const handle = await open(file, 'wx', 0o600);
    const times: number[] = [];
    try {
      for (let n = 0; n < WRITES; n += 1) {
        const begun = performance.now();
        await handle.write(Buffer.alloc(4096, n));
        await handle.datasync();
        times.push(performance.now() - begun);
      }
    } finally {
      await handle.close();
      await rm(file, { force: true });
    }
    return times.sort((one, other) => one - other)[Math.floor(WRITES / 2)] ?? 0;
  } catch (error) {
    return failedBy(error);
  }
}

function nearest(path: string): string {
  let there = path;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  return there;
}

export function failedBy(error: unknown): Failed {
  if (!(error instanceof Error)) return { failed: String(error) };
  const code = 'code' in error ? String(error.code) : '';
  return {
    failed: code === '' || error.message.startsWith(code) ? error.message : `${code} ${error.message}`,
  };
}
