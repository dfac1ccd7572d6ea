/** The relay by worker, and what its legs received and lost by trunk. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { BoundedLabel } from './bounded-label.js';

export interface MediaLoad {
  readonly sessions: number;
  readonly portsFree: number;
  /** By their places; undefined where media is not relayed here. */
  readonly workers?: readonly WorkerLoad[] | undefined;
}

/** What a worker has now, and the packets of its sessions that have closed. */
export interface WorkerLoad {
  readonly isUp: boolean;
  readonly sessions: number;
  readonly packetsReceived: number;
  readonly packetsSent: number;
}

export class MediaMetrics {
  readonly #load: () => MediaLoad;
  readonly #trunks: BoundedLabel;
  readonly #strangers: Counter;
  readonly #unauthentic: Counter;
  readonly #received: Counter;
  readonly #lost: Counter;
  readonly #up: Gauge;
  readonly #sessions: Gauge;
  readonly #packets: Counter;

  constructor(registry: Registry, load: () => MediaLoad, trunks: BoundedLabel) {
    this.#load = load;
    this.#trunks = trunks;
    const registers = [registry];
    const ofTrunk = (name: string, help: string): Counter =>
      new Counter({ name, help, labelNames: ['trunk'], registers });
    this.#strangers = ofTrunk(
      'callveil_media_strangers_total',
      'RTP and RTCP packets dropped because they came from elsewhere than the leg’s SDP and its trunk’s media.source allow.',
    );
    this.#unauthentic = ofTrunk(
      'callveil_media_unauthentic_total',
      'SRTP and SRTCP packets dropped because of a wrong tag, or because they had come before.',
    );
    this.#received = ofTrunk(
      'callveil_media_received_packets_total',
      'RTP packets received on legs of a trunk, counted when a call ends.',
    );
    this.#lost = ofTrunk(
      'callveil_media_lost_packets_total',
      'RTP packets lost on the way from a trunk to us: gaps in their sequence numbers, counted when a call ends.',
    );
    const gauge = (name: string, help: string): Gauge =>
      new Gauge({ name, help, labelNames: ['worker'], registers });
    this.#up = gauge('callveil_media_worker_up', '1 while the worker thread of the relay is there.');
    this.#sessions = gauge(
      'callveil_media_worker_sessions',
      'Media sessions of a worker thread of the relay.',
    );
    this.#packets = new Counter({
      name: 'callveil_media_worker_packets_total',
      help: 'RTP packets that a worker thread of the relay received and sent, counted when a session closes.',
      labelNames: ['worker', 'direction'],
      registers,
    });
  }

  /** `unauthentic`: how many of them had a wrong tag. */
  dropped(trunk: string, packets: number, unauthentic: number): void {
    const label = { trunk: this.#trunks.of(trunk) };
    if (packets > unauthentic) this.#strangers.inc(label, packets - unauthentic);
    if (unauthentic > 0) this.#unauthentic.inc(label, unauthentic);
  }

  /** A leg of a call has ended. */
  legEnded(
    trunk: string,
    { packetsReceived, packetsLost }: { packetsReceived: number; packetsLost: number },
  ): void {
    const label = { trunk: this.#trunks.of(trunk) };
    this.#received.inc(label, packetsReceived);
    this.#lost.inc(label, packetsLost);
  }

  collect(): void {
    for (const each of [this.#up, this.#sessions, this.#packets]) each.reset();
    for (const [place, { isUp, sessions, packetsReceived, packetsSent }] of (
      this.#load().workers ?? []
    ).entries()) {
      const worker = String(place);
      this.#up.set({ worker }, isUp ? 1 : 0);
      this.#sessions.set({ worker }, sessions);
      this.#packets.inc({ worker, direction: 'received' }, packetsReceived);
      this.#packets.inc({ worker, direction: 'sent' }, packetsSent);
    }
  }
}
