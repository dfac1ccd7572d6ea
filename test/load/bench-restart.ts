/**
 * Two instances of the service on one journal in Redis, each stopped with SIGTERM and started again in turn, while calls come
 * to both as a carrier's load sharing places them. No call may be lost.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Callveil } from '../support/servers/callveil.js';
import { freeUdpPort } from '../support/servers/free-port.js';
import { startRedis } from '../support/servers/redis-server.js';
import type { BenchResult } from './bench.js';
import { BENCH_APPLICATION, bindPairs } from './bound-pairs.js';
import { FailoverLoad, type FailoverResult } from './failover-load.js';

export interface RestartRun {
  /** So many at least; calls go on until the last restart is over. */
  readonly calls: number;
  readonly callsPerSecond: number;
  readonly talkMs: number;
  /** Each restarts one instance, the first and the second in turn. */
  readonly restarts: number;
  readonly sipServer?: 'embedded' | 'embedded-drachtio';
  /** Pairs of numbers that are bound. */
  readonly pairs?: number;
}

export async function bench(): Promise<BenchResult> {
  const restarts = 6;
  const { calls, lost, refusedAndTriedAgain, silentAndTriedAgain } = await restartInTurn({
    ...{ calls: 2000, callsPerSecond: 50, talkMs: 3000, restarts },
  });
  for (const how of lost) console.error(`    ${how}`);
  return {
    figures: { calls, lost: lost.length, refusedAndTriedAgain, silentAndTriedAgain, restarts },
    rows: [
      ['calls while two instances were restarted', `${calls}, ${lost.length} lost`],
      ['restarts', `${restarts}`],
      ['tried again elsewhere', `${refusedAndTriedAgain} after 503, ${silentAndTriedAgain} after silence`],
    ],
  };
}

export async function restartInTurn(run: RestartRun): Promise<FailoverResult> {
  const directory = await mkdtemp(join(tmpdir(), 'callveil-restart-'));
  const redis = await startRedis(directory);
  const calleePort = await freeUdpPort();
  const instances: Callveil[] = [];
  let load: FailoverLoad | undefined;
  try {
    for (let n = 0; n < 2; n += 1)
      instances.push(await startInstance(redis.url, calleePort, run.sipServer ?? 'embedded'));
    const [first] = instances;
    if (first === undefined) throw new TypeError('expected an instance');
    const targets = instances.map((instance) => ({ host: '127.0.0.1', port: instance.sipPort('udp') }));
    load = await FailoverLoad.start({ targets, calleePort, pairs: await bindPairs(first, run.pairs) });
    for (const index of instances.keys()) await load.until(index, true);
    const until = restartEach(instances, load, run.restarts);
    return await load.run({ ...run, until });
  } finally {
    load?.close();
    await Promise.all(instances.map((instance) => instance.stop()));
    await redis.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function startInstance(url: string, calleePort: number, server: string): Promise<Callveil> {
  // A restarted instance is called at the same port.
  const port = await freeUdpPort();
  return Callveil.start(() => ({
    sip: { server, listen: [{ transport: 'udp', host: '127.0.0.1', port }] },
    journal: { type: 'redis', redis: { url } },
    log: { level: 'warn' },
    trunks: [{ name: 'carrier', type: 'carrier', from: ['127.0.0.1'], to: `sip:127.0.0.1:${calleePort}` }],
    applications: [BENCH_APPLICATION],
  }));
}

/** One at a time, as an operator does it: the next one only when the carrier sends calls to the last one again. */
async function restartEach(
  instances: readonly Callveil[],
  load: FailoverLoad,
  restarts: number,
): Promise<void> {
  for (let n = 0; n < restarts; n += 1) {
    const index = n % instances.length;
    const instance = instances[index];
    if (instance === undefined) return;
    process.kill(instance.pid, 'SIGTERM');
    await load.until(index, false);
    const code = await instance.exited;
    if (code !== 0) throw new Error(`expected the exit code 0 of a drained service, found ${code}`);
    await instance.run();
    await load.until(index, true);
  }
}
