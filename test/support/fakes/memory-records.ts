/** Records in memory, held to the same contract as those of the product. */
import { pagesOf } from '../../../engine/records/record-pages.js';
import {
  HOUR_MS,
  keyOf,
  sourceOf,
  sumByKey,
  Tallies,
  type Tally,
} from '../../../engine/records/call-tally.js';
import { numbersOf } from '../../../engine/records/record-row.js';
import type {
  CallTotals,
  PastRecord,
  PlacedRecord,
  RecordKind,
  RecordPlace,
  RecordQuery,
  RecordStore,
  TotalsQuery,
} from '../../../engine/records/record-store.js';

export class MemoryRecords implements RecordStore {
  /** Makes every use of it fail, as a store that is away does. */
  isAway = false;
  #records: PlacedRecord[] = [];
  #sequence = 0;
  #tallies: Tally[] = [];

  put(records: readonly PastRecord[]): Promise<void> {
    return this.#there(() => {
      const tallies = new Tallies();
      for (const record of records) {
        const before = this.#find(record.kind, record.id);
        if (before !== undefined) tallies.undo(before);
        tallies.add(record);
        const sequence = before?.place.sequence ?? (this.#sequence += 1);
        this.#records = this.#records.filter((one) => one !== before);
        this.#records.push({ ...record, place: { at: record.at, sequence } });
      }
      this.#records.sort((one, other) => -compared(one.place, other.place));
      this.#tallies.push(...tallies.rows());
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

  async totals(query: TotalsQuery): Promise<readonly CallTotals[]> {
    const { scope, dimension, value, column, firstHour, endHour } = sourceOf(query);
    return this.#there(() => {
      const rows = this.#tallies
        .filter((row) => row.scope === scope && row.dimension === dimension)
        .filter(({ hour }) => hour >= firstHour && hour < endHour)
        .filter((row) => value === undefined || row.value === value)
        .map(({ calls, answered, talk, rang, delay, ...row }) => ({
          ...{ key: keyOf(row[column], query.by), calls, answered, talkMs: talk, rang, delayMs: delay },
        }));
      return sumByKey(rows).filter(({ calls }) => calls > 0);
    });
  }

  forgetTotals(before: number): Promise<void> {
    return this.#there(() => {
      this.#tallies = this.#tallies.filter(({ hour }) => hour >= Math.floor(before / HOUR_MS));
    });
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
