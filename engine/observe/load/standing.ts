/**
 * A delay that stands: the least of the last measurements. A pause of the garbage collector, or a burst of some calls,
 * delays one of them and is over; a queue that does not empty delays all (RFC 8289 4, CoDel).
 */
const MEASUREMENTS = 3;

export class Standing {
  readonly #last: number[] = [];

  take(delay: number): void {
    this.#last.push(delay);
    if (this.#last.length > MEASUREMENTS) this.#last.shift();
  }

  /** 0 until there are enough measurements. */
  get delay(): number {
    return this.#last.length < MEASUREMENTS ? 0 : Math.min(...this.#last);
  }
}
