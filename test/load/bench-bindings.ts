/**
 * `npm run bench -- bindings`: AXB binds through the compatible API of the whole service on its SQLite journal, each
 * signed, checked and durable before it is acknowledged; a million bindings of mixed modes in memory, resolved; and how
 * soon a bind on one engine is used by another over Redis.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApplicationRegistry } from '../../routing/application.js';
import { RedisJournal } from '../../routing/journal/redis.js';
import { createRouting, type Routing } from '../../routing/routing.js';
import { Callveil } from '../support/servers/callveil.js';
import { signatureHeaders } from '../support/servers/privatenumber-client.js';
import { startRedis } from '../support/servers/redis-server.js';
import { application, chinaPolicy, mobile, privateNumber } from '../support/stages/routing-world.js';
import type { BenchResult } from './bench.js';
import { HttpLoad } from './http-load.js';
import { measureMixedModes } from './mixed-bindings.js';

const APP = { appKey: 'bench-app', appSecret: 'bench-secret' };
const PAIRS_PER_X = 5000;
const XS = 100;
const WARM_UP = 4000;
const CONNECTIONS = 64;
const BURST_SECONDS = 12;
const PACED_RATE = 500;
const PACED_SECONDS = 15;
const REPLICATED = 500;

export async function bench(): Promise<BenchResult> {
  const binds = await measureBinds();
  const mixed = measureMixedModes(1_000_000);
  const replicationMillisecondsP50 = await measureReplication();
  return {
    rows: [
      ['binds through the API, SQLite', `${binds.bindsPerSecond} /s`],
      [
        `p50, p99 at ${PACED_RATE} binds/s`,
        `${binds.p50MillisecondsAt500PerSecond} ms, ${binds.p99MillisecondsAt500PerSecond} ms`,
      ],
      ['memory, mixed modes', `${mixed.bytesPerBinding} bytes a binding`],
      ['resolution, mixed modes, median', `${mixed.resolveNanosecondsP50} ns`],
      ['used by another engine over Redis, median', `${replicationMillisecondsP50 ?? '-'} ms`],
    ],
    figures: { ...binds, ...mixed, replicationMillisecondsP50 },
  };
}

async function measureBinds() {
  const xs = Array.from({ length: XS }, (_, n) => privateNumber(n + 1));
  const callveil = await Callveil.start(() => ({
    sip: { listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
    applications: [{ ...APP, mode: 'AXB', numbers: xs.map((number) => ({ number, areaCode: '0755' })) }],
  }));
  const load = await HttpLoad.open(Number(new URL(callveil.api).port), CONNECTIONS);
  try {
    const binder = new Binder(load, xs);
    await binder.burst((sent) => sent >= WARM_UP);
    const started = performance.now();
    const until = started + BURST_SECONDS * 1000;
    const before = binder.sent;
    await binder.burst(() => performance.now() >= until);
    const bindsPerSecond = Math.round((binder.sent - before) / ((performance.now() - started) / 1000));
    const latencies = (await binder.paced()).sort((one, other) => one - other);
    return {
      bindsPerSecond,
      p50MillisecondsAt500PerSecond: percentile(latencies, 0.5),
      p99MillisecondsAt500PerSecond: percentile(latencies, 0.99),
    };
  } finally {
    load.close();
    await callveil.stop();
  }
}

class Binder {
  sent = 0;
  readonly #headers = Object.entries(signatureHeaders({ scheme: 'AKSK', ...APP }))
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');

  constructor(
    private readonly load: HttpLoad,
    private readonly xs: readonly string[],
  ) {}

  /** As fast as the service answers, until told to stop. */
  async burst(enough: (sent: number) => boolean): Promise<void> {
    const connection = async (): Promise<void> => {
      while (!enough(this.sent)) await this.#bind();
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  }

  /** At the fixed rate, independent of the service; milliseconds from when each was due to its answer. */
  async paced(): Promise<number[]> {
    const latencies: number[] = [];
    const under: Promise<void>[] = [];
    const started = performance.now();
    const bindDueAt = async (due: number): Promise<void> => {
      await this.#bind();
      latencies.push(performance.now() - due);
    };
    while (under.length < PACED_RATE * PACED_SECONDS) {
      const due = started + (under.length * 1000) / PACED_RATE;
      if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, 1));
      else under.push(bindDueAt(due));
    }
    await Promise.all(under);
    return latencies;
  }

  async #bind(): Promise<void> {
    const n = this.sent;
    this.sent += 1;
    const relationNum = this.xs[Math.floor(n / PAIRS_PER_X)];
    if (relationNum === undefined) throw new Error('every X is full: the benchmark needs more of them');
    const pair = { relationNum, callerNum: mobile(2 * n), calleeNum: mobile(2 * n + 1), duration: 86_400 };
    const body = JSON.stringify(pair);
    const answer = await this.load.send(
      `POST /rest/caas/relationnumber/partners/v1.0 HTTP/1.1\r\nHost: callveil\r\n${this.#headers}` +
        `Content-Type: application/json;charset=UTF-8\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    if (!answer.includes('"resultcode":"0"')) throw new Error(`a bind was answered ${answer}`);
  }
}

/** From asking one engine to bind until another connects the call; null where there is no redis-server. */
async function measureReplication(): Promise<number | null> {
  const directory = await mkdtemp(join(tmpdir(), 'callveil-bench-'));
  const redis = await startRedis(directory).catch(() => undefined);
  if (redis === undefined) return null;
  const engines = await Promise.all([openEngine(redis.url), openEngine(redis.url)]);
  const [one, other] = engines;
  try {
    const app = application('AXB');
    const x = privateNumber(1);
    await one.routing.pool.add(app.appKey, [{ number: x, areaCode: '0755' }]);
    const samples: number[] = [];
    for (let n = 0; n < REPLICATED; n += 1) {
      const [a, b] = [mobile(2 * n), mobile(2 * n + 1)];
      const started = performance.now();
      const followed = new Promise<void>((resolve) => {
        const stop = other.routing.onChange((change) => {
          if (change.kind !== 'bound') return;
          stop();
          resolve();
        });
      });
      await one.routing.bindings.axb.bind(app, { x, a, b });
      await followed;
      const found = await other.routing.resolve({ caller: a, dialled: x, at: Date.now() });
      if (found.kind !== 'connect') throw new Error(`the other engine answered ${found.kind}`);
      samples.push(performance.now() - started);
    }
    return percentile(
      samples.sort((first, second) => first - second),
      0.5,
    );
  } finally {
    for (const { routing, journal } of engines) {
      await routing.close();
      await journal.close();
    }
    await redis.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function openEngine(
  url: string,
): Promise<{ readonly routing: Routing; readonly journal: RedisJournal }> {
  const journal = await RedisJournal.open({ url, cluster: false });
  const applications = new ApplicationRegistry([application('AXB')]);
  const routing = await createRouting({ journal, policy: chinaPolicy, clock: Date.now, applications });
  return { routing, journal };
}

function percentile(sorted: readonly number[], share: number): number {
  return Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2));
}
