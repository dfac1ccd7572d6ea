/** The last times at which something happened, as many as are asked for: a ring that grows up to its bound. */

const FIRST_CAPACITY = 4;

export class RecentTimes {
  #times = new Float64Array(FIRST_CAPACITY);
  #next = 0;
  #size = 0;

  /** `keep`: how many of them are of interest, from 1. */
  add(at: number, keep: number): void {
    if (this.#size === this.#times.length && this.#size < keep) this.#grow(keep);
    this.#times[this.#next] = at;
    this.#next = (this.#next + 1) % this.#times.length;
    this.#size = Math.min(this.#size + 1, this.#times.length);
  }

  /** The nth last one, from 1; undefined: fewer are known. */
  last(n: number): number | undefined {
    if (n > this.#size) return undefined;
    const { length } = this.#times;
    return this.#times[(this.#next - n + length) % length];
  }

  #grow(keep: number): void {
    const { length } = this.#times;
    const times = new Float64Array(Math.max(FIRST_CAPACITY, Math.min(2 * length, keep)));
    for (let n = 0; n < length; n += 1) times[n] = this.#times[(this.#next + n) % length] ?? 0;
    this.#times = times;
    this.#next = length % times.length;
  }
}
