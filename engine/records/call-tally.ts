/**
 * Sums of calls as the stores keep them: a row for each hour and ending, of all calls and of those of each application,
 * city and trunk; and without endings, which would make them as many as the calls, for each city and trunk of an
 * application. They are counted when a record is put, so a question about months reads thousands of rows and not
 * millions of records.
 */
import type { CallTotals, PastRecord, TotalsBy, TotalsQuery } from './record-store.js';

export const HOUR_MS = 3_600_000;

/** What `value` of a row is; empty: nothing, the row is about all calls. */
type Dimension = '' | 'application' | 'city' | 'callerTrunk' | 'calleeTrunk';

/** A row of the table, in SQLite and in PostgreSQL. */
export interface Tally {
  /** Key of the application whose calls these are; empty: of all. */
  readonly scope: string;
  readonly dimension: Dimension;
  /** Since 1970. */
  readonly hour: number;
  readonly value: string;
  /** Empty: of all endings. */
  readonly ending: string;
  readonly calls: number;
  readonly answered: number;
  readonly talk: number;
  readonly rang: number;
  readonly delay: number;
}

export const TALLY_KEY = ['scope', 'dimension', 'hour', 'value', 'ending'] as const;
export const TALLY_SUMS = ['calls', 'answered', 'talk', 'rang', 'delay'] as const;

/** What a page of records adds to the table, in one order; undo one before it is replaced. */
export class Tallies {
  readonly #rows = new Map<string, Tally>();

  add(record: PastRecord): void {
    this.#count(record, 1);
  }

  undo(record: PastRecord): void {
    this.#count(record, -1);
  }

  /** Rows that change something. Sorted, because engines that change the same rows would otherwise wait for each other. */
  rows(): readonly Tally[] {
    return [...this.#rows]
      .filter(([, row]) => TALLY_SUMS.some((sum) => row[sum] !== 0))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, row]) => row);
  }

  #count(record: PastRecord, sign: 1 | -1): void {
    if (record.kind !== 'call') return;
    const { at, appKey, ending, talkMs, details, callerTrunk, calleeTrunk } = record;
    const { dialledAt, ringingAt, answeredAt, areaCode = '' } = details;
    const heard = ringingAt ?? answeredAt;
    const delay = dialledAt === undefined || heard === undefined ? undefined : Math.max(0, heard - dialledAt);
    const sums = {
      calls: sign,
      answered: answeredAt === undefined ? 0 : sign,
      talk: sign * Math.round(talkMs),
      rang: delay === undefined ? 0 : sign,
      delay: sign * Math.round(delay ?? 0),
    };
    const hour = Math.floor(Math.round(at) / HOUR_MS);
    const places: (readonly [scope: string, dimension: Dimension, value: string])[] = [
      ['', 'application', appKey],
    ];
    for (const scope of ['', appKey]) {
      places.push([scope, '', ''], [scope, 'city', areaCode]);
      if (callerTrunk !== undefined) places.push([scope, 'callerTrunk', callerTrunk]);
      if (calleeTrunk !== undefined) places.push([scope, 'calleeTrunk', calleeTrunk]);
    }
    for (const [scope, dimension, value] of places)
      this.#add({
        scope,
        dimension,
        hour,
        value,
        ending: hasEndings(scope, dimension) ? ending : '',
        ...sums,
      });
  }

  #add(row: Tally): void {
    const key = JSON.stringify(TALLY_KEY.map((name) => row[name]));
    const before = this.#rows.get(key);
    if (before === undefined) return void this.#rows.set(key, row);
    const sums = TALLY_SUMS.map((name) => [name, before[name] + row[name]]);
    this.#rows.set(key, {
      ...before,
      ...(Object.fromEntries(sums) as Pick<Tally, (typeof TALLY_SUMS)[number]>),
    });
  }
}

/** An application has those of its own scope. */
function hasEndings(scope: string, dimension: Dimension): boolean {
  return scope === '' ? dimension !== 'application' : dimension === '';
}

/** The rows that a question reads, and the column that it groups by. */
export interface TallySource {
  readonly scope: string;
  readonly dimension: Dimension;
  readonly value: string | undefined;
  readonly column: 'hour' | 'ending' | 'value';
  readonly firstHour: number;
  /** The first one that is not read. */
  readonly endHour: number;
}

/** TypeError if no rows answer it. */
export function sourceOf({ from, until, by, ...named }: TotalsQuery): TallySource {
  const { appKey } = named;
  const narrowed = (['city', 'callerTrunk', 'calleeTrunk'] as const).flatMap((dimension) => {
    const value = dimension === 'city' ? named.areaCode : named[dimension];
    return value === undefined ? [] : [{ dimension, value }];
  });
  const [one] = narrowed;
  const isPlain = by === 'hour' || by === 'ending';
  if (narrowed.length > 1 || (one !== undefined && !isPlain && one.dimension !== by))
    throw new TypeError(`calls of one city or trunk are not summed up by ${by}`);
  const hours = { firstHour: Math.floor(from / HOUR_MS), endHour: Math.ceil(until / HOUR_MS) };
  if (by === 'application') return { ...hours, scope: '', dimension: by, value: appKey, column: 'value' };
  const dimension = isPlain ? (one?.dimension ?? '') : by;
  const scope = appKey ?? '';
  if (by === 'ending' && !hasEndings(scope, dimension))
    throw new TypeError('calls of one city or trunk of an application are not summed up by ending');
  return { ...hours, scope, dimension, value: one?.value, column: isPlain ? by : 'value' };
}

/** As RecordStore answers it. */
export function keyOf(value: string | number, by: TotalsBy): string {
  return by === 'hour' ? String(Number(value) * HOUR_MS) : String(value);
}

/** Those of one key made one. */
export function sumByKey(totals: readonly CallTotals[]): readonly CallTotals[] {
  const sums = new Map<string, CallTotals>();
  for (const one of totals) {
    const { key } = one;
    const before = sums.get(key) ?? { key, calls: 0, answered: 0, talkMs: 0, rang: 0, delayMs: 0 };
    sums.set(key, {
      key,
      calls: before.calls + one.calls,
      answered: before.answered + one.answered,
      talkMs: before.talkMs + one.talkMs,
      rang: before.rang + one.rang,
      delayMs: before.delayMs + one.delayMs,
    });
  }
  return [...sums.values()];
}
