/**
 * How loud the legs of live calls are, measured while an operator looks and at no other time: the packets of a session
 * are copied for a fraction of a second, and their samples of G.711 added up. One measurement at a time, and none of a
 * call more often than once a second, so that many open consoles cost as much as one.
 */
import { ALAW_TO_LINEAR, MULAW_TO_LINEAR } from '../media/g711.js';
import { dbm0Of } from '../media/wav.js';
import type { LegName, TakePackets, TappedPacket } from '../media/media.js';
import type { ShownLevel, ShownLevels } from './api/operator/system-answers.js';
import type { Clock } from './clock.js';

export interface CallLevelsParts {
  /** Copies a call's packets until it answers false; false if it has no audio here. */
  readonly media: { tap(callId: string, onPackets: TakePackets): boolean };
  readonly clock: Pick<Clock, 'elapsed' | 'after'>;
}

/** Some 16 packets of 20 ms. */
const WINDOW_MS = 320;
const FRESH_MS = 1000;
/** Bytes of an RTP header without extensions (RFC 3550 5.1). */
const HEADER = 12;
/** Samples in 5 ms. The payload of G.711 is a multiple of it; with the tag of SRTP behind it, it is none. */
const STEP = 40;
const TABLES: Readonly<Record<number, Int16Array>> = { 0: MULAW_TO_LINEAR, 8: ALAW_TO_LINEAR };

class LegMeter {
  #packets = 0;
  #samples = 0;
  #sum = 0;

  take({ bytes }: TappedPacket): void {
    const payload = payloadOf(bytes);
    if (payload === undefined) return;
    this.#packets += 1;
    const table = TABLES[(bytes[1] ?? 0) & 0x7f];
    if (table === undefined || payload.length % STEP !== 0) return;
    for (const code of payload) this.#sum += (table[code] ?? 0) ** 2;
    this.#samples += payload.length;
  }

  get level(): ShownLevel {
    const packets = this.#packets;
    return this.#samples === 0 ? { packets } : { packets, dbm0: dbm0Of(this.#sum / this.#samples) };
  }
}

export class CallLevels {
  readonly #parts: CallLevelsParts;
  #fresh = new Map<string, { readonly at: number; readonly levels: ShownLevels }>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: CallLevelsParts) {
    this.#parts = parts;
  }

  /** In the order asked for; calls without audio here are left out. */
  of(sessionIds: readonly string[]): Promise<readonly ShownLevels[]> {
    const turn = this.#last.then(() => this.#measure(sessionIds));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #measure(sessionIds: readonly string[]): Promise<readonly ShownLevels[]> {
    const now = this.#parts.clock.elapsed();
    this.#fresh = new Map([...this.#fresh].filter(([, { at }]) => now - at < FRESH_MS));
    const meters = new Map<string, Readonly<Record<LegName, LegMeter>>>();
    let isOver = false;
    try {
      for (const id of sessionIds) {
        if (this.#fresh.has(id)) continue;
        const legs = { caller: new LegMeter(), callee: new LegMeter() };
        const take: TakePackets = (packets) => {
          if (isOver) return false;
          for (const packet of packets) if (packet.direction === 'in') legs[packet.leg].take(packet);
          return true;
        };
        if (this.#parts.media.tap(id, take)) meters.set(id, legs);
      }
      if (meters.size > 0)
        await new Promise<void>((resolve) => void this.#parts.clock.after(WINDOW_MS, resolve));
    } finally {
      isOver = true;
    }
    const at = this.#parts.clock.elapsed();
    for (const [sessionId, { caller, callee }] of meters)
      this.#fresh.set(sessionId, { at, levels: { sessionId, caller: caller.level, callee: callee.level } });
    return sessionIds.flatMap((id) => this.#fresh.get(id)?.levels ?? []);
  }
}

/** Undefined if it is no RTP: RTCP's packet types 200 to 207 would be payload types 72 to 79 (RFC 5761 4). */
function payloadOf(bytes: Buffer): Buffer | undefined {
  const [first = 0, second = 0] = bytes;
  const type = second & 0x7f;
  if (bytes.length < HEADER || first >> 6 !== 2 || (type >= 72 && type <= 79)) return undefined;
  let from = HEADER + 4 * (first & 0x0f);
  if ((first & 0x10) !== 0) {
    if (bytes.length < from + 4) return undefined;
    from += 4 + 4 * bytes.readUInt16BE(from + 2);
  }
  const padding = (first & 0x20) === 0 ? 0 : (bytes.at(-1) ?? 0);
  return from + padding > bytes.length ? undefined : bytes.subarray(from, bytes.length - padding);
}
