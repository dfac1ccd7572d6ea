/** Plays a case to a recording on a clock of its own, and says what of it is not as it should be. */
import { LINEAR_TO_ALAW, MULAW_TO_LINEAR } from '../../../media/g711.js';
import { Recording } from '../../../media/recorder/recording.js';
import type { TimeLineCase } from './read-time-line.js';
import { speakTimeLine, type SpokenPacket } from './speak-time-line.js';

const SAMPLES_PER_MS = 8;
const TICK_MS = 20;
const STOP_GRACE_MS = 100;
const TOLERANCE_MS = 200;
/** A sender whose clock runs fast, or whose way became shorter, loses up to a millisecond at the edge of a packet. */
const EDGE_SAMPLES = 8;
const SEARCHED_MS = 3000;
const MAX_FAULTS = 5;

export interface Found {
  readonly packet: SpokenPacket;
  readonly position: number;
}

/** The faults of a recording of this case; none is right. */
export async function playTimeLine(one: TimeLineCase): Promise<string[]> {
  const parties = [
    speakTimeLine(one.caller, one.lastsMs, 101),
    speakTimeLine(one.callee, one.lastsMs, 202),
  ].map((packets) => packets.filter(({ arrivalMs }) => arrivalMs < one.lastsMs));
  const faults: string[] = [];
  const errors: { at: number; error: number }[][] = [];
  for (const [stream, name] of ['caller', 'callee'].entries()) {
    // Each is heard alone, so that every sample can be found; the other sends as much silence.
    const file = await record(one, parties, stream);
    if (file.length !== Math.floor(one.lastsMs / TICK_MS) * TICK_MS * SAMPLES_PER_MS)
      faults.push(`the recording lasts ${file.length / SAMPLES_PER_MS} ms`);
    const found = find(file, parties[stream] ?? [], faults, name);
    checkOrder(found, faults, name);
    errors.push(checkTimes(found, one.time, faults, name));
  }
  checkDrift(errors[0] ?? [], errors[1] ?? [], faults);
  return faults;
}

class MemoryFile {
  #bytes: Uint8Array = new Uint8Array(1 << 20);
  samples = 0;

