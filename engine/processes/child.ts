/**
 * One child of the parent, restarted whenever it ends: at once after a long life, after a growing delay while its lives
 * are short.
 *
 *   start ──▶ running ──exit──▶ waiting ──delay──▶ running
 *                │ stop                │ stop
 *                ▼                     ▼
 *            stopping ──exit──────▶ stopped
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Died, FromChild } from './messages.js';
import type { Precedence } from './precedence.js';
import type { ProcessName, Program } from './programs.js';

const RESTART_DELAY_MS = 100;
const RESTART_DELAY_MAX_MS = 5000;
/** A life this long resets the delay. */
const STABLE_MS = 30_000;

export interface ChildEvents {
  onMessage(message: FromChild): void;
  onStarted?(): void;
  /** Called at each unexpected end. False: it is not restarted. */
  onDied(died: Died): boolean;
}

export class Child {
  readonly name: ProcessName;
  readonly #program: Program;
  readonly #arguments: readonly string[];
  readonly #events: ChildEvents;
  readonly #precedence: Precedence | undefined;
  #process: ChildProcess | undefined;
  #timer: NodeJS.Timeout | undefined;
  #delayMs = RESTART_DELAY_MS;
  #isStopping = false;
  #gone: Promise<void> = Promise.resolve();

  constructor(
    name: ProcessName,
    program: Program,
    args: readonly string[],
    events: ChildEvents,
    precedence?: Precedence,
  ) {
    this.name = name;
    this.#program = program;
    this.#arguments = args;
    this.#events = events;
    this.#precedence = precedence;
  }

  start(): void {
    const precedence = this.#program.answersNetwork === true ? this.#precedence : undefined;
    const child = precedence === undefined ? this.#spawn() : precedence.giveTo(() => this.#spawn());
    const startedAt = performance.now();
    this.#process = child;
    child.on('message', (message: FromChild) => this.#events.onMessage(message));
    this.#gone = new Promise((resolve) => {
      let isOver = false;
      const over = (code: number | null, signal: NodeJS.Signals | null): void => {
        if (isOver) return;
        isOver = true;
        if (performance.now() - startedAt >= STABLE_MS) this.#delayMs = RESTART_DELAY_MS;
        this.#process = undefined;
        resolve();
        this.#ended(code, signal);
      };
      child.once('exit', over);
      child.once('error', () => over(null, null));
    });
    this.#events.onStarted?.();
  }

  #spawn(): ChildProcess {
    const { url, flags, environment } = this.#program;
    return spawn(process.execPath, [...flags, fileURLToPath(url), ...this.#arguments], {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...environment },
    });
  }

  /** Nothing is sent to a child that is not running. */
  tell(message: object): void {
    if (this.#process?.connected === true) this.#process.send(message, () => undefined);
  }

  /** From now on it is not restarted. */
  leave(): void {
    this.#isStopping = true;
    clearTimeout(this.#timer);
  }

  /** Releases it: it ends when it serves no engine any more. */
  release(): void {
    this.leave();
    if (this.#process?.connected === true) this.#process.disconnect();
  }

  /** Resolves when it has ended; it is killed if that takes longer. */
  async gone(withinMs: number): Promise<void> {
    const timer = setTimeout(() => this.#process?.kill('SIGKILL'), withinMs);
    await this.#gone;
    clearTimeout(timer);
  }

  #ended(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.#isStopping) return;
    if (!this.#events.onDied({ name: this.name, code, signal })) return;
    this.#timer = setTimeout(() => this.start(), this.#delayMs);
    this.#delayMs = Math.min(this.#delayMs * 2, RESTART_DELAY_MAX_MS);
  }
}
