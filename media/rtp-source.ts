/**
 * Judges a packet of RTP by those before it on the same leg. The relay and the recorder both ask this class, with the
 * same arrival times, so that the recorder keeps what the relay passes on.
 *
 *   next       ahead of every earlier packet, and its timestamp advanced with time (RFC 3550 5.1)
 *   late       it fills an earlier place that was empty: it was overtaken
 *   duplicate  its place was taken
 *   restarted  the first packet of new numbers: another SSRC, or by RFC 3550 A.1 a sequence number more than MAX_DROPOUT
 *              ahead or more than MAX_MISORDER behind, or a row of packets whose places were taken: a sender that went
 *              back by less (repeated-row.ts)
 *   moved      the sequence continues, but the timestamp does not: it went back, or is off by more than any network
 *              delay; or, by less, at the marked start of a talkspurt after a pause (RFC 3551 4.1): the sender's clock
 *              stood still or jumped in between
 *
 * Delay that packets have in common does not matter: a packet is compared with the least delayed one of the last
 * seconds, so that neither a growing delay nor a slow clock ever adds up to a move.
 *
 * The previous source is remembered. If the two alternate, or if a packet was overtaken by the first one of the next
 * source, each is judged by its own numbers and neither restarts. If both have the same SSRC, a packet from before the
 * first one of the current source belongs to the one whose time it is closer to.
 */
import { FAR_BACK_MS, RepeatedRow } from './repeated-row.js';

export type Verdict = 'next' | 'late' | 'duplicate' | 'moved' | 'restarted';

/** RFC 3550 A.1. */
const MAX_DROPOUT = 3000;
const MAX_MISORDER = 100;
/** At the start of a source, its first packet can have overtaken this many. */
const MAX_OVERTAKEN = 20;
/** More than networks delay packets and still deliver them: 0.6 to 1.5 s after a radio hand-over. */
const MAX_LATE_MS = 2000;
const MAX_EARLY_MS = 500;
/** The shortest packets in use: a gap lasted at least this long for each missing number. */
const MIN_PACKET_MS = 5;
/** The marker of a talkspurt counts after a pause of three frames, for a timestamp that is off by this much. */
const PAUSE_MS = 60;
const MARKED_OFF_MS = 100;
/** A source that has been silent for this long no longer alternates. */
const OVER_MS = 500;
/** How long the least delayed packet is the reference, before a later one replaces it. */
const BASE_MS = 2000;

/** Timestamps of one source that advance with time, and its sequence numbers. Compared by identity. */
export class Numbering {
  readonly ssrc: number;
  /** Missing packets directly before the newest one. */
  skipped = 0;
  /** The lowest sequence number received, and the lowest one that an overtaken packet at the start can have. */
  #first: number;
  readonly #lowest: number;
  #newest: number;
  /** Missing sequence numbers, oldest first. */
  readonly #missing: number[] = [];
  /**
   * The last packet had the marker bit, and so had the one before it, without a pause in between: the bit means
   * nothing.
   */
  #wasMarked = false;
  #marksAll = false;
  /** Created with the first packet that may belong to one: few sources need it. */
  #row: RepeatedRow | undefined;
  /** Whether the packet just judged is the first one of a source that went back, if there is one. */
  isRepeated = false;
  /** Zero until there was audio. */
  #clockRate = 0;
  #newestTimestamp = 0;
  #newestMs = 0;
  /** The least delayed packet, and the least delayed of those after it. */
  #baseTimestamp = 0;
  #baseMs = 0;
  #leastTimestamp = 0;
  #leastMs = 0;
  #leastLateMs = Infinity;
  #leastSinceMs = 0;

  /** `moved`: the numbers whose sequence these continue. */
  constructor(ssrc: number, sequence: number, moved?: Numbering) {
    this.ssrc = ssrc;
    this.#first = sequence;
    this.#lowest = moved === undefined ? sequence : (moved.#newest + 1) & 0xffff;
    this.#newest = (sequence - 1) & 0xffff;
  }

