/**
 * New calls that were refused without a transaction, because there are too many. A repeated INVITE gets the same
 * answer, so that it never becomes a call after its refusal has arrived (RFC 3261 17.2.1); nothing else is kept of it.
 *
 * Two generations are kept, each for as long as a client repeats itself. A full one is followed by the next early.
 */
import { detached } from '../parse/header-text.js';

/** 64 * T1, RFC 3261 17.1.1.2. */
const GENERATION_MS = 32_000;
const MAX_CALLS = 50_000;

export class RefusedCalls {
  readonly #now: () => number;
  /** Seconds of Retry-After, by transaction key. */
  #young = new Map<string, number>();
  #old = new Map<string, number>();
  #since: number;

  constructor(now: () => number) {
    this.#now = now;
    this.#since = now();
  }

  add(key: string, retryAfterSeconds: number): void {
    if (this.#young.size >= MAX_CALLS) this.#turn();
    this.#young.set(detached(key), retryAfterSeconds);
  }

  /** The Retry-After that the call was refused with; undefined if it was not. */
  get(key: string): number | undefined {
    if (this.#young.size + this.#old.size === 0) return undefined;
    const elapsed = this.#now() - this.#since;
    if (elapsed >= GENERATION_MS) {
      this.#turn();
      if (elapsed >= 2 * GENERATION_MS) this.#turn();
    }
    return this.#young.get(key) ?? this.#old.get(key);
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
  }

  #turn(): void {
    this.#old = this.#young;
    this.#young = new Map();
    this.#since = this.#now();
  }
}
