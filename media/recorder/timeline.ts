/**
 * One party's audio on the recording's own clock: RTP packets go in as they arrive, each to its place, and stay in a ring until
 * they are mixed and nothing can change them any more.
 *
 * A packet's place is where its timestamp puts it (RFC 3550 5.1) relative to the source's first, and that lies where it arrived, or
 * behind what is there already. So jitter and reordering leave no trace, loss and pauses leave silence. RtpSource says
 * which packets are of a source, for the relay and for us; where the source's clock and ours part, Lateness says how places follow.
 * Nothing that was placed is overwritten: what finds its place taken is put behind, or what is in its way gives way.
 */
import { RtpSource, type Numbering, type Verdict } from '../rtp-source.js';
import { AudioRing } from './audio-ring.js';
import { Lateness, SLACK, TOLERANCE } from './lateness.js';
import type { Law } from './law.js';

/** Audio further ahead of its arrival than this came faster than speech does, and is left out: 1 s. */
const MAX_LEAD = 8000;
/** The first packets of a source overtake the last of the one before for 200 ms at most. */
const OVERTAKING = 1600;
/** Packets kept that may be the first of a source that went back: it is known by a few (rtp-source.ts). */
const MAX_REPEATED = 10;
/** As many as packets can be overtaken (RFC 3550 A.1, MAX_MISORDER). */
const MAX_CORRECTIONS = 100;
const RTP_HEADER = 12;
const CLOCK_RATE = 8000;
const SAMPLES_PER_MS = 8;

/** Where the packets of one numbering belong. */
interface Mapping {
  readonly numbering: Numbering;
  /** Arrival of its first packet. */
  readonly begun: number;
  /** Of the newest packet. */
  timestamp: number;
  position: number;
  /** Where the first packet lies, and where the newest ends. */
  start: number;
  next: number;
  /** The last corrections, which are none of packets with timestamps before. */
  readonly corrections: { readonly timestamp: number; readonly by: number }[];
}

interface Packet {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly law: Law;
  readonly timestamp: number;
  readonly arrival: number;
}

export class Timeline {
  readonly audio: AudioRing;
  /** Packets for which there was no place any more. */
  late = 0;
  /** How often the audio had to be anchored by arrival time; 1 for an undisturbed source. */
  anchored = 0;
  readonly #source = new RtpSource();
  readonly #lateness = new Lateness();
  #mapping: Mapping | undefined;
  /** Of the source before, whose last packets may have been overtaken. */
  #before: Mapping | undefined;
  /** Packets whose places were taken. When their source turns out to have gone back, they are its first. */
  #repeated: Packet[] = [];
  /** Where the audio behind the last pause begins. */
  #pauseEnd = 0;

  constructor(begin: number, law: Law) {
    this.audio = new AudioRing(begin, law);
  }

  /** Takes the RTP packet `bytes[start..end)` with a payload of `law` as arrived at position `arrival`. What is no RTP is ignored. */
  push(bytes: Uint8Array, start: number, end: number, law: Law, arrival: number): void {
    const payload = payloadStart(bytes, start, end);
    const payloadEnd = end - paddingOf(bytes, start, end);
    if (payload < 0 || payload >= payloadEnd) return;
    const verdict = this.#judge(bytes, start, true, arrival);
    const timestamp = uint32(bytes, start + 4);
    const packet = { bytes, start: payload, end: payloadEnd, law, timestamp, arrival };
    if (verdict === 'duplicate') {
      this.#repeat(packet);
      return;
    }
    const mapping = this.#mappingOf(this.#source.numbering);
    if (mapping === undefined) this.#begin([...this.#wentBack(), packet]);
    else if (verdict === 'late') this.#insert(mapping, packet);
    else this.#append(mapping, packet);
    if (this.#repeated.length > 0) this.#repeated = [];
  }

  /** Takes a telephone-event: no audio, but of the same sequence numbers. */
  event(bytes: Uint8Array, start: number, end: number, arrival: number): void {
    if (payloadStart(bytes, start, end) >= 0) this.#judge(bytes, start, false, arrival);
  }

  /** To be called before the audio before `to` is taken: what comes late for good goes to where it was heard. */
  settle(to: number): void {
    for (let rise = this.#lateness.due(to); rise !== undefined; rise = this.#lateness.due(to))
      this.#move(rise.position, rise.lateness - SLACK);
  }

  #judge(bytes: Uint8Array, start: number, isAudio: boolean, arrival: number): Verdict {
    const marker = ((bytes[start + 1] ?? 0) & 0x80) !== 0;
    const sequence = ((bytes[start + 2] ?? 0) << 8) | (bytes[start + 3] ?? 0);
    const timestamp = uint32(bytes, start + 4);
    const ssrc = uint32(bytes, start + 8);
    const arrivalMs = arrival / SAMPLES_PER_MS;
    return this.#source.judge(ssrc, sequence, timestamp, marker, isAudio, CLOCK_RATE, arrivalMs);
  }

  #mappingOf(numbering: Numbering): Mapping | undefined {
    const mapping = this.#mapping;
    if (mapping?.numbering === numbering) return mapping;
    const before = this.#before;
    if (before?.numbering !== numbering) return undefined;
    this.#before = mapping;
    this.#mapping = before;
    return before;
  }

