/**
 * Digits of a leg for its listener, a bounded number of them in progress; the first ones wait until there is a
 * listener.
 */
import type { EndSignal } from '../end-signal.js';
import { LateHandler } from './late-handler.js';
import type { Leg } from './signaling.js';

export interface Digit {
  readonly digit: string;
  readonly durationMs: number;
}

type DigitHandler = Parameters<Leg['onDigit']>[0];

/** More than a person presses before the other side has received the first. */
const MAX_WAITING = 32;

export class EarlyDigits {
  readonly #onDigit: LateHandler<DigitHandler>;
  #waiting = 0;

  /** @param ended aborts when the leg has ended. */
  constructor(ended: EndSignal) {
    this.#onDigit = new LateHandler(ended);
  }

  /** Whether one more can be accepted. */
  get isFull(): boolean {
    return this.#waiting === MAX_WAITING;
  }

  /** Resolves when the digit has reached its destination; rejects if it cannot, or when the leg ends first. */
  async take({ digit, durationMs }: { readonly digit: string; readonly durationMs: number }): Promise<void> {
    if (this.isFull) throw new RangeError(`${MAX_WAITING} digits are under way already`);
    this.#waiting += 1;
    try {
      const onDigit = await this.#onDigit.get();
      await onDigit(digit, durationMs);
    } finally {
      this.#waiting -= 1;
    }
  }

  listen(handler: DigitHandler): void {
    this.#onDigit.set(handler);
  }
}
