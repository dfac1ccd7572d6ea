/**
 * One party's audio on the recording's own clock: RTP packets go in as they arrive, samples come out in order. They
 * are kept as the G.711 bytes they came as, so that a packet costs one copy; the mixer decodes them.
 *
 * Positions count samples (8000 a second) from the recording's begin. A packet's place is where its RTP timestamp
 * puts it relative to the packets before (RFC 3550 5.1); only the first packet of a source is placed by when it
 * arrived. So jitter and reordering leave no trace, loss and pauses leave silence, and wraparound of sequence
 * numbers and timestamps does not matter, because only differences to the newest packet are used.
 *
 * Timestamps stop being comparable when the source changes (another SSRC) or jumps (a re-INVITE, a prompt, a hold
 * during which they stood still). A jump shows as a place that the arrival time contradicts: then the timeline is
 * anchored anew, at the arrival time or directly behind what is already there.
 *
 *          taken                    arrival (now)
 *   ─────────┼────── ring: 2.048 s ────┼───────────────┼──────▶
 *    mixed,  │   may still be filled   │   ≤ MAX_LEAD  │ nobody sends this early: a jump
 *    too late│                         │               │
 */
import type { Law } from './law.js';

const RING_SAMPLES = 16_384;
const RING_MASK = RING_SAMPLES - 1;
/** A packet cannot be further ahead of its arrival than the first one was delayed: 500 ms. */
const MAX_LEAD = 4000;
/** Further behind than this no network delivers: 2 s. */
const MAX_LAG = 16_000;
/** All packets being late for this long is a new delay, not a burst after a stall: 200 ms. */
const LATE_FOR_GOOD = 1600;
const RTP_HEADER = 12;

export class Timeline {
  /** Samples wait here until they are mixed; index with `position & mask`; silence where nobody spoke. */
  readonly ring: Uint8Array;
  readonly mask = RING_MASK;
  /** What the bytes in the ring mean: the law of the last packet. */
  law: Law;
  /** Everything before this position has been mixed. */
  taken: number;
  /** Everything from this position on is silence. */
  end: number;
  /** Packets that came after their place was mixed. */
  late = 0;
  /** How often the audio had to be anchored by arrival time; 1 for an undisturbed source. */
  anchored = 0;
  #ssrc = -1;
  #sequence = 0;
  #timestamp = 0;
  #position = 0;
  #lateSince = -1;

  constructor(begin: number, law: Law) {
    this.taken = begin;
    this.end = begin;
    this.law = law;
    this.ring = new Uint8Array(RING_SAMPLES).fill(law.silence);
  }

