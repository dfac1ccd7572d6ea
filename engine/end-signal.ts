/**
 * The end of something that others wait for: a leg, a call, an abandoned INVITE. It has the part of AbortSignal that a
 * call needs. Node's own carries a whole EventTarget, 12 us of CPU for one with two listeners, and every call has nine
 * in two processes. The product passes none to the platform; where that is needed, `onAbort` aborts the platform's.
 */

export interface EndSignal {
  readonly aborted: boolean;
  /** The argument of `abort`; undefined before. */
  readonly reason: unknown;
  throwIfAborted(): void;
  /**
   * Calls the listener once, at the end, or at once if it has ended, so that no end is missed. Returns a function that
   * removes the listener, which does nothing after the end or a second time.
   */
  onAbort(listener: () => void): () => void;
}

/** Ends it. The controller is its own signal, and is passed as an EndSignal to those who only listen. */
export class EndController implements EndSignal {
  #aborted = false;
  #reason: unknown;
  #listeners: (undefined | (() => void))[] | undefined;

  get aborted(): boolean {
    return this.#aborted;
  }

  get reason(): unknown {
    return this.#reason;
  }

  /**
   * The first reason counts. A listener that throws is an uncaught exception, as with AbortSignal, and stops no other.
   */
  abort(reason: unknown = new Error('aborted')): void {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#reason = reason;
    for (const listener of this.#listeners ?? []) {
      try {
        listener?.();
      } catch (error) {
        process.nextTick(() => {
          throw error;
        });
      }
    }
    this.#listeners = undefined;
  }

  throwIfAborted(): void {
    // `abort` is given the error to throw.
    if (this.#aborted) throw this.#reason as Error;
  }

  onAbort(listener: () => void): () => void {
    if (this.#aborted) {
      listener();
      return nothing;
    }
    (this.#listeners ??= []).push(listener);
    return () => this.#release(listener);
  }

  #release(listener: () => void): void {
    const listeners = this.#listeners ?? [];
    const index = listeners.indexOf(listener);
    if (index === -1) return;
    // A listener may remove one that `abort` has not called yet.
    if (this.#aborted) listeners[index] = undefined;
    else listeners.splice(index, 1);
  }
}

function nothing(): void {
  // There is no listener to remove.
}
