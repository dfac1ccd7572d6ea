/**
 * Port pairs for legs: an even one for RTP, the odd one after it for RTCP. They are handed out in turn, so that a port
 * just used comes back last, starting at a random place: two services on one host whose ranges overlap then seldom
 * collide.
 */
export class PortRange {
  readonly #free: number[] = [];
  readonly #random: () => number;

  /** Throws TypeError unless the range contains a pair. */
  constructor(min: number, max: number, random: () => number = Math.random) {
    for (let port = min + (min % 2); port + 1 <= max; port += 2) this.#free.push(port);
    if (min < 1 || max > 65_535 || this.#free.length === 0)
      throw new TypeError(
        `expected a range of ports with an even one and its successor, found ${min} to ${max}`,
      );
    this.#random = random;
    this.#goElsewhere();
  }

  get free(): number {
    return this.#free.length;
  }

  /** Whether a port of a pair, RTP's or RTCP's, is not free. */
  isTaken(port: number): boolean {
    return !this.#free.includes(port - (port % 2));
  }

  /** The RTP port of a pair; undefined if all are in use or resting. */
  take(): number | undefined {
    return this.#free.shift();
  }

  /** Like `take`, from a random place: a program that has one pair may have hundreds after it. */
  takeElsewhere(): number | undefined {
    this.#goElsewhere();
    return this.take();
  }

  give(port: number): void {
    this.#free.push(port);
  }

  #goElsewhere(): void {
    this.#free.push(...this.#free.splice(0, Math.floor(this.#random() * this.#free.length)));
  }
}
