/**
 * Copies of a session's packets as they are on the wire, RTP and RTCP, of strangers too: gathered here and taken by
 * turns, so that no turn is long. Without a tap a packet costs the look whether there is one.
 */
import type { LegName, TappedPacket } from '../../media.js';
import type { PairTap, PortPair } from './port-pair.js';

/** A packet as a worker tells of it: `at` on the machine's monotonic clock, the bytes in base64. */
export type ToldPacket = Omit<TappedPacket, 'bytes' | 'localAddress'> & { readonly bytes: string };

/** Between two takings; what a flood brings beyond it is not copied. */
const MAX_WAITING = 2000;

export class PacketTap {
  readonly #now: () => number;
  #waiting: ToldPacket[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Taps what a leg's pair receives and sends, until it is detached. */
  attach(pair: PortPair, leg: LegName): void {
    const { family } = pair;
    const tap: PairTap = (direction, packet, localPort, remoteAddress, remotePort) => {
      if (this.#waiting.length >= MAX_WAITING) return;
      const bytes = packet.toString('base64');
      const at = this.#now();
      this.#waiting.push({ at, leg, family, direction, localPort, remoteAddress, remotePort, bytes });
    };
    pair.tap(tap);
  }

  take(): readonly ToldPacket[] {
    const taken = this.#waiting;
    if (taken.length > 0) this.#waiting = [];
    return taken;
  }
}
