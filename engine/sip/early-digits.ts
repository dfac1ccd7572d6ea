/** Digits of a leg for whoever listens; the first ones wait until somebody does. */
import type { LightAbortSignal } from '../light-abort.js';
import type { Digit } from './dtmf-info.js';
import { LateHandler } from './late-handler.js';
import type { Leg } from './signaling.js';

type DigitHandler = Parameters<Leg['onDigit']>[0];

/** Digits waiting for a leg that nobody listens to yet. */
const MAX_EARLY_DIGITS = 32;

export class EarlyDigits {
  readonly #onDigit: LateHandler<DigitHandler>;
  #waiting = 0;

  /** @param ended aborts when the leg is over. */
  constructor(ended: LightAbortSignal) {
    this.#onDigit = new LateHandler(ended);
  }

  /** Resolves when the digit is where it belongs; rejects where it cannot get there, or when the leg ends first. */
  async take({ digit, durationMs }: Digit): Promise<void> {
    if (this.#waiting === MAX_EARLY_DIGITS) throw new RangeError('too many digits before the call is up');
    this.#waiting += 1;
    const onDigit = await this.#onDigit.get().finally(() => (this.#waiting -= 1));
    await onDigit(digit, durationMs);
  }

  listen(handler: DigitHandler): void {
    this.#onDigit.set(handler);
  }
}
