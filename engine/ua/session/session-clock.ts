/**
 * The clock of the legs' session timers. Every leg waits for minutes, and most end before that, so all timers are in
 * one hashed wheel (Varghese and Lauck, scheme 6): a linked list for each second, a few pointer writes to set and
 * cancel, and one timeout for all of them, set for the next second that has a timer. A timer never fires early, and at
 * most a second late.
 */

/** Time as it is needed here, so that a test can control it. */
export interface TimerClock {
  /** Milliseconds of a monotonic clock. */
  now(): number;
  /** Runs `action` once after `ms` milliseconds; the returned function cancels it. */
  after(ms: number, action: () => void): () => void;
}

export const systemTimer: TimerClock = {
  now: () => performance.now(),
  after(ms, action) {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
};

/** A timer of the wheel, set once at a time. */
export abstract class Sleeper {
  next: Sleeper = this;
  previous: Sleeper = this;
  /** Clock reading at which it fires. */
  second = 0;

  abstract wake(): void;
}

const SECOND_MS = 1000;
const SLOTS = 1024;

class Slot extends Sleeper {
  wake(): void {
    throw new TypeError('a slot of the wheel does not sleep');
  }
}

export class SessionClock implements TimerClock {
  readonly #clock: TimerClock;
  readonly #slots: readonly Sleeper[] = Array.from({ length: SLOTS }, () => new Slot());
  #sleeping = 0;
  /** The last second that was processed, and the next one to be processed. */
  #second = 0;
  #next = 0;
  #callOff: (() => void) | undefined;

  constructor(clock: TimerClock = systemTimer) {
    this.#clock = clock;
  }

  /** Timers set, for tests and for finding leaks. */
  get sleeping(): number {
    return this.#sleeping;
  }

  now(): number {
    return this.#clock.now();
  }

  after(ms: number, action: () => void): () => void {
    return this.#clock.after(ms, action);
  }

  /** Calls `sleeper.wake()` once, `ms` milliseconds from now; replaces an earlier setting. */
  sleep(sleeper: Sleeper, ms: number): void {
    this.rouse(sleeper);
    const now = this.#clock.now();
    if (this.#sleeping === 0) this.#second = Math.floor(now / SECOND_MS);
    sleeper.second = Math.max(this.#second + 1, Math.ceil((now + ms) / SECOND_MS));
    const slot = this.#slots[sleeper.second % SLOTS] as Sleeper;
    sleeper.previous = slot.previous;
    sleeper.next = slot;
    slot.previous.next = sleeper;
    slot.previous = sleeper;
    this.#sleeping += 1;
    if (this.#callOff === undefined || sleeper.second < this.#next) this.#wind(now);
  }

  /** Cancels a timer; does nothing if it is not set. */
  rouse(sleeper: Sleeper): void {
    if (sleeper.next === sleeper) return;
    sleeper.previous.next = sleeper.next;
    sleeper.next.previous = sleeper.previous;
    sleeper.next = sleeper.previous = sleeper;
    this.#sleeping -= 1;
    if (this.#sleeping > 0) return;
    this.#callOff?.();
    this.#callOff = undefined;
  }

  /**
   * Sets the timeout for the next slot that is not empty; its timers may still have another turn of the wheel to wait.
   */
  #wind(now: number): void {
    let next = this.#second + 1;
    while (this.#isEmpty(next)) next += 1;
    this.#next = next;
    this.#callOff?.();
    this.#callOff = this.#clock.after(next * SECOND_MS - now, () => this.#turn());
  }

  #isEmpty(second: number): boolean {
    const slot = this.#slots[second % SLOTS];
    return slot?.next === slot;
  }

  /** Fires what is due. A late turn (the process was busy or stopped) processes each slot at most once. */
  #turn(): void {
    this.#callOff = undefined;
    const now = this.#clock.now();
    const until = Math.floor(now / SECOND_MS);
    const due: Sleeper[] = [];
    for (let second = Math.max(this.#second + 1, until - SLOTS + 1); second <= until; second += 1) {
      const slot = this.#slots[second % SLOTS] as Sleeper;
      for (let one = slot.next; one !== slot; one = one.next) if (one.second <= until) due.push(one);
    }
    this.#second = Math.max(until, this.#second);
    for (const sleeper of due) this.#wake(sleeper, until);
    if (this.#sleeping > 0 && this.#callOff === undefined) this.#wind(now);
  }

  /** Unless a timer that fired in this turn has cancelled it, or set it again. */
  #wake(sleeper: Sleeper, until: number): void {
    if (sleeper.next === sleeper || sleeper.second > until) return;
    this.rouse(sleeper);
    sleeper.wake();
  }
}
