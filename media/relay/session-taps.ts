/** The engine's end of the taps of sessions (`ports/packet-tap.ts`): who gets the packets of which session. */
import type { TappedPacket, TakePackets } from '../media.js';
import type { OwnAddresses } from '../own-addresses.js';
import { monotonicMs } from '../recorder/monotonic-clock.js';
import type { WorkerEvent } from './messages.js';
import type { WorkerLink } from './worker-link.js';

interface Tapped {
  readonly worker: WorkerLink;
  tap(on: boolean): boolean;
}

interface SessionTap {
  readonly session: Tapped;
  /** Several may look at the same session; each ends for itself. */
  readonly takers: Set<TakePackets>;
}

export class SessionTaps {
  readonly #addresses: Pick<OwnAddresses, 'of'>;
  readonly #wall: () => number;
  /** By the ids of sessions. A tap outlives its session until its last packets are here. */
  readonly #taps = new Map<number, SessionTap>();

  /** `wall`: milliseconds since 1970. */
  constructor(addresses: Pick<OwnAddresses, 'of'>, wall: () => number) {
    this.#addresses = addresses;
    this.#wall = wall;
  }

  /** False if the session is closing. */
  begin(id: number, session: Tapped, onPackets: TakePackets): boolean {
    const before = this.#taps.get(id);
    if (before !== undefined) before.takers.add(onPackets);
    else if (session.tap(true)) this.#taps.set(id, { session, takers: new Set([onPackets]) });
    else return false;
    return true;
  }

  take({ session, packets, isLast }: Extract<WorkerEvent, { type: 'packets' }>): void {
    const tap = this.#taps.get(session);
    if (tap === undefined) return;
    const wallMs = this.#wall() - monotonicMs();
    const tapped = packets.map(({ at, bytes, ...packet }): TappedPacket => ({
      ...packet,
      at: at + wallMs,
      localAddress: this.#addresses.of(packet.family),
      bytes: Buffer.from(bytes, 'base64'),
    }));
    for (const take of tap.takers) if (!take(tapped)) tap.takers.delete(take);
    if (tap.takers.size > 0 && !isLast) return;
    this.#taps.delete(session);
    if (!isLast) tap.session.tap(false);
  }

  /** The worker has died, and its sessions with it. */
  forget(worker: WorkerLink): void {
    for (const [session, tap] of this.#taps) if (tap.session.worker === worker) this.#taps.delete(session);
  }
}
