/** Records in a file of the data folder, on a thread of its own (record-store.ts). Long work goes page by page. */
import { startThread, type Thread } from '../channel/thread.js';
import { HOUR_MS, sourceOf, sumByKey } from './call-tally.js';
import type {
  CallTotals,
  PastRecord,
  PlacedRecord,
  RecordKind,
  RecordPlace,
  RecordQuery,
  RecordStore,
  TotalsQuery,
} from './record-store.js';
import { pagesOf } from './record-pages.js';
import type { FoundStep } from './sqlite-store.js';
import type { RecordFileRequests } from './sqlite-speech.js';

/** Records deleted at once, so that writes and searches in between do not wait. */
const PAGE = 1000;
/** Sums are read so many hours at once, which takes some ten milliseconds where a thousand calls an hour come. */
const STEP_MS = 240 * HOUR_MS;
/** Records that a search looks at in one step, some ten milliseconds. */
const SCAN = 5000;

export class SqliteRecords implements RecordStore {
  readonly #thread: Thread<RecordFileRequests>;
  #closed: Promise<void> | undefined;

  readonly #scan: number;

  private constructor(thread: Thread<RecordFileRequests>, scan: number) {
    this.#thread = thread;
    this.#scan = scan;
  }

  /** Creates the file if it is missing. Rejects with an Error for a person if it cannot be used. */
  static async open(file: string, scan = SCAN): Promise<SqliteRecords> {
    const thread = startThread<RecordFileRequests>(new URL('./sqlite-thread.js', import.meta.url));
    try {
      await thread.channel.start('open', { file });
      return new SqliteRecords(thread, scan);
    } catch (error) {
      await thread.stop();
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`records ${file}: ${reason}`, { cause: error });
    }
  }

  async put(records: readonly PastRecord[]): Promise<void> {
    if (records.length > 0) await this.#thread.channel.request('put', { records });
  }

  async search(
    query: RecordQuery,
    behind: RecordPlace | undefined,
    limit: number,
  ): Promise<readonly PlacedRecord[]> {
    const records: PlacedRecord[] = [];
    for (let from = behind; ;) {
      const asked = { query, behind: from, limit: limit - records.length, scan: this.#scan };
      const step: FoundStep = await this.#thread.channel.request('search', asked);
      records.push(...step.records);
      if (step.next === undefined) return records;
      from = step.next;
    }
  }

  async copyTo(file: string): Promise<void> {
    await this.#thread.channel.request('copyTo', { file });
  }

  async find(kind: RecordKind, id: string): Promise<PlacedRecord | undefined> {
    return (await this.#thread.channel.request('find', { kind, id })).record;
  }

  async forget(endedBefore: Readonly<Record<RecordKind, number>>): Promise<number> {
    let sum = 0;
    for (const [kind, before] of Object.entries(endedBefore) as [RecordKind, number][])
      for (let forgotten = PAGE; forgotten === PAGE; sum += forgotten)
        ({ forgotten } = await this.#thread.channel.request('forget', {
          ...{ kind, endedBefore: before, limit: PAGE },
        }));
    return sum;
  }

  async totals(query: TotalsQuery): Promise<readonly CallTotals[]> {
    // Refuses here, and not on the thread.
    const { firstHour, endHour } = sourceOf(query);
    const steps: CallTotals[] = [];
    for (let from = firstHour * HOUR_MS; from < endHour * HOUR_MS; from += STEP_MS) {
      const until = Math.min(from + STEP_MS, endHour * HOUR_MS);
      steps.push(...(await this.#thread.channel.request('totals', { ...query, from, until })).totals);
    }
    return sumByKey(steps);
  }

  async forgetTotals(before: number): Promise<void> {
    const hour = Math.floor(before / HOUR_MS);
    for (let forgotten = PAGE; forgotten === PAGE;)
      ({ forgotten } = await this.#thread.channel.request('forgetTotals', { hour, limit: PAGE }));
  }

  rowsAbout(number: string): AsyncIterable<PastRecord> {
    return pagesOf(this, { number });
  }

  async erase(number: string): Promise<number> {
    let sum = 0;
    for (let erased = PAGE; erased === PAGE; sum += erased)
      ({ erased } = await this.#thread.channel.request('erase', { number, limit: PAGE }));
    await this.#thread.channel.request('removeResidue', { digits: number.slice(1) });
    return sum;
  }

  close(): Promise<void> {
    this.#closed ??= this.#closeThread();
    return this.#closed;
  }

  async #closeThread(): Promise<void> {
    // A thread that has ended needs no closing.
    await this.#thread.channel.request('close', {}).catch(() => undefined);
    await this.#thread.stop();
  }
}
