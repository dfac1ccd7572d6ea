/**
 * All recordings of a recorder process: finds the recording of a packet, and flushes on one timer those that are due,
 * first to the shared log, then each to its file.
 */
import { EarlyPackets } from './early-packets.js';
import { FLUSH_MS, Recording, type RecordingEnd } from './recording.js';
import type { RecordingsFolder } from './files/recordings-folder.js';
import { WriteAheadLog } from './files/write-ahead-log.js';

const TICK_MS = 20;
/** How long a stopped recording waits for packets that the relay and the sockets still hold. */
const STOP_GRACE_MS = 100;
/** Spreads the flushes of recordings that began at the same moment over the interval. */
const FLUSH_SLOTS = 17;

export type EndListener = (recordingId: number, fileName: string, end: RecordingEnd) => void;

interface Running {
  readonly recording: Recording;
  /** Resolves when its end has been reported. */
  readonly gone: Promise<void>;
}

export class Recordings {
  readonly #folder: RecordingsFolder;
  readonly #clock: () => number;
  readonly #onEnded: EndListener;
  readonly #log: WriteAheadLog;
  readonly #running = new Map<number, Running>();
  readonly #names = new Set<string>();
  readonly #early = new EarlyPackets();
  /** Recordings whose files are being made. */
  readonly #starting = new Set<number>();
  /** Recordings have ascending ids: higher ones have not begun yet. */
  #newestId = 0;
  #ticking: NodeJS.Timeout | undefined;

  constructor(folder: RecordingsFolder, clock: () => number, onEnded: EndListener) {
    this.#folder = folder;
    this.#clock = clock;
    this.#onEnded = onEnded;
    this.#log = new WriteAheadLog(folder.logPath, {
      settle: () => this.#settle(),
      logFailed: (error) => this.#fail(error),
    });
  }

  /**
   * Starts a recording that began at `begunAt`, on the same clock as all times here. `resume` continues its file,
   * filled with silence up to now. Rejects with an Error that says why not, in words for the caller.
   */
  async start(recordingId: number, fileName: string, begunAt: number, resume: boolean): Promise<void> {
    if (this.#running.has(recordingId)) throw new Error(`recording ${recordingId} is running`);
    if (this.#names.has(fileName)) throw new Error('file name taken');
    this.#names.add(fileName);
    this.#starting.add(recordingId);
    if (recordingId > this.#newestId) this.#newestId = recordingId;
    try {
      const writer = resume ? await this.#folder.resume(fileName) : await this.#folder.create(fileName);
      const dueAt = this.#clock() + (FLUSH_MS * (1 + (recordingId % FLUSH_SLOTS))) / FLUSH_SLOTS;
      const recording = new Recording(fileName, writer, this.#log, begunAt, dueAt);
      const gone = recording.ended.then((end) => this.#forget(recordingId, fileName, end));
      this.#running.set(recordingId, { recording, gone });
      this.#ticking ??= setInterval(this.#tick, TICK_MS);
      for (const { stream, meaning, bytes, arrivalMs } of this.#early.take(recordingId))
        recording.packet(stream, meaning, bytes, 0, bytes.length, arrivalMs);
    } catch (error) {
      this.#names.delete(fileName);
      this.#early.take(recordingId);
      throw error;
    } finally {
      this.#starting.delete(recordingId);
    }
  }

  /** Takes an RTP packet that arrived at `now`; ignores packets of recordings that have ended. */
  packet(
    recordingId: number,
    stream: number,
    meaning: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    now: number,
  ): void {
    const running = this.#running.get(recordingId);
    if (running !== undefined) running.recording.packet(stream, meaning, bytes, start, end, now);
    else if (recordingId > this.#newestId || this.#starting.has(recordingId))
      this.#early.keep(recordingId, stream, meaning, bytes, start, end, now);
  }

  /**
   * Ends a recording with the sample of `endedAt`. Resolves when the file is complete and its end reported; at once if
   * there is no such recording.
   */
  async stop(recordingId: number, endedAt: number): Promise<void> {
    const running = this.#running.get(recordingId);
    running?.recording.end(endedAt, this.#clock() + STOP_GRACE_MS);
    await running?.gone;
  }

  /** Ends all recordings with what they have. */
  async stopAll(): Promise<void> {
    const now = this.#clock();
    const all = [...this.#running.values()];
    for (const { recording } of all) recording.end(now, now);
    await Promise.all(all.map(({ gone }) => gone));
  }

  /** Flushes after the sockets have been read, so that packets delayed with this process still find their place. */
  readonly #tick = (): void => {
    setImmediate(() => {
      const now = this.#clock();
      for (const { recording } of this.#running.values()) recording.mix(now);
      const logError = this.#writeLog(now);
      for (const { recording } of this.#running.values()) recording.store();
      if (logError !== undefined) this.#fail(logError);
    });
  };

  #writeLog(now: number): unknown {
    try {
      this.#log.write(now);
      return undefined;
    } catch (error) {
      return error;
    }
  }

  /** One file after the other, so that other work that waits for the disk need not wait for all of them. */
  async #settle(): Promise<void> {
    for (const { recording } of [...this.#running.values()]) await recording.settle();
  }

  #fail(error: unknown): void {
    for (const { recording } of this.#running.values()) recording.fail(error);
  }

  async #forget(recordingId: number, fileName: string, end: RecordingEnd): Promise<void> {
    this.#running.delete(recordingId);
    if (this.#running.size === 0) {
      clearInterval(this.#ticking);
      this.#ticking = undefined;
      await this.#log.clear();
    }
    this.#names.delete(fileName);
    this.#onEnded(recordingId, fileName, end);
  }
}
