/**
 * One party's audio on the recording's own clock. RTP packets are placed as they arrive, and stay in a ring until they
 * are mixed and nothing can change them any more.
 *
 * A packet's place follows from its timestamp (RFC 3550 5.1) relative to the source's first packet, which is placed
 * where it arrived, or after the audio that is there already. So jitter and reordering leave no trace, and loss and
 * pauses leave silence. RtpSource decides which packets belong to a source, here as in the relay; where the source's
 * clock differs from ours, Lateness decides how places follow. Audio that was placed is never overwritten: a packet
 * whose place is taken goes after it, or the audio in its way is moved. No packet is placed later than it arrived if
 * there is silence before it: what its numbers leave out was a pause or a jump of the numbers, unless it still comes.
 */
import { RtpSource, type Numbering, type Verdict } from '../../rtp-source.js';
import { AudioRing } from './audio-ring.js';
import { Lateness, SLACK, TOLERANCE } from './lateness.js';
import type { Law } from './law.js';
import { Placement } from './placement.js';

/** Audio further ahead of its arrival than this came faster than speech, and is dropped: 1 s. */
const MAX_LEAD = 8000;
/** The first packets of a source overtake the last ones of the previous source for at most 200 ms. */
const OVERTAKING = 1600;
/** Packets kept that may be the first of a source that went back; a few are enough to recognise it (rtp-source.ts). */
const MAX_REPEATED = 10;
const RTP_HEADER = 12;
const CLOCK_RATE = 8000;
const SAMPLES_PER_MS = 8;

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
  #placement: Placement | undefined;
  /** State of the previous source, whose last packets may have been overtaken. */
  #before: Placement | undefined;
  /**
   * Packets that are the first ones of their source if it turns out to have gone back, and whether they were placed as
   * late.
   */
  readonly #repeated: (Packet & { readonly isPlaced: boolean })[] = [];

  constructor(begin: number, law: Law) {
    this.audio = new AudioRing(begin, law);
  }

  /**
   * Takes the RTP packet `bytes[start..end)` with a payload of `law`, arrived at position `arrival`. Ignores what is
   * not RTP.
   */
  push(bytes: Uint8Array, start: number, end: number, law: Law, arrival: number): void {
    const payload = payloadStart(bytes, start, end);
    const payloadEnd = end - paddingOf(bytes, start, end);
    if (payload < 0 || payload >= payloadEnd) return;
    const verdict = this.#judge(bytes, start, true, arrival);
    const timestamp = uint32(bytes, start + 4);
    const packet = { bytes, start: payload, end: payloadEnd, law, timestamp, arrival };
    const { isRepeated } = this.#source.numbering;
    if (isRepeated && verdict !== 'restarted') this.#repeat(packet, verdict === 'late');
    if (verdict === 'duplicate') return;
    const placement = this.#placementOf(this.#source.numbering);
    if (placement === undefined) this.#begin([...this.#wentBack(), packet]);
    else if (verdict === 'late') this.#insert(placement, packet);
    else this.#append(placement, packet);
  }

  /** Takes a telephone-event: it has no audio, but shares the sequence numbers. */
  event(bytes: Uint8Array, start: number, end: number, arrival: number): void {
    if (payloadStart(bytes, start, end) >= 0) this.#judge(bytes, start, false, arrival);
  }

  /** Call it before the audio before `to` is taken: audio that stays late moves to where it was heard. */
  settle(to: number): void {
    this.#settle(to);
    this.#placement?.forget(to);
  }

  #settle(to: number): void {
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

  #placementOf(numbering: Numbering): Placement | undefined {
    const placement = this.#placement;
    if (placement?.numbering === numbering) return placement;
    const before = this.#before;
    if (before?.numbering !== numbering) return undefined;
    this.#before = placement;
    this.#placement = before;
    return before;
  }

  /** A source's first packet: placed where it arrived, or after the audio that is there. */
  #begin(packets: readonly Packet[]): void {
    const first = packets[0];
    if (first === undefined) return;
    const { arrival, timestamp } = first;
    const { audio } = this;
    if (this.#lateness.isSteady(arrival)) this.#settle(Infinity);
    this.#lateness.begin(arrival);
    const free = Math.max(audio.end, audio.taken);
    const position = Math.max(arrival, free > arrival + MAX_LEAD ? audio.taken : free);
    this.anchored += 1;
    this.#repeated.length = 0;
    this.#before = this.#placement;
    const placement = new Placement(this.#source.numbering, arrival, timestamp, position);
    this.#placement = placement;
    for (const packet of packets) {
      if (placement.ahead(packet.timestamp) < 0) this.#insert(placement, packet);
      else this.#append(placement, packet);
    }
  }

  /** A packet in order. */
  #append(placement: Placement, packet: Packet): void {
    const { arrival, timestamp } = packet;
    const { skipped } = this.#source.numbering;
    const samples = packet.end - packet.start;
    let position = placement.placeOf(timestamp);
    if (position < placement.next)
      position = placement.next; // the timestamps claim less than the packets contain
    else if (position > placement.next && skipped === 0)
      position = Math.max(placement.next, Math.min(position, arrival + SLACK)); // a pause
    if (position < this.audio.taken) position = this.audio.taken;
    if (position > arrival + TOLERANCE) position = this.#drawNearer(placement, position, arrival);
    let correction = this.#lateness.note(position, arrival - position, arrival);
    if (skipped > 0) correction = 0; // what is missing may still come to just before
    if (position > arrival + MAX_LEAD) {
      correction = -samples;
      this.late += 1;
    } else if (correction < 0 && isSilence(packet)) correction = -Math.min(samples, position - arrival);
    if (correction > 0 && position === placement.next) this.audio.stretch(position);
    position += correction;
    const cut = Math.min(samples, Math.max(0, placement.next - position));
    const room = this.#room(placement, position + cut, samples - cut, arrival);
    this.audio.write(room, packet.bytes, packet.start + cut, packet.end, packet.law);
    placement.append(timestamp, room - cut, samples);
  }

  /**
   * Audio at `position` arrives so early that it cannot have been spoken there: it is moved into the silence before it.
   * If it is early by no more than jitter, that is where the source began or paused. Otherwise, or if that is too
   * little, it is also where packets are missing that the numbers have left out and that were never sent.
   */
  #drawNearer(placement: Placement, position: number, arrival: number): number {
    let place = position;
    if (position <= arrival + SLACK) {
      if (this.#source.numbering.skipped === 0) place -= this.#silenceBefore(placement, place, arrival);
      place = this.#drawRuns(placement, place, arrival, false);
    }
    place -= this.#silenceBefore(placement, place, arrival);
    return this.#drawRuns(placement, place, arrival, true);
  }

  /** Silence between the last audio placed and `position`, up to the wanted amount. */
  #silenceBefore(placement: Placement, position: number, wanted: number): number {
    return this.audio.silenceBefore(position, position - Math.max(wanted, placement.next));
  }

  #drawRuns(placement: Placement, position: number, wanted: number, hasAll: boolean): number {
    const { audio } = this;
    let place = position;
    let begin = placement.beginBefore(Infinity, hasAll);
    while (place > wanted && begin !== undefined && begin > audio.taken) {
      const silence = audio.silenceBefore(begin, place - wanted);
      if (silence > 0) this.#move(begin, -silence);
      place -= silence;
      begin = placement.beginBefore(begin - silence, hasAll);
    }
    return place;
  }

  /**
   * Where there is room for a packet in order: at its place, which the first packet of the next source may have
   * overtaken and taken; or at the end.
   */
  #room(placement: Placement, position: number, samples: number, arrival: number): number {
    const { audio } = this;
    if (position >= audio.end || audio.isSilent(position, samples)) return position;
    const next = this.#before;
    const isOvertaken =
      next !== undefined &&
      next.start < position + samples &&
      arrival - next.begun <= OVERTAKING &&
      !placement.numbering.goesOnFrom(next.numbering);
    if (!isOvertaken || position < audio.taken) return audio.end;
    this.#move(position, samples);
    return position;
  }

  /** An overtaken packet: to its place if that is free; else the audio after it makes room. */
  #insert(placement: Placement, packet: Packet): void {
    const { bytes, start, end, law, timestamp, arrival } = packet;
    const { audio } = this;
    const samples = end - start;
    const position = this.#placeWithin(placement, timestamp, samples);
    const isFree = position >= audio.taken && audio.isSilent(position, samples);
    const room = Math.max(position, placement.start);
    if (!isFree && (room < audio.taken || audio.end > arrival + MAX_LEAD)) {
      this.late += 1;
      return;
    }
    if (!isFree) this.#move(room, samples);
    const at = isFree ? position : room;
    if (isFree) audio.fill(at, bytes, start, end, law);
    else audio.write(at, bytes, start, end, law);
    placement.insert(timestamp, at);
    this.#lateness.noteOvertaken(at, arrival - at);
  }

  /**
   * The place of an overtaken packet, counted from the run before it. If that is too narrow, then counted from the run
   * after it, as that run was moved towards it; or else in front of that run, which makes room.
   */
  #placeWithin(placement: Placement, timestamp: number, samples: number): number {
    const { audio } = this;
    const position = placement.placeOf(timestamp);
    const behind = placement.runAfter(timestamp);
    if (behind === undefined || position + samples <= behind.position) return position;
    const end = behind.position - ((behind.timestamp - timestamp) | 0) + samples;
    const free = audio.silenceBefore(end, samples);
    if (free > 0) {
      if (free < samples) this.#move(behind.position, samples - free);
      return end - free;
    }
    const room = Math.min(position, behind.position);
    const isThere = room >= audio.taken && audio.isSilent(room, behind.position - room);
    if (isThere) this.#move(behind.position, room + samples - behind.position);
    return room;
  }

  #move(from: number, by: number): void {
    this.audio.move(Math.max(from, this.audio.taken), by);
    this.#lateness.moved(from, by);
    this.#placement?.moved(from, by);
    this.#before?.moved(from, by);
  }

  #repeat({ bytes, start, end, ...facts }: Packet, isPlaced: boolean): void {
    if (this.#repeated.length === MAX_REPEATED) this.#repeated.shift();
    this.#repeated.push({ ...facts, bytes: bytes.slice(start, end), start: 0, end: end - start, isPlaced });
  }

  /**
   * The packets whose repetition showed that their source went back; those that were placed as late are removed from
   * there.
   */
  #wentBack(): readonly Packet[] {
    const { repeated } = this.#source;
    const packets = repeated === 0 ? [] : this.#repeated.slice(-repeated);
    for (const { isPlaced, timestamp, end } of packets)
      if (isPlaced && this.#placement !== undefined)
        this.audio.erase(this.#placement.placeOf(timestamp), end);
    return packets;
  }
}

function isSilence({ bytes, start, end, law }: Packet): boolean {
  for (let at = start; at < end; at += 1) if (law.toLinear[bytes[at] ?? 0] !== 0) return false;
  return true;
}

/** Where the payload begins (RFC 3550 5.1, 5.3.1), or -1 if this is not an RTP packet. */
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
