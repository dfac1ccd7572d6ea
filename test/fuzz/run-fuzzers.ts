/** All fuzzers at once against one service, for so long, and what came of it. */
import { setTimeout as delay } from 'node:timers/promises';
import { channels } from './fuzz-channels.js';
import { children } from './fuzz-children.js';
import { api, operator } from './fuzz-http.js';
import { rtp } from './fuzz-rtp.js';
import { sdp, sipTcp, sipUdp } from './fuzz-sip.js';
import { tls } from './fuzz-tls.js';
import { wire } from './fuzz-wire.js';
import { FuzzedService, type SipServer } from './fuzzed-service.js';
import type { Fuzzer } from './fuzzer.js';
import { Mutator } from './mutation.js';

export const fuzzers: readonly Fuzzer[] = [
  sipUdp,
  sipTcp,
  tls,
  sdp,
  rtp,
  api,
  operator,
  channels,
  children,
  wire,
];

/** Above the longest wait of a fuzzer. */
const ENDED_WITHIN_MS = 60_000;

export interface FuzzRun {
  readonly server: SipServer;
  readonly seed: number;
  readonly seconds: number;
  /** Each fuzzer ends after its rounds, if that is earlier. */
  readonly isBrief?: boolean;
  /** None: all. */
  readonly names: readonly string[];
}

export interface FuzzOutcome {
  readonly sent: ReadonlyMap<string, number>;
  /** A line each; none: []. */
  readonly findings: readonly string[];
  /** What is left in every process. */
  readonly table: string;
}

export async function runFuzzers({ server, seed, seconds, names, isBrief }: FuzzRun): Promise<FuzzOutcome> {
  const under = await FuzzedService.start(server, new Mutator(seed));
  try {
    const chosen = fuzzers.filter(({ name }) => names.length === 0 || names.includes(name));
    const sent = new Map<string, number>();
    const findings: string[] = [];
    let isOver = false;
    const over = delay(seconds * 1000, undefined, { ref: false }).then(() => (isOver = true));
    const ends = (fuzzer: Fuzzer): (() => boolean) => {
      let left = isBrief === true ? fuzzer.rounds : Infinity;
      return () => isOver || (left -= 1) < 0;
    };
    const attacks = chosen.map(async (fuzzer, at) => {
      const own = new Mutator(seed + 7919 * (at + 1));
      const hangs = over
        .then(() => delay(ENDED_WITHIN_MS, undefined, { ref: false }))
        .then(() => Promise.reject(new Error('what it waits for does not happen')));
      await Promise.race([fuzzer.run(under, own, ends(fuzzer)), hangs]).then(
        (count) => sent.set(fuzzer.name, count),
        (error: unknown) => findings.push(`${fuzzer.name}: ${describe(error)}`),
      );
      hangs.catch(() => undefined);
    });
    await Promise.all(attacks);
    findings.push(...(await under.findings()));
    return { sent, findings, table: await under.table() };
  } finally {
    await under.stop();
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
