/** What offer and answer decide about the audio of a leg. */
import { sameCodec, type Codec } from './codecs.js';
import type { AddressFamily } from './media.js';
import { receivesIn, sendsIn, type AudioDescription, type OwnDescription } from './sdp.js';
import { legEncryption, type LegEncryption } from './srtp/leg-keys.js';

/** RFC 3551 4.5: the default of G.711 and most other codecs. */
export const DEFAULT_PACKET_MS = 20;

/** How a leg's audio runs after offer and answer. */
export interface LegPlan {
  /** The family of our address on this leg, and our port. */
  readonly family: AddressFamily;
  readonly port: number;
  /** Where its SDP wants RTP and RTCP; undefined while it wants none. */
  readonly remote: AudioDescription['remote'];
  /** What it may send to us, by the numbers of our SDP. */
  readonly receives: readonly Codec[];
  /** What we may send to it, by the numbers of its SDP, best first. */
  readonly sends: readonly Codec[];
  /** How much audio it wants in a packet, 20 if it does not say. */
  readonly packetMs: number;
  /** False while its SDP or ours puts it on hold. */
  readonly mayReceive: boolean;
  /**
   * Whether its silence counts: it may send, the other leg may receive, and it does not hold the call itself. The
   * holding side may play music or nothing (RFC 3264 8.4).
   */
  readonly expected: boolean;
  /** The keys of both directions; undefined for RTP in clear. */
  readonly encryption: LegEncryption | undefined;
}

/** The session in force on a leg. */
export interface Settled {
  readonly theirs: AudioDescription;
  readonly ours: OwnDescription;
}

/** Undefined before the first exchange with the leg is complete. `other`: the session in force on the other leg. */
export function legPlan(settled: Settled | undefined, other: Settled | undefined): LegPlan | undefined {
  if (settled === undefined) return undefined;
  const { theirs, ours } = settled;
  return {
    family: ours.family,
    port: ours.port,
    remote: theirs.remote,
    receives: ours.codecs,
    sends: theirs.codecs.filter((codec) => ours.codecs.some((our) => sameCodec(our, codec))),
    packetMs: Math.min(theirs.packetMs ?? DEFAULT_PACKET_MS, theirs.maxPacketMs ?? Infinity),
    mayReceive: mayReceive(settled),
    expected: theirs.direction === 'sendrecv' && receivesIn(ours.direction) && mayReceive(other),
    encryption: legEncryption(theirs.crypto, ours.crypto ?? []),
  };
}

function mayReceive(settled: Settled | undefined): boolean {
  if (settled?.theirs.remote === undefined) return false;
  return receivesIn(settled.theirs.direction) && sendsIn(settled.ours.direction);
}
