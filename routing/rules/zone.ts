/** Wall-clock time of a zone, and the instants at which its clocks show a time; daylight saving is heeded. */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

export type Weekday = (typeof DAYS)[number];

export interface Wall {
  /** `2026-10-01`. */
  readonly date: string;
  readonly weekday: Weekday;
  /** Minutes since midnight, as the clock shows them. */
  readonly minute: number;
}

export class Zone {
  readonly #format: Intl.DateTimeFormat;

  /** Throws RangeError for a name that is no time zone. */
  constructor(readonly name: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  }

  wall(at: number): Wall {
    const local = this.#local(at);
    const shown = new Date(local);
    const minute = shown.getUTCHours() * 60 + shown.getUTCMinutes();
    return { date: dateOf(local), weekday: DAYS[shown.getUTCDay()] ?? 'sun', minute };
  }

  /** When the clock shows that minute of a date: two instants where it is set back over it, none where it skips it. */
  instants(date: string, minute: number): readonly number[] {
    const local = midnightOf(date) + minute * MINUTE_MS;
    const offsets = new Set([local - DAY_MS, local + DAY_MS].map((near) => this.#local(near) - near));
    return [...offsets]
      .map((offset) => local - offset)
      .filter((at) => this.#local(at) === local)
      .sort((one, other) => one - other);
  }

  /** The first instant of a date. */
  startOf(date: string): number {
    const [first] = this.instants(date, 0);
    if (first !== undefined) return first;
    // The clock skips midnight: the day begins with the first minute that it shows.
    for (let minute = 1; minute < 180; minute += 1) {
      const [at] = this.instants(date, minute);
      if (at !== undefined) return at;
    }
    return midnightOf(date);
  }

  /** What the clock shows, as if it were UTC, to the minute. */
  #local(at: number): number {
    const parts: Record<string, string> = {};
    for (const { type, value } of this.#format.formatToParts(at)) parts[type] = value;
    const of = (name: string): number => Number(parts[name]);
    return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
  }
}

/** The date so many days later. */
export function dateAfter(date: string, days: number): string {
  return dateOf(midnightOf(date) + days * DAY_MS);
}

export function weekdayOf(date: string): Weekday {
  return DAYS[new Date(midnightOf(date)).getUTCDay()] ?? 'sun';
}

/** The first of the month after a date's. */
export function nextMonthOf(date: string): string {
  const first = new Date(midnightOf(`${date.slice(0, 8)}01`));
  return dateOf(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1));
}

function midnightOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function dateOf(local: number): string {
  return new Date(local).toISOString().slice(0, 10);
}
