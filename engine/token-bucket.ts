/** A token bucket: so many a second, and so many at once as make up its depth. Its rate may change at any time. */
export class TokenBucket {
  /** Tokens taken, less those that time has restored by `#at`. */
  #taken = 0;
  #at = 0;

  /** `seconds`: its depth, by the rate. */
  constructor(readonly seconds = 1) {}

  /** Takes a token if there is one. `now`: milliseconds of a monotonic clock. A rate of 0 is no limit. */
  take(now: number, perSecond: number): boolean {
    if (perSecond === 0) return true;
    this.#taken = Math.max(0, this.#taken - ((now - this.#at) * perSecond) / 1000);
    this.#at = now;
    if (this.#taken > perSecond * this.seconds - 1) return false;
    this.#taken += 1;
    return true;
  }
}
