/**
 * Collects the digits of one leg, however they come: RFC 4733 events, tones in the audio, or SIP INFO.
 *
 * Some phones send one key press in two ways at once, so the same digit by another way shortly after is dropped.
 */
import type { CollectOptions } from './media.js';

export type DigitMeans = 'event' | 'tone' | 'info';

export interface Clock {
  /** Milliseconds, monotonic. */
  now(): number;
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  setTimeout: (callback, ms) => setTimeout(callback, ms),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

const SAME_PRESS_MS = 400;
const DEFAULT_INTER_DIGIT_MS = 3000;

export class DigitCollector {
  readonly #clock: Clock;
  readonly #waiting = new Set<Collection>();
  #last: { readonly digit: string; readonly means: DigitMeans; readonly at: number } | undefined;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  get collecting(): boolean {
    return this.#waiting.size > 0;
  }

  /**
   * Resolves with the digits when `maxDigits` have come, at the terminator, or at the timeout (`''` if none came).
   * Rejects with the signal's reason when it aborts, with `close`'s reason when the session ends.
   */
  collect(options: CollectOptions): Promise<string> {
    return new Promise((resolve, reject) => {
      const collection = new Collection(options, this.#clock, (end) => {
        this.#waiting.delete(collection);
        if ('digits' in end) resolve(end.digits);
        else reject(end.reason as Error);
      });
      this.#waiting.add(collection);
      collection.start();
    });
  }

  push(digit: string, means: DigitMeans): void {
    if (!/^[0-9*#A-D]$/.test(digit)) return;
    const at = this.#clock.now();
    const last = this.#last;
    if (last?.digit === digit && last.means !== means && at - last.at < SAME_PRESS_MS) return;
    this.#last = { digit, means, at };
    for (const collection of [...this.#waiting]) collection.push(digit);
  }

  close(reason: Error): void {
    for (const collection of [...this.#waiting]) collection.fail(reason);
  }
}

type End = { readonly digits: string } | { readonly reason: unknown };

class Collection {
  #digits = '';
  #timer: unknown;
  #ended = false;
  readonly #options: CollectOptions;
  readonly #clock: Clock;
  readonly #onEnd: (end: End) => void;
  #unlisten: (() => void) | undefined;

  constructor(options: CollectOptions, clock: Clock, onEnd: (end: End) => void) {
    this.#options = options;
    this.#clock = clock;
    this.#onEnd = onEnd;
  }

  start(): void {
    const { signal, timeoutMs } = this.#options;
    this.#unlisten = signal?.onAbort(() => this.fail(signal.reason));
    if (!this.#ended) this.#wait(timeoutMs);
  }

  push(digit: string): void {
    if (digit === (this.#options.terminator ?? '#')) return this.#end({ digits: this.#digits });
    this.#digits += digit;
    if (this.#digits.length >= this.#options.maxDigits) return this.#end({ digits: this.#digits });
    this.#wait(this.#options.interDigitMs ?? DEFAULT_INTER_DIGIT_MS);
  }

  fail(reason: unknown): void {
    this.#end({ reason });
  }

  #wait(ms: number): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(() => this.#end({ digits: this.#digits }), ms);
  }

  #end(end: End): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#clock.clearTimeout(this.#timer);
    this.#unlisten?.();
    this.#onEnd(end);
  }
}
