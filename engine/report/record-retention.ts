/**
 * Deletes the records of calls after their retention, at the start and then daily. A record contains both real numbers
 * in clear, so it is kept no longer than the operator says. A record whose push still waits for its receiver is kept
 * until that is over.
 */
import type { Clock } from '../clock.js';
import type { Logger } from '../observe/log.js';
import { Sweeps } from '../sweeps.js';
import type { Outbox } from './outbox.js';

const DAY_MS = 86_400_000;

export interface RecordRetentionOptions {
  readonly outbox: Pick<Outbox, 'forgetRecords'>;
  /** Asked at each sweep. */
  readonly days: () => number;
  readonly clock: Clock;
  readonly logger: Logger;
}

export class RecordRetention {
  readonly #options: RecordRetentionOptions;
  readonly #sweeps: Sweeps;

  constructor(options: RecordRetentionOptions) {
    this.#options = options;
    this.#sweeps = new Sweeps(options.clock, DAY_MS, () => this.#sweep());
  }

  /** The start of the service does not wait for it. */
  start(): void {
    this.#sweeps.start();
  }

  close(): Promise<void> {
    return this.#sweeps.close();
  }

  async #sweep(): Promise<void> {
    const { outbox, clock, logger } = this.#options;
    const days = this.#options.days();
    try {
      const records = await outbox.forgetRecords(clock.now() - days * DAY_MS);
      if (records > 0) logger.info({ part: 'records', records, days }, 'records past their days are deleted');
    } catch (err) {
      logger.error({ part: 'records', err }, 'records past their days could not be deleted');
    }
  }
}
