/**
 * What the service manager hears (sd_notify(3)): that the service accepts calls, reads its configuration again, stops,
 * and, where it watches, that the processes a call needs still answer. Its socket takes datagrams over a Unix address,
 * which Node cannot send, so each notice is sent by `systemd-notify`: one short process, four times in `WatchdogSec`.
 */
import { spawn } from 'node:child_process';
import type { Clock } from '../clock.js';
import type { ProcessName } from './programs.js';

/**
 * A hung recorder is not among them: recordings then have gaps, and calls go on, which a restart of everything would
 * end.
 */
export const WATCHED: readonly ProcessName[] = ['engine', 'sip', 'media'];
/** Questions in the time after which the service manager takes the service for hung. */
const TURNS = 4;
const SEND_WITHIN_MS = 10_000;

export interface ServiceManagerParts {
  /** This process's: `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID`, as systemd sets them. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Pick<Clock, 'after'>;
  /** Microseconds of CLOCK_MONOTONIC. */
  readonly monotonicMicroseconds: () => bigint;
  /** Sends one notice: lines of `NAME=VALUE`. Rejects with an Error if it could not be sent. */
  readonly send: (lines: readonly string[]) => Promise<void>;
  /** A line for the log. */
  readonly warn: (notice: string) => void;
}

/** Does nothing where no service manager waits for notices. */
export class ServiceManager {
  readonly #parts: ServiceManagerParts;
  readonly #isThere: boolean;
  readonly #answered = new Set<ProcessName>();
  #sent: Promise<void> = Promise.resolve();
  #isFaulty = false;
  #isStopping = false;
  #callOff: () => void = () => undefined;

  constructor(parts: ServiceManagerParts) {
    this.#parts = parts;
    this.#isThere = (parts.environment['NOTIFY_SOCKET'] ?? '') !== '';
  }

  /**
   * From now on the service manager hears that the service is alive as long as each watched process answers. `ask` puts
   * the question to all of them; each answer is handed to `answered`. A process that is started again meanwhile counts as
   * soon as it answers, so `WatchdogSec` is longer than any start.
   */
  watch(ask: () => void): void {
    const { environment } = this.#parts;
    const limitMs = Number(environment['WATCHDOG_USEC'] ?? 0) / 1000;
    const isMeant = [undefined, String(process.pid)].includes(environment['WATCHDOG_PID']);
    if (!this.#isThere || !isMeant || !(limitMs > 0)) return;
    const turn = (): void => {
      // A stop has its own limit, within which the processes end one after the other.
      if (this.#isStopping || WATCHED.every((name) => this.#answered.has(name))) {
        this.#answered.clear();
        this.#tell('WATCHDOG=1');
      }
      ask();
      this.#callOff = this.#parts.clock.after(limitMs / TURNS, turn);
    };
    turn();
  }

  answered(name: ProcessName): void {
    this.#answered.add(name);
  }

  /** Calls are accepted; after `reloading`: what was read is in force, or refused. */
  ready(): void {
    this.#tell('READY=1');
  }

  reloading(): void {
    // Type=notify-reload needs the time, by which it tells this reload from an earlier one.
    this.#tell('RELOADING=1', `MONOTONIC_USEC=${this.#parts.monotonicMicroseconds()}`);
  }

  stopping(): void {
    if (this.#isStopping) return;
    this.#isStopping = true;
    this.#tell('STOPPING=1');
  }

  /** The questions end. */
  close(): void {
    this.#callOff();
  }

  /** One after the other: READY=1 must not overtake the RELOADING=1 before it. */
  #tell(...lines: readonly string[]): void {
    if (!this.#isThere) return;
    this.#sent = this.#sent
      .then(() => this.#parts.send(lines))
      .then(
        () => void (this.#isFaulty = false),
        (error: unknown) => this.#failed(error),
      );
  }

  /** Once, and not with each turn. */
  #failed(error: unknown): void {
    if (this.#isFaulty) return;
    this.#isFaulty = true;
    const reason = error instanceof Error ? error.message : String(error);
    this.#parts.warn(`the service manager could not be notified, and may restart the service: ${reason}`);
  }
}

/** By systemd's own program, which waits until the service manager has taken the notice. */
export function sendNotice(lines: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('systemd-notify', lines, {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: SEND_WITHIN_MS,
    });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(complaint.trim() || `systemd-notify ended with ${code ?? signal}`));
    });
  });
}
