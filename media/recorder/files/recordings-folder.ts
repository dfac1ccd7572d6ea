/**
 * The recordings' folder. `.unfinished/` in it has the write-ahead log of the recordings in progress; after a crash the
 * next recorder completes them from it. The folder belongs to one recorder.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { explain, syncFolder } from './file-system.js';
import { recover } from './recovery.js';
import { WavWriter } from './wav-writer.js';

/** The API's record names are 1 to 128 characters (privatenumber-api.md 8.1). */
const FILE_NAME = /^[A-Za-z0-9_-]{1,124}\.wav$/;

export function isRecordingName(name: string): boolean {
  return FILE_NAME.test(name);
}

export class RecordingsFolder {
  readonly path: string;
  readonly logPath: string;
  #syncing: Promise<void> | undefined;
  #syncAgain = false;

  constructor(path: string) {
    this.path = path;
    this.logPath = join(path, '.unfinished');
  }

  /**
   * Creates the folder if it is missing, and completes recordings that a dead recorder left. Resolves with the names of
   * the completed files; `failed` is called for each that cannot be completed.
   */
  async prepare(failed: (name: string, error: unknown) => void): Promise<string[]> {
    await mkdir(this.logPath, { recursive: true, mode: 0o750 });
    return recover(this.path, this.logPath, failed);
  }

  /** Rejects with an Error that says why, in words for the caller. */
  async create(name: string): Promise<WavWriter> {
    return this.#open(name, WavWriter.create);
  }

  /** Continues a recording of this folder. Rejects as `create` does. */
  async resume(name: string): Promise<WavWriter> {
    return this.#open(name, WavWriter.resume);
  }

  async #open(name: string, openWriter: (path: string) => Promise<WavWriter>): Promise<WavWriter> {
    if (!isRecordingName(name)) throw new Error(`expected a file name [A-Za-z0-9_-]+.wav, found ${name}`);
    try {
      const writer = await openWriter(join(this.path, name));
      this.#sync();
      return writer;
    } catch (error) {
      throw new Error(explain(error), { cause: error });
    }
  }

  /** Makes a new file's name survive a power failure. Nothing waits for it; many names share one sync. */
  #sync(): void {
    if (this.#syncing !== undefined) {
      this.#syncAgain = true;
      return;
    }
    this.#syncing = syncFolder(this.path).finally(() => {
      this.#syncing = undefined;
      if (!this.#syncAgain) return;
      this.#syncAgain = false;
      this.#sync();
    });
  }
}
