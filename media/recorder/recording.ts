/**
 * One recording while it runs: two timelines, mixed a while after the audio was spoken, and the file they go to.
 *
 * What is mixed lags `PLAYBACK_DELAY_MS` behind the clock, so that packets may come late and in any order; the clock,
 * not the packets, moves it on, so that a silent party holds nothing up. That delay, the time between two flushes, and
 * the 20 ms the relay gathers packets bound what the death of a process loses: 200 + 350 + 20 ms. Every other flush is
 * synced to the disk, so the death of the machine loses 200 + 700 + 20 ms and what the sync takes.
 */
import { ALAW, lawOf } from './law.js';
import { mix } from './mixer.js';
import { explain } from './recordings-folder.js';
import { Timeline } from './timeline.js';
import type { WavWriter } from './wav-writer.js';

export const PLAYBACK_DELAY_MS = 200;
export const FLUSH_MS = 350;
const FLUSHES_PER_SYNC = 2;
const SAMPLES_PER_MS = 8;
/** The file grows by whole packets of 20 ms. */
const BLOCK_SAMPLES = 160;
/** Most that is mixed in one tick: 2 s; more is there only after a standstill or to fill a gap. */
const CHUNK_SAMPLES = 16_000;
/** Where every recording in turn is mixed, to be written at once. */
const mixed = new Uint8Array(CHUNK_SAMPLES);

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
  readonly #onEnded: (end: RecordingEnd) => void;
  #dueAt: number;
  #flushes = 0;
  #finishing = false;
  #endAt: number | undefined;

  /** `begunAt` and every time below are milliseconds of one monotonic clock; the first flush is at `dueAt`. */
  constructor(fileName: string, writer: WavWriter, begunAt: number, dueAt: number) {
    this.fileName = fileName;
    this.#writer = writer;
    this.#begunAt = begunAt;
    this.#dueAt = dueAt;
    this.#caller = new Timeline(writer.samples, ALAW);
    this.#callee = new Timeline(writer.samples, ALAW);
    let onEnded: (end: RecordingEnd) => void = () => undefined;
    this.ended = new Promise((resolve) => (onEnded = resolve));
    this.#onEnded = onEnded;
  }

  /** Takes an RTP packet, valid only during the call; stream 0 is the caller's. Only G.711 is recorded. */
  packet(stream: number, meaning: number, bytes: Uint8Array, start: number, end: number, now: number): void {
    const law = lawOf(meaning);
    if (law === undefined) return;
    const timeline = stream === 0 ? this.#caller : this.#callee;
    timeline.push(bytes, start, end, law, this.#positionAt(now));
  }

  /** To be called often: flushes when it is time to. */
  tick(now: number): void {
    if (this.#finishing || now < this.#dueAt) return;
    const reached = this.#endAt ?? this.#positionAt(now - PLAYBACK_DELAY_MS);
    const to = Math.floor(reached / BLOCK_SAMPLES) * BLOCK_SAMPLES;
    try {
      this.#flush(to);
    } catch (error) {
      void this.#finish(explain(error));
      return;
    }
    if (this.#caller.taken < to) return; // the rest with the next tick
    this.#dueAt = now + FLUSH_MS;
    if (this.#endAt !== undefined) void this.#finish(undefined);
  }

  /**
   * The recording's last sample is that of `endedAt`, or the last one mixed already; the file is ended at `dueAt`, when
   * what is on its way has come.
   */
  end(endedAt: number, dueAt: number): void {
    this.#endAt ??= Math.max(this.#positionAt(endedAt), this.#caller.taken);
    this.#dueAt = dueAt;
  }

  #positionAt(now: number): number {
    return Math.floor((now - this.#begunAt) * SAMPLES_PER_MS);
  }

  /** Mixes and writes up to position `to`, or as far as one tick goes. */
  #flush(to: number): void {
    const count = Math.min(to - this.#caller.taken, CHUNK_SAMPLES);
    if (count <= 0) return;
    mix(this.#caller, this.#callee, this.#caller.taken + count, mixed);
    this.#writer.append(mixed.subarray(0, count));
    this.#flushes += 1;
    if (this.#flushes % FLUSHES_PER_SYNC === 0) this.#writer.sync();
  }

  async #finish(failure: string | undefined): Promise<void> {
    this.#finishing = true;
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
