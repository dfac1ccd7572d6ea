/**
 * Every timer of the stack, on one clock timeout.
 *
 * At 400 calls a second some 50 000 timers run at once. Nearly all of them are cancelled, or only free memory 32 s
 * later. So they are kept in a hashed wheel (Varghese and Lauck, scheme 6): one linked list for each slot of 20 ms,
 * setting and cancelling are a few pointer writes, and one tick reads one slot. A timer fires at the first tick at or
 * after its time, never before. The wheel stops while it is empty.
 */
import type { Clock } from './stack.js';

/** The owner of a timer; `name` is the RFC's letter or the owner's own word. */
export interface TimerOwner {
  onTimer(name: string): void;
}

const TICK = 20;
const SLOTS = 1024;

/** A running timer. Its owner keeps it only to cancel it. */
export class WheelTimer {
  next: WheelTimer = this;
  previous: WheelTimer = this;
  constructor(
    readonly name: string,
    /** Undefined once fired or cancelled. */
    public owner: TimerOwner | undefined,
    readonly tick: number,
  ) {}

  unlink(): void {
    this.previous.next = this.next;
    this.next.previous = this.previous;
    this.next = this.previous = this;
  }
}

export class TimerWheel {
  readonly #clock: Clock;
  readonly #onError: (error: Error) => void;
  readonly #slots: WheelTimer[] = Array.from({ length: SLOTS }, () => new WheelTimer('', undefined, 0));
  #size = 0;
  /** The last tick processed. */
  #tick = 0;
  #timeout: unknown;
  #isStopped = false;

  constructor(clock: Clock, onError: (error: Error) => void) {
    this.#clock = clock;
    this.#onError = onError;
  }

  /** Running timers, for tests and for finding leaks. */
  get size(): number {
    return this.#size;
  }

  /** Calls `owner.onTimer(name)` once, `milliseconds` from now. */
  set(milliseconds: number, owner: TimerOwner, name: string): WheelTimer {
    const now = this.#clock.now();
    if (this.#timeout === undefined) this.#tick = Math.floor(now / TICK);
    const tick = Math.max(this.#tick + 1, Math.ceil((now + milliseconds) / TICK));
    const timer = new WheelTimer(name, owner, tick);
    if (this.#isStopped) return timer;
    const slot = this.#slot(tick);
    timer.previous = slot.previous;
    timer.next = slot;
    slot.previous.next = timer;
    slot.previous = timer;
    this.#size += 1;
    if (this.#timeout === undefined) this.#arm(now);
    return timer;
  }

  /** Does nothing for a timer that has fired or was cancelled. */
  cancel(timer: WheelTimer | undefined): undefined {
    if (timer?.owner === undefined || this.#isStopped) return;
    timer.owner = undefined;
    timer.unlink();
    this.#size -= 1;
  }

  /** Drops every timer, and accepts no more. */
  stop(): void {
    this.#isStopped = true;
    this.#clock.clearTimeout(this.#timeout);
    this.#timeout = undefined;
    this.#size = 0;
    for (const slot of this.#slots) {
      for (let timer = slot.next; timer !== slot; timer = timer.next) timer.owner = undefined;
      slot.next = slot.previous = slot;
    }
  }

  #slot(tick: number): WheelTimer {
    return this.#slots[tick % SLOTS] as WheelTimer;
  }

  #arm(now: number): void {
    this.#timeout = this.#clock.setTimeout(() => this.#turn(), (this.#tick + 1) * TICK - now);
  }

  /** Fires what is due. A late turn (the process was busy or stopped) catches up, with each slot at most once. */
  #turn(): void {
    const now = this.#clock.now();
    const until = Math.floor(now / TICK);
    const due: WheelTimer[] = [];
    for (let tick = Math.max(this.#tick + 1, until - SLOTS + 1); tick <= until; tick++) {
      const slot = this.#slot(tick);
      for (let timer = slot.next; timer !== slot; timer = timer.next)
        if (timer.tick <= until) due.push(timer);
    }
    this.#tick = Math.max(until, this.#tick);
    for (const timer of due) this.#fire(timer);
    if (this.#size > 0) this.#arm(now);
    else this.#timeout = undefined;
  }

  #fire(timer: WheelTimer): void {
    const { owner } = timer;
    if (owner === undefined) return; // cancelled by one that fired before it in this turn
    this.cancel(timer);
    try {
      owner.onTimer(timer.name);
    } catch (error) {
      this.#onError(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
