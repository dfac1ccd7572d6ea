/**
 * Trunks that did not answer: tried last for a while, so that one call waits in vain and not each of them.
 *
 *    good ──a call got no answer of any kind──▶ silent ──any answer of it, or OPTIONS──▶ good
 *                                                 └──────time over──▶ good: the next call tries it
 */
export interface TrunkSilenceOptions {
  /** How long a trunk is tried last; 0: not at all. */
  readonly holdMs: number;
  /** Milliseconds since some instant. */
  readonly elapsed: () => number;
  /** Told when that changes; of the end of the time when somebody asks next. */
  readonly onChange?: (trunk: string, change: 'silent' | 'heard' | 'over') => void;
}

export class TrunkSilence {
  readonly #options: TrunkSilenceOptions;
  readonly #until = new Map<string, number>();

  constructor(options: TrunkSilenceOptions) {
    this.#options = options;
  }

  /** Whether any trunk is, as far as somebody has looked. */
  get isAny(): boolean {
    return this.#until.size > 0;
  }

  has(trunk: string): boolean {
    if (!this.isAny) return false;
    const until = this.#until.get(trunk);
    if (until === undefined) return false;
    if (until > this.#options.elapsed()) return true;
    this.#end(trunk, 'over');
    return false;
  }

  /** A call to it got no answer of any kind. */
  fell(trunk: string): void {
    const { holdMs, elapsed, onChange } = this.#options;
    if (holdMs === 0) return;
    const isNew = !this.has(trunk);
    this.#until.set(trunk, elapsed() + holdMs);
    if (isNew) onChange?.(trunk, 'silent');
  }

  /** It has said something. */
  heard(trunk: string): void {
    if (this.has(trunk)) this.#end(trunk, 'heard');
  }

  #end(trunk: string, change: 'heard' | 'over'): void {
    this.#until.delete(trunk);
    this.#options.onChange?.(trunk, change);
  }
}
