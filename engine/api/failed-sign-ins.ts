/**
 * Slows down guessing of signatures and tokens. Each wrong one takes a token of its source; without a token a request
 * is refused unread, right or wrong, so that a guess made meanwhile reveals nothing. A source is an address, with the
 * application that is asked for: one application with a wrong secret does not lock out others behind the same address.
 */
import { TokenBuckets } from '../token-buckets.js';

/** How long the source has to wait for its next attempt. */
const REFILL_MS = 5000;

export interface FailedSignInsOptions {
  /** Wrong ones in a row before a source is slowed down; 0 is no limit. */
  readonly burst: number;
  /** What counts as one source: an address, or the network of one. */
  readonly sourceOf: (address: string) => string;
  /** Milliseconds of a monotonic clock. */
  readonly elapsed: () => number;
}

export class FailedSignIns {
  static readonly retryAfterSeconds = REFILL_MS / 1000;
  readonly #buckets: TokenBuckets | undefined;
  readonly #sourceOf: (address: string) => string;

  constructor({ burst, sourceOf, elapsed }: FailedSignInsOptions) {
    this.#buckets = burst === 0 ? undefined : new TokenBuckets({ burst, refillMs: REFILL_MS }, elapsed);
    this.#sourceOf = sourceOf;
  }

  /** Whether an attempt may be checked. `name`: the application, or empty. */
  mayTry(address: string, name = ''): boolean {
    return this.#buckets?.has(this.#keyOf(address, name)) ?? true;
  }

  /** It was checked, and is wrong. */
  failed(address: string, name = ''): void {
    this.#buckets?.take(this.#keyOf(address, name));
  }

  /** It was counted before it was checked, and is right, or was not checked. */
  passed(address: string, name = ''): void {
    this.#buckets?.give(this.#keyOf(address, name));
  }

  /** What counts as one source. */
  sourceOf(address: string): string {
    return this.#sourceOf(address);
  }

  #keyOf(address: string, name: string): string {
    return `${this.#sourceOf(address)} ${name}`;
  }
}
