/**
 * What was received of one leg: loss by RFC 3550 A.1 and A.3, jitter by A.8. A sender that starts anew (another
 * SSRC, or a jump in its sequence) opens a new account; the totals go on.
 */
import { sequenceDistance } from './rtp.js';

const MAX_DROPOUT = 3000;
const MAX_MISORDER = 100;

export class Reception {
  packets = 0;
  ssrc = 0;
  /** True when the packet just counted began a new account. */
  restarted = false;
  #begun = false;
  #base = 0;
  #highest = 0;
  #received = 0;
  #lostBefore = 0;
  #lastTimestamp = 0;
  #lastArrivalMs = 0;
  /** In timestamp units, as RFC 3550 keeps it. */
  #jitter = 0;
  #clockRate = 8000;

  count(ssrc: number, sequence: number, timestamp: number, clockRate: number, nowMs: number): void {
    this.packets += 1;
    const ahead = sequenceDistance(sequence, this.#highest & 0xffff);
    this.restarted = !this.#begun || ssrc !== this.ssrc || ahead > MAX_DROPOUT || ahead < -MAX_MISORDER;
    if (this.restarted) {
      this.#begin(ssrc, sequence);
    } else {
      this.#received += 1;
      if (ahead > 0) this.#highest += ahead;
      const elapsed = ((nowMs - this.#lastArrivalMs) * clockRate) / 1000;
      const transit = Math.abs(elapsed - ((timestamp - this.#lastTimestamp) | 0));
      // A pause of the sender's clock is no jitter.
      if (transit < clockRate) this.#jitter += (transit - this.#jitter) / 16;
    }
    this.#clockRate = clockRate;
    this.#lastTimestamp = timestamp;
    this.#lastArrivalMs = nowMs;
  }

  get lost(): number {
    return this.#lostBefore + this.#lostNow();
  }

  get jitterMs(): number {
    return (this.#jitter * 1000) / this.#clockRate;
  }

  #begin(ssrc: number, sequence: number): void {
    this.#lostBefore += this.#lostNow();
    this.#begun = true;
    this.ssrc = ssrc;
    this.#base = sequence;
    this.#highest = sequence;
    this.#received = 1;
  }

  #lostNow(): number {
    if (!this.#begun) return 0;
    return Math.max(0, this.#highest - this.#base + 1 - this.#received);
  }
}