  /** Judges the packet by these numbers, and adds it unless it does not belong to them: `moved` or `restarted`. */
  judge(
    ssrc: number,
    sequence: number,
    timestamp: number,
    marker: boolean,
    isAudio: boolean,
    clockRate: number,
    arrivalMs: number,
  ): Verdict {
    this.isRepeated = false;
    if (ssrc !== this.ssrc) return 'restarted';
    const step = sequenceDistance(sequence, this.#newest);
    if (step > MAX_DROPOUT || step < -MAX_MISORDER) return 'restarted';
    const isTimed = isAudio && clockRate === this.#clockRate;
    const lateMs = isTimed ? this.#lateness(timestamp, arrivalMs) : 0;
    if (step <= 0) return this.#judgeOld(step, sequence, timestamp, isTimed, lateMs, arrivalMs);
    if (isTimed && this.#hasMoved(step, timestamp, marker, lateMs, arrivalMs))
      return step > MAX_MISORDER ? 'restarted' : 'moved';
    this.skipped = step - 1;
    if (step > 1) this.#miss(sequence, step);
    this.#newest = sequence;
    this.#row?.interrupt();
    if (arrivalMs - this.#newestMs <= PAUSE_MS) this.#marksAll = marker && this.#wasMarked;
    this.#wasMarked = marker;
    if (isAudio) this.#follow(timestamp, clockRate, arrivalMs, lateMs);
    return 'next';
  }

  /** Milliseconds by which a packet is later than the least delayed one. */
  #lateness(timestamp: number, arrivalMs: number): number {
    return arrivalMs - this.#baseMs - (((timestamp - this.#baseTimestamp) | 0) * 1000) / this.#clockRate;
  }

  /** Whether the packet would be from before the first one of these numbers. */
  isPrecededBy(ssrc: number, sequence: number): boolean {
    const before = sequenceDistance(this.#first, sequence);
    return ssrc === this.ssrc && before > 0 && before <= MAX_MISORDER;
  }

  /** Whether the newest packet comes directly after the newest one of those numbers. */
  goesOnFrom(numbering: Numbering): boolean {
    return this.ssrc === numbering.ssrc && sequenceDistance(this.#newest, numbering.#newest) === 1;
  }

  /** How far a packet of audio is from the time at which these numbers expect it. */
  offMs(timestamp: number, arrivalMs: number): number {
    return this.#clockRate === 0 ? Infinity : Math.abs(this.#lateness(timestamp, arrivalMs));
  }

  #hasMoved(step: number, timestamp: number, marker: boolean, lateMs: number, arrivalMs: number): boolean {
    const elapsedMs = (((timestamp - this.#newestTimestamp) | 0) * 1000) / this.#clockRate;
    if (elapsedMs < (step - 1) * MIN_PACKET_MS) return true;
    if (lateMs > MAX_LATE_MS || lateMs < -MAX_EARLY_MS) return true;
    const isTalkspurt = marker && !this.#marksAll && arrivalMs - this.#newestMs > PAUSE_MS;
    return isTalkspurt && Math.abs(lateMs) > MARKED_OFF_MS;
  }

  #judgeOld(
    step: number,
    sequence: number,
    timestamp: number,
    isTimed: boolean,
    lateMs: number,
    arrivalMs: number,
  ): Verdict {
    if (lateMs > MAX_LATE_MS || lateMs < -MAX_EARLY_MS) return 'restarted';
    if (isTimed && ((timestamp - this.#newestTimestamp) | 0) > 0) return 'restarted';
    const isTaken = !this.#fillsPlace(sequence, step);
    const isOfRow = isTimed && (isTaken || lateMs > FAR_BACK_MS);
    if (isOfRow && this.#repeats(sequence, isTaken, lateMs, arrivalMs)) return 'restarted';
    return isTaken ? 'duplicate' : 'late';
  }

  /** Whether the place of an old packet was empty; now it is taken. */
  #fillsPlace(sequence: number, step: number): boolean {
    const at = this.#missing.indexOf(sequence);
    if (at >= 0) {
      this.#missing.splice(at, 1);
      return true;
    }
    const beforeFirst = sequenceDistance(this.#first, sequence);
    const canBeFirst = step > -MAX_OVERTAKEN || sequenceDistance(sequence, this.#lowest) >= 0;
    if (beforeFirst <= 0 || !canBeFirst) return false;
    for (let ago = 1; ago < beforeFirst; ago += 1) this.#missing.unshift((this.#first - ago) & 0xffff);
    this.#first = sequence;
    return true;
  }

  #repeats(sequence: number, isTaken: boolean, lateMs: number, arrivalMs: number): boolean {
    const row = (this.#row ??= new RepeatedRow());
    this.isRepeated = true;
    return row.add(sequence, sequenceDistance(sequence, row.last), isTaken, lateMs, arrivalMs);
  }

  /**
   * If the packet just judged has shown that its source went back: how many packets before it belong to that source.
   */
  get repeatedBefore(): number {
    return this.isRepeated ? (this.#row?.before ?? 0) : 0;
  }

  #miss(sequence: number, step: number): void {
    for (let ago = Math.min(step - 1, MAX_MISORDER); ago > 0; ago -= 1)
      this.#missing.push((sequence - ago) & 0xffff);
    while (sequenceDistance(sequence, this.#missing[0] ?? sequence) > MAX_MISORDER) this.#missing.shift();
  }

  #follow(timestamp: number, clockRate: number, arrivalMs: number, lateMs: number): void {
    this.#newestTimestamp = timestamp;
    this.#newestMs = arrivalMs;
    const isFirst = clockRate !== this.#clockRate;
    this.#clockRate = clockRate;
    if (lateMs <= this.#leastLateMs || isFirst) {
      this.#leastLateMs = lateMs;
      this.#leastTimestamp = timestamp;
      this.#leastMs = arrivalMs;
    }
    if (lateMs > 0 && arrivalMs - this.#leastSinceMs <= BASE_MS) return;
    this.#baseTimestamp = this.#leastTimestamp;
    this.#baseMs = this.#leastMs;
    this.#leastSinceMs = arrivalMs;
    this.#leastLateMs = Infinity;
  }
}

const NONE = new Numbering(-1, 0);

export class RtpSource {
  /** The numbers of the packet just judged. */
  numbering = NONE;
  /** True if they differ from those of the packet before: everything derived from that packet must start again. */
  begins = false;
  /** If it restarted because it went back: how many of the preceding `isRepeated` packets are its first ones. */
  repeated = 0;
  #before = NONE;
  /** When the previous source was last heard. */
  #leftMs = 0;

  /**
   * Judges the next packet to arrive; `arrivalMs` is from a monotonic clock. Events carry the timestamp of their start,
   * so they are not `isAudio`.
   */
  judge(
    ssrc: number,
    sequence: number,
    timestamp: number,
    marker: boolean,
    isAudio: boolean,
    clockRate: number,
    arrivalMs: number,
  ): Verdict {
    const { numbering } = this;
    const earlier = this.#before;
    const hasEarlier = arrivalMs - this.#leftMs <= OVER_MS;
    const isNearerToEarlier =
      hasEarlier &&
      numbering.isPrecededBy(ssrc, sequence) &&
      earlier.offMs(timestamp, arrivalMs) < numbering.offMs(timestamp, arrivalMs);
    let ofEarlier: Verdict = 'restarted';
    let verdict: Verdict = 'restarted';
    this.begins = false;
    if (isNearerToEarlier)
      ofEarlier = earlier.judge(ssrc, sequence, timestamp, marker, isAudio, clockRate, arrivalMs);
    if (isNone(ofEarlier)) {
      verdict = numbering.judge(ssrc, sequence, timestamp, marker, isAudio, clockRate, arrivalMs);
      if (!isNone(verdict)) return verdict;
      this.repeated = numbering.repeatedBefore;
      if (hasEarlier && !isNearerToEarlier)
        ofEarlier = earlier.judge(ssrc, sequence, timestamp, marker, isAudio, clockRate, arrivalMs);
    }
    this.#before = numbering;
    this.#leftMs = arrivalMs;
    this.begins = true;
    if (!isNone(ofEarlier)) {
      this.numbering = earlier;
      return ofEarlier;
    }
    this.numbering = new Numbering(ssrc, sequence, verdict === 'moved' ? numbering : undefined);
    this.numbering.judge(ssrc, sequence, timestamp, marker, isAudio, clockRate, arrivalMs);
    this.begins = verdict === 'restarted';
    return verdict;
  }
}

/** Whether the packet does not belong to the numbers that were asked. */
function isNone(verdict: Verdict): boolean {
  return verdict === 'moved' || verdict === 'restarted';
}

/** How far sequence number `a` is ahead of `b`, modulo 2^16: -32768 to 32767. */
export function sequenceDistance(a: number, b: number): number {
  return ((a - b) << 16) >> 16;
}
