/** SIPp as a load generator: one caller and one callee process, their statistics read from SIPp's own CSV files. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Scenario files are data beside the source. */
const folder = fileURLToPath(new URL('../../../test/load/', import.meta.url));

export interface SippLoadOptions {
  readonly workDirectory: string;
  readonly target: string;
  readonly calleePort: number;
  readonly callsPerSecond: number;
  readonly calls: number;
  readonly talkMs: number;
  /** CSV of `caller;x`, taken in order, again and again. */
  readonly pairsFile: string;
}

export interface SippLoadResult {
  readonly successful: number;
  readonly failed: number;
  /** Messages sent again by either side. */
  readonly retransmissions: number;
}

export class SippLoad {
  readonly #options: SippLoadOptions;
  readonly #callee: ChildProcess;
  #caller: ChildProcess | undefined;

  constructor(options: SippLoadOptions) {
    this.#options = options;
    this.#callee = this.#sipp('calls-callee', [...['-p', String(options.calleePort)]]);
  }

  /** Places the calls; resolves when the last has ended. */
  async run(): Promise<SippLoadResult> {
    const { target, callsPerSecond, calls, talkMs, pairsFile } = this.#options;
    const rate = ['-r', String(callsPerSecond), '-l', String(Math.max(5000, calls)), '-m', String(calls)];
    this.#caller = this.#sipp('calls-caller', [target, ...rate, '-inf', pairsFile, '-d', String(talkMs)]);
    const ended = new Promise<void>((resolve) => this.#caller?.once('close', () => resolve()));
    await ended;
    const caller = this.#statistics('calls-caller');
    this.#callee.kill('SIGUSR1');
    await Promise.race([
      new Promise<void>((resolve) => this.#callee.once('close', () => resolve())),
      new Promise<void>((resolve) => setTimeout(resolve, 5000).unref()),
    ]);
    const callee = this.#statistics('calls-callee');
    this.close();
    return {
      successful: caller.get('SuccessfulCall(C)') ?? 0,
      failed: caller.get('FailedCall(C)') ?? calls,
      retransmissions: (caller.get('Retransmissions(C)') ?? 0) + (callee.get('Retransmissions(C)') ?? 0),
    };
  }

  close(): void {
    this.#caller?.kill('SIGKILL');
    this.#callee.kill('SIGKILL');
  }

  #sipp(scenario: string, args: readonly string[]): ChildProcess {
    const common = [
      '-sf',
      join(folder, `${scenario}.xml`),
      '-i',
      '127.0.0.1',
      '-nostdin',
      '-trace_stat',
      '-fd',
      '1',
      '-stf',
      this.#statisticsFile(scenario),
    ];
    const child = spawn('sipp', [...args, ...common], {
      cwd: this.#options.workDirectory,
      stdio: 'ignore',
      env: { ...process.env, TERM: 'dumb' },
    });
    child.on('error', () => undefined);
    return child;
  }

  #statisticsFile(scenario: string): string {
    return join(this.#options.workDirectory, `${scenario}.csv`);
  }

  /** The last line of the CSV, by column name. */
  #statistics(scenario: string): Map<string, number> {
    const lines = readFileSync(this.#statisticsFile(scenario), 'latin1').trim().split('\n');
    const names = lines[0]?.split(';') ?? [];
    const values = lines.at(-1)?.split(';') ?? [];
    return new Map(names.map((name, at) => [name, Number(values[at])]));
  }
}
