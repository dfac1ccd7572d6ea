/**
 * What a phone says by RTCP of our stream to it (RFC 3550 6.4.1): what it has lost since the stream began, how uneven
 * packets came, and how long the way there and back takes. A report comes every few seconds.
 */
import type { LegReports } from '../../media.js';
import type { OutgoingStream } from './outgoing.js';
import { blockOf, middleOfTime, ReportTimes } from './rtcp.js';
import { read32 } from './rtp.js';

/** A longer round trip is a phone's mistake, or a forgery. */
const MAX_ROUND_TRIP_MS = 10_000;

export class HeardReports {
  /** Times of the reports that the leg has been sent. */
  readonly times = new ReportTimes();
  #ssrc = 0;
  /** Lost of streams that ours has replaced, and of the one reported last. */
  #lostBefore = 0;
  #lost = 0;
  #jitterMs = 0;
  #reports = 0;
  #roundTripMs: number | undefined;

  /** `own`: our stream to the phone. */
  hear(packet: Buffer, own: OutgoingStream, nowMs: number): void {
    const block = blockOf(packet, own.ssrc);
    if (block === undefined) return;
    if (own.ssrc !== this.#ssrc) {
      this.#ssrc = own.ssrc;
      this.#lostBefore += this.#lost;
    }
    // 24 bits with a sign: duplicates can make it negative.
    this.#lost = Math.max(0, (read32(block, 4) << 8) >> 8);
    this.#reports += 1;
    const jitterMs = (read32(block, 12) * 1000) / own.clockRate;
    this.#jitterMs += (jitterMs - this.#jitterMs) / this.#reports;
    this.#measure(read32(block, 16), read32(block, 20), nowMs);
  }

  /** `lastReport` and `delay` are in 1/65536 s; the phone has had our report for that delay. */
  #measure(lastReport: number, delay: number, nowMs: number): void {
    if (!this.times.isOurs(lastReport)) return;
    const roundTripMs = (((middleOfTime(nowMs) - lastReport - delay) | 0) * 1000) / 65_536;
    // A phone that rounds its delay can make it a little negative.
    if (roundTripMs > MAX_ROUND_TRIP_MS || roundTripMs < -5) return;
    const measured = Math.max(0, roundTripMs);
    this.#roundTripMs =
      this.#roundTripMs === undefined ? measured : this.#roundTripMs + (measured - this.#roundTripMs) / 4;
  }

  /** Undefined until one has spoken of our stream. */
  get reported(): LegReports | undefined {
    if (this.#reports === 0) return undefined;
    return {
      packetsLost: this.#lostBefore + this.#lost,
      jitterMs: Math.round(this.#jitterMs * 100) / 100,
      ...(this.#roundTripMs !== undefined && { roundTripMs: Math.round(this.#roundTripMs * 10) / 10 }),
    };
  }
}
