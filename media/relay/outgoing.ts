/**
 * The RTP stream towards one leg: one SSRC for the whole call, whoever is heard in it. Sequence numbers have no gap but
 * those of packets lost on the way to us, and timestamps run at the speed of time, across every change between the
 * other party, its re-INVITEs, and prompts.
 *
 *   followed   packets of one sender are carried with constant offsets: its losses and its order stay visible
 *   generated  our own frames of 160 samples come next in sequence and time; when the sender's packets come again,
 *              they keep their place in time, and those whose place is taken by then are too late and dropped
 */
import { sequenceDistance } from '../rtp-source.js';
import { writeHeader } from './rtp.js';

/** Samples in 20 ms at 8000 Hz. */
export const FRAME_SAMPLES = 160;
export const FRAME_MS = 20;
/** A sender this much behind what was generated has stopped its clock meanwhile: it gets a new place in time. */
const MAX_LATE_SAMPLES = 1600;
/** The same ahead: it jumped. */
const MAX_AHEAD_SAMPLES = 80_000;

export class OutgoingStream {
  readonly ssrc: number;
  packets = 0;
  octets = 0;
  /** When the last packet left; negative before the first. */
  lastSentMs = -1;
  /** What is added to the followed sender's numbers, for its RTCP. */
  sequenceOffset = 0;
  timestampOffset = 0;
  #sequence: number;
  #timestamp: number;
  #following: number | undefined;
  /** Frames were generated since the last packet carried. */
  #interrupted = false;

  constructor(random: () => number) {
    this.ssrc = Math.floor(random() * 2 ** 32);
    this.#sequence = Math.floor(random() * 2 ** 15);
    this.#timestamp = Math.floor(random() * 2 ** 31);
  }

  /** Whether the offsets are those of this sender. */
  follows(ssrc: number): boolean {
    return this.#following === ssrc;
  }

  /**
   * Writes our header over a sender's packet. `restarted` says that the sender's numbers are others than before, `moved` that its
   * timestamps are, while its sequence goes on (rtp-source.ts). False when the packet comes too late for its place.
   * `isAudio` is false for events, whose timestamp is that of their begin.
   */
  carry(
    packet: Buffer,
    type: number,
    ssrc: number,
    sequence: number,
    timestamp: number,
    clockRate: number,
    isAudio: boolean,
    restarted: boolean,
    nowMs: number,
    moved = false,
  ): boolean {
    const begins = restarted || ssrc !== this.#following;
    let marker = (packet[1] ?? 0) & 0x80;
    if (begins || this.#interrupted) {
      if (begins || moved || this.#hasLostPlace(timestamp)) {
        this.#rebase(timestamp, clockRate, nowMs);
        if (isAudio) marker = 0x80;
      } else if (isAudio && ((timestamp + this.timestampOffset - this.#timestamp) | 0) < FRAME_SAMPLES) {
        return false;
      }
      this.sequenceOffset = (this.#sequence + 1 - sequence) & 0xffff;
      this.#following = ssrc;
      this.#interrupted = false;
    } else if (moved) {
      this.#rebase(timestamp, clockRate, nowMs);
      marker = 0x80;
    }
    const ownSequence = (sequence + this.sequenceOffset) & 0xffff;
    const ownTimestamp = (timestamp + this.timestampOffset) >>> 0;
    writeHeader(packet, marker | type, ownSequence, ownTimestamp, this.ssrc);
    if (sequenceDistance(ownSequence, this.#sequence) > 0) this.#sequence = ownSequence;
    if (((ownTimestamp - this.#timestamp) | 0) > 0) this.#timestamp = ownTimestamp;
    this.#sent(packet, nowMs);
    return true;
  }

  /** The sender's packets stop reaching this leg for a while, or may come by other numbers. */
  interrupt(): void {
    this.#interrupted = true;
  }

  /** Leaves a time out in which this thread stood still: the stream goes on where it was. */
  forgive(stalledMs: number): void {
    if (this.lastSentMs >= 0) this.lastSentMs += stalledMs;
  }

  /** Writes the header of a frame of our own, due at `atMs`. `first` when something else was heard before it. */
  generate(packet: Buffer, type: number, first: boolean, atMs: number): void {
    const step = first ? this.#samplesSince(atMs) : FRAME_SAMPLES;
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.#timestamp = (this.#timestamp + step) >>> 0;
    writeHeader(packet, (first ? 0x80 : 0) | type, this.#sequence, this.#timestamp, this.ssrc);
    this.#interrupted = true;
    this.#sent(packet, atMs);
  }

  #sent(packet: Buffer, nowMs: number): void {
    this.packets += 1;
    this.octets += packet.length - 12;
    this.lastSentMs = nowMs;
  }

  #hasLostPlace(timestamp: number): boolean {
    const ahead = (timestamp + this.timestampOffset - this.#timestamp) | 0;
    return ahead < -MAX_LATE_SAMPLES || ahead > MAX_AHEAD_SAMPLES;
  }

  #rebase(timestamp: number, clockRate: number, nowMs: number): void {
    const step = (this.#samplesSince(nowMs) * clockRate) / 8000;
    this.timestampOffset = (this.#timestamp + step - timestamp) | 0;
  }

  /** Whole frames of time since the last packet, at least one, so that a change of source is no jump. */
  #samplesSince(nowMs: number): number {
    if (this.lastSentMs < 0) return FRAME_SAMPLES;
    return Math.max(1, Math.round((nowMs - this.lastSentMs) / FRAME_MS)) * FRAME_SAMPLES;
  }
}
