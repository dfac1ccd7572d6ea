/**
 * Moderates how often a busy event loop turns, as a network card moderates its interrupts (rx-usecs and rx-frames of
 * ethtool). A loop that is woken for every message pays for it with a wake-up and cold caches, in this process and in those
 * it writes to; one that finds some messages together does a call's work in five sixths of the time. So where
 * WANTED_MESSAGES are to be expected within MAX_WAIT_MS, the loop waits for them after each turn:
 *
 *    arrived, arrived … ──▶ work ──▶ `atEnd`: what is to leave leaves ──▶ wait, blocked ──▶ next turn
 *
 * Below that rate nothing ever waits. Nor does a process that is late already: what came meanwhile is enough.
 */

const WANTED_MESSAGES = 4;
const MAX_WAIT_MS = 2;
/** A turn that took so long has gathered enough for the next. */
const LATE_MS = 4;
/** How long messages are counted for a rate. */
const COUNTED_MS = 100;

export interface ModerationSurroundings {
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  /** Blocks the thread for that many milliseconds. */
  readonly wait: (milliseconds: number) => void;
}

export class TurnModeration {
  readonly #surroundings: ModerationSurroundings;
  #ends: (() => void)[] = [];
  #isTurn = false;
  #begunMs = 0;
  #count = 0;
  #countedSinceMs = 0;
  /** Until WANTED_MESSAGES more can be expected, at the rate counted last. */
  #expectedMs = Infinity;

  constructor(surroundings: ModerationSurroundings = PLATFORM) {
    this.#surroundings = surroundings;
  }

  /** A message has come. */
  arrived(): void {
    this.#count += 1;
    this.#begin();
  }

  /** Calls `act` when this turn of the loop is over, before any wait. */
  atEnd(act: () => void): void {
    this.#ends.push(act);
    this.#begin();
  }

  #begin(): void {
    if (this.#isTurn) return;
    this.#isTurn = true;
    this.#begunMs = this.#surroundings.now();
    setImmediate(this.#end);
  }

  readonly #end = (): void => {
    this.#isTurn = false;
    const ends = this.#ends;
    this.#ends = [];
    for (const act of ends) act();
    const nowMs = this.#surroundings.now();
    this.#takeRate(nowMs);
    const isLate = nowMs - this.#begunMs > LATE_MS;
    if (this.#expectedMs <= MAX_WAIT_MS && !isLate) this.#surroundings.wait(this.#expectedMs);
  };

  #takeRate(nowMs: number): void {
    const elapsedMs = nowMs - this.#countedSinceMs;
    if (elapsedMs < COUNTED_MS) return;
    this.#expectedMs = (WANTED_MESSAGES * elapsedMs) / this.#count;
    this.#count = 0;
    this.#countedSinceMs = nowMs;
  }
}

const cell = new Int32Array(new SharedArrayBuffer(4));

const PLATFORM: ModerationSurroundings = {
  now: () => performance.now(),
  wait: (milliseconds) => {
    Atomics.wait(cell, 0, 0, milliseconds);
  },
};
