/** Frames between two threads, one message each, sent at once. */
import type { MessagePort, Worker } from 'node:worker_threads';
import type { Frame, Wire, WireTraffic, WireUser } from './wire.js';

/**
 * The wire to a thread that was started here, lost when the thread ends; or, in that thread, to the one that started
 * it.
 */
export class PortWire implements Wire {
  readonly traffic: WireTraffic = { framesIn: 0, framesOut: 0, writes: 0 };
  readonly #port: Worker | MessagePort;
  #isClosed = false;

  constructor(port: Worker | MessagePort) {
    this.#port = port;
  }

  open(user: WireUser): void {
    let flaw: unknown;
    const lose = (): void => {
      if (this.#isClosed) return;
      this.#isClosed = true;
      user.onLost(flaw);
    };
    this.#port.on('message', (frame: Frame) => {
      if (this.#isClosed) return;
      this.traffic.framesIn += 1;
      user.onFrame(frame);
    });
    this.#port.on('error', (error: unknown) => (flaw ??= error));
    // A Worker emits `exit`, a MessagePort `close`.
    this.#port.on('exit', lose);
    this.#port.on('close', lose);
  }

  send(frame: Frame): void {
    if (this.#isClosed) return;
    this.traffic.framesOut += 1;
    this.traffic.writes += 1;
    this.#port.postMessage(frame);
  }

  /** A thread that was started here ends by itself when it has closed its end. */
  close(): void {
    this.#isClosed = true;
    if ('close' in this.#port) this.#port.close();
  }
}
