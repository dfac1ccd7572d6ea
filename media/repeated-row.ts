/**
 * Packets in a row that come where others were, about in order: the first of a source that went back by less than RFC 3550 A.1 takes for
 * a restart. Three other things look like it: a network that doubles what it carries, one that repeats all of a moment at once, and
 * packets that were lost and come very late after all, which are only taken into a row that has others, or is long.
 */

/** A.1 takes two packets in a row as proof of a restart; here a network that sends everything twice must not be one. */
const MIN_REPEATED = 3;
/** Of those that went back by so little that a second path can be as much longer. */
const MIN_REPEATED_NEAR = 5;
/** Of those whose places were all empty, as the source had jumped ahead before. */
const MIN_MISSING = 8;
export const FAR_BACK_MS = 200;
/** And not all at once, but this far apart on average: */
const REPEATED_MS = 15;
/** By how many places packets can have overtaken each other, when they are later than what a network doubles. */
const MAX_STRAYED = 8;
/** Packets of a row come at most so far apart. */
const MAX_APART_MS = 100;
/** Duplicates that go on where others were, with newer packets between them, again and again, are of a network that doubles. */
const DOUBLED = 5;
const MIN_DOUBLED = 8;

export class RepeatedRow {
  #last = -1;
  #lastMs = 0;
  /** Since the last packet that was ahead of all: how many, how many of them where others were, and since when. */
  #repeats = 0;
  #taken = 0;
  #sinceMs = 0;
  /** With those between which the last of the source before have come. */
  #all = 0;
  #doubled = 0;

  /** A packet came that was ahead of all. */
  interrupt(): void {
    this.#repeats = 0;
    this.#taken = 0;
  }

  /**
   * A packet came, so many numbers `ahead` of the row's last; `isTaken` where another was, else where one was missing. True when
   * the row shows that its source went back.
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

  /** Of the row's last packet. */
  get last(): number {
    return this.#last;
  }

  /** How many packets before the last one belong to the source that went back. */
  get before(): number {
    return (this.#doubled > MIN_DOUBLED ? this.#repeats : this.#all) - 1;
  }
}
