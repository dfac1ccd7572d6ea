/**
 * Statistics of calls, from the sums that the store of records keeps (records/call-tally.ts): in total, along the time,
 * by ending, and by one more thing. A call counts in the hour in which it came.
 */
import { HOUR_MS, sumByKey } from '../records/call-tally.js';
import type { CallTotals, RecordStore, TotalsBy, TotalsQuery } from '../records/record-store.js';

const DAY_MS = 24 * HOUR_MS;
const NONE: CallTotals = { key: '', calls: 0, answered: 0, talkMs: 0, rang: 0, delayMs: 0 };

export type Interval = 'hour' | 'day';
/** `hour`: of the day, so that the busy one is seen. */
export type Grouping = Exclude<TotalsBy, 'ending'>;

export interface Question extends Omit<TotalsQuery, 'by'> {
  readonly interval: Interval;
  readonly by: Grouping | undefined;
  /**
   * How far the reader's clock is ahead, for days and hours of the day. Sums are of whole hours, so the hours of a clock
   * with half ones count down to a whole one: a day then begins within its first hour.
   */
  readonly utcOffsetMinutes: number;
}

export interface Point extends CallTotals {
  /** When the hour or day begins; the first one may begin before the time that was asked for. */
  readonly at: number;
}

export interface Statistics {
  /** Whole hours. */
  readonly from: number;
  readonly until: number;
  readonly total: CallTotals;
  /** Without gaps, oldest first. */
  readonly series: readonly Point[];
  /** The most frequent first; undefined for one city or trunk of an application, of which they are not kept. */
  readonly endings: readonly CallTotals[] | undefined;
  /** The one with most calls first, hours of the day in their order; undefined: not asked for. */
  readonly groups: readonly CallTotals[] | undefined;
}

/** Rejects as the store does; sums that are not kept are refused there (records/call-tally.ts). */
export async function statisticsOf(
  records: Pick<RecordStore, 'totals'>,
  question: Question,
): Promise<Statistics> {
  const { interval, by, utcOffsetMinutes, ...asked } = question;
  const from = Math.floor(asked.from / HOUR_MS) * HOUR_MS;
  const until = Math.max(from, Math.ceil(asked.until / HOUR_MS) * HOUR_MS);
  const offsetMs = Math.floor(utcOffsetMinutes / 60) * HOUR_MS;
  const totals = (what: TotalsBy): Promise<readonly CallTotals[]> =>
    records.totals({ ...asked, from, until, by: what });
  const [hours, endings, groups] = await Promise.all([
    totals('hour'),
    hasEndings(asked) ? totals('ending') : undefined,
    by === undefined || by === 'hour' ? undefined : totals(by),
  ]);
  return {
    ...{ from, until, total: grouped(hours, () => '').get('') ?? NONE },
    series: seriesOf(hours, { from, until, stepMs: interval === 'hour' ? HOUR_MS : DAY_MS, offsetMs }),
    endings: endings && byCalls(endings),
    groups: by === 'hour' ? hoursOfTheDay(hours, offsetMs) : groups && byCalls(groups),
  };
}

/** How many points a series has. */
export function pointsOf({ from, until, interval }: Pick<Question, 'from' | 'until' | 'interval'>): number {
  return Math.ceil((until - from) / (interval === 'hour' ? HOUR_MS : DAY_MS));
}

function hasEndings({ appKey, areaCode, callerTrunk, calleeTrunk }: Omit<TotalsQuery, 'by'>): boolean {
  return appKey === undefined || (areaCode ?? callerTrunk ?? calleeTrunk) === undefined;
}

interface Span {
  readonly from: number;
  readonly until: number;
  readonly stepMs: number;
  readonly offsetMs: number;
}

function seriesOf(hours: readonly CallTotals[], { from, until, stepMs, offsetMs }: Span): Point[] {
  const beginOf = (at: number): number => Math.floor((at + offsetMs) / stepMs) * stepMs - offsetMs;
  const found = grouped(hours, (at) => String(beginOf(at)));
  const points: Point[] = [];
  for (let at = beginOf(from); at < until; at += stepMs)
    points.push({ ...(found.get(String(at)) ?? { ...NONE, key: String(at) }), at });
  return points;
}

/** Each of the 24, those without a call too. */
function hoursOfTheDay(hours: readonly CallTotals[], offsetMs: number): CallTotals[] {
  const hourOf = (at: number): string => new Date(at + offsetMs).toISOString().slice(11, 13);
  const found = grouped(hours, hourOf);
  return Array.from({ length: 24 }, (_, n) => {
    const key = String(n).padStart(2, '0');
    return found.get(key) ?? { ...NONE, key };
  });
}

/** Sums of hours, made one for each key that their beginnings have. */
function grouped(
  hours: readonly CallTotals[],
  keyOf: (at: number) => string,
): ReadonlyMap<string, CallTotals> {
  const keyed = hours.map((hour) => ({ ...hour, key: keyOf(Number(hour.key)) }));
  return new Map(sumByKey(keyed).map((one) => [one.key, one]));
}

function byCalls(totals: readonly CallTotals[]): readonly CallTotals[] {
  return [...totals].sort((one, other) => other.calls - one.calls || (one.key < other.key ? -1 : 1));
}
