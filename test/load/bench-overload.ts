/**
 * More calls than the machine can take: what it can do at the moment is found first (1x: the highest rate at which
 * hardly a call is refused or fails), then two and three times that is offered; and all of it again while another
 * program wants the same CPU.
 *
 * The service has all CPUs but the last, and the process that places the calls has the last to itself: otherwise it
 * would take from the service what the refused calls cost the caller.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Callveil } from '../support/servers/callveil.js';
import { freeUdpPort } from '../support/servers/free-port.js';
import { cpuSeconds, processTree } from '../support/servers/process-tree.js';
import type { BenchResult } from './bench.js';
import { BENCH_APPLICATION, bindPairs } from './bound-pairs.js';
import { CallLoad, type CallLoadResult } from './call-load.js';

const TALK_MS = 500;
const FIRST_RATE = 150;
const STEP = 1.15;
/** The share of calls that must succeed at 1x, and the one that says that there is no more to be had. */
const GOOD = 0.99;
const LOST = 0.85;
const SECONDS = 8;
const WARM_UP_SECONDS = 3;
const REST_SECONDS = 6;

interface Measured extends CallLoadResult {
  readonly rate: number;
  readonly goodput: number;
  readonly cpuSeconds: number;
}

interface Ladder {
  readonly at1x: Measured;
  readonly at2x: Measured;
  readonly at3x: Measured;
}

export async function bench(): Promise<BenchResult> {
  const alone = await onService({}, async (stage) => ({
    quiet: await stage.ladder(),
    besideHog: await stage.besideHog(() => stage.ladder()),
  }));
  const { quiet, besideHog } = alone;
  // Every call but one a second is refused.
  const refusing = await onService({ callsPerSecond: 1 }, (stage) => stage.measure(2 * quiet.at1x.rate));
  return report(quiet, besideHog, refusing);
}

