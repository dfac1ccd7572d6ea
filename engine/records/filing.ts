/**
 * Brings records from where they became durable to the store of records (record-store.ts). One pass reads what is
 * unfiled, page by page, puts each page into the store and then marks it as filed; passes follow one another, so a
 * page is never in two of them. While the store is away everything waits where it is, and passes are tried at growing
 * intervals.
 */
import type { Clock } from '../clock.js';
import type { RecordStore, UnfiledPage, UnfiledRecords } from './record-store.js';

/** How long records are gathered: each pass costs a sync of two files. */
const GATHER_MS = 500;
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 60_000;
const PAGE = 500;

export interface FilingOptions {
  readonly store: Pick<RecordStore, 'put'>;
  readonly sources: readonly UnfiledRecords[];
  readonly clock: Pick<Clock, 'after'>;
  /** Called for each pass that failed, and for each that did not. */
  readonly onFailure: (error: unknown) => void;
  readonly onFiled: () => void;
}

export class Filing {
  readonly #options: FilingOptions;
  /** The last pass that was asked for; it never rejects. */
  #last: Promise<unknown> = Promise.resolve();
  #callOff: (() => void) | undefined;
  /** A pass that became due is under way; what comes meanwhile follows it, however long the store takes. */
  #isPassing = false;
  #isMore = false;
  #retryMs = FIRST_RETRY_MS;
  #isClosed = false;

  constructor(options: FilingOptions) {
    this.#options = options;
    for (const source of options.sources) source.onUnfiled(() => this.#came());
  }

  /** Files what an earlier run left. Waits for nothing. */
  start(): void {
    this.#soon(0);
  }

  /** Resolves when everything that is unfiled now is in the store. Rejects if it cannot be. */
  drain(): Promise<void> {
    const pass = this.#last.then(() => this.#pass());
    this.#last = pass.catch(() => undefined);
    return pass;
  }

  /** Waits for the page under way; what remains is filed by the next run. Idempotent. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#callOff?.();
    await this.#last;
  }

  #came(): void {
    if (this.#isPassing) this.#isMore = true;
    else this.#soon(GATHER_MS);
  }

  #soon(milliseconds: number): void {
    if (this.#isClosed) return;
    this.#callOff ??= this.#options.clock.after(milliseconds, () => {
      this.#callOff = undefined;
      this.#isPassing = true;
      this.#isMore = false;
      const pass = this.drain().finally(() => (this.#isPassing = false));
      pass.then(
        () => this.#wentWell(),
        (error: unknown) => this.#failed(error),
      );
    });
  }

  async #pass(): Promise<void> {
    const { store, sources } = this.#options;
    for (const source of sources)
      for (let page: UnfiledPage | undefined; page === undefined || page.records.length === PAGE;) {
        if (this.#isClosed) return;
        page = await source.unfiled(PAGE);
        if (page.records.length === 0) break;
        await store.put(page.records);
        await source.filed(page);
      }
  }

  #wentWell(): void {
    this.#retryMs = FIRST_RETRY_MS;
    this.#options.onFiled();
    if (this.#isMore) this.#soon(GATHER_MS);
  }

  #failed(error: unknown): void {
    if (this.#isClosed) return;
    this.#options.onFailure(error);
    this.#soon(this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
  }
}
