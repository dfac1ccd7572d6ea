/**
 * The 48-bit index of a stream's packets: their sequence number with the number of times it has wrapped (RFC 3711
 * 3.3.1), and a window of those already seen (3.3.2). An index is noted only after its packet has been authenticated.
 */

/** At least 64 by RFC 3711 3.3.2. At 50 packets a second this is 2.5 seconds of delay. */
const WINDOW = 128;
const CYCLE = 2 ** 16;
const HALF_CYCLE = 2 ** 15;

export class PacketIndex {
  #highest = -1;
  readonly #seen = new Uint32Array(WINDOW / 32);

  /** How often the sequence number has wrapped. */
  get rollovers(): number {
    return this.#highest < 0 ? 0 : Math.floor(this.#highest / CYCLE);
  }

  /**
   * The likeliest index of a sequence number: the one nearest to the highest seen. Negative for a packet from before
   * the stream's first cycle, which has no index.
   */
  estimate(sequence: number): number {
    if (this.#highest < 0) return sequence;
    const last = this.#highest % CYCLE;
    const cycle = this.#highest - last;
    if (last < HALF_CYCLE) return sequence - last > HALF_CYCLE ? cycle - CYCLE + sequence : cycle + sequence;
    return last - HALF_CYCLE > sequence ? cycle + CYCLE + sequence : cycle + sequence;
  }

  /** False for a packet that was seen, or is too old to tell. */
  isNew(index: number): boolean {
    if (index < 0) return false;
    if (index > this.#highest) return true;
    if (this.#highest - index >= WINDOW) return false;
    return ((this.#seen[(index % WINDOW) >>> 5] ?? 0) & (1 << (index & 31))) === 0;
  }

  note(index: number): void {
    if (index > this.#highest) this.#advance(index);
    const word = (index % WINDOW) >>> 5;
    this.#seen[word] = (this.#seen[word] ?? 0) | (1 << (index & 31));
  }

  #advance(index: number): void {
    if (this.#highest < 0 || index - this.#highest >= WINDOW) this.#seen.fill(0);
    else
      for (let between = this.#highest + 1; between <= index; between += 1) {
        const word = (between % WINDOW) >>> 5;
        this.#seen[word] = (this.#seen[word] ?? 0) & ~(1 << (between & 31));
      }
    this.#highest = index;
  }
}