export async function onService<T>(
  limits: Readonly<Record<string, number>>,
  measure: (stage: Stage) => Promise<T>,
): Promise<T> {
  const calleePort = await freeUdpPort();
  const callveil = await Callveil.start(() => ({
    sip: { listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
    media: { portRestSeconds: 0 },
    limits: { maxCalls: 3000, callsPerSecond: 100_000, delayMilliseconds: DELAY_MS, ...limits },
    log: { level: 'warn' },
    trunks: [{ name: 'carrier', type: 'carrier', from: ['127.0.0.1'], to: `sip:127.0.0.1:${calleePort}` }],
    applications: [BENCH_APPLICATION],
  }));
  try {
    const pairs = await bindPairs(callveil);
    const target = { host: '127.0.0.1', port: callveil.sipPort('udp') };
    const load = await CallLoad.start({ target, calleePort, pairs });
    const stage = new Stage(callveil, load);
    try {
      stage.pin();
      await load.run({ callsPerSecond: 150, warmUpSeconds: 0, seconds: 12, talkMs: TALK_MS });
      await stage.rest();
      return await measure(stage);
    } finally {
      stage.close();
    }
  } finally {
    await callveil.stop();
  }
}

/** The default of the configuration. */
const DELAY_MS = 40;

class Stage {
  readonly #cpus = Math.max(1, availableParallelism() - 1);
  #hogs: ChildProcess[] = [];
  /** CPU seconds that the service uses in a second without calls. */
  #idle = 0;

  constructor(
    private readonly callveil: Callveil,
    private readonly load: CallLoad,
  ) {}

  pin(): void {
    if (availableParallelism() < 2) return;
    for (const pid of processTree(this.callveil.pid)) pin(pid, `0-${this.#cpus - 1}`);
    pin(this.load.pid, String(this.#cpus));
  }

  /** What the service uses without any call is no part of the cost of one. */
  async rest(): Promise<void> {
    const pids = processTree(this.callveil.pid);
    const before = cpuSeconds(pids);
    await sleep(REST_SECONDS * 1000);
    this.#idle = (cpuSeconds(pids) - before) / REST_SECONDS;
  }

  close(): void {
    this.#release();
    this.load.close();
  }

  async ladder(): Promise<Ladder> {
    const at1x = await this.#capacity();
    return { at1x, at2x: await this.measure(2 * at1x.rate), at3x: await this.measure(3 * at1x.rate) };
  }

  /** One program that never waits beside each CPU of the service. */
  async besideHog<T>(measure: () => Promise<T>): Promise<T> {
    for (let cpu = 0; cpu < this.#cpus; cpu += 1) {
      const hog = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
      pin(hog.pid ?? 0, String(cpu));
      this.#hogs.push(hog);
    }
    try {
      return await measure();
    } finally {
      this.#release();
    }
  }

  async measure(callsPerSecond: number, seconds = SECONDS): Promise<Measured> {
    const pids = processTree(this.callveil.pid);
    const before = cpuSeconds(pids);
    const startedAt = performance.now();
    const run = { callsPerSecond, warmUpSeconds: WARM_UP_SECONDS, seconds, talkMs: TALK_MS };
    const result = await this.load.run(run);
    const used = cpuSeconds(pids) - before - this.#idle * ((performance.now() - startedAt) / 1000);
    const share = seconds / (seconds + WARM_UP_SECONDS);
    const measured = {
      ...result,
      rate: callsPerSecond,
      goodput: result.completed / seconds,
      cpuSeconds: used * share,
    };
    console.error(`    ${describe(measured)}`);
    return measured;
  }

  /**
   * Steps up until it is plain that the machine cannot follow; then the highest rate at which hardly a call was lost,
   * or as much less as holds for longer.
   */
  async #capacity(): Promise<Measured> {
    let good = FIRST_RATE;
    for (let rate = FIRST_RATE; ; rate = Math.round(rate * STEP)) {
      const { completed, offered } = await this.measure(rate, 2);
      if (completed >= GOOD * offered) good = rate;
      if (completed < LOST * offered) break;
    }
    for (;;) {
      const measured = await this.measure(good);
      if (measured.completed >= GOOD * measured.offered || good <= FIRST_RATE) return measured;
      good = Math.round(good / STEP);
    }
  }

  #release(): void {
    for (const hog of this.#hogs) hog.kill('SIGKILL');
    this.#hogs = [];
  }
}

/** All threads of a process. */
function pin(pid: number, cpus: string): void {
  execFileSync('taskset', ['-a', '-c', '-p', cpus, String(pid)], { stdio: 'ignore' });
}

function describe({ rate, goodput, refused, failed, unanswered, offered, p99RefusalMs }: Measured): string {
  const refusal = p99RefusalMs === undefined ? '' : ` (p99 ${p99RefusalMs.toFixed(1)} ms)`;
  return `${rate}/s offered: ${goodput.toFixed(0)}/s completed; of ${offered}: ${refused} refused${refusal}, ${failed} failed, ${unanswered} unanswered`;
}

function report(quiet: Ladder, besideHog: Ladder, refusing: Measured): BenchResult {
  const share = ({ at1x, at3x }: Ladder): number => round(at3x.goodput / at1x.goodput);
  const perCall = quiet.at1x.cpuSeconds / quiet.at1x.completed;
  const perRefusal = refusing.cpuSeconds / refusing.refused;
  const delays = [quiet.at2x, quiet.at3x, besideHog.at2x, besideHog.at3x].map((one) => one.p99RefusalMs ?? 0);
  const figures = {
    callsPerSecondAt1x: quiet.at1x.rate,
    callsPerSecondAt1xBesideHog: besideHog.at1x.rate,
    goodputShareAt2x: round(quiet.at2x.goodput / quiet.at1x.goodput),
    goodputShareAt3x: share(quiet),
    goodputShareBesideHog: share(besideHog),
    p99RefusalMilliseconds: round(Math.max(delays[0] ?? 0, delays[1] ?? 0)),
    p99RefusalMillisecondsBesideHog: round(Math.max(delays[2] ?? 0, delays[3] ?? 0)),
    refusalCostShare: round(perRefusal / perCall),
    unanswered: [quiet.at2x, quiet.at3x, besideHog.at2x, besideHog.at3x].reduce(
      (sum, one) => sum + one.unanswered + one.failed,
      0,
    ),
  };
  const rows = (name: string, ladder: Ladder): [string, string][] =>
    (['at1x', 'at2x', 'at3x'] as const).map((at) => [`${name}, ${at.slice(2)}`, describe(ladder[at])]);
  return {
    figures,
    rows: [
      ...rows('alone', quiet),
      ...rows('beside a hog', besideHog),
      [
        'goodput at 3x',
        `${figures.goodputShareAt3x} of that at 1x; beside a hog ${figures.goodputShareBesideHog}`,
      ],
      ['CPU of a refusal', `${(perRefusal * 1e6).toFixed(0)} us, ${figures.refusalCostShare} of a call's`],
    ],
  };
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
