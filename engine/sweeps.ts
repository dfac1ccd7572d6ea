/**
 * A sweep at the start and then at intervals, never two at once: one that comes due while another is under way follows
 * it. Most delete what is past its days.
 */
import type { Clock } from './clock.js';

export class Sweeps {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #everyMs: number;
  readonly #sweep: () => Promise<void>;
  #callOff: () => void = () => undefined;
  #sweeping: Promise<void> | undefined;
  #isDue = false;
  #isClosed = false;

  /** `sweep` never rejects. A long one looks at `isClosed` now and then. */
  constructor(clock: Pick<Clock, 'after'>, everyMs: number, sweep: () => Promise<void>) {
    this.#clock = clock;
    this.#everyMs = everyMs;
    this.#sweep = sweep;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Sweeps now, or behind the sweep under way, and from now on at intervals. Waits for nothing. */
  start(): void {
    if (this.#isClosed) return;
    this.#callOff = this.#clock.after(this.#everyMs, () => this.start());
    this.#isDue = true;
    this.#sweeping ??= this.#sweepWhileDue().finally(() => (this.#sweeping = undefined));
  }

  /** Waits for the sweep under way. Idempotent. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#callOff();
    await this.#sweeping;
  }

  async #sweepWhileDue(): Promise<void> {
    while (this.#isDue && !this.#isClosed) {
      this.#isDue = false;
      await this.#sweep();
    }
  }
}
