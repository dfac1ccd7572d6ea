/**
 * A handler of a leg, or the time until there is one: the callee may speak up between its answer and the caller's ACK,
 * before the two legs are one call.
 */
import type { LightAbortSignal } from '../light-abort.js';
import { SignalingError } from './signaling.js';

export class LateHandler<H> {
  readonly #ended: LightAbortSignal;
  readonly #sleepers: (() => void)[] = [];
  #handler: H | undefined;

  /** @param ended aborts when the leg is over. */
  constructor(ended: LightAbortSignal) {
    this.#ended = ended;
  }

  set(handler: H): void {
    this.#handler = handler;
    for (const look of this.#sleepers.splice(0)) look();
  }

  /** Rejects `gone` if the leg ends first. */
  get(): Promise<H> {
    return new Promise((resolve, reject) => {
      const gone = (): void => reject(new SignalingError('gone', 481, 'the leg has ended'));
      const look = (): void => {
        if (this.#ended.aborted) return gone();
        if (this.#handler === undefined) return void this.#sleepers.push(look);
        this.#ended.removeEventListener('abort', gone);
        resolve(this.#handler);
      };
      this.#ended.addEventListener('abort', gone, { once: true });
      look();
    });
  }
}
