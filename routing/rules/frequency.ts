/**
 * How often something may be called within a time: at most 3 in 5 minutes and 10 in a day. A window slides; a call is
 * allowed again at the instant at which the oldest of those that fill it is a window's length ago. Calls that a rule
 * refuses do not count. The counts are this process's own and bounded: beyond the maximum of keys the one that has been
 * quiet for longest is forgotten.
 */
import { maskNumber, numberOf } from '../numbers/number.js';
import { RecentTimes } from './recent-times.js';
import type { RuleCode, RuleRefusal, Traffic } from './rules.js';

export type FrequencySubject = 'caller' | 'callee' | 'x' | 'application';

export interface FrequencyData {
  readonly per: FrequencySubject;
  readonly max: number;
  readonly seconds: number;
  /** Absent: calls. */
  readonly of?: 'calls' | 'messages';
}

/** Keys of a subject; a caller takes some 150 bytes. */
export const DEFAULT_MAX_KEYS = 200_000;

const codes: Readonly<Record<FrequencySubject, RuleCode>> = {
  caller: 'caller-frequency',
  callee: 'callee-frequency',
  x: 'number-frequency',
  application: 'application-frequency',
};

export class Frequency {
  readonly #counts: readonly SubjectCounts[];
  /** How long a call is of interest. */
  readonly longestMs: number;

  constructor(
    rules: readonly FrequencyData[],
    readonly what: 'calls' | 'messages',
    maxKeys = DEFAULT_MAX_KEYS,
  ) {
    const ours = rules.filter(({ of = 'calls' }) => of === what);
    const subjects = [...new Set(ours.map(({ per }) => per))];
    this.#counts = subjects.map(
      (subject) =>
        new SubjectCounts(
          subject,
          ours.filter(({ per }) => per === subject),
          maxKeys,
        ),
    );
    this.longestMs = Math.max(0, ...ours.map(({ seconds }) => seconds * 1000));
  }

  get isEmpty(): boolean {
    return this.#counts.length === 0;
  }

  /** The refusal that lasts longest. */
  refuses(traffic: Traffic): RuleRefusal | undefined {
    let found: RuleRefusal | undefined;
    for (const counts of this.#counts) {
      const full = counts.full(traffic);
      if (full === undefined || full.until <= (found?.until ?? -Infinity)) continue;
      const { subject, rule, until } = full;
      const because = `${describe(subject, traffic)} has had ${rule.max} ${this.what} in ${rule.seconds} s`;
      found = { rule: 'frequency', code: codes[subject], until, because };
    }
    return found;
  }

  count(traffic: Traffic): void {
    for (const counts of this.#counts) counts.count(traffic);
  }

  /** Keys that are remembered. */
  get size(): number {
    return this.#counts.reduce((sum, { size }) => sum + size, 0);
  }
}

interface Full {
  readonly subject: FrequencySubject;
  readonly rule: FrequencyData;
  readonly until: number;
}

/** The counts of one subject. The map is in the order of the last count, so the quietest key is its first. */
class SubjectCounts {
  readonly #times = new Map<number | string, RecentTimes>();
  readonly #keep: number;
  readonly #longestMs: number;

  constructor(
    readonly subject: FrequencySubject,
    readonly rules: readonly FrequencyData[],
    readonly maxKeys: number,
  ) {
    this.#keep = Math.max(...rules.map(({ max }) => max));
    this.#longestMs = Math.max(...rules.map(({ seconds }) => seconds * 1000));
  }

  get size(): number {
    return this.#times.size;
  }

  full(traffic: Traffic): Full | undefined {
    const key = keyOf(this.subject, traffic);
    const times = key === undefined ? undefined : this.#times.get(key);
    if (times === undefined) return undefined;
    let found: Full | undefined;
    for (const rule of this.rules) {
      const oldest = times.last(rule.max);
      // A time to come is one from before the machine's clock was set back.
      if (oldest === undefined || oldest > traffic.at) continue;
      const until = oldest + rule.seconds * 1000;
      if (until > traffic.at && until > (found?.until ?? -Infinity))
        found = { subject: this.subject, rule, until };
    }
    return found;
  }

  count(traffic: Traffic): void {
    const key = keyOf(this.subject, traffic);
    if (key === undefined) return;
    const times = this.#times.get(key) ?? new RecentTimes();
    times.add(traffic.at, this.#keep);
    this.#times.delete(key);
    this.#times.set(key, times);
    this.#forget(traffic.at);
  }

  /** The quietest keys: those whose last call is of no interest any more, and what is beyond the maximum. */
  #forget(now: number): void {
    for (const [key, times] of this.#times) {
      const isStale = (times.last(1) ?? 0) + this.#longestMs <= now;
      if (!isStale && this.#times.size <= this.maxKeys) return;
      this.#times.delete(key);
    }
  }
}

function keyOf(subject: FrequencySubject, traffic: Traffic): number | string | undefined {
  switch (subject) {
    case 'caller':
      return numberOf(traffic.caller);
    case 'callee':
      return traffic.callee && numberOf(traffic.callee);
    case 'x':
      return numberOf(traffic.x);
    case 'application':
      return traffic.appKey;
  }
}

function describe(subject: FrequencySubject, traffic: Traffic): string {
  return subject === 'application' ? `application ${traffic.appKey}` : maskNumber(traffic[subject] ?? '');
}
