/**
 * The RTP stream towards one leg: one SSRC for the whole call, unless new keys need another, with any source. Sequence
 * numbers have no gap except for packets lost on the way to us, and timestamps advance with time, across every change
 * between the other party, its re-INVITEs, and prompts.
 *
 *   followed   packets of one sender are sent with constant offsets: its losses and its order stay visible
 *   generated  our own frames come next in sequence and time; when the sender's packets return, they keep
 *              their place in time, and those whose place has been taken are too late and dropped
 *   pressed    the packets of a key press keep the timestamp of its start, through every change (RFC 4733
 *              2.5.1.2); those of a separate SSRC come between the followed sender's, whose numbers grow by one for each
 */
import { sequenceDistance } from '../../rtp-source.js';
import { HEADER_BYTES, write16, writeHeader } from './rtp.js';

/** The position of a key press's packet among its sender's. */
export interface EventPlace {
  readonly ssrc: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly clockRate: number;
  /** Units of our clock in one of the sender's (default 1); `clockRate` is the sender's. */
  readonly scale?: number;
  /** The sender's numbers have changed. */
  readonly restarted: boolean;
  /** Its SSRC differs from the audio's. */
  readonly isAside: boolean;
  /** The segment of a press it belongs to, and whether it continues the previous press (`EventDecoder`). */
  readonly segment: number;
  readonly continues: boolean;
}

/** Samples in 20 ms at 8000 Hz. */
export const FRAME_SAMPLES = 160;
export const FRAME_MS = 20;
/** A sender this far behind the generated frames had stopped its clock: it gets a new place in time. */
const MAX_LATE_SAMPLES = 1600;
/** The same ahead: it jumped. */
const MAX_AHEAD_SAMPLES = 80_000;

export class OutgoingStream {
  ssrc: number;
  packets = 0;
  octets = 0;
  /** When the last packet was sent; negative before the first. */
  lastSentMs = -1;
  /** The offsets added to the followed sender's numbers, for its RTCP. */
  sequenceOffset = 0;
  timestampOffset = 0;
  #sequence: number;
  /** Timestamp of the last packet, and when that was due; negative before the first. */
  #timestamp: number;
  #timestampMs = -1;
  #clockRate = 8000;
  #following: number | undefined;
  /** How far a followed packet must be ahead: by our last frame, or at all if the last packet was followed. */
  #generated = 1;
  /** Frames were generated since the last followed packet. */
  #interrupted = false;
  /** The last segment of a key press: its id, its sender's timestamp, and ours, which is undefined before the first. */
  #segment = -1;
  #segmentFrom = 0;
  #segmentTimestamp: number | undefined;

  constructor(random: () => number) {
    this.ssrc = Math.floor(random() * 2 ** 32);
    this.#sequence = Math.floor(random() * 2 ** 15);
    this.#timestamp = Math.floor(random() * 2 ** 31);
  }

  /** The stream goes on as another source, in the same time. */
  renew(random: () => number): void {
    this.ssrc = Math.floor(random() * 2 ** 32);
    this.#sequence = Math.floor(random() * 2 ** 15);
    this.#interrupted = true;
  }

  /** The rate of its timestamps now, in Hz. */
  get clockRate(): number {
    return this.#clockRate;
  }

  /** Whether the offsets belong to that sender. */
  follows(ssrc: number): boolean {
    return this.#following === ssrc;
  }

