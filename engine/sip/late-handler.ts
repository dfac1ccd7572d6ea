/**
 * A handler of a leg, or the time until there is one: the callee may speak up between its answer and the caller's ACK,
 * before the two legs are one call. That may take as long as a lost ACK, and no peer's offer goes unanswered for so long.
 */
import type { LightAbortSignal } from '../light-abort.js';
import { SignalingError } from './signaling.js';

/** A caller's ACK is usually there in a round trip; an UPDATE's sender gives up after 32 s. */
const PATIENCE_MS = 4000;

export class LateHandler<H> {
  readonly #ended: LightAbortSignal;
  readonly #patienceMs: number;
  /** Made when there is one: nearly all handlers are set before they are asked for. */
  #sleepers: (() => void)[] | undefined;
  #handler: H | undefined;

  /** @param ended aborts when the leg is over. */
  constructor(ended: LightAbortSignal, patienceMs = PATIENCE_MS) {
    this.#ended = ended;
    this.#patienceMs = patienceMs;
  }

  set(handler: H): void {
    this.#handler = handler;
    const sleepers = this.#sleepers ?? [];
    this.#sleepers = undefined;
    for (const look of sleepers) look();
  }

  /** Rejects `gone` if the leg ends first, `timeout` if nobody sets a handler soon. */
  get(): Promise<H> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        settle();
        reject(new SignalingError('timeout', 500, 'nobody takes offers on the leg yet'));
      }, this.#patienceMs);
      const settle = (): void => {
        clearTimeout(timer);
        this.#ended.removeEventListener('abort', gone);
      };
      const gone = (): void => {
        settle();
        reject(new SignalingError('gone', 481, 'the leg has ended'));
      };
      const look = (): void => {
        if (this.#ended.aborted) return gone();
        if (this.#handler === undefined) return void (this.#sleepers ??= []).push(look);
        settle();
        resolve(this.#handler);
      };
      this.#ended.addEventListener('abort', gone, { once: true });
      look();
    });
  }
}