  append(samples: Uint8Array): void {
    if (this.samples + samples.length > this.#bytes.length) {
      const larger = new Uint8Array(2 * (this.samples + samples.length));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(samples, this.samples);
    this.samples += samples.length;
  }

  rewind(position: number): void {
    this.samples = Math.min(this.samples, position);
  }

  sync = (): Promise<void> => Promise.resolve();
  finish = (): Promise<void> => Promise.resolve();
  bytes = (): Buffer => Buffer.from(this.#bytes.subarray(0, this.samples));
}

async function record(
  { lastsMs, busy }: TimeLineCase,
  parties: readonly (readonly SpokenPacket[])[],
  heard: number,
): Promise<Buffer> {
  const file = new MemoryFile();
  const log = {
    audio: (_: string, __: number, count: number) => new Uint8Array(count),
    ended: () => undefined,
    sync: () => Promise.resolve(),
  };
  const recording = new Recording('x.wav', file, log, 0, 70);
  const next = [0, 0];
  for (let nowMs = 0; nowMs <= lastsMs + 3 * STOP_GRACE_MS; nowMs += TICK_MS) {
    if (busy.some(({ from, to }) => nowMs >= from && nowMs < to)) continue;
    for (const [stream, packets] of parties.entries()) {
      for (
        let packet = packets[next[stream] ?? 0];
        packet !== undefined;
        packet = packets[next[stream] ?? 0]
      ) {
        if (packet.arrivalMs > nowMs) break;
        next[stream] = (next[stream] ?? 0) + 1;
        const bytes = rtpOf(packet, stream === heard);
        recording.packet(stream, packet.meaning, bytes, 0, bytes.length, packet.arrivalMs);
      }
    }
    if (nowMs >= lastsMs) recording.end(lastsMs, lastsMs + STOP_GRACE_MS);
    recording.mix(nowMs);
    recording.store();
  }
  await recording.ended;
  return file.bytes();
}

export function rtpOf(
  { marker, meaning, sequence, timestamp, ssrc, payload }: SpokenPacket,
  heard = true,
): Buffer {
  const packet = Buffer.alloc(12 + payload.length);
  packet[0] = 0x80;
  packet[1] = (marker ? 0x80 : 0) | meaning;
  packet.writeUInt16BE(sequence, 2);
  packet.writeUInt32BE(timestamp, 4);
  packet.writeUInt32BE(ssrc, 8);
  packet.set(payload, 12);
  if (!heard) packet.fill(meaning === 0 ? 0xff : 0xd5, 12);
  return packet;
}

/** Where each packet of audio is in the file, in the order they were spoken; one that is not is a fault. */
export function find(
  file: Buffer,
  packets: readonly SpokenPacket[],
  faults: string[],
  name: string,
): Found[] {
  const found: Found[] = [];
  const seen = new Set<Uint8Array>();
  for (const packet of [...packets].sort((a, b) => a.spokenMs - b.spokenMs)) {
    if (packet.meaning === 101 || seen.has(packet.payload)) continue;
    seen.add(packet.payload);
    const expected = Buffer.from(
      packet.meaning === 8
        ? packet.payload
        : packet.payload.map((code) => LINEAR_TO_ALAW[(MULAW_TO_LINEAR[code] ?? 0) & 0xffff] ?? 0),
    ).subarray(EDGE_SAMPLES);
    const from = Math.max(0, Math.floor((packet.spokenMs - SEARCHED_MS) * SAMPLES_PER_MS));
    const to = Math.floor((packet.arrivalMs + SEARCHED_MS) * SAMPLES_PER_MS);
    const at = file.subarray(from, to).indexOf(expected);
    if (at < 0) add(faults, `${name}: ${told(packet)} is not in the recording`);
    else found.push({ packet, position: from + at - EDGE_SAMPLES });
  }
  return found;
}

export function checkOrder(found: readonly Found[], faults: string[], name: string): void {
  found.forEach(({ packet, position }, index) => {
    const before = found[index - 1];
    if (before === undefined) return;
    if (position >= before.position + before.packet.payload.length - EDGE_SAMPLES) return;
    add(faults, `${name}: ${told(packet)} is at ${position / SAMPLES_PER_MS}, upon the one before`);
  });
}

function checkTimes(found: readonly Found[], time: TimeLineCase['time'], faults: string[], name: string) {
  return found.map(({ packet, position }) => {
    const at = position / SAMPLES_PER_MS;
    const bySpoken = at - packet.spokenMs;
    const byHeard = at - packet.arrivalMs;
    const nearest = Math.abs(bySpoken) < Math.abs(byHeard) ? bySpoken : byHeard;
    if ((time === 'spoken' || time === 'both') && Math.abs(bySpoken) > TOLERANCE_MS)
      add(faults, `${name}: ${told(packet)} is at ${at}: ${Math.round(bySpoken)} ms from when it was spoken`);
    if ((time === 'heard' || time === 'both') && Math.abs(byHeard) > TOLERANCE_MS)
      add(faults, `${name}: ${told(packet)} is at ${at}: ${Math.round(byHeard)} ms from when it came`);
    if (time === 'either' && Math.abs(nearest) > TOLERANCE_MS)
      add(faults, `${name}: ${told(packet)} is at ${at}: ${Math.round(nearest)} ms from any time of its`);
    return { at, error: time === 'either' ? nearest : time === 'heard' ? byHeard : bySpoken };
  });
}

function checkDrift(
  a: readonly { at: number; error: number }[],
  b: readonly { at: number; error: number }[],
  faults: string[],
): void {
  let other = 0;
  for (const { at, error } of a) {
    while (other + 1 < b.length && (b[other + 1]?.at ?? Infinity) <= at) other += 1;
    const apart = error - (b[other]?.error ?? 0);
    if (Math.abs(apart) > TOLERANCE_MS)
      add(faults, `at ${at} the two sides are ${Math.round(apart)} ms apart`);
  }
}

function told({ sequence, spokenMs, arrivalMs }: SpokenPacket): string {
  return `packet ${sequence}, spoken at ${Math.round(spokenMs)}, come at ${Math.round(arrivalMs)},`;
}

function add(faults: string[], fault: string): void {
  if (faults.length < MAX_FAULTS) faults.push(fault);
  else if (faults.length === MAX_FAULTS) faults.push('and more');
}
