/** Counts a trunk's calls against its limit. */
export class TrunkLimit {
  #used = 0;

  /** `max` 0 means no limit. */
  constructor(readonly max: number) {}

  /** Calls on it now. */
  get used(): number {
    return this.#used;
  }

  tryAcquire(): boolean {
    if (this.max > 0 && this.#used >= this.max) return false;
    this.#used += 1;
    return true;
  }

  release(): void {
    if (this.#used > 0) this.#used -= 1;
  }
}
