/** A clock that stands still until a test moves it. */
import type { Clock } from '../../../../engine/sipd/stack/stack.js';

interface Timeout {
  readonly at: number;
  readonly fire: () => void;
}

export class FakeClock implements Clock {
  #now = 0;
  #timeouts = new Set<Timeout>();

  now(): number {
    return this.#now;
  }

  setTimeout(fire: () => void, milliseconds: number): unknown {
    const timeout = { at: this.#now + Math.max(0, milliseconds), fire };
    this.#timeouts.add(timeout);
    return timeout;
  }

  clearTimeout(timer: unknown): void {
    this.#timeouts.delete(timer as Timeout);
  }

  /** Lets that much time pass, firing what falls due in order. */
  advance(milliseconds: number): void {
    const until = this.#now + milliseconds;
    for (;;) {
      let next: Timeout | undefined;
      for (const timeout of this.#timeouts) {
        if (timeout.at <= until && (next === undefined || timeout.at < next.at)) next = timeout;
      }
      if (next === undefined) break;
      this.#timeouts.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.fire();
    }
    this.#now = until;
  }
}
