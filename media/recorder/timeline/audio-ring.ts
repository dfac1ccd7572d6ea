/**
 * The last seconds of one party's audio as G.711 codes, by position on the recording's clock (8000 a second). Mixed
 * audio stays here for a while: late packets still take their places, and the part they change is mixed again.
 *
 *          taken                      mixed so far       arrival (now)
 *   ─────────┼───── ring: 4.096 s ────────┼──────────────────┼──────────▶
 *    in the  │   may still be filled,     │  being filled    │
 *    file    │   or moved: `changed`      │
 */
import { ALAW, translationOf, type Law } from './law.js';

export const RING_SAMPLES = 32_768;
const MASK = RING_SAMPLES - 1;
/** This many samples at an edge do not count as audio: corrections of a clock's deviation are made there. */
const EDGE_SAMPLES = 8;

export class AudioRing {
  /** Index with `position & mask`; silence where no audio came. */
  readonly samples: Uint8Array;
  readonly mask = MASK;
  /** What the codes mean. */
  law: Law;
  /** Everything before this position is final. */
  taken: number;
  /** Everything from this position on is silence. */
  end: number;
  /** The first position that has changed since this was last set. */
  changed = Infinity;

  constructor(begin: number, law: Law) {
    this.taken = begin;
    this.end = begin;
    this.law = law;
    this.samples = new Uint8Array(RING_SAMPLES).fill(law.silence);
  }

  /** Copies codes of `law` to `position` as far as there is room: after what is taken, and within the ring. */
  write(position: number, bytes: Uint8Array, start: number, end: number, law: Law): void {
    const from = Math.max(position, this.taken);
    const to = Math.min(position + end - start, this.taken + RING_SAMPLES);
    if (from >= to) return;
    if (law !== this.law) this.#change(this.end <= this.taken ? law : ALAW);
    const source = start + from - position;
    const audio = bytes.subarray(source, source + to - from);
    this.#put(from, law === this.law ? audio : translated(audio, translationOf(law, this.law)));
    if (from < this.changed) this.changed = from;
    if (to > this.end) this.end = to;
  }

  /** The same into silence as `isSilent` defines it: audio at the edges stays. */
  fill(position: number, bytes: Uint8Array, start: number, end: number, law: Law): void {
    let [from, to] = [start, end];
    while (from < to && from - start < EDGE_SAMPLES && !this.#isSilence(position + from - start)) from += 1;
    while (to > from && end - to < EDGE_SAMPLES && !this.#isSilence(position + to - 1 - start)) to -= 1;
    this.write(position + from - start, bytes, from, to, law);
  }

  /** Silences `count` samples from `position` on. */
  erase(position: number, count: number): void {
    const from = Math.max(position, this.taken);
    for (let at = from; at < Math.min(position + count, this.end); at += 1)
      this.samples[at & MASK] = this.law.silence;
    if (from < this.changed) this.changed = from;
  }

  /** Repeats the sample before `position` at `position`. */
  stretch(position: number): void {
    if (position <= this.taken || position >= this.taken + RING_SAMPLES) return;
    this.samples[position & MASK] = this.samples[(position - 1) & MASK] ?? 0;
    if (position < this.changed) this.changed = position;
    if (position >= this.end) this.end = position + 1;
  }

  /**
   * Moves everything from `from` on by `by` samples: later, with silence inserted before it, or earlier, into silence.
   * Neither `from` nor its destination is before what is taken. Audio that would leave the ring is lost.
   */
  move(from: number, by: number): void {
    if (from >= this.end) return;
    const audio = Uint8Array.from(
      { length: this.end - from },
      (_, i) => this.samples[(from + i) & MASK] ?? 0,
    );
    for (let position = from; position < this.end; position += 1)
      this.samples[position & MASK] = this.law.silence;
    const to = from + by;
    this.end = Math.min(to + audio.length, this.taken + RING_SAMPLES);
    this.#put(to, audio.subarray(0, this.end - to));
    this.changed = Math.min(this.changed, from, to);
  }

  /** Whether `count` samples from `position` on are silence, apart from the edges. */
  isSilent(position: number, count: number): boolean {
    for (let at = position + EDGE_SAMPLES; at < Math.min(position + count - EDGE_SAMPLES, this.end); at += 1)
      if (!this.#isSilence(at)) return false;
    return true;
  }

  /** How many of the `count` samples directly before `position` are silence and not yet taken. */
  silenceBefore(position: number, count: number): number {
    let silent = 0;
    while (silent < Math.min(count, position - this.taken) && this.#isSilence(position - silent - 1))
      silent += 1;
    return silent;
  }

  /** Marks everything before `to` as taken. */
  take(to: number): void {
    for (let position = this.taken; position < Math.min(to, this.end);) {
      const at = position & MASK;
      const count = Math.min(to, this.end, position + RING_SAMPLES - at) - position;
      this.samples.fill(this.law.silence, at, at + count);
      position += count;
    }
    this.taken = to;
    if (this.end < to) this.end = to;
  }

  #isSilence(position: number): boolean {
    return this.samples[position & MASK] === this.law.silence;
  }

  #put(position: number, audio: Uint8Array): void {
    const at = position & MASK;
    const untilWrap = Math.min(audio.length, RING_SAMPLES - at);
    if (untilWrap === audio.length) {
      this.samples.set(audio, at);
      return;
    }
    this.samples.set(audio.subarray(0, untilWrap), at);
    this.samples.set(audio.subarray(untilWrap), 0);
  }

  /**
   * A party that changes its law is kept in A-law from then on, like the file: the other direction would lose quality.
   */
  #change(law: Law): void {
    if (law === this.law) return;
    const translation = translationOf(this.law, law);
    this.samples.forEach((code, at) => (this.samples[at] = translation[code] ?? 0));
    this.law = law;
  }
}

function translated(audio: Uint8Array, translation: Uint8Array): Uint8Array {
  return audio.map((code) => translation[code] ?? 0);
}
