/**
 * Calls through the whole service, SIPp to SIPp: a bare call costs how much CPU, how much later the callee's phone
 * rings, and what a held and an ended call leave in memory. Bindings are looked up and records written; no media flows.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Callveil } from '../support/servers/callveil.js';
import { freeUdpPort } from '../support/servers/free-port.js';
import {
  cpuSeconds,
  processTree,
  programOf,
  residentBytes,
  serviceProcess,
} from '../support/servers/process-tree.js';
import type { BenchResult } from './bench.js';
import { BENCH_APPLICATION, bindPairs, type Pair } from './bound-pairs.js';
import { measureSetupDelay } from './setup-delay.js';
import { SippLoad } from './sipp-load.js';

const RATE = 400;
const SECONDS = 20;
const HELD_CALLS = 2000;
const ENDED_CALLS = 10_000;

export async function bench(options: readonly string[] = []): Promise<BenchResult> {
  if (options.includes('--compliance')) return inFolder(compareCompliance);
  const folder = await mkdtemp(join(tmpdir(), 'callveil-bench-'));
  process.env['NODE_OPTIONS'] = `--expose-gc --import ${new URL('./memory-probe.js', import.meta.url).href}`;
  process.env['CALLVEIL_MEMORY_PROBE'] = folder;
  try {
    const ours = await onService('embedded', folder, async (load) => ({
      // First, as the machine and the heap take a while to come to rest after twice as many calls.
      delay: await load.setupDelay(),
      rate: await load.callRate(),
      memory: await load.memory(),
    }));
    const overDrachtio = await onService('embedded-drachtio', folder, (load) => load.callRate());
    return report(ours.rate, ours.delay, ours.memory, overDrachtio.cpuPer1000);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function inFolder<T>(measure: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'callveil-bench-'));
  try {
    return await measure(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * What a call costs under every rule of carriers and law, against one under none: two services, measured in turns, so
 * that a machine that slows down slows both.
 */
async function compareCompliance(folder: string): Promise<BenchResult> {
  const off: number[] = [];
  const on: number[] = [];
  let failed = 0;
  const file = await rulesFile(folder);
  await onService('embedded', folder, (plain) =>
    onService(
      'embedded',
      folder,
      async (ruled) => {
        for (let round = 0; round < COMPLIANCE_ROUNDS; round += 1)
          for (const [load, costs] of round % 2 === 0
            ? ([
                [plain, off],
                [ruled, on],
              ] as const)
            : ([
                [ruled, on],
                [plain, off],
              ] as const)) {
            const rate = await load.callRate();
            failed += rate.failed;
            costs.push(rate.cpuPer1000);
          }
      },
      { ...OPERATOR, rulesFile: file },
    ),
  );
  const figures = {
    failed,
    cpuSecondsPer1000Calls: Number(least(off).toFixed(2)),
    complianceCpuSecondsPer1000Calls: Number(least(on).toFixed(2)),
    complianceCostRatio: Number((least(on) / least(off)).toFixed(3)),
  };
  return {
    figures,
    rows: [
      ['CPU per 1000 calls, no rules', `${figures.cpuSecondsPer1000Calls} s, ${failed} calls failed`],
      ['CPU per 1000 calls, every rule', `${figures.complianceCpuSecondsPer1000Calls} s`],
      ['ratio', String(figures.complianceCostRatio)],
    ],
  };
}

/** What disturbs a measurement adds to it. */
function least(costs: readonly number[]): number {
  return Math.min(...costs);
}

const COMPLIANCE_ROUNDS = 3;
const TOKEN = 'bench-operator-token';
const OPERATOR = { operator: { port: 0, tokens: [{ name: 'bench', role: 'admin', token: TOKEN }] } };

/** Rules that let every call of the benchmark go. */
async function rulesFile(folder: string): Promise<string> {
  const file = join(folder, 'rules.json');
  const limits = ['caller', 'callee', 'x', 'application'].flatMap((per) =>
    [300, 86_400].map((seconds) => ({ per, max: 100_000, seconds })),
  );
  const hours = { allowed: [{ from: '00:00', to: '24:00' }] };
  const rules = { timeZone: 'Asia/Shanghai', registration: true, hours, frequency: limits };
  await writeFile(file, JSON.stringify(rules));
  return file;
}