  /** A source's first packets: where they arrived, or behind what is there. */
  #begin(packets: readonly Packet[]): void {
    const first = packets[0];
    if (first === undefined) return;
    const { arrival, timestamp } = first;
    const { audio } = this;
    if (this.#lateness.isSteady(arrival)) this.settle(Infinity);
    this.#lateness.begin(arrival);
    const free = Math.max(audio.end, audio.taken);
    const position = Math.max(arrival, free > arrival + MAX_LEAD ? audio.taken : free);
    this.anchored += 1;
    this.#pauseEnd = position;
    this.#before = this.#mapping;
    const { numbering } = this.#source;
    const mapping = {
      numbering,
      begun: arrival,
      timestamp,
      position,
      start: position,
      next: position,
      corrections: [],
    };
    this.#mapping = mapping;
    for (const packet of packets) {
      if (((packet.timestamp - mapping.timestamp) | 0) < 0) this.#insert(mapping, packet);
      else this.#append(mapping, packet);
    }
  }

  /** A packet in order. */
  #append(mapping: Mapping, packet: Packet): void {
    const { arrival, timestamp } = packet;
    const samples = packet.end - packet.start;
    let position = mapping.position + ((timestamp - mapping.timestamp) | 0);
    if (position < mapping.next)
      position = mapping.next; // the timestamps claim less than the packets hold
    else if (position > mapping.next && this.#source.numbering.skipped === 0)
      position = this.#afterPause(position, mapping.next, arrival);
    if (position < this.audio.taken) position = this.audio.taken;
    if (position > arrival + TOLERANCE) position -= this.#intoPause(position - arrival);
    let correction = this.#lateness.note(position, arrival - position, arrival);
    if (this.#source.numbering.skipped > 0) correction = 0; // what is missing may still come to just before
    if (position > arrival + MAX_LEAD) {
      correction = -samples;
      this.late += 1;
    } else if (correction < 0 && isSilence(packet)) correction = -Math.min(samples, position - arrival);
    if (correction > 0 && position === mapping.next) this.audio.stretch(position);
    if (correction !== 0) correct(mapping, timestamp, correction);
    position += correction;
    const skipped = Math.min(samples, Math.max(0, mapping.next - position));
    const room = this.#room(position + skipped, samples - skipped, arrival);
    this.audio.write(room, packet.bytes, packet.start + skipped, packet.end, packet.law);
    position = room - skipped;
    mapping.timestamp = timestamp;
    mapping.position = position;
    mapping.next = position + samples;
  }

  /** Nobody spoke, as no packet is missing. Audio from ahead of its arrival is drawn nearer. */
  #afterPause(position: number, next: number, arrival: number): number {
    const begin = Math.max(next, Math.min(position, arrival + SLACK));
    this.#pauseEnd = begin;
    return begin;
  }

  /** Moves the audio since the last pause into it, as it cannot have been spoken after it arrived; returns by how much. */
  #intoPause(early: number): number {
    const by = this.audio.silenceBefore(this.#pauseEnd, early);
    if (by <= 0) return 0;
    this.#move(this.#pauseEnd, -by);
    this.#pauseEnd -= by;
    return by;
  }

  /** Where there is room for a packet in order: at its place, which the first of the next source may have overtaken and leaves; or last. */
  #room(position: number, samples: number, arrival: number): number {
    const { audio } = this;
    if (position >= audio.end || audio.isSilent(position, samples)) return position;
    const next = this.#before;
    const isOvertaken =
      next !== undefined && next.start < position + samples && arrival - next.begun <= OVERTAKING;
    if (!isOvertaken || position < audio.taken) return audio.end;
    this.#move(position, samples);
    return position;
  }

  /** A packet that was overtaken: to its place, if that is free; else what came after it makes room. */
  #insert(mapping: Mapping, packet: Packet): void {
    const { bytes, start, end, law, timestamp, arrival } = packet;
    const { audio } = this;
    const samples = end - start;
    let position = mapping.position + ((timestamp - mapping.timestamp) | 0);
    for (const correction of mapping.corrections)
      if (((timestamp - correction.timestamp) | 0) < 0) position -= correction.by;
    const isFree = position >= audio.taken && audio.isSilent(position, samples);
    const room = Math.max(position, mapping.start);
    if (!isFree && (room < audio.taken || audio.end > arrival + MAX_LEAD)) {
      this.late += 1;
      return;
    }
    if (!isFree) this.#move(room, samples);
    const at = isFree ? position : room;
    if (at < mapping.start) mapping.start = at;
    if (at < this.#pauseEnd && at >= this.#pauseEnd - OVERTAKING) this.#pauseEnd = at;
    if (isFree) audio.fill(at, bytes, start, end, law);
    else audio.write(at, bytes, start, end, law);
    this.#lateness.noteOvertaken(at, arrival - at);
  }

  #move(from: number, by: number): void {
    this.audio.move(Math.max(from, this.audio.taken), by);
    this.#lateness.moved(from, by);
    for (const mapping of [this.#mapping, this.#before]) {
      if (mapping === undefined || mapping.next <= from) continue;
      mapping.position += by;
      mapping.next += by;
      if (mapping.start >= from) mapping.start += by;
    }
  }

  #repeat({ bytes, start, end, ...facts }: Packet): void {
    if (this.#repeated.length === MAX_REPEATED) this.#repeated.shift();
    this.#repeated.push({ ...facts, bytes: bytes.slice(start, end), start: 0, end: end - start });
  }

  /** The packets whose repetition showed that their source went back. */
  #wentBack(): readonly Packet[] {
    const { repeated } = this.#source;
    return repeated === 0 ? [] : this.#repeated.slice(-repeated);
  }
}

function correct({ corrections }: Mapping, timestamp: number, by: number): void {
  corrections.push({ timestamp, by });
  if (corrections.length > MAX_CORRECTIONS) corrections.shift();
}

function isSilence({ bytes, start, end, law }: Packet): boolean {
  for (let at = start; at < end; at += 1) if (law.toLinear[bytes[at] ?? 0] !== 0) return false;
  return true;
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
