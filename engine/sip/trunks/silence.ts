/**
 * Trunks that did not answer: tried last for a while, so that one call waits for them and not every call.
 *
 *    good ──a call got no answer of any kind──▶ silent ──any answer of it, or OPTIONS──▶ good
 *                                                 └─time over──▶ one call tries it ──no answer──▶ silent, as long again
 */
export interface TrunkSilenceOptions {
  /** How long a trunk is tried last; 0 switches this off. */
  readonly holdMs: number;
  /** Milliseconds of a monotonic clock. */
  readonly elapsed: () => number;
  readonly onChange?: (trunk: string, change: 'silent' | 'heard') => void;
}

/** How long the call that tries it may take; then another one tries it. */
const TRIAL_MS = 10_000;

export class TrunkSilence {
  readonly #options: TrunkSilenceOptions;
  /** When the next call tries a silent trunk. */
  readonly #tryAt = new Map<string, number>();

  constructor(options: TrunkSilenceOptions) {
    this.#options = options;
  }

  get isAny(): boolean {
    return this.#tryAt.size > 0;
  }

  has(trunk: string): boolean {
    return this.isAny && this.#tryAt.has(trunk);
  }

  /** Whether a call about to be placed tries it last. When the time is over, this returns false for one call. */
  passesOver(trunk: string): boolean {
    const tryAt = this.isAny ? this.#tryAt.get(trunk) : undefined;
    if (tryAt === undefined) return false;
    const now = this.#options.elapsed();
    if (tryAt > now) return true;
    this.#tryAt.set(trunk, now + TRIAL_MS);
    return false;
  }

  /** A call to it got no answer of any kind. */
  fell(trunk: string): void {
    const { holdMs, elapsed, onChange } = this.#options;
    if (holdMs === 0) return;
    const isNew = !this.has(trunk);
    this.#tryAt.set(trunk, elapsed() + holdMs);
    if (isNew) onChange?.(trunk, 'silent');
  }

  /** A message of it has come. */
  heard(trunk: string): void {
    if (this.isAny && this.#tryAt.delete(trunk)) this.#options.onChange?.(trunk, 'heard');
  }
}
