/**
 * A long run: `npm run bench -- soak [--minutes 30] [--rate CALLS_A_SECOND] [--report FILE]`. All five modes mixed, a
 * fifth of the calls recorded, at 70 % of what the machine can do with that mix; meanwhile bindings come and go, the
 * configuration is reloaded, and the recorder and the media process are killed now and then. At the end every call that
 * was placed has its record, its events and its recording, no call has failed but for a fault, and no process has
 * grown. The report is written to `test/load/soak-report.md`.
 */
import { open, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../routing/journal/sqlite-open.js';
import { Callveil } from '../support/servers/callveil.js';
import { freeUdpPort } from '../support/servers/free-port.js';
import {
  processTree,
  programOf,
  residentBytes,
  serviceProcess,
  type ServiceProcess,
} from '../support/servers/process-tree.js';
import type { BenchResult } from './bench.js';
import { CallLoad, type CallLoadResult } from './call-load.js';
import { SoakReceiver } from './soak-receiver.js';
import { bindAndUnbind, bindTown, CALLEE_OF_X, soakApplications } from './soak-town.js';

const TOKEN = 'soak-operator-token-0123';
const TALK_MS = 3000;
const SHARE = 0.7;
/** How long a fault may cost calls: those in progress, and those placed until the process is back. */
const FAULT_MS = 5000;
const RECORDING_TOLERANCE_MS = 1500;
/** The part of the run after which memory must not grow, and by how much in an hour. */
const WARM_UP = 0.3;
const PROCESSES = ['engine', 'sip', 'media', 'recorder'] as const;

interface Options {
  readonly minutes: number;
  readonly rate: number | undefined;
  readonly report: string;
}

/** What was done to the service, and when (Unix milliseconds). */
interface Meddling {
  readonly faults: { readonly at: number; readonly process: ServiceProcess }[];
  bindings: number;
  reloads: number;
  readonly complaints: string[];
  readonly memory: {
    readonly at: number;
    readonly process: ServiceProcess;
    readonly pid: number;
    readonly bytes: number;
  }[];
}

export async function bench(args: readonly string[]): Promise<BenchResult> {
  const options = optionsOf(args);
  const receiver = await SoakReceiver.start(CALLEE_OF_X);
  const calleePort = await freeUdpPort();
  const callveil = await Callveil.start(() => settings(receiver.url, calleePort));
  const pairs = await bindTown(callveil);
  const load = await CallLoad.start({
    target: { host: '127.0.0.1', port: callveil.sipPort('udp') },
    calleePort,
    pairs,
  });
  try {
    const placed = new Map<string, number>();
    const rate = options.rate ?? Math.floor(SHARE * (await capacity(load, placed)));
    const meddling: Meddling = { faults: [], bindings: 0, reloads: 0, complaints: [], memory: [] };
    const over = new AbortController();
    const meddlers = meddle(callveil, options.minutes * 60_000, meddling, over.signal);
    const run = { callsPerSecond: rate, warmUpSeconds: 0, seconds: options.minutes * 60, talkMs: TALK_MS };
    const result = await load.run(run);
    over.abort();
    await meddlers;
    count(placed, result);
    const refused = await shed(callveil);
    await settled(receiver);
    const findings = await account(callveil, receiver, { ...result, placed }, meddling, refused);
    return await report(options, rate, result, meddling, findings);
  } finally {
    load.close();
    await callveil.stop();
    receiver.close();
  }
}

function optionsOf(args: readonly string[]): Options {
  const valueOf = (name: string): string | undefined => {
    const at = args.indexOf(name);
    return at < 0 ? undefined : args[at + 1];
  };
  const rate = valueOf('--rate');
  return {
    minutes: Number(valueOf('--minutes') ?? 30),
    rate: rate === undefined ? undefined : Number(rate),
    report: valueOf('--report') ?? 'test/load/soak-report.md',
  };
}

function settings(receiver: string, calleePort: number): Record<string, unknown> {
  return {
    sip: { listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
    limits: { maxCalls: 5000, callsPerSecond: 5000, delayMilliseconds: 40 },
    media: { portRestSeconds: 1 },
    log: { level: 'warn' },
    operator: { port: 0, tokens: [{ name: 'soak', role: 'admin', token: TOKEN }] },
    trunks: [{ name: 'carrier', type: 'carrier', from: ['127.0.0.1'], to: `sip:127.0.0.1:${calleePort}` }],
    applications: soakApplications(receiver),
  };
}

/** The highest rate at which hardly a call is refused, with the mix of the run. */
async function capacity(load: CallLoad, placed: Map<string, number>): Promise<number> {
  let good = 50;
  for (let rate = 50; ; rate = Math.round(rate * 1.25)) {
    const run = { callsPerSecond: rate, warmUpSeconds: 1, seconds: 4, talkMs: TALK_MS };
    const result = await load.run(run);
    count(placed, result);
    const { completed, offered } = result;
    if (completed < 0.99 * offered) return good;
    good = rate;
  }
}

function count(placed: Map<string, number>, { byCaller }: CallLoadResult): void {
  for (const [caller, calls] of Object.entries(byCaller))
    placed.set(caller, (placed.get(caller) ?? 0) + calls);
}

/** The calls refused before it was known whose they are, so far: by the gate, and by the engine while it has no media. */
async function shed(callveil: Callveil): Promise<number> {
  const metrics = await callveil.metrics();
  const valueOf = (pattern: RegExp): number => Number(pattern.exec(metrics)?.[1] ?? 0);
  return (
    valueOf(/^callveil_sipd\{counter="callsShed"\} (\d+)$/m) +
    valueOf(/^callveil_calls_ended_total\{ending="overloaded"\} (\d+)$/m)
  );
}

/** Everything that goes on beside the calls, until `signal` aborts. */
async function meddle(
  callveil: Callveil,
  lengthMs: number,
  done: Meddling,
  signal: AbortSignal,
): Promise<void> {
  const complain = (what: string, error: unknown): void => {
    if (done.complaints.length < 100)
      done.complaints.push(
        `${new Date().toISOString()} ${what}: ${error instanceof Error ? error.message : String(error)}`,
      );
  };
  const every = async (ms: number, what: string, act: () => Promise<void> | void): Promise<void> => {
    while (await sleep(ms, true, { signal }).catch(() => false))
      await Promise.resolve()
        .then(act)
        .catch((error: unknown) => complain(what, error));
  };
  let victims = 0;
  const faultEveryMs = Math.max(15_000, Math.min(120_000, lengthMs / 5));
  await Promise.all([
    every(200, 'a binding', async () => {
      done.bindings += 1;
      await bindAndUnbind(callveil, done.bindings);
    }),
    every(Math.min(60_000, lengthMs / 4), 'a reload', async () => {
      await reload(callveil);
      done.reloads += 1;
    }),
    every(faultEveryMs, 'a fault', () => {
      victims += 1;
      const process_ = victims % 2 === 0 ? 'media' : 'recorder';
      process.kill(serviceProcess(callveil.pid, process_), 'SIGKILL');
      done.faults.push({ at: Date.now(), process: process_ });
    }),
    every(Math.min(10_000, lengthMs / 30), 'the memory', () => {
      for (const pid of processTree(callveil.pid)) {
        const name = programOf(pid);
        if (name !== undefined)
          done.memory.push({ at: Date.now(), process: name, pid, bytes: residentBytes(pid) });
      }
    }),
  ]);
}

async function reload(callveil: Callveil): Promise<void> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const answer = await fetch(`${callveil.operator}/v1/reload`, { method: 'POST', headers });
  if (!answer.ok) throw new Error(`POST /v1/reload answered ${answer.status} ${await answer.text()}`);
}

/** Waits until no push has come for some seconds. */
async function settled(receiver: SoakReceiver): Promise<void> {
  for (let before = -1; before !== receiver.recorded.size;) {
    before = receiver.recorded.size;
    await sleep(5000);
  }
}

/** What does not add up, a line for each; nothing if all is well. */
async function account(
  callveil: Callveil,
  receiver: SoakReceiver,
  { lost, placed }: Pick<CallLoadResult, 'lost'> & { readonly placed: ReadonlyMap<string, number> },
  { faults, complaints }: Meddling,
  refused: number,
): Promise<string[]> {
  const isExplained = (at: number): boolean =>
    faults.some((fault) => at > fault.at - TALK_MS - FAULT_MS && at < fault.at + FAULT_MS);
  const unexplained = lost.filter(({ at }) => !isExplained(at));
  const findings = [
    ...unexplained
      .slice(0, 20)
      .map(({ at, how }) => `a call placed at ${new Date(at).toISOString()}: ${how}`),
    ...complaints.slice(0, 20),
    ...receiver.incomplete.slice(0, 20),
  ];
  let missing = 0;
  for (const [caller, calls] of placed) {
    const records = receiver.recordsByCaller.get(caller) ?? 0;
    missing += Math.max(0, calls - records);
  }
  if (missing > refused)
    findings.push(`${missing} calls have no record, and ${refused} were refused before they were calls`);
  const stored = await storedSessions(join(callveil.folder, 'data', 'outbox.sqlite'));
  const { recorded } = receiver;
  const unstored = [...recorded].filter((session) => !stored.has(session));
  const unpushed = [...stored].filter((session) => !recorded.has(session));
  if (unstored.length > 0) findings.push(`${unstored.length} records were pushed and are not stored`);
  if (unpushed.length > 0) findings.push(`${unpushed.length} records are stored and were not pushed`);
  return [...findings, ...(await checkRecordings(callveil, receiver, isExplained))];
}

async function storedSessions(file: string): Promise<Set<string>> {
  const database = await openDatabase(file);
  const rows = database.prepare('SELECT session FROM record').all() as { readonly session: string }[];
  database.close();
  return new Set(rows.map(({ session }) => session));
}

/** Every recording that a record names is there, and as long as the call. */
async function checkRecordings(
  callveil: Callveil,
  receiver: SoakReceiver,
  isExplained: (at: number) => boolean,
): Promise<string[]> {
  const folder = join(callveil.folder, 'data', 'recordings');
  const files = new Set(await readdir(folder));
  const wrong: string[] = [];
  for (const [name, talkedMs] of receiver.recordings) {
    if (!files.has(name)) {
      wrong.push(`the recording ${name} is missing`);
      continue;
    }
    const { milliseconds, writtenAt } = await lengthOf(join(folder, name));
    if (isExplained(writtenAt - TALK_MS)) continue;
    // Times in records are whole seconds.
    if (Math.abs(milliseconds - talkedMs) > RECORDING_TOLERANCE_MS + 1000)
      wrong.push(`the recording ${name} lasts ${milliseconds} ms, the call ${talkedMs} ms`);
  }
  return wrong.slice(0, 20);
}

/** One byte is an eighth of a millisecond (`media/wav-header.ts`). */
async function lengthOf(file: string): Promise<{ milliseconds: number; writtenAt: number }> {
  const handle = await open(file);
  const header = Buffer.alloc(58);
  await handle.read(header, 0, 58, 0);
  const { mtimeMs } = await handle.stat();
  await handle.close();
  return { milliseconds: header.readUInt32LE(54) / 8, writtenAt: mtimeMs };
}

interface Growth {
  readonly process: ServiceProcess;
  readonly megabytes: number;
  /** By the line of least squares, after the warm-up, of the longest life of the process. */
  readonly megabytesPerHour: number;
}

function growthOf(memory: Meddling['memory'], name: ServiceProcess): Growth {
  const samples = memory.filter((sample) => sample.process === name);
  const lives = [...new Set(samples.map(({ pid }) => pid))].map((pid) =>
    samples.filter((one) => one.pid === pid),
  );
  const longest = lives.sort((a, b) => b.length - a.length)[0] ?? [];
  const counted = longest.slice(Math.floor(longest.length * WARM_UP));
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const hours = counted.map(({ at }) => at / 3_600_000);
  const bytes = counted.map((one) => one.bytes / 2 ** 20);
  const [meanHour, meanBytes] = [mean(hours), mean(bytes)];
  const spread = hours.reduce((sum, hour) => sum + (hour - meanHour) ** 2, 0);
  const slope = hours.reduce((sum, hour, at) => sum + (hour - meanHour) * ((bytes[at] ?? 0) - meanBytes), 0);
  return {
    process: name,
    megabytes: Math.round(meanBytes),
    megabytesPerHour: Math.round(slope / (spread || 1)),
  };
}

async function report(
  { minutes, report: file }: Options,
  rate: number,
  result: CallLoadResult,
  meddling: Meddling,
  findings: readonly string[],
): Promise<BenchResult> {
  const growth = PROCESSES.map((name) => growthOf(meddling.memory, name));
  const kinds = new Map<string, number>();
  for (const { how } of result.lost) kinds.set(how, (kinds.get(how) ?? 0) + 1);
  const losses = [...kinds].map(([how, count]) => `${count} ${how}`).join(', ') || 'none';
  const rows: [string, string][] = [
    ['calls', `${result.offered} at ${rate}/s in ${minutes} min; ${result.completed} completed`],
    ['refused, as the machine was busy', String(result.refused)],
    ['failed', losses],
    ['faults', meddling.faults.map(({ process: name }) => name).join(', ') || 'none'],
    ['bindings made and ended', String(meddling.bindings)],
    ['reloads', String(meddling.reloads)],
    ...growth.map(({ process: name, megabytes, megabytesPerHour }): [string, string] => [
      `memory of ${name}`,
      `${megabytes} MiB, ${megabytesPerHour} MiB an hour`,
    ]),
    ['findings', findings.length === 0 ? 'none' : String(findings.length)],
  ];
  const lines = [
    '# The last long run',
    '',
    `${new Date().toISOString()}, ${minutes} minutes.`,
    '',
    '| what | measured |',
    '|---|---|',
    ...rows.map(([label, value]) => `| ${label} | ${value} |`),
    '',
    ...(findings.length === 0
      ? ['Every call, record, event and recording is accounted for.']
      : findings.map((one) => `- ${one}`)),
    '',
  ];
  await writeFile(file, lines.join('\n'));
  const figures: Record<string, number> = {
    minutes,
    callsPerSecond: rate,
    calls: result.offered,
    completed: result.completed,
    faults: meddling.faults.length,
    bindings: meddling.bindings,
    reloads: meddling.reloads,
    findings: findings.length,
  };
  for (const { process: name, megabytesPerHour } of growth)
    figures[`${name}MegabytesPerHour`] = megabytesPerHour;
  return { rows, figures };
}
