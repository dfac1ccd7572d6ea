/**
 * Our own key presses towards one leg, as telephone-events (RFC 4733 2.5): a packet every 20 ms, each with the press's
 * one timestamp and a growing duration, the last one three times, then a pause before the next press.
 */
import { EVENT_BYTES, eventOfDigit } from '../../dtmf.js';
import { SAME_PRESS_MS } from './heard-keys.js';
import { FRAME_MS, FRAME_SAMPLES, type OutgoingStream } from './outgoing.js';
import { HEADER_BYTES, write16 } from './rtp.js';

/** What events are sent as. */
export interface EventsAs {
  readonly payloadType: number;
  readonly clockRate: number;
}

interface Press {
  readonly event: number;
  /** Packets still to be sent before the last one is repeated. */
  readonly frames: number;
}

const REPETITIONS = 2;
const PAUSE_FRAMES = 3;
const MAX_WAITING = 32;
const MAX_DURATION = 0xffff;
/** -10 dBm0. */
const VOLUME = 10;
const END_BIT = 0x80;

export class KeySender {
  readonly #waiting: Press[] = [];
  /** Packets sent of the press at the head of the queue, its pause included. */
  #frame = 0;
  #dueMs = 0;
  #lastDigit = '';
  #lastMs = -Infinity;

  /** Whether a press is being sent or queued. */
  get isBusy(): boolean {
    return this.#waiting.length > 0;
  }

  /** False if the queue is full. */
  press(digit: string, durationMs: number, nowMs: number): boolean {
    const event = eventOfDigit(digit);
    if (event === undefined || this.#waiting.length === MAX_WAITING) return false;
    if (!this.isBusy) this.#dueMs = nowMs;
    this.#waiting.push({ event, frames: Math.max(2, Math.ceil(durationMs / FRAME_MS)) });
    this.#lastDigit = digit;
    this.#lastMs = nowMs;
    return true;
  }

  /** Whether that key was pressed just now, so that it must not be pressed again. */
  hasJustPressed(digit: string, nowMs: number): boolean {
    return digit === this.#lastDigit && nowMs - this.#lastMs < SAME_PRESS_MS;
  }

  /** Sends what is due by now. */
  tick(nowMs: number, as: EventsAs, out: OutgoingStream, send: (packet: Buffer) => void): void {
    // Half a frame early is on time: ticks are not exact to the millisecond.
    for (; this.isBusy && this.#dueMs <= nowMs + FRAME_MS / 2; this.#dueMs += FRAME_MS)
      this.#step(this.#dueMs, as, out, send);
  }

  /** The leg takes no more events. */
  clear(): void {
    this.#waiting.length = 0;
    this.#frame = 0;
  }

  forgive(stalledMs: number): void {
    this.#dueMs += stalledMs;
    this.#lastMs += stalledMs;
  }

  #step(dueMs: number, as: EventsAs, out: OutgoingStream, send: (packet: Buffer) => void): void {
    const [press] = this.#waiting;
    if (press === undefined) return;
    this.#frame += 1;
    const unit = (FRAME_SAMPLES * as.clockRate) / 8000;
    const frames = Math.min(press.frames, Math.floor(MAX_DURATION / unit));
    if (this.#frame <= frames + REPETITIONS) {
      const packet = Buffer.alloc(HEADER_BYTES + EVENT_BYTES);
      packet[HEADER_BYTES] = press.event;
      packet[HEADER_BYTES + 1] = (this.#frame >= frames ? END_BIT : 0) | VOLUME;
      write16(packet, HEADER_BYTES + 2, Math.min(this.#frame, frames) * unit);
      out.generateEvent(packet, as.payloadType, this.#frame === 1, as.clockRate, dueMs);
      send(packet);
    } else if (this.#frame === frames + REPETITIONS + PAUSE_FRAMES) {
      this.#waiting.shift();
      this.#frame = 0;
    }
  }
}
