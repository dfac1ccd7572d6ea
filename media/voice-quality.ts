/**
 * How well each side of a session heard the other, estimated from what the relay counts and what the phones report by
 * RTCP. What one side hears has come a whole way: from the other phone to us, and from us to this one.
 *
 *   loss     the larger of the gaps that we have seen, and of what the hearing phone reports: our stream keeps the
 *            sender's gaps, so that a report covers the whole way. A phone without RTCP leaves the second half unknown
 *   jitter   the larger of both in the same way; a phone is taken to wait for twice of it
 *   delay    half the round trip of each leg (RFC 3550 6.4.1, as far as reports tell), a packet, and that wait
 */
import { opinionScore, rating, type CodecImpairment } from './e-model.js';
import type { LegStatistics, SessionStatistics, VoiceQuality } from './media.js';

/** ITU-T G.113 appendix I, by names of SDP; G.711 with the concealment of its appendix I, as phones have it. */
const G711: CodecImpairment = { ie: 0, bpl: 25.1 };
const IMPAIRMENTS: ReadonlyMap<string, CodecImpairment> = new Map(
  Object.entries({
    PCMA: G711,
    PCMU: G711,
    G729: { ie: 11, bpl: 19 },
    G723: { ie: 15, bpl: 16.1 },
    GSM: { ie: 20, bpl: 10 },
    AMR: { ie: 5, bpl: 10 },
    iLBC: { ie: 11, bpl: 32 },
    'G726-40': { ie: 2, bpl: 4.3 },
    'G726-32': { ie: 7, bpl: 4.3 },
    'G726-24': { ie: 25, bpl: 4.3 },
    'G726-16': { ie: 50, bpl: 4.3 },
    G728: { ie: 7, bpl: 17 },
  }).map(([name, impairment]) => [name.toLowerCase(), impairment]),
);

const PACKET_MS = 20;
/** Fewer packets are no conversation: a key press, a few words of an announcement. */
const LEAST_PACKETS = 50;

/** Undefined for a side that heard too little of the other to tell: the call was not answered, or was on hold. */
export function voiceQuality({ caller, callee }: SessionStatistics): SessionStatistics['quality'] {
  const heard = { caller: heardOf(callee, caller), callee: heardOf(caller, callee) };
  if (heard.caller === undefined && heard.callee === undefined) return undefined;
  return {
    ...(heard.caller !== undefined && { caller: heard.caller }),
    ...(heard.callee !== undefined && { callee: heard.callee }),
  };
}

function heardOf(from: LegStatistics, to: LegStatistics): VoiceQuality | undefined {
  if (from.packetsReceived < LEAST_PACKETS || to.packetsSent < LEAST_PACKETS) return undefined;
  const lossPercent = Math.max(
    share(from.packetsLost, from.packetsReceived + from.packetsLost),
    share(to.reported?.packetsLost ?? 0, to.packetsSent + from.packetsLost),
  );
  const jitterMs = Math.max(from.jitterMs, to.reported?.jitterMs ?? 0);
  const network = ((from.reported?.roundTripMs ?? 0) + (to.reported?.roundTripMs ?? 0)) / 2;
  const delayMs = network + PACKET_MS + Math.max(PACKET_MS, 2 * jitterMs);
  const codec = to.codec ?? from.codec;
  const impairment = IMPAIRMENTS.get(codec?.toLowerCase() ?? '') ?? G711;
  return {
    mos: rounded(opinionScore(rating({ lossPercent, delayMs, codec: impairment })), 100),
    lossPercent: rounded(lossPercent, 100),
    jitterMs: rounded(jitterMs, 10),
    delayMs: Math.round(delayMs),
    codec,
  };
}

function share(lost: number, of: number): number {
  return of <= 0 ? 0 : Math.min(100, (Math.max(0, lost) * 100) / of);
}

function rounded(value: number, by: number): number {
  return Math.round(value * by) / by;
}
