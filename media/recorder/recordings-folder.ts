/**
 * The folder the recordings are in. Beside them, `.unfinished/` has an empty file for each recording not yet ended,
 * so that a recorder starting after a crash knows which files to look at. The folder belongs to one recorder.
 */
import { mkdir, open, readdir, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WavWriter } from './wav-writer.js';

/** The API's record names are 1 to 128 characters (privatenumber-api.md 8.1). */
const FILE_NAME = /^[A-Za-z0-9_-]{1,124}\.wav$/;
const UNFINISHED = '.unfinished';

export function isRecordingName(name: string): boolean {
  return FILE_NAME.test(name);
}

export class RecordingsFolder {
  readonly path: string;
  #syncing: Promise<void> | undefined;
  #syncAgain = false;

  constructor(path: string) {
    this.path = path;
  }

  /**
   * Creates the folder if it is missing, and repairs what a recorder that died has left. Resolves with the names of
   * the files repaired; one that cannot be repaired is reported to `failed` and left as it is.
   */
  async prepare(failed: (name: string, error: unknown) => void): Promise<string[]> {
    await mkdir(join(this.path, UNFINISHED), { recursive: true, mode: 0o750 });
    const repaired: string[] = [];
    for (const name of await readdir(join(this.path, UNFINISHED))) {
      if (!isRecordingName(name)) continue;
      try {
        await WavWriter.repair(join(this.path, name));
        repaired.push(name);
      } catch (error) {
        if (!isCode(error, 'ENOENT')) failed(name, error);
      }
      await this.finished(name);
    }
    return repaired;
  }

  /** Rejects with an Error that says why in words for the caller. */
  async create(name: string): Promise<WavWriter> {
    return this.#open(name, () => WavWriter.create(join(this.path, name)));
  }

  /** Goes on with a recording of this folder. Rejects as `create` does. */
  async resume(name: string): Promise<WavWriter> {
    return this.#open(name, () => WavWriter.resume(join(this.path, name)));
  }

  /** Forgets that a recording is unfinished. */
  async finished(name: string): Promise<void> {
    await unlink(join(this.path, UNFINISHED, name)).catch(() => undefined);
  }

  async #open(name: string, openWriter: () => Promise<WavWriter>): Promise<WavWriter> {
    if (!isRecordingName(name)) throw new Error(`expected a file name [A-Za-z0-9_-]+.wav, found ${name}`);
    try {
      const writer = await openWriter();
      try {
        await writeFile(join(this.path, UNFINISHED, name), '');
      } catch (error) {
        await writer.finish();
        throw error;
      }
      this.#sync();
      return writer;
    } catch (error) {
      throw new Error(explain(error), { cause: error });
    }
  }

  /** Makes a new file's name survive the machine. Nobody waits for it; many names share one sync. */
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

/** A file system's error in the words an operator needs. */
export function explain(error: unknown): string {
  if (isCode(error, 'ENOSPC') || isCode(error, 'EDQUOT')) return 'disk full';
  if (isCode(error, 'EFBIG')) return 'file size limit reached';
  if (isCode(error, 'EEXIST')) return 'file name taken';
  return error instanceof Error ? error.message : String(error);
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** Some file systems cannot sync a folder; the files themselves are synced anyway. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    await folder.sync().finally(() => folder.close());
  } catch {
    return;
  }
}
