/** A record as a row of a table, in SQLite and in PostgreSQL, and the numbers by which it is found. */
import type { PastRecord, PlacedRecord, RecordDetails, RecordKind } from './record-store.js';

export interface RecordRow {
  /** PostgreSQL answers its 64-bit columns as text. */
  readonly seq: number | string;
  readonly kind: RecordKind;
  readonly id: string;
  readonly at: number | string;
  readonly ended: number | string;
  readonly app: string;
  readonly binding: string | null;
  readonly caller: string | null;
  readonly x: string | null;
  readonly dialled: string | null;
  readonly display: string | null;
  readonly callee: string | null;
  readonly trunk_in: string | null;
  readonly trunk_out: string | null;
  readonly ending: string;
  readonly talk: number | string;
  readonly details: string;
}

/** In the order of the columns that a record fills: all but `seq`. */
export const RECORD_COLUMNS = [
  ...['kind', 'id', 'at', 'ended', 'app', 'binding', 'caller', 'x', 'dialled', 'display', 'callee'],
  ...['trunk_in', 'trunk_out', 'ending', 'talk', 'details'],
] as const;

export type RecordValues = (string | number | null)[];

export function valuesOf(record: PastRecord): RecordValues {
  const { kind, id, at, endedAt, appKey, ending, talkMs, details } = record;
  return [
    ...[kind, id, whole(at), whole(endedAt), appKey, record.subscriptionId ?? null],
    ...[record.caller ?? null, record.x ?? null, record.dialled ?? null, record.display ?? null],
    ...[record.callee ?? null, record.callerTrunk ?? null, record.calleeTrunk ?? null],
    ...[ending, whole(talkMs), JSON.stringify(details)],
  ];
}

export function recordIn(row: RecordRow): PlacedRecord {
  return {
    kind: row.kind,
    id: row.id,
    at: Number(row.at),
    endedAt: Number(row.ended),
    appKey: row.app,
    subscriptionId: row.binding ?? undefined,
    caller: row.caller ?? undefined,
    x: row.x ?? undefined,
    dialled: row.dialled ?? undefined,
    display: row.display ?? undefined,
    callee: row.callee ?? undefined,
    callerTrunk: row.trunk_in ?? undefined,
    calleeTrunk: row.trunk_out ?? undefined,
    ending: row.ending,
    talkMs: Number(row.talk),
    details: JSON.parse(row.details) as RecordDetails,
    place: { at: Number(row.at), sequence: Number(row.seq) },
  };
}

/** Each once. */
export function numbersOf(
  record: Pick<PastRecord, 'caller' | 'x' | 'dialled' | 'display' | 'callee'>,
): string[] {
  const { caller, x, dialled, display, callee } = record;
  const known = [caller, x, dialled, display, callee].filter((number) => number !== undefined);
  return [...new Set(known)];
}

/** A number of E.164 has 15 digits at most, which a number of JavaScript holds. */
export function digitsOf(number: string): number {
  return Number(number.slice(1));
}

/** Intervals by the monotonic clock have fractions. */
function whole(milliseconds: number): number {
  return Math.round(milliseconds);
}
