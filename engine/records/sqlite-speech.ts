/** What the engine asks the thread that owns the file of records. Types only. */
import type { Speech } from '../channel/speech.js';
import type { FoundStep } from './sqlite-store.js';
import type {
  CallTotals,
  PastRecord,
  PlacedRecord,
  RecordKind,
  RecordPlace,
  RecordQuery,
  TotalsQuery,
} from './record-store.js';

export interface RecordFileRequests extends Speech {
  readonly requests: {
    /** First, once. Creates the file if it is missing. */
    open(file: { readonly file: string }): object;
    /** All of them in one transaction, or none. */
    put(batch: { readonly records: readonly PastRecord[] }): object;
    search(asked: {
      readonly query: RecordQuery;
      readonly behind: RecordPlace | undefined;
      readonly limit: number;
      readonly scan: number;
    }): FoundStep;
    find(asked: { readonly kind: RecordKind; readonly id: string }): {
      readonly record: PlacedRecord | undefined;
    };
    forget(asked: { readonly kind: RecordKind; readonly endedBefore: number; readonly limit: number }): {
      readonly forgotten: number;
    };
    erase(asked: { readonly number: string; readonly limit: number }): { readonly erased: number };
    totals(query: TotalsQuery): { readonly totals: readonly CallTotals[] };
    forgetTotals(asked: { readonly hour: number; readonly limit: number }): { readonly forgotten: number };
    /** Overwrites what is left of erased records with these digits. */
    removeResidue(asked: { readonly digits: string }): object;
    /** Copies everything that is committed into a new file; writes go on meanwhile. */
    copyTo(asked: { readonly file: string }): object;
    close(asked: object): object;
  };
  readonly notes: Record<never, never>;
}
