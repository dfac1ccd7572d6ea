/**
 * How late packets arrive compared with the places that their timestamps give them, and how places follow. All in
 * samples. `lateness` is a packet's arrival minus its place: an undisturbed source has some of 0, and jitter adds to
 * it.
 *
 *   up to SLACK                left as it is; only drift over seconds is a slow or fast clock, corrected by a sample now and
 *                              then
 *   later, until one is not    a stall: the packets were delayed on their way and keep the place where they were spoken
 *   later, all that follow     a longer path, or a clock that stood still: the audio from there on moves back by the part
 *                              above SLACK. Which of the two it is can be decided when the first packet is 2.5 s old
 *   earlier                    no audio is heard before it was spoken: the source began during a stall, its path became
 *                              shorter, or its numbers jumped. Timeline moves it into the silence before, or else it is
 *                              corrected by a sample at a time
 *
 * SLACK is less than half of the permitted deviation of 200 ms: a path that grows by 300 ms leaves the recording within
 * 200 ms both of when the audio was spoken and of when it was heard.
 */

/** 140 ms. */
export const SLACK = 1120;
/** Smaller steps of lateness are ignored: 10 ms. */
const RISE = 80;
/** A source whose lateness has not decreased by more than jitter for 100 ms is not catching up. */
const STEADY_SAMPLES = 800;
const FALL = 640;
/** Packets overtake each other within 100 ms. */
const OVERTAKEN_SAMPLES = 800;
/** A second of packets; the least late one shows where the source is. */
const BLOCK_SAMPLES = 8000;
const BLOCK_PACKETS = 10;
/** A clock is corrected when it is off by 20 ms: */
export const TOLERANCE = 160;
/** by a sample for every so many packets, which is 520 ppm of 20 ms; a fast one by a sample for each early packet, */
const PACKETS_A_SAMPLE = 12;
/** and by 2.5 percent if it is early by more than a clock can be, 70 ms. */
const FAST_FROM = 560;
const FAST_SAMPLES = 4;

interface Rise {
  /** Place of the first packet after which none was less late than this. */
  position: number;
  lateness: number;
}

export class Lateness {
  /** Increasing lateness; empty as long as packets are on time. */
  readonly #rises: Rise[] = [];
  /** Arrival of the last packet that was less late than a recent one, and that packet. */
  #fellAt = 0;
  #high = 0;
  #highAt = 0;
  #least = Infinity;
  #packets = 0;
  #blockEnd = 0;
  /** Lateness of a source that needs no correction. */
  #earliest = -Infinity;
  #latest = Infinity;
  #lags = false;

  /** A new source begins: what was known of the previous one does not apply. */
  begin(arrival: number): void {
    this.#rises.length = 0;
    this.#least = Infinity;
    this.#packets = 0;
    this.#blockEnd = arrival + BLOCK_SAMPLES;
    this.#earliest = -Infinity;
    this.#latest = Infinity;
    this.#lags = false;
  }

  /**
   * Takes a packet in order; returns by how many samples it must be placed later than its place, or earlier if
   * negative.
   */
  note(position: number, lateness: number, arrival: number): number {
    if (lateness > SLACK) this.#rise(position, lateness, arrival);
    else if (this.#rises.length > 0) this.#rises.length = 0;
    if (lateness < this.#least) this.#least = lateness;
    this.#packets += 1;
    if (arrival >= this.#blockEnd && this.#packets >= BLOCK_PACKETS) this.#closeBlock(arrival);
    if (lateness < this.#earliest) return lateness < this.#earliest - FAST_FROM ? -FAST_SAMPLES : -1;
    return this.#lags && this.#packets % PACKETS_A_SAMPLE === 0 ? 1 : 0;
  }

  /** Whether the late packets have shown no sign of a mere delay. */
  isSteady(arrival: number): boolean {
    return arrival - this.#fellAt > STEADY_SAMPLES;
  }

  /** Takes an overtaken packet: if the first of the late ones overtook it, it is one of them. */
  noteOvertaken(position: number, lateness: number): void {
    if (lateness <= SLACK) return;
    const first = this.#rises.find((rise) => rise.position > position);
    if (first !== undefined && first.position - position <= OVERTAKEN_SAMPLES) first.position = position;
  }

  /** The first rise that is before `to` and has waited long enough. */
  due(to: number): Rise | undefined {
    const first = this.#rises[0];
    return first !== undefined && first.position < to ? first : undefined;
  }

  /** The audio from `from` on, and with it the source, was moved by this many samples. */
  moved(from: number, by: number): void {
    for (const rise of this.#rises) {
      if (rise.position < from) continue;
      rise.position += by;
      rise.lateness -= by;
    }
    while ((this.#rises[0]?.lateness ?? Infinity) <= SLACK) this.#rises.shift();
    this.#least -= by;
    if (by > 0) this.#latest = Math.max(this.#latest, SLACK + TOLERANCE);
  }

  #rise(position: number, lateness: number, arrival: number): void {
    let first = position;
    if (lateness < this.#high - FALL && arrival - this.#highAt <= STEADY_SAMPLES) this.#fellAt = arrival;
    if (lateness >= this.#high || arrival - this.#highAt > STEADY_SAMPLES || this.#fellAt === arrival) {
      this.#high = lateness;
      this.#highAt = arrival;
    }
    for (let last = this.#rises.at(-1); last !== undefined && last.lateness >= lateness;) {
      first = last.position;
      this.#rises.pop();
      last = this.#rises.at(-1);
    }
    const before = this.#rises.at(-1);
    if (before === undefined || lateness >= before.lateness + RISE)
      this.#rises.push({ position: first, lateness });
  }

  #closeBlock(arrival: number): void {
    if (this.#latest === Infinity) {
      const isAhead = this.#least < -SLACK; // by habit: a player that sends its first packets at once
      this.#earliest = (isAhead ? this.#least : 0) - TOLERANCE;
      this.#latest = Math.max(this.#least, 0) + TOLERANCE;
    }
    this.#lags = this.#least > this.#latest;
    this.#least = Infinity;
    this.#packets = 0;
    this.#blockEnd = arrival + BLOCK_SAMPLES;
  }
}
