/**
 * Deletes messages that can be pulled, and those that were given up, after their retention: at the start and then
 * hourly. Both contain real numbers in clear.
 */
import type { Clock } from '../clock.js';
import type { Logger } from '../observe/log.js';
import { Sweeps } from '../sweeps.js';
import type { Outbox } from './outbox.js';

const DAY_MS = 86_400_000;
const SWEEP_MS = 3_600_000;
/** Page by page, so that writes of calls in between are not delayed. */
const PAGE = 1000;

export interface EventRetentionOptions {
  readonly outbox: Pick<Outbox, 'file' | 'flush'>;
  /** Asked at each sweep. */
  readonly days: () => { readonly pullDays: number; readonly givenUpDays: number };
  readonly clock: Clock;
  readonly logger: Logger;
}

export class EventRetention {
  readonly #options: EventRetentionOptions;
  readonly #sweeps: Sweeps;

  constructor(options: EventRetentionOptions) {
    this.#options = options;
    this.#sweeps = new Sweeps(options.clock, SWEEP_MS, () => this.#sweep());
  }

  /** The start of the service does not wait for it. */
  start(): void {
    this.#sweeps.start();
  }

  close(): Promise<void> {
    return this.#sweeps.close();
  }

  async #sweep(): Promise<void> {
    const { outbox, clock, logger, days } = this.#options;
    const { pullDays, givenUpDays } = days();
    try {
      await outbox.flush();
      const events = await this.#forget('forgetEvents', clock.now() - pullDays * DAY_MS);
      const undelivered = await this.#forget('forgetUndelivered', clock.now() - givenUpDays * DAY_MS);
      if (events + undelivered > 0)
        logger.info({ part: 'events', events, undelivered }, 'messages past their days are deleted');
    } catch (err) {
      if (!this.#sweeps.isClosed)
        logger.error({ part: 'events', err }, 'messages past their days could not be deleted');
    }
  }

  async #forget(what: 'forgetEvents' | 'forgetUndelivered', before: number): Promise<number> {
    for (let sum = 0; ;) {
      const { forgotten } = await this.#options.outbox.file.request(what, { before, limit: PAGE });
      sum += forgotten;
      if (forgotten < PAGE || this.#sweeps.isClosed) return sum;
    }
  }
}
