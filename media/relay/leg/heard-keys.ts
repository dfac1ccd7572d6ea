/** The keys that one leg presses by telephone-events: which, and when it was last heard. */
import { EventDecoder } from '../../dtmf.js';
import { HEADER_BYTES } from './rtp.js';

/** A press signalled in two ways, by RTP and by SIP, comes twice within this time. */
export const SAME_PRESS_MS = 400;

export class HeardKeys {
  readonly #events = new EventDecoder();
  #digit = '';
  #heardMs = -Infinity;
  /** The segment of a press that the other side has received by SIP. */
  #toldSegment = -1;

  /** The segment of a press that the last packet belongs to, and whether it continues the previous one. */
  get segment(): number {
    return this.#events.segment;
  }

  get continues(): boolean {
    return this.#events.continues;
  }

  /** Whether the last packet is for the other side: it is new, and of a press that side does not know. */
  get isNews(): boolean {
    return !this.#events.isOld && this.#events.segment !== this.#toldSegment;
  }

  /** The digit, if the packet is the first of a press. `restarted`: the sender's numbers have changed. */
  hear(
    packet: Uint8Array,
    ssrc: number,
    sequence: number,
    timestamp: number,
    restarted: boolean,
    nowMs: number,
  ): string | undefined {
    if (restarted) this.#events.reset();
    const digit = this.#events.push(ssrc, sequence, timestamp, packet, HEADER_BYTES, packet.length);
    if (digit !== undefined) this.#digit = digit;
    if (!this.#events.isOld) this.#heardMs = nowMs;
    return digit;
  }

  /** The other side knows of the last press. */
  told(): void {
    this.#toldSegment = this.#events.segment;
  }

  hasJustHeard(digit: string, nowMs: number): boolean {
    return digit === this.#digit && nowMs - this.#heardMs < SAME_PRESS_MS;
  }

  forgive(stalledMs: number): void {
    this.#heardMs += stalledMs;
  }
}
