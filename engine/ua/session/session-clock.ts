/**
 * The clock of the legs' session timers. Every leg sleeps for minutes, and most are over before they wake, so all sleepers hang in
 * one hashed wheel (Varghese and Lauck, scheme 6): a linked list for each second, a few pointer writes to lie down and to get
 * up, and one timeout for all of them, set for the next second of which somebody sleeps. Nobody wakes early, and at most a second late.
 */

/** Time as it is needed here, so that a test can turn it. */
export interface TimerClock {
  /** Milliseconds that have passed since some instant. */
  now(): number;
  /** Runs `action` once after `ms` milliseconds; the function returned calls it off. */
  after(ms: number, action: () => void): () => void;
}

export const systemTimer: TimerClock = {
  now: () => performance.now(),
  after(ms, action) {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
};

/** One that sleeps in the wheel, one sleep at a time. */
export abstract class Sleeper {
  next: Sleeper = this;
  previous: Sleeper = this;
  /** Of the clock, when it wakes. */
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
  /** The last second that was looked at, and the one that is looked at next. */
  #second = 0;
  #next = 0;
  #callOff: (() => void) | undefined;

  constructor(clock: TimerClock = systemTimer) {
    this.#clock = clock;
  }

  /** Who sleeps now, for tests and for telling a leak. */
  get sleeping(): number {
    return this.#sleeping;
  }

  now(): number {
    return this.#clock.now();
  }

  after(ms: number, action: () => void): () => void {
    return this.#clock.after(ms, action);
  }

  /** Calls `sleeper.wake()` once, `ms` milliseconds from now; a sleep it was in is over without that. */
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

  /** Ends a sleep without waking; harmless for one that does not sleep. */
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

  /** Sets the timeout for the next slot that is not empty; whoever sleeps there may do so for another turn of the wheel. */
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

  /** Wakes whose time has come. A late turn (the process was busy or stopped) looks at each slot at most once. */
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

  /** Unless another one's waking in this turn has roused it, or sent it to sleep again. */
  #wake(sleeper: Sleeper, until: number): void {
    if (sleeper.next === sleeper || sleeper.second > until) return;
    this.rouse(sleeper);
    sleeper.wake();
  }
}