  /** The timestamp at that time, which is not before the last packet. */
  timestampAt(nowMs: number): number {
    if (this.#timestampMs < 0) return this.#timestamp;
    return (this.#timestamp + Math.round(((nowMs - this.#timestampMs) * this.#clockRate) / 1000)) >>> 0;
  }

  /**
   * Writes our header over a sender's packet. `restarted`: the sender's numbers have changed; `moved`: only its
   * timestamps have, while its sequence continues (rtp-source.ts). False if the packet comes too late for its place.
   */
  carry(
    packet: Buffer,
    type: number,
    ssrc: number,
    sequence: number,
    timestamp: number,
    clockRate: number,
    restarted: boolean,
    nowMs: number,
    moved = false,
  ): boolean {
    const begins = restarted || ssrc !== this.#following;
    let marker = (packet[1] ?? 0) & 0x80;
    if (begins || this.#interrupted) {
      if (begins || moved || this.#hasLostPlace(timestamp)) {
        this.#rebase(timestamp, clockRate, nowMs);
        marker = 0x80;
      } else if (((timestamp + this.timestampOffset - this.#timestamp) | 0) < this.#generated) {
        return false;
      }
      this.#attach(ssrc, sequence);
      this.#interrupted = false;
    } else if (moved) {
      this.#rebase(timestamp, clockRate, nowMs);
      marker = 0x80;
    }
    this.#generated = 1;
    const ownTimestamp = (timestamp + this.timestampOffset) >>> 0;
    writeHeader(packet, marker | type, this.#followed(sequence), ownTimestamp, this.ssrc);
    if (((ownTimestamp - this.#timestamp) | 0) > 0) {
      this.#timestamp = ownTimestamp;
      this.#timestampMs = nowMs;
      this.#clockRate = clockRate;
    }
    this.#sent(packet, nowMs);
    return true;
  }

  /** Writes our header over a packet of a key press; the first one of a press is marked (RFC 4733 2.5.1.1). */
  carryEvent(packet: Buffer, type: number, event: EventPlace, nowMs: number): void {
    const { ssrc, sequence, scale = 1, isAside, segment, continues } = event;
    const begins = segment !== this.#segment;
    const isAttached = isAside || (!event.restarted && ssrc === this.#following && !this.#interrupted);
    if (begins) this.#placeSegment(event, nowMs);
    if (!isAttached) this.#attach(ssrc, sequence);
    const ownSequence = isAside ? this.#inserted() : this.#followed(sequence);
    const marker = begins && !continues ? 0x80 : 0;
    writeHeader(packet, marker | type, ownSequence, this.#segmentTimestamp ?? 0, this.ssrc);
    if (scale !== 1) scaleDuration(packet, scale);
    this.#sent(packet, nowMs);
  }

  /** Writes the header of a packet of our own key press, due at `atMs`. `begins` for its first packet. */
  generateEvent(packet: Buffer, type: number, begins: boolean, clockRate: number, atMs: number): void {
    if (begins)
      this.#segmentTimestamp = this.#afterLastPress(this.#position(clockRate, atMs), clockRate, atMs);
    this.#sequence = (this.#sequence + 1) & 0xffff;
    writeHeader(packet, (begins ? 0x80 : 0) | type, this.#sequence, this.#segmentTimestamp ?? 0, this.ssrc);
    this.#interrupted = true;
    this.#sent(packet, atMs);
  }

  /** The sender's packets stop reaching this leg for a while, or may come back with other numbers. */
  interrupt(): void {
    this.#interrupted = true;
  }

  /** Skips a time in which this thread stood still: the stream continues where it was. */
  forgive(stalledMs: number): void {
    if (this.lastSentMs >= 0) this.lastSentMs += stalledMs;
    if (this.#timestampMs >= 0) this.#timestampMs += stalledMs;
  }

  /** Writes the header of our own frame, due at `atMs`. `first` if the previous packet was something else. */
  generate(packet: Buffer, type: number, first: boolean, atMs: number): void {
    const step = first ? this.#samplesSince(atMs) : this.#generated;
    this.#generated = packet.length - HEADER_BYTES;
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.#timestamp = (this.#timestamp + step) >>> 0;
    this.#timestampMs = atMs;
    this.#clockRate = 8000;
    writeHeader(packet, (first ? 0x80 : 0) | type, this.#sequence, this.#timestamp, this.ssrc);
    this.#interrupted = true;
    this.#sent(packet, atMs);
  }

  /** The sender's packets follow from this one on. */
  #attach(ssrc: number, sequence: number): void {
    this.sequenceOffset = (this.#sequence + 1 - sequence) & 0xffff;
    this.#following = ssrc;
  }

  #followed(sequence: number): number {
    const own = (sequence + this.sequenceOffset) & 0xffff;
    if (sequenceDistance(own, this.#sequence) > 0) this.#sequence = own;
    return own;
  }

  /** A place between two packets of the followed sender. */
  #inserted(): number {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.sequenceOffset = (this.sequenceOffset + 1) & 0xffff;
    return this.#sequence;
  }

  #placeSegment(event: EventPlace, nowMs: number): void {
    const { ssrc, timestamp, clockRate, scale = 1, restarted, isAside, segment, continues } = event;
    if (continues && this.#segmentTimestamp !== undefined) {
      const since = ((timestamp - this.#segmentFrom) | 0) * scale;
      this.#segmentTimestamp = (this.#segmentTimestamp + Math.round(since)) >>> 0;
    } else if (scale !== 1) {
      // The sender's timestamp says nothing in units of another clock.
      const now = this.#position(clockRate * scale, nowMs);
      this.#segmentTimestamp = this.#afterLastPress(now, clockRate * scale, nowMs);
    } else {
      const begins = !isAside && (restarted || ssrc !== this.#following);
      if (begins) {
        this.#rebase(timestamp, clockRate, nowMs);
        this.#interrupted = false;
      }
      const isPlaced =
        !isAside && (this.#interrupted ? !this.#hasLostPlace(timestamp) : this.#isNear(timestamp));
      const place = isPlaced ? timestamp + this.timestampOffset : this.#position(clockRate, nowMs);
      this.#segmentTimestamp = this.#afterLastPress(place, clockRate, nowMs);
    }
    this.#segment = segment;
    this.#segmentFrom = timestamp;
  }

  /** Each press has its own timestamp, even if its sender used that of the previous one. */
  #afterLastPress(place: number, clockRate: number, nowMs: number): number {
    const last = this.#segmentTimestamp;
    if (last === undefined || ((place - last) | 0) > 0) return place >>> 0;
    const now = this.#position(clockRate, nowMs);
    return (((now - last) | 0) > 0 ? now : last + FRAME_SAMPLES) >>> 0;
  }

  /** The timestamp of the present moment. */
  #position(clockRate: number, nowMs: number): number {
    if (this.#timestampMs < 0) this.#timestampMs = nowMs;
    return (this.#timestamp + (this.#samplesSince(nowMs) * clockRate) / 8000) >>> 0;
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

  /** A key press that began a while ago is placed there; its timestamp is wrong only if it fits no time at all. */
  #isNear(timestamp: number): boolean {
    return Math.abs((timestamp + this.timestampOffset - this.#timestamp) | 0) <= MAX_AHEAD_SAMPLES;
  }

  #rebase(timestamp: number, clockRate: number, nowMs: number): void {
    const step = (this.#samplesSince(nowMs) * clockRate) / 8000;
    this.timestampOffset = (this.#timestamp + step - timestamp) | 0;
  }

  /** Whole frames since the last packet, at least one, so that a change of source is not a jump. */
  #samplesSince(nowMs: number): number {
    if (this.#timestampMs < 0) return FRAME_SAMPLES;
    return Math.max(1, Math.round((nowMs - this.#timestampMs) / FRAME_MS)) * FRAME_SAMPLES;
  }
}

/** The duration stands in the second half of the event; what is longer than it can say is said to be that long. */
function scaleDuration(event: Buffer, scale: number): void {
  const duration = event.readUInt16BE(HEADER_BYTES + 2) * scale;
  write16(event, HEADER_BYTES + 2, Math.min(0xffff, Math.round(duration)));
}
