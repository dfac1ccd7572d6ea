/**
 * Starts sipd as a child process and owns it. Whether it is started again after it died is for the caller
 * to decide; here it is only told.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { FromSipd, SipdCounters, SipdOptions, SipTraffic, ToSipd } from './sipd-channel.js';
import type { ListenPoint, SavedDialog } from './stack/stack.js';

export type { SipdCounters, SipdOptions, SipTraffic } from './sipd-channel.js';

export interface SipdExit {
  /** True when `stop` had been called. */
  readonly isExpected: boolean;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface SipdProcess {
  readonly pid: number;
  /** Where drachtio-srf connects to, and with what. */
  readonly adminHost: string;
  readonly adminPort: number;
  readonly secret: string;
  /** As bound. */
  readonly listenPoints: readonly ListenPoint[];
  /** The parent's end of a socket pair, for a program that talks with its parent; it closes when either has ended. */
  readonly channel: Duplex;
  /** Rejects when sipd does not answer within 5 s, or has ended. */
  counters(): Promise<SipdCounters>;
  /**
   * Asks what is to be kept of a dialog for the process after this one; those asked for in one turn go together. `saved` is not
   * called where that has not changed since, or the dialog or the process has ended.
   */
  saveDialog(id: string, saved: (dialog: SavedDialog) => void): void;
  /** Calls `handler` once when the process has ended, whoever ended it, also when it already has. */
  onExit(handler: (exit: SipdExit) => void): void;
  /** Hangs up every call, closes and ends sipd; resolves when it has ended. Idempotent. */
  stop(): Promise<void>;
}

export type SipdLog = (level: 'error' | 'warn', message: string) => void;

/**
 * Resolves when sipd listens. Rejects with its message when it could not (an address in use, say), and
 * when it did not say anything for 10 s.
 *
 * @param log told of bugs sipd met and survived, with their stack trace, and of what peers did that a person should read.
 * @param program what runs in the process; it calls `runSipd`.
 * @param onTraffic told of every message of the network, where `options.traces`.
 */
export async function startSipd(
  options: SipdOptions,
  log: SipdLog = () => undefined,
  program: URL = new URL('./wire/sipd.js', import.meta.url),
  onTraffic: (traffic: SipTraffic) => void = () => undefined,
): Promise<SipdProcess> {
  const child = fork(fileURLToPath(program), [], {
    // Of the engine's own flags (inspector, loaders) none is for sipd.
    execArgv: [YOUNG_GENERATION],
    stdio: ['inherit', 'inherit', 'inherit', 'ipc', 'pipe'],
  });
  const sipd = new Sipd(child, options, log, onTraffic);
  await sipd.ready;
  return sipd;
}

class Sipd implements SipdProcess {
  readonly secret: string;
  readonly adminHost: string;
  readonly ready: Promise<void>;
  readonly #child: ChildProcess;
  readonly #log: SipdLog;
  readonly #exited: Promise<SipdExit>;
  readonly #pending = new Map<number, (counters: SipdCounters | Error) => void>();
  readonly #toSave: string[] = [];
  readonly #saving = new Map<string, (dialog: SavedDialog) => void>();
  #counter = 0;
  #isStopping = false;
  #settleReady: (failure?: Error) => void = () => undefined;
  #adminPort = 0;
  #listenPoints: readonly ListenPoint[] = [];

