/** Token buckets by key, at most 10 000: a further one replaces the oldest. Only time restores tokens. */

/** Further buckets replace the oldest one. */
const MAX_BUCKETS = 10_000;

export interface BucketSize {
  /** Tokens of a full bucket. */
  readonly burst: number;
  /** Time in which one is restored. */
  readonly refillMs: number;
}

export class TokenBuckets {
  readonly #size: BucketSize;
  readonly #now: () => number;
  /** The tokens taken, less those restored by `at`. */
  readonly #taken = new Map<string, { readonly count: number; readonly at: number }>();

  /** `now`: milliseconds of a monotonic clock. */
  constructor(size: BucketSize, now: () => number) {
    this.#size = size;
    this.#now = now;
  }

  has(key: string): boolean {
    return this.#takenOf(key) <= this.#size.burst - 1;
  }

  take(key: string): void {
    const count = this.#takenOf(key) + 1;
    if (!this.#taken.has(key) && this.#taken.size >= MAX_BUCKETS) this.#forgetFirst();
    this.#taken.set(key, { count, at: this.#now() });
  }

  /** Gives one back that was taken. */
  give(key: string): void {
    const count = this.#takenOf(key) - 1;
    if (count > 0) this.#taken.set(key, { count, at: this.#now() });
    else this.#taken.delete(key);
  }

  #takenOf(key: string): number {
    const taken = this.#taken.get(key);
    if (taken === undefined) return 0;
    return Math.max(0, taken.count - (this.#now() - taken.at) / this.#size.refillMs);
  }

  #forgetFirst(): void {
    for (const key of this.#taken.keys()) {
      this.#taken.delete(key);
      return;
    }
  }
}
