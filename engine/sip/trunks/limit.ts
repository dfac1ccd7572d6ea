/**
 * Counts a trunk's calls against its limits, how many at once and how many new ones in a second, its messages, and what
 * its calls were refused with.
 */
import type { TrunkConfig } from '../../../config/config.js';
import { TokenBucket } from '../../token-bucket.js';

/** What outlives a reload: the calls of each trunk, by its name. */
export class TrunkCounts {
  readonly #counts = new Map<string, TrunkCount>();

  /** `elapsed`: milliseconds of a monotonic clock. */
  constructor(readonly elapsed: () => number = () => performance.now()) {}

  of(name: string): TrunkCount {
    const known = this.#counts.get(name);
    if (known !== undefined) return known;
    const count = { used: 0, rate: new TokenBucket(), messages: new TokenBucket(), refusals: new Map() };
    this.#counts.set(name, count);
    return count;
  }
}

interface TrunkCount {
  /** Calls on it now. */
  used: number;
  readonly rate: TokenBucket;
  readonly messages: TokenBucket;
  /** By SIP status. */
  readonly refusals: Map<number, number>;
}

/** How often calls were refused with a SIP status. */
export interface TrunkRefusals {
  readonly status: number;
  readonly count: number;
}

export class TrunkLimit {
  readonly #max: number;
  readonly #perSecond: number;
  readonly #messagesPerSecond: number;
  readonly #count: TrunkCount;
  readonly #elapsed: () => number;

  /** A limit of 0 is none. */
  constructor(
    {
      name,
      maxCalls,
      callsPerSecond,
      messagesPerSecond = 0,
    }: Pick<TrunkConfig, 'name' | 'maxCalls' | 'callsPerSecond'> &
      Partial<Pick<TrunkConfig, 'messagesPerSecond'>>,
    counts: TrunkCounts,
  ) {
    this.#max = maxCalls;
    this.#perSecond = callsPerSecond;
    this.#messagesPerSecond = messagesPerSecond;
    this.#count = counts.of(name);
    this.#elapsed = counts.elapsed;
  }

  get max(): number {
    return this.#max;
  }

  /** Calls on it now. */
  get used(): number {
    return this.#count.used;
  }

  tryAcquire(): boolean {
    const count = this.#count;
    if (this.#max > 0 && count.used >= this.#max) return false;
    if (this.#perSecond > 0 && !count.rate.take(this.#elapsed(), this.#perSecond)) return false;
    count.used += 1;
    return true;
  }

  tryMessage(): boolean {
    return (
      this.#messagesPerSecond === 0 || this.#count.messages.take(this.#elapsed(), this.#messagesPerSecond)
    );
  }

  /** A call sent to it was refused; 408: it did not answer. */
  refused(status: number): void {
    const { refusals } = this.#count;
    refusals.set(status, (refusals.get(status) ?? 0) + 1);
  }

  /** Since the start, the most frequent first. */
  get refusals(): readonly TrunkRefusals[] {
    const all = [...this.#count.refusals].map(([status, count]) => ({ status, count }));
    return all.sort((one, other) => other.count - one.count || one.status - other.status);
  }

  release(): void {
    if (this.#count.used > 0) this.#count.used -= 1;
  }
}