/** Measures on a service of its own, once nothing is compiled any more. */
async function onService<T>(
  sipServer: 'embedded' | 'embedded-drachtio',
  folder: string,
  measure: (load: LoadRunner) => Promise<T>,
  more: Record<string, unknown> = {},
): Promise<T> {
  const calleePort = await freeUdpPort();
  const callveil = await Callveil.start(() => ({ ...serviceConfig(sipServer, calleePort), ...more }));
  try {
    const load = new LoadRunner(callveil, calleePort, folder, await bindPairs(callveil));
    if (more['rulesFile'] !== undefined) await load.underRules();
    await load.warmUp();
    return await measure(load);
  } finally {
    await callveil.stop();
  }
}

class LoadRunner {
  #runs = 0;

  constructor(
    private readonly callveil: Callveil,
    private readonly calleePort: number,
    private readonly folder: string,
    private readonly pairs: readonly Pair[],
  ) {}

  /** Every A is registered, and a thousand other numbers are barred. */
  async underRules(): Promise<void> {
    const numbers = this.pairs.map(({ caller }) => caller);
    const entries = Array.from({ length: 1000 }, (_, n) => ({
      kind: 'call',
      number: `+86199${String(n).padStart(8, '0')}`,
    }));
    await this.#ask('/v1/registrations', { numbers });
    await this.#ask('/v1/blacklist', { entries: [...entries, { kind: 'call', number: '+86198*' }] });
  }

  async #ask(path: string, body: object): Promise<void> {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
    const request = { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await fetch(`${this.callveil.operator}${path}`, request);
    if (!response.ok) throw new Error(`${path} answered ${response.status} ${await response.text()}`);
  }

  /** Thousands of calls, until nothing is compiled any more. */
  async warmUp(): Promise<void> {
    await this.#load(300, 4000, 500);
  }

  async callRate(): Promise<{
    successful: number;
    failed: number;
    retransmissions: number;
    cpuPer1000: number;
    shares: [string, number][];
  }> {
    const tree = processTree(this.callveil.pid);
    const before = tree.map((pid) => cpuSeconds([pid]));
    const result = await this.#load(RATE, RATE * SECONDS, 1000);
    const used = tree.map((pid, at) => cpuSeconds([pid]) - (before[at] ?? 0));
    const per1000 = (seconds: number): number => (seconds / result.successful) * 1000;
    return {
      ...result,
      cpuPer1000: per1000(used.reduce((sum, seconds) => sum + seconds, 0)),
      shares: tree.map((pid, at) => [programOf(pid) ?? 'others', per1000(used[at] ?? 0)]),
    };
  }

  /**
   * Probes carry the whole load of 200 calls/s themselves, each refused by a busy callee. A refused call goes other
   * ways than the answered ones of the warm-up: after 5 s of them functions were still compiled and both heaps still
   * grew.
   */
  async setupDelay(): Promise<number[]> {
    const target = { host: '127.0.0.1', port: this.callveil.sipPort('udp') };
    const delays = await measureSetupDelay({
      target,
      calleePort: this.calleePort,
      pairs: this.pairs,
      perSecond: 200,
      warmUpSeconds: 20,
      seconds: 10,
    });
    return delays.sort((a, b) => a - b);
  }

  async memory(): Promise<{ perHeldCall: number; leakedPerCall: number; residentPerHeldCall: number }> {
    await quiet();
    const idle = await this.#liveBytes();
    const idleResident = this.#residentBytes();
    const held = this.#load(RATE, HELD_CALLS, 15_000);
    await new Promise((resolve) => setTimeout(resolve, (HELD_CALLS / RATE) * 1000 + 4000));
    const holding = await this.#liveBytes();
    const holdingResident = this.#residentBytes();
    await held;
    await quiet();
    const settled = await this.#liveBytes();
    await this.#load(RATE, ENDED_CALLS, 100);
    await quiet();
    const after = await this.#liveBytes();
    return {
      perHeldCall: (holding - idle) / HELD_CALLS,
      residentPerHeldCall: (holdingResident - idleResident) / HELD_CALLS,
      leakedPerCall: (after - settled) / ENDED_CALLS,
    };
  }