  constructor(
    child: ChildProcess,
    options: SipdOptions,
    log: SipdLog,
    readonly onTraffic: (traffic: SipTraffic) => void,
  ) {
    this.#child = child;
    this.#log = log;
    this.secret = options.secret ?? randomBytes(24).toString('base64url');
    this.adminHost = options.admin?.host ?? '127.0.0.1';
    this.#exited = new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve({ isExpected: this.#isStopping, code, signal }));
      child.once('error', () => resolve({ isExpected: false, code: null, signal: null }));
    });
    this.onExit((exit) => this.#onExited(exit));
    this.ready = new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#failToStart('sipd did not start within 10 s'), START_WITHIN_MS);
      this.#settleReady = (failure) => {
        clearTimeout(timer);
        if (failure === undefined) resolve();
        else reject(failure);
      };
    });
    child.on('message', (message: FromSipd) => this.#onMessage(message));
    this.#tell({ type: 'start', options, secret: this.secret });
  }

  get channel(): Duplex {
    return this.#child.stdio[CHANNEL_FD] as Duplex;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get adminPort(): number {
    return this.#adminPort;
  }

  get listenPoints(): readonly ListenPoint[] {
    return this.#listenPoints;
  }

  counters(): Promise<SipdCounters> {
    const id = ++this.#counter;
    return new Promise((resolve, reject) => {
      const settle = (answer: SipdCounters | Error): void => {
        clearTimeout(timer);
        this.#pending.delete(id);
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      };
      const timer = setTimeout(() => settle(new Error('sipd did not answer')), ANSWER_WITHIN_MS);
      this.#pending.set(id, settle);
      if (!this.#tell({ type: 'counters', id })) settle(new Error('sipd has ended'));
    });
  }

  saveDialog(id: string, saved: (dialog: SavedDialog) => void): void {
    if (this.#toSave.length === 0)
      setImmediate(() => this.#tell({ type: 'save', ids: this.#toSave.splice(0) }));
    this.#toSave.push(id);
    this.#saving.set(id, saved);
  }

  onExit(handler: (exit: SipdExit) => void): void {
    this.#exited.then(handler).catch((flaw: unknown) => this.#onFlaw(flaw));
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#tell({ type: 'stop' })) {
      const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_WITHIN_MS);
      this.onExit(() => clearTimeout(timer));
    }
    await this.#exited;
  }

  #onMessage(message: FromSipd): void {
    switch (message.type) {
      case 'ready':
        this.#adminPort = message.adminPort;
        this.#listenPoints = message.listenPoints;
        return this.#settleReady();
      case 'failed':
        return this.#failToStart(`sipd cannot start: ${message.message}`);
      case 'saved':
        return message.dialogs.forEach(([id, dialog]) => this.#saved(id, dialog));
      case 'counters':
        return this.#pending.get(message.id)?.(message.counters);
      case 'traffic':
        return this.onTraffic(message.traffic);
      case 'error':
        return this.#log('error', message.message);
      case 'notice':
        return this.#log('warn', message.message);
    }
  }

  #saved(id: string, dialog: SavedDialog | null): void {
    const saved = this.#saving.get(id);
    this.#saving.delete(id);
    if (dialog !== null) saved?.(dialog);
  }

  #failToStart(why: string): void {
    this.#settleReady(new Error(why));
    this.stop().catch((flaw: unknown) => this.#onFlaw(flaw));
  }

  #onFlaw(flaw: unknown): void {
    this.#log('error', flaw instanceof Error ? (flaw.stack ?? flaw.message) : String(flaw));
  }

  #onExited({ code, signal }: SipdExit): void {
    this.#settleReady(new Error(`sipd ended before it was ready (code ${code}, signal ${signal})`));
    this.#saving.clear();
    for (const settle of [...this.#pending.values()]) settle(new Error('sipd has ended'));
  }

  /** False when sipd cannot be told anything any more. */
  #tell(message: ToSipd): boolean {
    if (!this.#child.connected) return false;
    this.#child.send(message, () => undefined);
    return true;
  }
}

/** Where the program finds its end of the channel. */
export const CHANNEL_FD = 4;
const START_WITHIN_MS = 10_000;
const ANSWER_WITHIN_MS = 5000;
const STOP_WITHIN_MS = 3000;

/** Semi-spaces of 4 MiB in place of 16: at 400 calls/s a scavenge stands still for 3 ms in place of 10 (medians). */
const YOUNG_GENERATION = '--max-semi-space-size=4';
