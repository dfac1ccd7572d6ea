/** Offers calls to the service from a process of its own (call-load-process.ts), in runs of any rate. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Who calls what. */
export interface Dialling {
  readonly caller: string;
  /** The number with what is dialled after it. */
  readonly x: string;
  /** The caller sends audio from the answer on. */
  readonly speaks?: boolean;
}

export interface CallLoadOptions {
  readonly target: { readonly host: string; readonly port: number };
  /** The callee's port: the service sends its INVITEs there. */
  readonly calleePort: number;
  /** Taken in order, again and again. */
  readonly pairs: readonly Dialling[];
}

export interface CallLoadRun {
  readonly callsPerSecond: number;
  /** Calls before those that count. */
  readonly warmUpSeconds: number;
  readonly seconds: number;
  readonly talkMs: number;
}

/** What became of the calls that count. */
export interface CallLoadResult {
  readonly offered: number;
  /** Answered, and hung up with an answered BYE. */
  readonly completed: number;
  /** With 503 and Retry-After. */
  readonly refused: number;
  /** Any other final answer. */
  readonly failed: number;
  /** Given up after some seconds without one. */
  readonly unanswered: number;
  /** Requests sent again. */
  readonly repeated: number;
  /** All calls of the run, those before the counted ones included, by their caller. */
  readonly byCaller: Readonly<Record<string, number>>;
  /**
   * The calls of the run that failed or were not answered, the first thousand: when they were placed (Unix
   * milliseconds) and how they ended.
   */
  readonly lost: readonly { readonly at: number; readonly how: string }[];
  /** From INVITE to 503. */
  readonly p99RefusalMs?: number | undefined;
}

export class CallLoad {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(options: CallLoadOptions): Promise<CallLoad> {
    const program = fileURLToPath(new URL('./call-load-process.js', import.meta.url));
    const child = fork(program, {
      execArgv: ['--max-semi-space-size=16'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    child.send(options);
    await once(child, 'message');
    return new CallLoad(child);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async run(run: CallLoadRun): Promise<CallLoadResult> {
    this.#child.send(run);
    return new Promise((resolve, reject) => {
      const ended = (): void => reject(new Error('the process that places the calls ended early'));
      this.#child.once('exit', ended);
      this.#child.once('message', (result) => {
        this.#child.off('exit', ended);
        resolve(result as CallLoadResult);
      });
    });
  }

  close(): void {
    this.#child.kill('SIGKILL');
  }
}