  async #load(callsPerSecond: number, calls: number, talkMs: number): ReturnType<SippLoad['run']> {
    const workDirectory = await mkdtemp(join(this.folder, `run-${(this.#runs += 1)}-`));
    const pairsFile = join(workDirectory, 'pairs.csv');
    await writeFile(
      pairsFile,
      `SEQUENTIAL\n${this.pairs.map(({ caller, x }) => `${caller};${x}`).join('\n')}\n`,
    );
    const target = `127.0.0.1:${this.callveil.sipPort('udp')}`;
    return new SippLoad({
      workDirectory,
      target,
      calleePort: this.calleePort,
      callsPerSecond,
      calls,
      talkMs,
      pairsFile,
    }).run();
  }

  /** Live bytes of engine and SIP process after a collection. */
  async #liveBytes(): Promise<number> {
    let sum = 0;
    for (const pid of this.#engineAndSip()) {
      const file = join(this.folder, `${pid}.json`);
      await rm(file, { force: true });
      process.kill(pid, 'SIGUSR2');
      const { heapUsed, external } = JSON.parse(await appears(file)) as {
        heapUsed: number;
        external: number;
      };
      sum += heapUsed + external;
    }
    return sum;
  }

  #residentBytes(): number {
    return this.#engineAndSip().reduce((sum, pid) => sum + residentBytes(pid), 0);
  }

  #engineAndSip(): number[] {
    return (['engine', 'sip'] as const).map((name) => serviceProcess(this.callveil.pid, name));
  }
}

/**
 * Transactions of ended calls linger for timers of up to 64 * T1 (RFC 3261 17): a call's memory is gone only after
 * those.
 */
async function quiet(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 34_000));
}

async function appears(file: string): Promise<string> {
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function serviceConfig(sipServer: string, calleePort: number): Record<string, unknown> {
  return {
    sip: { server: sipServer, listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
    limits: { maxCalls: 5000, callsPerSecond: 1000 },
    log: { level: 'warn' },
    trunks: [{ name: 'carrier', type: 'carrier', from: ['127.0.0.1'], to: `sip:127.0.0.1:${calleePort}` }],
    applications: [BENCH_APPLICATION],
  };
}

function report(
  rate: Awaited<ReturnType<LoadRunner['callRate']>>,
  delays: readonly number[],
  memory: Awaited<ReturnType<LoadRunner['memory']>>,
  cpuOverDrachtio: number,
): BenchResult {
  const percentile = (p: number): number => Number((delays[Math.floor(delays.length * p)] ?? NaN).toFixed(2));
  const figures = {
    callsPerSecond: RATE,
    seconds: SECONDS,
    calls: rate.successful + rate.failed,
    failed: rate.failed,
    retransmissions: rate.retransmissions,
    cpuSecondsPer1000Calls: Number(rate.cpuPer1000.toFixed(2)),
    drachtioCpuSecondsPer1000Calls: Number(cpuOverDrachtio.toFixed(2)),
    addedDelayMsP50: percentile(0.5),
    addedDelayMsP99: percentile(0.99),
    bytesPerHeldCall: Math.round(memory.perHeldCall),
    bytesLeakedPerCall: Math.round(memory.leakedPerCall),
  };
  return {
    figures,
    rows: [
      [
        `${RATE} calls/s for ${SECONDS} s`,
        `${figures.calls} calls, ${figures.failed} failed, ${figures.retransmissions} retransmissions`,
      ],
      ['CPU per 1000 calls', `${figures.cpuSecondsPer1000Calls} s`],
      ...rate.shares.map(([name, seconds]): [string, string] => [
        `  of that ${name}`,
        `${seconds.toFixed(2)} s`,
      ]),
      ['CPU per 1000 calls, embedded-drachtio', `${figures.drachtioCpuSecondsPer1000Calls} s`],
      [
        'INVITE in to INVITE out, 200 calls/s',
        `p50 ${figures.addedDelayMsP50} ms, p99 ${figures.addedDelayMsP99} ms (${delays.length} calls)`,
      ],
      [
        'memory per held call',
        `${figures.bytesPerHeldCall} bytes live, ${Math.round(memory.residentPerHeldCall)} resident`,
      ],
      [`growth over ${ENDED_CALLS} ended calls`, `${figures.bytesLeakedPerCall} bytes per call`],
    ],
  };
}
