/** DTMF in RTP: named events (RFC 4733) and, for senders without events, the tones themselves (ITU-T Q.23, Q.24). */

import { LINEAR_TO_ALAW } from './g711.js';
import { sequenceDistance } from './rtp-source.js';

const EVENTS = '0123456789*#ABCD';

/** The digit of an RFC 4733 event code; undefined for events that are not digits. */
export function digitOfEvent(code: number): string | undefined {
  return EVENTS[code];
}

/**
 * The tone of a key, 100 ms of A-law with a pause of 50 ms, for a side that accepts no events; undefined if it is not a
 * key.
 */
export function toneOfDigit(digit: string): Uint8Array | undefined {
  const row = KEYS.findIndex((keys) => keys.includes(digit));
  const [low, high] = [LOW[row], HIGH[KEYS[row]?.indexOf(digit) ?? -1]];
  if (low === undefined || high === undefined || digit.length !== 1) return undefined;
  return Uint8Array.from({ length: 1200 }, (_, i) => {
    const wave = (frequency: number) =>
      TONE_AMPLITUDE * Math.sin((2 * Math.PI * frequency * i) / SAMPLE_RATE);
    const sample = i < 800 ? Math.round(wave(low) + wave(high)) : 0;
    return LINEAR_TO_ALAW[sample & 0xffff] ?? 0;
  });
}

export function eventOfDigit(digit: string): number | undefined {
  const code = EVENTS.indexOf(digit.toUpperCase());
  return code < 0 || digit.length !== 1 ? undefined : code;
}

