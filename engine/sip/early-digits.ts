/** Digits of a leg for whoever listens; the first ones are kept until somebody does. */
import type { Digit } from './dtmf-info.js';
import type { Leg } from './signaling.js';

type DigitHandler = Parameters<Leg['onDigit']>[0];

/** Digits kept for a leg that nobody listens to yet. */
const MAX_EARLY_DIGITS = 32;

export class EarlyDigits {
  readonly #kept: Digit[] = [];
  #onDigit: DigitHandler | undefined;

  take(pressed: Digit): void {
    if (this.#onDigit !== undefined) this.#onDigit(pressed.digit, pressed.durationMs);
    else if (this.#kept.length < MAX_EARLY_DIGITS) this.#kept.push(pressed);
  }

  listen(handler: DigitHandler): void {
    this.#onDigit = handler;
    for (const { digit, durationMs } of this.#kept.splice(0)) handler(digit, durationMs);
  }
}
