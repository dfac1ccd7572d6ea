/**
 * Changes made by calls that are on their way to the journal. A call of the same binding whose answer depends on such a
 * change waits for it, but only for a limited time: a stalled disk delays changes, not calls.
 */
import { setTimeout as delay } from 'node:timers/promises';

const MAX_WAIT_MS = 2000;

export class EffectsUnderWay {
  readonly #maxWaitMs: number;
  readonly #bySubscription = new Map<string, Set<Promise<void>>>();

  constructor(maxWaitMs = MAX_WAIT_MS) {
    this.#maxWaitMs = maxWaitMs;
  }

  get any(): boolean {
    return this.#bySubscription.size > 0;
  }

  /** Settles as `applied` does. */
  async add(subscriptionId: string, applied: Promise<void>): Promise<void> {
    const effects = this.#bySubscription.get(subscriptionId) ?? new Set();
    this.#bySubscription.set(subscriptionId, effects.add(applied));
    try {
      await applied;
    } finally {
      effects.delete(applied);
      if (effects.size === 0) this.#bySubscription.delete(subscriptionId);
    }
  }

  /** Waits for the changes of a binding; false if there are none or they take too long. */
  async settled(subscriptionId: string | undefined): Promise<boolean> {
    const effects = subscriptionId === undefined ? undefined : this.#bySubscription.get(subscriptionId);
    if (effects === undefined) return false;
    const timeout = new AbortController();
    const late = delay(this.#maxWaitMs, false, { signal: timeout.signal }).catch(() => false);
    try {
      return await Promise.race([Promise.allSettled(effects).then(() => true), late]);
    } finally {
      timeout.abort();
    }
  }
}
