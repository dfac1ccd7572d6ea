/**
 * A recording in progress: two timelines, their mix, and its file.
 *
 * The mix lags `PLAYBACK_DELAY_MS` behind the clock. The clock moves it on, not the packets, so that a silent party
 * delays nothing. Packets that come later, or whose place is decided with hindsight (lateness.ts), change what has been
 * mixed already: then those samples are written to the log and the file again, up to `HINDSIGHT_MS` back. So a recorder
 * that waits two and a half seconds for packets loses no more at its death than one that does not wait: the delay, the
 * time between two flushes, and the 20 ms for which the relay gathers packets, 200 + 350 + 20 ms. The death of the
 * machine also loses what the log has not synced (write-ahead-log.ts): 250 ms and the time of a sync.
 */
import { RING_SAMPLES } from './timeline/audio-ring.js';
import { explain } from './files/file-system.js';
import { ALAW, lawOf } from './timeline/law.js';
import { TELEPHONE_EVENT } from './media-frame.js';
import { mix } from './timeline/mixer.js';
import { Timeline } from './timeline/timeline.js';
import type { WavWriter } from './files/wav-writer.js';
import type { WriteAheadLog } from './files/write-ahead-log.js';

const PLAYBACK_DELAY_MS = 200;
export const FLUSH_MS = 350;
/**
 * How long a place can still be changed: as long as a network delays packets, and half a second to see what follows.
 */
const HINDSIGHT_MS = 2500;
const SAMPLES_PER_MS = 8;
/** The file grows by whole packets of 20 ms. */
const BLOCK_SAMPLES = 160;
/** The most that is mixed in one tick: everything that can have changed, 4 s; more occurs only after a gap. */
const CHUNK_SAMPLES = RING_SAMPLES;
/** Room for audio that arrives before its time: 1 s. */
const LEAD_SAMPLES = 8000;

/** What a recording needs of its file, and of the log that all recordings share. */
export type RecordingFile = Pick<WavWriter, 'samples' | 'append' | 'rewind' | 'sync' | 'finish'>;
export type RecordingLog = Pick<WriteAheadLog, 'audio' | 'ended' | 'sync'>;

export interface RecordingEnd {
  /** Why the recording ended before it was stopped. */
  readonly failure: string | undefined;
  readonly durationMs: number;
  /** Packets that came too late for the recording. */
  readonly latePackets: number;
}

export class Recording {
  readonly fileName: string;
  /** Never rejects. */
  readonly ended: Promise<RecordingEnd>;
  readonly #writer: RecordingFile;
  readonly #log: RecordingLog;
  /** Clock reading of the recording's first sample. */
  readonly #begunAt: number;
  readonly #caller: Timeline;
  readonly #callee: Timeline;
  readonly #onEnded: (end: RecordingEnd) => void;
  #dueAt: number;
  /** Everything before this position has been mixed. */
  #mixedTo: number;
  /** In the log, not yet in the file. */
  #mixed: { readonly from: number; readonly samples: Uint8Array } | undefined;
  #finishing = false;
  #endAt: number | undefined;

