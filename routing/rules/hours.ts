/**
 * The hours in which calls are allowed, by the clock of a time zone: windows for days of the week, and for dates that
 * have their own (a holiday has none, a working Saturday those of a Monday). A window includes its first minute and not
 * its last. Where the clock is set back, both passes of an hour count; a minute that it skips never comes.
 */
import { dateAfter, weekdayOf, type Weekday, type Zone } from './zone.js';

export interface HoursWindow {
  /** Absent: every day. */
  readonly days?: readonly Weekday[];
  /** `08:00`. */
  readonly from: string;
  /** After `from`; `24:00` is the end of the day. */
  readonly to: string;
}

export interface HoursData {
  readonly allowed: readonly HoursWindow[];
  /** By date, `2026-10-01`: its windows instead of those of its weekday. */
  readonly dates?: Readonly<Record<string, readonly Omit<HoursWindow, 'days'>[]>>;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const MINUTE_MS = 60_000;
/** How far ahead an opening is sought. */
const MAX_DAYS = 400;
/** No clock is set by more than this. */
const LONGEST_STEP_MINUTES = 180;

export class Hours {
  /** The minute that was judged last: a call a minute reads the clock of the zone. */
  #minute = NaN;
  #isOpen = false;
  #closed = { from: 0, to: 0 };

  constructor(
    readonly data: HoursData,
    readonly zone: Zone,
  ) {}

  isOpen(at: number): boolean {
    const minute = Math.floor(at / MINUTE_MS);
    if (minute !== this.#minute) {
      this.#isOpen = this.#judge(at);
      this.#minute = minute;
    }
    return this.#isOpen;
  }

  /** The first instant from `at` on at which calls are allowed; undefined: none within a year. */
  nextOpen(at: number): number | undefined {
    if (this.isOpen(at)) return at;
    if (at >= this.#closed.from && at < this.#closed.to) return this.#closed.to;
    const next = this.#seek(at);
    if (next !== undefined) this.#closed = { from: at, to: next };
    return next;
  }

  #seek(at: number): number | undefined {
    const { date } = this.zone.wall(at);
    for (let days = -1; days <= MAX_DAYS; days += 1) {
      const day = dateAfter(date, days);
      const openings = this.#spans(day, weekdayOf(day)).flatMap(({ from }) => this.#openings(day, from));
      const coming = openings.filter((opening) => opening > at && this.#judge(opening));
      if (coming.length > 0) return Math.min(...coming);
    }
    return undefined;
  }

  /** When a window may open: at its minute, or as the clock skips over it. */
  #openings(date: string, minute: number): readonly number[] {
    const instants = this.zone.instants(date, minute);
    if (instants.length > 0) return instants;
    const around = this.zone.startOf(date) + minute * MINUTE_MS;
    for (let n = -LONGEST_STEP_MINUTES; n <= LONGEST_STEP_MINUTES; n += 1) {
      const candidate = around + n * MINUTE_MS;
      const wall = this.zone.wall(candidate);
      if (wall.date === date && wall.minute > minute) return [candidate];
    }
    return [];
  }

  #judge(at: number): boolean {
    const { date, weekday, minute } = this.zone.wall(at);
    return this.#spans(date, weekday).some(({ from, to }) => minute >= from && minute < to);
  }

  #spans(date: string, weekday: Weekday): readonly Span[] {
    const own = this.data.dates?.[date];
    const windows =
      own ?? this.data.allowed.filter(({ days }) => days === undefined || days.includes(weekday));
    return windows.map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) }));
  }
}

/** `08:30` as minutes since midnight. */
export function minutesOf(text: string): number {
  const [hours = '', minutes = ''] = text.split(':');
  return Number(hours) * 60 + Number(minutes);
}
