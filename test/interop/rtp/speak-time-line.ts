/** The packets of one party of a time line: made by a seed, every 20 ms of its audio unlike any other. */
import type { Step } from './read-time-line.js';

export interface SpokenPacket {
  readonly spokenMs: number;
  readonly arrivalMs: number;
  readonly meaning: 0 | 8 | 101;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly marker: boolean;
  readonly payload: Uint8Array;
}

const SAMPLES_PER_MS = 8;
/** There is silence while the recording is being ended, unless the case says otherwise. */
const QUIET_END_MS = 400;
const COMFORT_MS = 200;
const MIXED_MS = 10;
const EVENT_PAYLOAD = Uint8Array.of(5, 10, 3, 32);

interface Sender {
  sequence: number;
  timestamp: number;
  ssrc: number;
  law: 0 | 8;
  ptimeMs: number;
  marker: boolean;
  /** Timestamp of the key that is pressed. */
  eventTimestamp: number;
}

/** Packets in the order they arrive. */
export function speakTimeLine(steps: readonly Step[], lastsMs: number, seed: number): SpokenPacket[] {
  const random = randomOf(seed);
  const always = (what: string): readonly string[] | undefined =>
    steps.find((step) => step.what === what)?.words;
  const during = (what: string, atMs: number): Step | undefined =>
    steps.find((step) => step.what === what && atMs >= step.from && atMs < step.to);
  const speed = 1 + Number(always('ppm')?.[0] ?? 0) / 1e6;
  const untilMs = Number(always('until')?.[0] ?? lastsMs - QUIET_END_MS);
  const sender: Sender = {
    sequence: 1000,
    timestamp: 160_000,
    ssrc: seed,
    law: 8,
    ptimeMs: 20,
    marker: true,
    eventTimestamp: 0,
  };
  const packets: SpokenPacket[] = [];
  for (let atMs = 0, before = -1; atMs < untilMs; before = atMs, atMs += sender.ptimeMs / speed) {
    for (const step of steps) if (step.from > before && step.from <= atMs) begin(sender, step);
    const samples = sender.ptimeMs * SAMPLES_PER_MS;
    const pause = during('pause', atMs);
    const key = during('key', atMs);
    if (pause !== undefined) {
      sender.marker = pause.words.includes('marked');
      if (!pause.words.includes('still')) sender.timestamp += samples;
      // Comfort noise was not negotiated: the relay drops it, and what is left of it is that its numbers are missing.
      if (pause.words.includes('comfort') && (atMs - pause.from) % COMFORT_MS < sender.ptimeMs)
        sender.sequence += 1;
      continue;
    }
    const arrivalMs = arrivalOf(steps, atMs, during('stall', atMs), random);
    const payload = key === undefined ? voice(samples, random) : EVENT_PAYLOAD;
    const packet = {
      spokenMs: atMs,
      arrivalMs,
      meaning: key === undefined ? sender.law : (101 as const),
      sequence: sender.sequence & 0xffff,
      timestamp: (key === undefined ? sender.timestamp : sender.eventTimestamp) >>> 0,
      ssrc: sender.ssrc,
      marker: sender.marker,
      payload,
    };
    if (random() >= Number(always('lose')?.[0] ?? 0) && during('gone', atMs) === undefined)
      packets.push(packet);
    if (random() < Number(always('double')?.[0] ?? 0))
      packets.push({ ...packet, arrivalMs: arrivalMs + random() * 100 });
    sender.sequence += 1;
    if (always('ssrcs') !== undefined) sender.ssrc = (sender.ssrc * 31 + 7) >>> 0;
    if (key?.words.includes('still') !== true) sender.timestamp += Number(always('claims')?.[0] ?? samples);
    sender.marker = always('marks') !== undefined;
  }
  return packets.sort((a, b) => a.arrivalMs - b.arrivalMs);
}

/** What changes in a sender from the step's time on. */
function begin(sender: Sender, { what, words }: Step): void {
  const number = (word: string): number | undefined => {
    const at = words.indexOf(word);
    return at < 0 ? undefined : Number(words[at + 1]);
  };
  if (what === 'numbers') {
    sender.sequence = number('seq') ?? sender.sequence + (number('seq+') ?? 0);
    sender.timestamp = number('ts') ?? sender.timestamp + (number('ts+') ?? 0);
    sender.ssrc = number('ssrc') ?? sender.ssrc;
    sender.marker ||= words.includes('marked');
  } else if (what === 'ptime') sender.ptimeMs = Number(words[0]);
  else if (what === 'law') sender.law = words[0] === 'PCMU' ? 0 : 8;
  else if (what === 'key') sender.eventTimestamp = sender.timestamp;
}

function arrivalOf(
  steps: readonly Step[],
  atMs: number,
  stall: Step | undefined,
  random: () => number,
): number {
  const delay = steps.findLast(({ what, from }) => what === 'delay' && from <= atMs);
  const jitter = steps.findLast(({ what, from }) => what === 'jitter' && from <= atMs);
  const ahead = steps.findLast(({ what, from }) => what === 'ahead' && from <= atMs);
  const detour = steps.find(({ what, from, to }) => what === 'overtaken' && atMs >= from && atMs < to);
  const wayMs = Number(delay?.words[0] ?? 0) + Number(detour?.words[0] ?? 0);
  const arrivalMs = atMs + wayMs + random() * Number(jitter?.words[0] ?? 0);
  const bunchMs = Number(steps.find(({ what }) => what === 'bunch')?.words[0] ?? 0);
  if (bunchMs > 0) return Math.ceil(arrivalMs / bunchMs) * bunchMs;
  if (ahead !== undefined) return Math.max(ahead.from, arrivalMs - Number(ahead.words[0]));
  if (stall === undefined) return arrivalMs;
  if (stall.words.includes('mixed')) return Math.max(arrivalMs, stall.to + random() * MIXED_MS);
  // What was held up comes at once, or each packet in as many milliseconds as the step says.
  const spacingMs = Number(stall.words[0] ?? 0) || 0;
  return Math.max(arrivalMs, stall.to + ((atMs - stall.from) / 20) * spacingMs);
}

/** No silence, and no eight samples in it come again. */
function voice(samples: number, random: () => number): Uint8Array {
  return Uint8Array.from({ length: samples }, () => Math.floor(random() * 0x50));
}

/** mulberry32 */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
