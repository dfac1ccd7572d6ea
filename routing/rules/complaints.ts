/**
 * Complaints about an application's calls. An application is judged by its valid ones of the calendar month, as a share of the
 * numbers that it has: the first ones warn, and from a rate on it may make no new bindings until the month is over.
 */
import type { E164 } from '../numbers/number.js';
import type { ComplaintsData } from './rules-policy.js';
import { nextMonthOf, type Zone } from './zone.js';

export type ComplaintCategory = 'harassment' | 'fraud' | 'other';

export interface Complaint {
  /** A UUID. */
  readonly id: string;
  readonly appKey: string;
  readonly category: ComplaintCategory;
  /** false: examined, and found to be none. */
  readonly valid: boolean;
  /** When it was made; it counts in that month. */
  readonly at: number;
  /** The privacy number that it is about. */
  readonly x?: E164 | undefined;
  readonly note?: string | undefined;
}

export interface Standing {
  readonly appKey: string;
  readonly state: 'good' | 'warned' | 'frozen';
  /** `2026-11`. */
  readonly month: string;
  readonly complaints: number;
  readonly numbers: number;
  /** Complaints for each hundred numbers. */
  readonly percent: number;
  /** When a freeze ends. */
  readonly until: number | undefined;
}

export class Complaints {
  readonly #byApplication = new Map<string, Map<string, Complaint>>();

  put(complaint: Complaint): void {
    const { appKey, id } = complaint;
    let known = this.#byApplication.get(appKey);
    if (known === undefined) this.#byApplication.set(appKey, (known = new Map()));
    known.set(id, complaint);
  }

  remove(appKey: string, id: string): void {
    this.#byApplication.get(appKey)?.delete(id);
  }

  get(id: string): Complaint | undefined {
    for (const known of this.#byApplication.values()) {
      const found = known.get(id);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  has(appKey: string): boolean {
    return (this.#byApplication.get(appKey)?.size ?? 0) > 0;
  }

  *of(appKey: string): Generator<Complaint> {
    yield* this.#byApplication.get(appKey)?.values() ?? [];
  }

  *all(): Generator<Complaint> {
    for (const known of this.#byApplication.values()) yield* known.values();
  }

  /** `numbers`: how many the application has. Without rules it is in good standing. */
  standing(
    appKey: string,
    at: number,
    numbers: number,
    rules: ComplaintsData | undefined,
    zone: Zone,
  ): Standing {
    const { date } = zone.wall(at);
    const month = date.slice(0, 7);
    const counted = [...this.of(appKey)].filter(
      (one) => one.valid && one.at <= at && zone.wall(one.at).date.startsWith(month),
    );
    const complaints = counted.length;
    const percent = complaints === 0 ? 0 : (100 * complaints) / Math.max(1, numbers);
    const state = rules === undefined || complaints === 0 ? 'good' : judge(counted, percent, rules);
    const until = state === 'frozen' ? zone.startOf(nextMonthOf(date)) : undefined;
    return { appKey, state, month, complaints, numbers, percent, until };
  }
}

function judge(counted: readonly Complaint[], percent: number, rules: ComplaintsData): Standing['state'] {
  const isFraud = rules.fraudFreezes === true && counted.some(({ category }) => category === 'fraud');
  if (isFraud || percent >= rules.freezePercent) return 'frozen';
  return percent >= rules.warnPercent ? 'warned' : 'good';
}