/**
 * Finds key presses in telephone-event packets. An event comes in many packets with one timestamp, its end three times
 * (RFC 4733 2.5.1.4), so each timestamp counts once, whichever of its packets arrive. Some senders give several presses
 * one timestamp: a press is then recognised by a different event, or by an event that begins again after its end.
 * Others give the packets of one press different timestamps: these lie within the duration of the press.
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |     event     |E|R| volume    |          duration             |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export class EventDecoder {
  /** About the packet just pushed: nothing new, because it was overtaken, is a duplicate, or contains no event. */
  isOld = true;
  /** The segment of a press it belongs to; nearly every press has one. */
  segment = 0;
  /** Whether that segment continues the press of the one before. */
  continues = false;
  #any = false;
  #ssrc = 0;
  #sequence = 0;
  #timestamp = 0;
  #event = -1;
  #duration = 0;
  #hasEnded = false;
  /** The previous press. */
  #timestampBefore: number | undefined;

  /** The digit, if this packet, `payload` from `at` to `end`, is the first one of a new key press. */
  push(
    ssrc: number,
    sequence: number,
    timestamp: number,
    payload: Uint8Array,
    at: number,
    end: number,
  ): string | undefined {
    this.isOld = true;
    if (end - at < EVENT_BYTES) return undefined;
    const event = payload[at] ?? 0;
    const isEnd = ((payload[at + 1] ?? 0) & END_BIT) !== 0;
    const duration = ((payload[at + 2] ?? 0) << 8) | (payload[at + 3] ?? 0);
    const step = sequenceDistance(sequence, this.#sequence);
    const follows = this.#any && ssrc === this.#ssrc && step <= MAX_DROPOUT && step > -MAX_MISORDER;
    if (follows && step <= 0) return undefined;
    const since = (timestamp - this.#timestamp) | 0;
    if (follows && since < 0 && timestamp === this.#timestampBefore) return undefined;
    this.isOld = false;
    const isSameKey = follows && event === this.#event;
    const continues = isSameKey && !this.#hasEnded && Math.abs(since - MAX_DURATION) <= 1;
    const isSame = isSameKey && !continues && this.#isWithin(since, isEnd, duration);
    if (!isSame) {
      this.segment += 1;
      this.continues = continues;
      this.#timestampBefore = follows ? this.#timestamp : undefined;
      this.#hasEnded = false;
    }
    this.#any = true;
    this.#ssrc = ssrc;
    this.#sequence = sequence;
    this.#timestamp = timestamp;
    this.#event = event;
    this.#duration = duration;
    this.#hasEnded ||= isEnd;
    return isSame || this.continues ? undefined : digitOfEvent(event);
  }

  /** The sender has changed, so its sequence numbers start again. */
  reset(): void {
    this.#any = false;
  }

  /** Whether a packet of the same key with a timestamp this much later belongs to the same press. */
  #isWithin(since: number, isEnd: boolean, duration: number): boolean {
    const beginsAgain = this.#hasEnded && !isEnd && duration < this.#duration;
    if (since < 0 || beginsAgain) return false;
    const growsWithTime = !this.#hasEnded && since === duration - this.#duration;
    return since === 0 || since < this.#duration || growsWithTime;
  }
}

export const EVENT_BYTES = 4;
const END_BIT = 0x80;
/** Between the sender and us: what it puts there must not reach the other side. */
const RESERVED_BIT = 0x40;

/** Clears what RFC 4733 2.3.2 reserves in the event that begins at `at`. */
export function clearReserved(packet: Uint8Array, at: number): void {
  packet[at + 1] = (packet[at + 1] ?? 0) & ~RESERVED_BIT;
}

/** A key that is held longer continues in a further segment, this much later (RFC 4733 2.5.1.3). */
const MAX_DURATION = 0xffff;
/** RFC 3550 A.1: a larger jump means that sequence numbers have started again. */
const MAX_DROPOUT = 3000;
const MAX_MISORDER = 100;

const LOW = [697, 770, 852, 941];
const HIGH = [1209, 1336, 1477, 1633];
const KEYS = ['123A', '456B', '789C', '*0#D'];
const SAMPLE_RATE = 8000;
/** -8 dBm0 each, well within Q.24. */
const TONE_AMPLITUDE = 6400;
/** 12.75 ms: Goertzel bins 78 Hz wide, so each tone has a bin of its own and 1.8 % off still falls into it. */
const BLOCK = 102;
/** Mean square of a block below which it is silence: about -36 dBm0, Q.24's lower edge with some to spare. */
const FLOOR = 180 ** 2;
/** High over low by at most 4 dB (normal twist), low over high by at most 8 dB (reverse twist): power ratios. */
const MAX_HIGH_OVER_LOW = 6.3;
const MAX_LOW_OVER_HIGH = 8;
/** A tone must exceed the others of its group by this much. */
const SELECTIVITY = 6.3;
/** Share of the block's power that must be in the two tones; speech spreads its power (talk-off). */
const PURITY = 0.7;
/** Blocks that a digit must last (38 ms; Q.24 requires 40 to be accepted) and be gone (25 ms) before it counts. */
const MIN_BLOCKS = 3;
const GAP_BLOCKS = 2;

/** Finds DTMF tones in 8 kHz linear audio; a digit is reported once its tone has ended. */
export class ToneDetector {
  readonly #block = new Float64Array(BLOCK);
  #filled = 0;
  #digit: string | undefined;
  #blocks = 0;
  #gap = 0;

  /** Takes samples in order; returns the digits that ended in them, usually none. */
  push(samples: Int16Array, count = samples.length): string {
    let found = '';
    for (let i = 0; i < count; i += 1) {
      this.#block[this.#filled] = samples[i] ?? 0;
      this.#filled += 1;
      if (this.#filled < BLOCK) continue;
      this.#filled = 0;
      found += this.#step(toneOf(this.#block));
    }
    return found;
  }

  #step(heard: string | undefined): string {
    if (heard !== undefined && heard === this.#digit) {
      this.#blocks += 1;
      this.#gap = 0;
      return '';
    }
    this.#gap += 1;
    // One block at the edge of a tone, or one drop-out within it, does not end it.
    if (heard === undefined && this.#digit !== undefined && this.#gap < GAP_BLOCKS) return '';
    const ended = this.#digit !== undefined && this.#blocks >= MIN_BLOCKS ? this.#digit : '';
    this.#digit = heard;
    this.#blocks = heard === undefined ? 0 : 1;
    this.#gap = 0;
    return ended;
  }
}

function toneOf(block: Float64Array): string | undefined {
  let energy = 0;
  for (const sample of block) energy += sample * sample;
  if (energy < FLOOR * BLOCK) return undefined;
  const low = strongest(block, LOW);
  const high = strongest(block, HIGH);
  if (low === undefined || high === undefined) return undefined;
  if (high.power > low.power * MAX_HIGH_OVER_LOW || low.power > high.power * MAX_LOW_OVER_HIGH)
    return undefined;
  // A sine of amplitude A has Goertzel power (A*N/2)^2 and energy A^2*N/2.
  if (low.power + high.power < (PURITY * energy * BLOCK) / 2) return undefined;
  return KEYS[low.index]?.[high.index];
}

/** The strongest tone of a group, if it stands out. */
function strongest(block: Float64Array, group: readonly number[]) {
  const powers = group.map((frequency) => goertzel(block, frequency, SAMPLE_RATE));
  const power = Math.max(...powers);
  const index = powers.indexOf(power);
  const clear = powers.every((other, at) => at === index || other * SELECTIVITY < power);
  return clear ? { index, power } : undefined;
}

/** Power of one frequency in a block of samples (Goertzel's algorithm): (A*N/2)^2 for a sine of amplitude A. */
export function goertzel(block: ArrayLike<number>, frequency: number, sampleRate: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * frequency) / sampleRate);
  let before = 0;
  let last = 0;
  for (let i = 0; i < block.length; i += 1) {
    const next = (block[i] ?? 0) + coefficient * last - before;
    before = last;
    last = next;
  }
  return last * last + before * before - coefficient * last * before;
}
