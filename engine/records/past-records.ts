/**
 * The records as the rest of the engine uses them: filled by `filing.ts`, searched, exported, erased, and deleted
 * after their days.
 */
import type { Clock } from '../clock.js';
import type { Logger } from '../observe/log.js';
import { Sweeps } from '../sweeps.js';
import { Filing } from './filing.js';
import { pagesOf } from './record-pages.js';
import type {
  CallTotals,
  PastRecord,
  PlacedRecord,
  RecordKind,
  RecordPlace,
  RecordQuery,
  RecordStore,
  TotalsQuery,
  UnfiledRecords,
} from './record-store.js';

const DAY_MS = 86_400_000;
const SWEEP_MS = 3_600_000;

export interface PastRecordsOptions {
  readonly store: RecordStore;
  readonly sources: readonly UnfiledRecords[];
  /** How long each kind is kept after its end, asked hourly. */
  readonly days: () => Readonly<Record<RecordKind, number>>;
  /** How many days sums of calls are kept, asked hourly. */
  readonly statisticsDays: () => number;
  /** City of a privacy number, as far as it is known. */
  readonly areaCodeOf: (x: string) => string | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A pass of filing failed, or went well. */
  readonly onFailure: (error: unknown) => void;
  readonly onFiled: () => void;
}

export class PastRecords {
  readonly #options: PastRecordsOptions;
  readonly #filing: Filing;
  readonly #sweeps: Sweeps;
  #closed: Promise<void> | undefined;

  constructor(options: PastRecordsOptions) {
    this.#options = options;
    const put = (records: readonly PastRecord[]): Promise<void> =>
      options.store.put(records.map((record) => this.#located(record)));
    this.#filing = new Filing({ ...options, store: { put } });
    this.#sweeps = new Sweeps(options.clock, SWEEP_MS, () => this.#sweep());
  }

  /** The start of the service waits for none of it. */
  start(): void {
    this.#filing.start();
    this.#sweeps.start();
  }

  /** A call is found within a second of its end. See RecordStore. */
  search(
    query: RecordQuery,
    behind: RecordPlace | undefined,
    limit: number,
  ): Promise<readonly PlacedRecord[]> {
    return this.#options.store.search(query, behind, limit);
  }

  find(kind: RecordKind, id: string): Promise<PlacedRecord | undefined> {
    return this.#options.store.find(kind, id);
  }

  /** Sums of calls. See RecordStore. */
  totals(query: TotalsQuery): Promise<readonly CallTotals[]> {
    return this.#options.store.totals(query);
  }

  /** All that a search finds, newest first. Throws in the middle if the store fails. */
  all(query: RecordQuery): AsyncIterable<PlacedRecord> {
    return pagesOf(this.#options.store, query);
  }

  /** Every record in which a number (E.164) has a part, those included that were not filed yet. */
  async *rowsAbout(number: string): AsyncGenerator<PastRecord> {
    await this.#filing.drain();
    yield* this.#options.store.rowsAbout(number);
  }

  /**
   * Deletes every record in which a number has a part, those included that were not filed yet; answers how many.
   * Rejects if the store is away. Where the record became durable it is for its owner to erase, before this is called.
   */
  async erase(number: string): Promise<number> {
    await this.#filing.drain();
    return this.#options.store.erase(number);
  }

  /** Undefined where the store has a backup of its own. See RecordStore. */
  get copyTo(): ((file: string) => Promise<void>) | undefined {
    const { store } = this.#options;
    return store.copyTo?.bind(store);
  }

  /** Resolves when everything that became durable before is here. */
  filed(): Promise<void> {
    return this.#filing.drain();
  }

  /** Idempotent. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await this.#sweeps.close();
    await this.#filing.close();
    await this.#options.store.close();
  }

  /** A call with the city of its X, which may leave the pool later. */
  #located(record: PastRecord): PastRecord {
    const { kind, x, details } = record;
    const areaCode = kind === 'call' && x !== undefined ? this.#options.areaCodeOf(x) : undefined;
    return areaCode === undefined ? record : { ...record, details: { ...details, areaCode } };
  }

  async #sweep(): Promise<void> {
    const { store, days, statisticsDays, clock, logger } = this.#options;
    const part = 'records';
    const { call, message, number } = days();
    const before = (count: number): number => clock.now() - count * DAY_MS;
    try {
      const forgotten = await store.forget({
        ...{ call: before(call), message: before(message), number: before(number) },
      });
      await store.forgetTotals(before(statisticsDays()));
      if (forgotten > 0) logger.info({ part, records: forgotten }, 'records past their days are deleted');
    } catch (err) {
      if (!this.#sweeps.isClosed) logger.error({ part, err }, 'records past their days could not be deleted');
    }
  }
}
