/**
 * What was received of one leg: loss by RFC 3550 A.3, jitter by A.8. A source that restarts (rtp-source.ts) opens a new account; the
 * totals go on.
 */
import { RtpSource, sequenceDistance } from '../../rtp-source.js';

export class Reception {
  packets = 0;
  ssrc = 0;
  /** True when the packet just counted began a new account. */
  restarted = false;
  /** True when its sequence number goes on and its timestamp does not. */
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

  /** Events have the timestamp of their begin, which says nothing of the time: they are not `isAudio`. */
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
      const elapsed = ((nowMs - this.#lastArrivalMs) * clockRate) / 1000;
      const transit = Math.abs(elapsed - ((timestamp - this.#lastTimestamp) | 0));
      // A pause of the sender's clock is no jitter.
      if (transit < clockRate) this.#jitter += (transit - this.#jitter) / 16;
    }
    this.#clockRate = clockRate;
    this.#lastTimestamp = timestamp;
    this.#lastArrivalMs = nowMs;
  }

  /** A packet of key presses in an SSRC beside the audio's: neither its loss nor its jitter is the audio's. */
  countAside(): void {
    this.packets += 1;
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
