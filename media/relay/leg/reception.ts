/**
 * Statistics of what was received from one leg: loss by RFC 3550 A.3, jitter by A.8. A source that restarts
 * (rtp-source.ts) begins a new account; the totals continue.
 */
import { RtpSource, sequenceDistance } from '../../rtp-source.js';

export class Reception {
  packets = 0;
  ssrc = 0;
  /** True if the packet just counted began a new account. */
  restarted = false;
  /** True if its sequence number continues and its timestamp does not. */
  moved = false;
  readonly #source = new RtpSource();
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
  #samples = 0;
  #sampledAt = 0;
  #meanJitterMs = 0;

  /** Events carry the timestamp of their start, which is not a time of arrival: they are not `isAudio`. */
  count(
    ssrc: number,
    sequence: number,
    timestamp: number,
    clockRate: number,
    nowMs: number,
    marker = false,
    isAudio = true,
  ): void {
    this.packets += 1;
    const verdict = this.#source.judge(ssrc, sequence, timestamp, marker, isAudio, clockRate, nowMs);
    this.moved = verdict === 'moved';
    this.restarted = this.#source.begins;
    if (this.restarted) {
      this.#begin(ssrc, sequence);
    } else {
      this.#received += 1;
      const ahead = sequenceDistance(sequence, this.#highest & 0xffff);
      if (ahead > 0) this.#highest += ahead;
      if (!isAudio) return;
      const elapsed = ((nowMs - this.#lastArrivalMs) * clockRate) / 1000;
      const transit = Math.abs(elapsed - ((timestamp - this.#lastTimestamp) | 0));
      // A pause of the sender's clock is not jitter.
      if (transit < clockRate) this.#jitter += (transit - this.#jitter) / 16;
    }
    this.#clockRate = clockRate;
    this.#lastTimestamp = timestamp;
    this.#lastArrivalMs = nowMs;
  }

  /** A packet of a key press with a separate SSRC: neither its loss nor its jitter is the audio's. */
  countAside(): void {
    this.packets += 1;
  }

  /** Call it from time to time: the jitter of a call is the mean of what it was at those moments. */
  sample(): void {
    if (this.packets === this.#sampledAt) return;
    this.#sampledAt = this.packets;
    this.#samples += 1;
    this.#meanJitterMs += (this.jitterMs - this.#meanJitterMs) / this.#samples;
  }

  get lost(): number {
    return this.#lostBefore + this.#lostNow();
  }

  get totals(): { packetsReceived: number; packetsLost: number; jitterMs: number } {
    const jitterMs = Math.round(this.#meanOfJitter * 100) / 100;
    return { packetsReceived: this.packets, packetsLost: this.lost, jitterMs };
  }

  /** As it is now. */
  get jitterMs(): number {
    return (this.#jitter * 1000) / this.#clockRate;
  }

  get #meanOfJitter(): number {
    return this.#samples === 0 ? this.jitterMs : this.#meanJitterMs;
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
