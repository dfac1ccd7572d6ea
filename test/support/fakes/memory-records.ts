/** Records in memory, held to the same contract as those of the product. */
import { pagesOf } from '../../../engine/records/record-pages.js';
import { numbersOf } from '../../../engine/records/record-row.js';
import type {
  PastRecord,
  PlacedRecord,
  RecordKind,
  RecordPlace,
  RecordQuery,
  RecordStore,
} from '../../../engine/records/record-store.js';

export class MemoryRecords implements RecordStore {
  /** Makes every use of it fail, as a store that is away does. */
  isAway = false;
  #records: PlacedRecord[] = [];
  #sequence = 0;

  put(records: readonly PastRecord[]): Promise<void> {
    return this.#there(() => {
      for (const record of records) {
        const before = this.#find(record.kind, record.id);
        const sequence = before?.place.sequence ?? (this.#sequence += 1);
        this.#records = this.#records.filter((one) => one !== before);
        this.#records.push({ ...record, place: { at: record.at, sequence } });
      }
      this.#records.sort((one, other) => -compared(one.place, other.place));
    });
  }

  search(query: RecordQuery, behind: RecordPlace | undefined, limit: number): Promise<PlacedRecord[]> {
    return this.#there(() =>
      this.#records
        .filter(({ place }) => behind === undefined || compared(place, behind) < 0)
        .filter((record) => isWanted(record, query))
        .slice(0, limit),
    );
  }

  find(kind: RecordKind, id: string): Promise<PlacedRecord | undefined> {
    return this.#there(() => this.#find(kind, id));
  }

  all(query: RecordQuery): AsyncIterable<PlacedRecord> {
    return pagesOf(this, query);
  }

  forget(endedBefore: Readonly<Record<RecordKind, number>>): Promise<number> {
    return this.#there(() => this.#remove(({ kind, endedAt }) => endedAt < endedBefore[kind]));
  }

  rowsAbout(number: string): AsyncIterable<PastRecord> {
    return pagesOf(this, { number });
  }

  erase(number: string): Promise<number> {
    return this.#there(() => this.#remove((record) => numbersOf(record).includes(number)));
  }

  close(): Promise<void> {
    this.isAway = true;
    return Promise.resolve();
  }

  #find(kind: RecordKind, id: string): PlacedRecord | undefined {
    return this.#records.find((one) => one.kind === kind && one.id === id);
  }

  #remove(isGone: (record: PlacedRecord) => boolean): number {
    const before = this.#records.length;
    this.#records = this.#records.filter((record) => !isGone(record));
    return before - this.#records.length;
  }

  #there<T>(work: () => T): Promise<T> {
    return this.isAway ? Promise.reject(new Error('the store is away')) : Promise.resolve(work());
  }
}

function compared(one: RecordPlace, other: RecordPlace): number {
  return one.at - other.at || one.sequence - other.sequence;
}

function isWanted(record: PlacedRecord, query: RecordQuery): boolean {
  const { kinds, number, appKey, subscriptionId, trunk, ending, from, until, minTalkMs, maxTalkMs } = query;
  return [
    kinds === undefined || kinds.includes(record.kind),
    number === undefined || numbersOf(record).includes(number),
    appKey === undefined || record.appKey === appKey,
    subscriptionId === undefined || record.subscriptionId === subscriptionId,
    trunk === undefined || record.callerTrunk === trunk || record.calleeTrunk === trunk,
    ending === undefined || record.ending === ending,
    from === undefined || record.at >= from,
    until === undefined || record.at < until,
    minTalkMs === undefined || record.talkMs >= minTalkMs,
    maxTalkMs === undefined || record.talkMs <= maxTalkMs,
  ].every(Boolean);
}
