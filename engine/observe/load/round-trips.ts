/**
 * How late other processes answer: one small question to each, asked again once it is answered. A question waits behind
 * everything that was sent before it, so its age is the age of the queue to that process; that of a process which has
 * stopped grows without limit.
 */
import { Standing } from './standing.js';

interface Watched {
  readonly ask: () => Promise<unknown>;
  readonly standing: Standing;
  /** When the open question was asked; undefined if there is none. */
  askedAt: number | undefined;
  lastMs: number;
}

export class RoundTrips {
  readonly #elapsed: () => number;
  readonly #watched = new Map<string, Watched>();

  constructor(elapsed: () => number) {
    this.#elapsed = elapsed;
  }

  /**
   * Watches a process by its part of the load, in place of its predecessor. `ask` rejects when the process ends. The
   * returned function ends it.
   */
  watch(part: string, ask: () => Promise<unknown>): () => void {
    const watched: Watched = { ask, standing: new Standing(), askedAt: undefined, lastMs: 0 };
    this.#watched.set(part, watched);
    return () => {
      if (this.#watched.get(part) === watched) this.#watched.delete(part);
    };
  }

  /** Takes a measurement of each process, and asks those that have answered. */
  measure(): void {
    const now = this.#elapsed();
    for (const watched of this.#watched.values()) {
      const { askedAt, standing } = watched;
      standing.take(askedAt === undefined ? watched.lastMs : Math.max(watched.lastMs, now - askedAt));
      if (askedAt === undefined) this.#ask(watched, now);
    }
  }

  *delays(): Iterable<{ readonly part: string; readonly delayMs: number }> {
    for (const [part, { standing }] of this.#watched) yield { part, delayMs: standing.delay };
  }

  #ask(watched: Watched, now: number): void {
    watched.askedAt = now;
    const answered = (): void => {
      watched.lastMs = this.#elapsed() - now;
      watched.askedAt = undefined;
    };
    // One that has ended is not late: its successor is watched.
    watched.ask().then(answered, answered);
  }
}
