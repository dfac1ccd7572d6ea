/**
 * Our 2xx to an INVITE, sent again until its ACK comes: T1, doubling to T2, for 64 * T1, over any transport, because
 * the path may be unreliable further on (RFC 3261 13.3.1.4).
 */
import type { StackCore } from '../core.js';
import type { IncomingRequest } from '../stack.js';
import type { TimerOwner, WheelTimer } from '../timer-wheel.js';
import type { Outlet } from '../transaction/transaction.js';

export class Answer implements TimerOwner {
  readonly #core: StackCore;
  readonly #outlet: Outlet;
  readonly #bytes: Buffer;
  readonly #onTimeout: () => void;
  #interval: number;
  #again: WheelTimer | undefined;
  #timeout: WheelTimer | undefined;

  /** `invite` only for the INVITE that creates the dialog: its ACK is shown with it. */
  constructor(
    core: StackCore,
    outlet: Outlet,
    bytes: Buffer,
    readonly cseq: number,
    readonly invite: IncomingRequest | undefined,
    onTimeout: () => void,
  ) {
    this.#core = core;
    this.#outlet = outlet;
    this.#bytes = bytes;
    this.#onTimeout = onTimeout;
    this.#interval = core.timers.t1;
    this.#again = core.wheel.set(this.#interval, this, 'again');
    this.#timeout = core.wheel.set(64 * core.timers.t1, this, 'timeout');
  }

  /** The ACK has come, or it is not awaited any longer. */
  stop(): void {
    this.#again = this.#core.wheel.cancel(this.#again);
    this.#timeout = this.#core.wheel.cancel(this.#timeout);
  }

  onTimer(name: string): void {
    if (name === 'timeout') {
      this.stop();
      this.#onTimeout();
      return;
    }
    this.#outlet.send(this.#bytes);
    this.#interval = Math.min(2 * this.#interval, this.#core.timers.t2);
    this.#again = this.#core.wheel.set(this.#interval, this, 'again');
  }
}
