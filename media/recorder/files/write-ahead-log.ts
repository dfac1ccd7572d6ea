/**
 * Protects recordings against a power failure. All of them write their audio to one log before they write it to their
 * files, and only the log is synced: a few times a second for all recordings together. Syncing each file costs nearly
 * half of the recorder's CPU and as many waits for the disk. recovery.ts completes the files from the log.
 *
 *   SEGMENT_MS passed ──▶ a new segment is begun ──▶ the old one and the files are synced ──▶ the one before is removed
 *
 * The old segment stays, so that every recording in progress is in the log at any time. The log has the last minute, of
 * which `SYNC_MS` and the time of a sync can be lost. While nothing is being recorded, there is no log.
 */
import { LogBatch } from './log-frame.js';
import { LogSegment } from './log-segment.js';

const SYNC_MS = 250;
export const SEGMENT_MS = 30_000;

/** The owner of the files that the log protects. */
export interface LogOwner {
  /** Resolves when everything written to the files so far is on the disk, or has finally failed. */
  settle(): Promise<void>;
  /** The last data for the log may not be on the disk; the owner ends its recordings. */
  logFailed(error: unknown): void;
}

export class WriteAheadLog {
  readonly #folder: string;
  readonly #owner: LogOwner;
  readonly #batch = new LogBatch();
  #segment: LogSegment | undefined;
  #nextNumber = Date.now() * 1000;
  #segmentEndsAt = 0;
  #syncAt = 0;
  #syncing = false;
  /** The previous segment, needed until the next one is begun. */
  #previous: LogSegment | undefined;
  #retiring: Promise<void> | undefined;

  /** `folder` belongs to this log alone; `recover` has left it empty. */
  constructor(folder: string, owner: LogOwner) {
    this.#folder = folder;
    this.#owner = owner;
  }

  /**
   * Adds `count` samples of a recording from `position` on. Returns where to put them before anything else is added;
   * after the next `write` they can be read there until something is added again.
   */
  audio(fileName: string, position: number, count: number): Uint8Array {
    return this.#batch.audio(fileName, position, count);
  }

  /** A recording's file is complete and on the disk. */
  ended(fileName: string): void {
    this.#batch.ended(fileName);
  }

  /**
   * Writes what was added; syncs and begins a new segment when it is time. `now` is monotonic milliseconds. Throws the
   * file system's error; then it is uncertain whether anything that was added is in the log.
   */
  write(now: number): void {
    if (!this.#batch.isEmpty) this.#append(now);
    if (this.#segment !== undefined && now >= this.#syncAt && !this.#syncing) this.#sync(this.#segment, now);
  }

  /** Resolves when everything written is on the disk; rejects with the file system's error. */
  async sync(): Promise<void> {
    await this.#segment?.sync();
  }

  /** Removes the log. Call it when all recordings have ended and their files are on the disk. */
  async clear(): Promise<void> {
    const segment = this.#segment;
    this.#segment = undefined;
    this.#batch.clear();
    await segment?.remove();
    await this.#retiring;
    const previous = this.#previous;
    this.#previous = undefined;
    await previous?.remove();
  }

  #append(now: number): void {
    try {
      if (now >= this.#segmentEndsAt && this.#retiring === undefined) this.#leave();
      if (this.#segment === undefined) {
        this.#segment = LogSegment.create(this.#folder, this.#nextNumber++);
        this.#segmentEndsAt = now + SEGMENT_MS;
      }
      this.#segment.append(this.#batch.seal());
    } catch (error) {
      this.#leave();
      throw error;
    } finally {
      this.#batch.clear();
    }
  }

  #sync(segment: LogSegment, now: number): void {
    this.#syncAt = now + SYNC_MS;
    this.#syncing = true;
    segment
      .sync()
      .catch((error: unknown) => {
        if (this.#segment === segment) this.#leave();
        this.#owner.logFailed(error);
      })
      .finally(() => (this.#syncing = false));
  }

  /** The next write begins a new segment. */
  #leave(): void {
    const segment = this.#segment;
    if (segment === undefined) return;
    this.#segment = undefined;
    const retiring = this.#retire(segment, this.#retiring).finally(() => {
      if (this.#retiring === retiring) this.#retiring = undefined;
    });
    this.#retiring = retiring;
  }

  async #retire(segment: LogSegment, earlier: Promise<void> | undefined): Promise<void> {
    await earlier;
    await segment.sync().catch((error: unknown) => this.#owner.logFailed(error));
    await this.#owner.settle();
    const previous = this.#previous;
    this.#previous = segment;
    await previous?.remove();
  }
}
