/**
 * Our reliable provisional responses (RFC 3262 3). Each is sent again, T1 doubling, until its PRACK, and the next one
 * waits for that. A 2xx also waits while a session description is unacknowledged (section 5). After 64 * T1 without
 * PRACK the INVITE is refused, unless its 2xx was waiting.
 */
import type { StackCore } from '../core.js';
import type { TimerOwner, WheelTimer } from '../timer-wheel.js';

interface Provisional {
  readonly rseq: number;
  readonly hasSession: boolean;
  /** `again` is false the first time. */
  readonly send: (again: boolean) => void;
}

/** The provisional that a PRACK names: its number, and that of its INVITE. */
export interface Acknowledged {
  readonly rseq: number;
  readonly cseq: number;
}

/** `RAck: 776656 1 INVITE` (RFC 3262 7.2); undefined if it does not acknowledge an INVITE's provisional. */
export function readRack(value: string | undefined): Acknowledged | undefined {
  const [, rseq, cseq] = /^\s*(\d{1,10})\s+(\d{1,10})\s+INVITE\s*$/i.exec(value ?? '') ?? [];
  return rseq === undefined ? undefined : { rseq: Number(rseq), cseq: Number(cseq) };
}

const FIRST_RSEQ_BITS = 0x3fff_ffff;
const MAX_WAITING = 16;

export class ReliableProvisionals implements TimerOwner {
  readonly #core: StackCore;
  readonly #onTimeout: () => void;
  /** The first one is on the wire, the others wait. */
  readonly #queue: Provisional[] = [];
  #rseq: number;
  #interval = 0;
  #again: WheelTimer | undefined;
  #timeout: WheelTimer | undefined;
  #answer: ((unacknowledged?: number) => void) | undefined;

  constructor(core: StackCore, onTimeout: () => void) {
    this.#core = core;
    this.#onTimeout = onTimeout;
    this.#rseq = (parseInt(core.random(4), 16) & FIRST_RSEQ_BITS) + 1;
  }

  /** The number of the next one. */
  get nextRseq(): number {
    return this.#rseq;
  }

  /** Sends it when its turn comes. False if too many wait already. */
  add(hasSession: boolean, send: (again: boolean) => void): boolean {
    if (this.#queue.length >= MAX_WAITING) return false;
    this.#queue.push({ rseq: this.#rseq, hasSession, send });
    this.#rseq += 1;
    if (this.#queue.length === 1) this.#sendFirst();
    return true;
  }

  /** A PRACK: false if no provisional waits for it. */
  acknowledge(rseq: number): boolean {
    const [first] = this.#queue;
    if (rseq !== first?.rseq) return false;
    this.#stopTimers();
    this.#queue.shift();
    if (this.#queue.length > 0) {
      this.#sendFirst();
      return true;
    }
    const answer = this.#answer;
    this.#answer = undefined;
    answer?.();
    return true;
  }

  /**
   * Sends the final response: a 2xx after the session descriptions before it, any other at once. `send` receives the
   * number of the provisional whose PRACK it does not wait for.
   */
  finish(isSuccess: boolean, send: (unacknowledged?: number) => void): void {
    if (isSuccess && this.#queue.some(({ hasSession }) => hasSession)) {
      this.#answer = send;
      return;
    }
    const unacknowledged = this.#queue[0]?.rseq;
    this.stop();
    send(unacknowledged);
  }

  stop(): void {
    this.#stopTimers();
    this.#queue.length = 0;
    this.#answer = undefined;
  }

  onTimer(name: string): void {
    if (name === 'timeout') {
      const answer = this.#answer ?? this.#onTimeout; // a 2xx that has waited so long may as well go
      this.stop();
      answer();
      return;
    }
    this.#queue[0]?.send(true);
    this.#interval *= 2;
    this.#again = this.#core.wheel.set(this.#interval, this, 'again');
  }

  #sendFirst(): void {
    this.#interval = this.#core.timers.t1;
    this.#again = this.#core.wheel.set(this.#interval, this, 'again');
    this.#timeout = this.#core.wheel.set(64 * this.#core.timers.t1, this, 'timeout');
    this.#queue[0]?.send(false);
  }

  #stopTimers(): void {
    this.#again = this.#core.wheel.cancel(this.#again);
    this.#timeout = this.#core.wheel.cancel(this.#timeout);
  }
}