  /**
   * `begunAt` and all times below are milliseconds of one monotonic clock; the first flush is at `dueAt`. A file that
   * already has samples continues, with silence up to now.
   */
  constructor(fileName: string, writer: RecordingFile, log: RecordingLog, begunAt: number, dueAt: number) {
    this.fileName = fileName;
    this.#writer = writer;
    this.#log = log;
    this.#begunAt = begunAt;
    this.#dueAt = dueAt;
    this.#mixedTo = writer.samples;
    const begin = Math.max(writer.samples, blockAt(this.#positionAt(dueAt - HINDSIGHT_MS)));
    this.#caller = new Timeline(begin, ALAW);
    this.#callee = new Timeline(begin, ALAW);
    let onEnded: (end: RecordingEnd) => void = () => undefined;
    this.ended = new Promise((resolve) => (onEnded = resolve));
    this.#onEnded = onEnded;
    log.audio(fileName, writer.samples, 0); // from now on it is unfinished
  }

  /**
   * Takes an RTP packet, valid only during the call, that arrived at `arrivalMs`; stream 0 is the caller's. Only G.711
   * is recorded.
   */
  packet(
    stream: number,
    meaning: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    arrivalMs: number,
  ): void {
    const timeline = stream === 0 ? this.#caller : this.#callee;
    const arrival = this.#positionAt(arrivalMs);
    const law = lawOf(meaning);
    if (law === undefined) {
      if (meaning === TELEPHONE_EVENT) timeline.event(bytes, start, end, arrival);
      return;
    }
    const room = arrival + LEAD_SAMPLES - RING_SAMPLES;
    if (room > timeline.audio.taken) this.#take(blockAt(room) + BLOCK_SAMPLES); // nothing was flushed for seconds
    timeline.push(bytes, start, end, law, arrival);
  }

  /**
   * First half of a flush; call it often. When it is time, it mixes what is due or has changed, for the log and the
   * file.
   */
  mix(now: number): void {
    if (this.#finishing || now < this.#dueAt) return;
    const settled = this.#endAt === undefined ? this.#positionAt(now - HINDSIGHT_MS) : Infinity;
    this.#caller.settle(settled);
    this.#callee.settle(settled);
    const from = this.#firstChanged();
    const to = this.#endAt ?? this.#positionAt(now - PLAYBACK_DELAY_MS);
    const count = Math.max(0, Math.min(blockAt(to) - from, CHUNK_SAMPLES));
    const samples = this.#log.audio(this.fileName, from, count);
    mix(this.#caller.audio, this.#callee.audio, from, from + count, samples);
    this.#mixed = { from, samples };
    this.#mixedTo = from + count;
    this.#take(blockAt(settled));
    if (count === CHUNK_SAMPLES) return; // the rest with the next tick
    this.#dueAt = now + FLUSH_MS;
  }

  /** Second half, when the log has the mix. */
  store(): void {
    if (this.#mixed === undefined) return;
    const { from, samples } = this.#mixed;
    this.#mixed = undefined;
    try {
      this.#writer.rewind(from);
      this.#writer.append(samples);
    } catch (error) {
      this.fail(error);
      return;
    }
    if (this.#endAt !== undefined && samples.length < CHUNK_SAMPLES) this.#finish(undefined);
  }

  /** The first position that the file lacks or has differently; resets the changes. */
  #firstChanged(): number {
    const { audio: caller } = this.#caller;
    const { audio: callee } = this.#callee;
    const changed = Math.min(caller.changed, callee.changed);
    caller.changed = Infinity;
    callee.changed = Infinity;
    return changed < this.#mixedTo ? Math.max(blockAt(changed), caller.taken) : this.#mixedTo;
  }

  /** No part of the mix before `to` can change any more. */
  #take(to: number): void {
    const end = Math.min(to, this.#mixedTo);
    for (const { audio } of [this.#caller, this.#callee]) if (end > audio.taken) audio.take(end);
  }

  /** Resolves when everything written to the file so far is on the disk; if that fails, the recording has failed. */
  async settle(): Promise<void> {
    if (!this.#finishing) await this.#writer.sync().catch((error: unknown) => this.fail(error));
    if (this.#finishing) await this.ended;
  }

  /** Ends the recording with what its file contains. */
  fail(error: unknown): void {
    if (!this.#finishing) this.#finish(explain(error));
  }

  /**
   * The recording's last sample is that of `endedAt`, or the last one mixed already. The file is ended at `dueAt`, when
   * packets on their way have arrived.
   */
  end(endedAt: number, dueAt: number): void {
    this.#endAt ??= Math.max(this.#positionAt(endedAt), this.#mixedTo);
    this.#dueAt = dueAt;
  }

  #positionAt(now: number): number {
    return Math.floor((now - this.#begunAt) * SAMPLES_PER_MS);
  }

  #finish(failure: string | undefined): void {
    this.#finishing = true;
    const ended = (lastFailure: string | undefined): void =>
      this.#onEnded({
        failure: lastFailure,
        durationMs: this.#writer.samples / SAMPLES_PER_MS,
        latePackets: this.#caller.late + this.#callee.late,
      });
    this.#complete().then(
      () => ended(failure),
      (error: unknown) => ended(failure ?? explain(error)),
    );
  }

  async #complete(): Promise<void> {
    // Both, because a recovery that does not know of the end would cut off what the log lacks.
    await Promise.all([this.#writer.finish(), this.#log.sync()]);
    this.#log.ended(this.fileName);
  }
}

function blockAt(position: number): number {
  return Math.floor(position / BLOCK_SAMPLES) * BLOCK_SAMPLES;
}
