/**
 * Packets in a row that arrive where others already were, roughly in order: the first ones of a source that went back
 * by less than RFC 3550 A.1 takes for a restart. Three other things look alike: a network that duplicates packets, one
 * that repeats everything of a moment at once, and lost packets that arrive very late after all. The last are only
 * accepted into a row that also has others, or is long.
 */

/**
 * A.1 takes two packets in a row as proof of a restart; here a network that sends everything twice must not look like
 * one.
 */
const MIN_REPEATED = 3;
/** For sources that went back by so little that a second path can be that much longer. */
const MIN_REPEATED_NEAR = 5;
/** For rows whose places were all empty, because the source had jumped ahead before. */
const MIN_MISSING = 8;
export const FAR_BACK_MS = 200;
/** And not all at once, but on average this far apart: */
const REPEATED_MS = 15;
/** By how many places packets can overtake each other if they are later than duplicates. */
const MAX_STRAYED = 8;
/** The largest gap between packets of a row. */
const MAX_APART_MS = 100;
/**
 * Duplicates that repeatedly continue where others were, with newer packets in between, come from a duplicating
 * network.
 */
const DOUBLED = 5;
const MIN_DOUBLED = 8;

export class RepeatedRow {
  #last = -1;
  #lastMs = 0;
  /** Since the last packet ahead of all others: how many, how many of them in taken places, and since when. */
  #repeats = 0;
  #taken = 0;
  #sinceMs = 0;
  /** With the packets between which the last ones of the previous source arrived. */
  #all = 0;
  #doubled = 0;

  /** A packet arrived that was ahead of all others. */
  interrupt(): void {
    this.#repeats = 0;
    this.#taken = 0;
  }

  /**
   * A packet arrived, `ahead` numbers after the row's last; `isTaken` if its place was taken, else it was missing. True
   * if the row shows that its source went back.
   */
  add(sequence: number, ahead: number, isTaken: boolean, lateMs: number, arrivalMs: number): boolean {
    const isNear = this.#last >= 0 && Math.abs(ahead - 1) <= MAX_STRAYED;
    const isFarBack = lateMs > FAR_BACK_MS;
    const goesOn = isFarBack ? isNear : ahead === 1;
    if (this.#repeats === 0)
      this.#doubled = this.#last >= 0 && Math.abs(ahead) <= DOUBLED ? this.#doubled + 1 : 0;
    const isDoubled = this.#repeats === 0 && this.#doubled > MIN_DOUBLED;
    this.#all = isNear && arrivalMs - this.#lastMs <= MAX_APART_MS ? this.#all + 1 : 1;
    this.#last = sequence;
    this.#lastMs = arrivalMs;
    if (isDoubled) return false;
    if (this.#repeats === 0 || !goesOn) {
      this.interrupt();
      this.#sinceMs = arrivalMs;
    }
    this.#repeats += 1;
    if (isTaken) this.#taken += 1;
    const wanted = isFarBack ? MIN_REPEATED : MIN_REPEATED_NEAR;
    return (
      this.#repeats >= wanted &&
      (this.#taken >= wanted - 1 || this.#repeats >= MIN_MISSING) &&
      arrivalMs - this.#sinceMs >= (wanted - 1) * REPEATED_MS
    );
  }

  /** Number of the row's last packet. */
  get last(): number {
    return this.#last;
  }

  /** How many packets before the last one belong to the source that went back. */
  get before(): number {
    return (this.#doubled > MIN_DOUBLED ? this.#repeats : this.#all) - 1;
  }
}
