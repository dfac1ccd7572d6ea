/**
 * One recording while it runs: two timelines, mixed a while after the audio was spoken, and the file they go to.
 *
 * What is mixed lags `PLAYBACK_DELAY_MS` behind the clock, so that packets may come late and in any order; the clock,
 * not the packets, moves it on, so that a silent party holds nothing up. That delay, the time between two flushes, and
 * the 20 ms the relay gathers packets bound what the death of a process loses: 200 + 350 + 20 ms. The death of the
 * machine loses what the log has not synced besides (write-ahead-log.ts): 250 ms and the time a sync takes.
 */
import { explain } from './file-error.js';
import { ALAW, lawOf } from './law.js';
import { mix } from './mixer.js';
import { Timeline } from './timeline.js';
import type { WavWriter } from './wav-writer.js';
import type { WriteAheadLog } from './write-ahead-log.js';

export const PLAYBACK_DELAY_MS = 200;
export const FLUSH_MS = 350;
const SAMPLES_PER_MS = 8;
/** The file grows by whole packets of 20 ms. */
const BLOCK_SAMPLES = 160;
/** Most that is mixed in one tick: 2 s; more is there only after a standstill or to fill a gap. */
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
  readonly #log: WriteAheadLog;
  /** Clock reading of the recording's first sample. */
  readonly #begunAt: number;
  readonly #caller: Timeline;
  readonly #callee: Timeline;
  readonly #onEnded: (end: RecordingEnd) => void;
  #dueAt: number;
  /** In the log, not yet in the file. */
  #mixed: Uint8Array | undefined;
  #finishing = false;
  #endAt: number | undefined;

  /** `begunAt` and every time below are milliseconds of one monotonic clock; the first flush is at `dueAt`. */
  constructor(fileName: string, writer: WavWriter, log: WriteAheadLog, begunAt: number, dueAt: number) {
    this.fileName = fileName;
    this.#writer = writer;
    this.#log = log;
    this.#begunAt = begunAt;
    this.#dueAt = dueAt;
    this.#caller = new Timeline(writer.samples, ALAW);
    this.#callee = new Timeline(writer.samples, ALAW);
    let onEnded: (end: RecordingEnd) => void = () => undefined;
    this.ended = new Promise((resolve) => (onEnded = resolve));
    this.#onEnded = onEnded;
    log.audio(fileName, writer.samples, 0); // from now on it is unfinished
  }

  /** Takes an RTP packet, valid only during the call; stream 0 is the caller's. Only G.711 is recorded. */
  packet(stream: number, meaning: number, bytes: Uint8Array, start: number, end: number, now: number): void {
    const law = lawOf(meaning);
    if (law === undefined) return;
    const timeline = stream === 0 ? this.#caller : this.#callee;
    timeline.push(bytes, start, end, law, this.#positionAt(now));
  }

  /** First half of a flush, to be called often: when it is time to, mixes what is due, for the log and the file. */
  mix(now: number): void {
    if (this.#finishing || now < this.#dueAt) return;
    const from = this.#caller.taken;
    const to = this.#endAt ?? this.#positionAt(now - PLAYBACK_DELAY_MS);
    const due = Math.floor(to / BLOCK_SAMPLES) * BLOCK_SAMPLES - from;
    const count = Math.max(0, Math.min(due, CHUNK_SAMPLES));
    this.#mixed = this.#log.audio(this.fileName, from, count);
    mix(this.#caller, this.#callee, from + count, this.#mixed);
    if (count === CHUNK_SAMPLES) return; // the rest with the next tick
    this.#dueAt = now + FLUSH_MS;
  }

  /** Second half, when the log has what was mixed. */
  store(): void {
    if (this.#mixed === undefined) return;
    const mixed = this.#mixed;
    this.#mixed = undefined;
    try {
      this.#writer.append(mixed);
    } catch (error) {
      this.fail(error);
      return;
    }
    if (this.#endAt !== undefined && mixed.length < CHUNK_SAMPLES) void this.#finish(undefined);
  }

  /** Resolves when what the file was given up to now is on the disk; if that fails, the recording has. */
  async settle(): Promise<void> {
    if (!this.#finishing) await this.#writer.sync().catch((error: unknown) => this.fail(error));
    if (this.#finishing) await this.ended;
  }

  /** Ends the recording with what its file holds. */
  fail(error: unknown): void {
    if (!this.#finishing) void this.#finish(explain(error));
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

  async #finish(failure: string | undefined): Promise<void> {
    this.#finishing = true;
    let lastFailure = failure;
    try {
      // Both, as what the log lacks is cut off the file by a recovery that does not know of its end.
      await Promise.all([this.#writer.finish(), this.#log.sync()]);
      this.#log.ended(this.fileName);
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
