/**
 * A handler of a leg that may not be set yet: the callee may send an offer between its answer and the caller's ACK,
 * before the two legs are one call. That may take as long as a lost ACK, and no offer may go unanswered for so long.
 */
import type { EndSignal } from '../end-signal.js';
import { SignalingError } from './signaling-error.js';

/** A caller's ACK usually arrives within a round trip; an UPDATE's sender gives up after 32 s. */
const PATIENCE_MS = 4000;

export class LateHandler<H> {
  readonly #ended: EndSignal;
  readonly #patienceMs: number;
  /** Created on demand: nearly all handlers are set before they are called. */
  #sleepers: ((handler: H) => void)[] | undefined;
  #handler: H | undefined;

  /** @param ended aborts when the leg has ended. */
  constructor(ended: EndSignal, patienceMs = PATIENCE_MS) {
    this.#ended = ended;
    this.#patienceMs = patienceMs;
  }

  set(handler: H): void {
    this.#handler = handler;
    const sleepers = this.#sleepers ?? [];
    this.#sleepers = undefined;
    for (const wake of sleepers) wake(handler);
  }

  /** Rejects `gone` if the leg ends first, `timeout` if no handler is set soon. */
  get(): Promise<H> {
    if (this.#ended.aborted) return Promise.reject(gone());
    return this.#handler === undefined ? this.#wait() : Promise.resolve(this.#handler);
  }

  #wait(): Promise<H> {
    return new Promise((resolve, reject) => {
      const settle = (outcome: () => void): void => {
        clearTimeout(timer);
        release();
        outcome();
      };
      const late = new SignalingError('timeout', 500, 'the leg has no handler of offers yet');
      const timer = setTimeout(() => settle(() => reject(late)), this.#patienceMs);
      const release = this.#ended.onAbort(() => settle(() => reject(gone())));
      (this.#sleepers ??= []).push((handler) => settle(() => resolve(handler)));
    });
  }
}

function gone(): SignalingError {
  return new SignalingError('gone', 481, 'the leg has ended');
}