  /**
   * Takes the RTP packet `bytes[start..end)` with a payload of `law` as arrived at position `arrival`. What is no RTP
   * is ignored.
   */
  push(bytes: Uint8Array, start: number, end: number, law: Law, arrival: number): void {
    const payload = payloadStart(bytes, start, end);
    const payloadEnd = end - paddingOf(bytes, start, end);
    if (payload < 0 || payload >= payloadEnd) return;
    if (law !== this.law) this.#change(law);
    const sequence = ((bytes[start + 2] ?? 0) << 8) | (bytes[start + 3] ?? 0);
    const timestamp = uint32(bytes, start + 4);
    const position = this.#place(
      uint32(bytes, start + 8),
      sequence,
      timestamp,
      arrival,
      payloadEnd - payload,
    );
    if (position !== undefined) this.#write(position, bytes, payload, payloadEnd);
  }

  /** Says where the packet's audio belongs, or undefined if nowhere, and remembers it for the next. */
  #place(
    ssrc: number,
    sequence: number,
    timestamp: number,
    arrival: number,
    samples: number,
  ): number | undefined {
    if (ssrc !== this.#ssrc) return this.#anchor(ssrc, sequence, timestamp, arrival);
    const step = ((sequence - this.#sequence) << 16) >> 16;
    const elapsed = (timestamp - this.#timestamp) | 0;
    if (step === 0 && elapsed === 0) return undefined; // a duplicate
    const position = this.#position + elapsed;
    const wentBack = step > 0 && elapsed < 0;
    if (wentBack || position > arrival + MAX_LEAD || position < arrival - MAX_LAG) {
      // Backwards on both counts is an old packet that took its time.
      if (step < 0 && position < arrival) return this.#drop();
      return this.#anchor(ssrc, sequence, timestamp, arrival);
    }
    if (position + samples <= this.taken) {
      if (step < 0) return this.#drop();
      if (this.#lateSince < 0) this.#lateSince = arrival;
      if (arrival - this.#lateSince > LATE_FOR_GOOD) return this.#anchor(ssrc, sequence, timestamp, arrival);
      this.#follow(sequence, timestamp, position);
      return this.#drop();
    }
    if (step > 0) {
      this.#lateSince = -1;
      this.#follow(sequence, timestamp, position);
    }
    return position;
  }

  #drop(): undefined {
    this.late += 1;
    return undefined;
  }

  #anchor(ssrc: number, sequence: number, timestamp: number, arrival: number): number {
    const continues = this.end > arrival && this.end <= arrival + MAX_LEAD;
    const position = Math.max(continues ? this.end : arrival, this.taken);
    this.anchored += 1;
    this.#ssrc = ssrc;
    this.#lateSince = -1;
    this.#follow(sequence, timestamp, position);
    return position;
  }

  #follow(sequence: number, timestamp: number, position: number): void {
    this.#sequence = sequence;
    this.#timestamp = timestamp;
    this.#position = position;
  }

  /** Copies into the ring what is neither mixed already nor beyond its end. */
  #write(position: number, bytes: Uint8Array, start: number, end: number): void {
    const from = Math.max(position, this.taken);
    const to = Math.min(position + end - start, this.taken + RING_SAMPLES);
    if (from >= to) return;
    const source = start + from - position;
    const at = from & RING_MASK;
    const untilWrap = Math.min(to - from, RING_SAMPLES - at);
    this.ring.set(bytes.subarray(source, source + untilWrap), at);
    if (to - from > untilWrap) this.ring.set(bytes.subarray(source + untilWrap, source + to - from), 0);
    if (to > this.end) this.end = to;
  }

  /** A party that changes its codec: what still waits is told in the new one. */
  #change(law: Law): void {
    const before = this.law;
    for (let position = this.taken; position < this.end; position++) {
      const sample = before.toLinear[this.ring[position & RING_MASK] ?? 0] ?? 0;
      this.ring[position & RING_MASK] = law.fromLinear[sample & 0xffff] ?? 0;
    }
    for (let position = Math.max(this.end, this.taken); position < this.taken + RING_SAMPLES; position++) {
      this.ring[position & RING_MASK] = law.silence;
    }
    this.law = law;
  }
}

/** Where the payload begins (RFC 3550 5.1, 5.3.1), or -1 if this is no RTP packet. */
function payloadStart(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start] ?? 0;
  if (end - start < RTP_HEADER || first >> 6 !== 2) return -1;
  const afterSources = start + RTP_HEADER + (first & 0x0f) * 4;
  if ((first & 0x10) === 0) return afterSources;
  if (afterSources + 4 > end) return -1;
  return afterSources + 4 + (((bytes[afterSources + 2] ?? 0) << 8) | (bytes[afterSources + 3] ?? 0)) * 4;
}

function paddingOf(bytes: Uint8Array, start: number, end: number): number {
  return ((bytes[start] ?? 0) & 0x20) === 0 ? 0 : (bytes[end - 1] ?? 0);
}

function uint32(bytes: Uint8Array, at: number): number {
  return (
    (((bytes[at] ?? 0) << 24) |
      ((bytes[at + 1] ?? 0) << 16) |
      ((bytes[at + 2] ?? 0) << 8) |
      (bytes[at + 3] ?? 0)) >>>
    0
  );
}
