/**
 * One recording while it runs: two timelines, mixed a while after the audio was spoken, and the file they go to.
 *
 * What is mixed lags `PLAYBACK_DELAY_MS` behind the clock, so that packets may come late and in any order; the clock,
 * not the packets, moves it on, so that a silent party holds nothing up. Together with the flush interval and the
 * 20 ms the relay gathers packets, that bounds what any death can lose: 250 + 400 + 20 ms, and the disk's own time.
 */
import { ALAW_TO_LINEAR, MULAW_TO_LINEAR } from '../g711.js';
import { PCMA, PCMU } from './media-frame.js';
import { mix } from './mixer.js';
import { explain } from './recordings-folder.js';
import { Timeline } from './timeline.js';
import type { WavWriter } from './wav-writer.js';

export const PLAYBACK_DELAY_MS = 250;
export const FLUSH_MS = 400;
const SAMPLES_PER_MS = 8;
/** The file grows by whole packets of 20 ms. */
const BLOCK_SAMPLES = 160;
/** Most that is mixed at once: 2 s, more only after a standstill or to fill a gap. */
const CHUNK_SAMPLES = 16_000;

export interface RecordingEnd {
  /** Why the recording ended before it was stopped. */
  readonly failure: string | undefined;
  readonly durationMs: number;
  /** Packets that came too late to be in the recording. */
  readonly latePackets: number;
}

export class Recording {
  readonly fileName: string;
  /** Never rejects. */
  readonly ended: Promise<RecordingEnd>;
  readonly #writer: WavWriter;
  /** Clock reading of the recording's first sample. */
  readonly #begunAt: number;
  readonly #caller: Timeline;
  readonly #callee: Timeline;
  readonly #mixed = new Uint8Array(CHUNK_SAMPLES);
  readonly #onEnded: (end: RecordingEnd) => void;
  #dueAt: number;
  #flushing = false;
  #endAt: number | undefined;

  /** `begunAt` and every `now` below are milliseconds of one monotonic clock; the first flush is at `dueAt`. */
  constructor(fileName: string, writer: WavWriter, begunAt: number, dueAt: number) {
    this.fileName = fileName;
    this.#writer = writer;
    this.#begunAt = begunAt;
    this.#dueAt = dueAt;
    this.#caller = new Timeline(writer.samples);
    this.#callee = new Timeline(writer.samples);
    let onEnded: (end: RecordingEnd) => void = () => undefined;
    this.ended = new Promise((resolve) => (onEnded = resolve));
    this.#onEnded = onEnded;
  }

  /** Takes an RTP packet, valid only during the call; stream 0 is the caller's. Only G.711 is recorded. */
  packet(stream: number, meaning: number, bytes: Uint8Array, start: number, end: number, now: number): void {
    const toLinear = meaning === PCMA ? ALAW_TO_LINEAR : meaning === PCMU ? MULAW_TO_LINEAR : undefined;
    if (toLinear === undefined) return;
    const timeline = stream === 0 ? this.#caller : this.#callee;
    timeline.push(bytes, start, end, toLinear, this.#positionAt(now));
  }

  /** To be called often: flushes when it is time to. */
  tick(now: number): void {
    if (this.#flushing || now < this.#dueAt) return;
    this.#dueAt = now + FLUSH_MS;
    this.#flushing = true;
    void this.#flush(now);
  }

  /** The recording's last sample is that of `now`; it ends when what is on its way has had `graceMs` to come. */
  end(now: number, graceMs: number): void {
    this.#endAt ??= Math.max(this.#positionAt(now), this.#caller.taken);
    this.#dueAt = now + graceMs;
  }

  #positionAt(now: number): number {
    return Math.floor((now - this.#begunAt) * SAMPLES_PER_MS);
  }

  async #flush(now: number): Promise<void> {
    const reached = this.#endAt ?? this.#positionAt(now - PLAYBACK_DELAY_MS);
    const to = Math.floor(reached / BLOCK_SAMPLES) * BLOCK_SAMPLES;
    try {
      while (this.#caller.taken < to) {
        const count = Math.min(to - this.#caller.taken, CHUNK_SAMPLES);
        mix(this.#caller, this.#callee, this.#caller.taken + count, this.#mixed);
        await this.#writer.append(this.#mixed.subarray(0, count));
      }
    } catch (error) {
      return this.#finish(explain(error));
    }
    if (this.#endAt !== undefined && this.#endAt === reached) return this.#finish(undefined);
    this.#flushing = false;
  }

  /** Leaves `flushing` set: nothing is written any more. */
  async #finish(failure: string | undefined): Promise<void> {
    let lastFailure = failure;
    try {
      await this.#writer.finish();
    } catch (error) {
      lastFailure ??= explain(error);
    }
    this.#onEnded({
      failure: lastFailure,
      durationMs: this.#writer.samples / SAMPLES_PER_MS,
      latePackets: this.#caller.late + this.#callee.late,
    });
  }
}
