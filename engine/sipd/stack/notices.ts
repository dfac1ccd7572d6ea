/**
 * Log lines about what peers do, limited to a number per second: a peer that sends junk must not be able to fill the
 * disk too.
 */
const PER_SECOND = 10;

export class Notices {
  readonly #tell: (notice: string) => void;
  readonly #now: () => number;
  #since = -Infinity;
  #said = 0;
  #unsaid = 0;

  constructor(tell: (notice: string) => void, now: () => number) {
    this.#tell = tell;
    this.#now = now;
  }

  say(notice: string): void {
    const now = this.#now();
    if (now - this.#since >= 1000) {
      this.#since = now;
      this.#said = 0;
    }
    this.#said += 1;
    if (this.#said > PER_SECOND) {
      this.#unsaid += 1;
      return;
    }
    const more = this.#unsaid === 0 ? '' : ` (and ${this.#unsaid} more such lines before it)`;
    this.#unsaid = 0;
    this.#tell(notice + more);
  }
}
