/** One file of the write-ahead log. It only grows, and is removed as a whole. */
import { close, fdatasync, openSync, unlink, writeSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { syncFolder } from './file-system.js';

const closeFile = promisify(close);
const unlinkFile = promisify(unlink);
const syncFile = promisify(fdatasync);

const EXTENSION = '.log';
/** Microseconds since 1970, with room for some centuries: segments sort by name in order of time. */
const NUMBER_DIGITS = 16;

export class LogSegment {
  readonly #path: string;
  readonly #fd: number;
  #length = 0;
  #synced = 0;
  /** Syncs are done one after the other; after a failed one, no later one can be trusted. */
  #lastSync: Promise<void>;

  /** Throws the file system's error. */
  static create(folder: string, number: number): LogSegment {
    const path = join(folder, `${String(number).padStart(NUMBER_DIGITS, '0')}${EXTENSION}`);
    return new LogSegment(path, openSync(path, 'wx', 0o640));
  }

  /** The paths of the segments in `folder`, oldest first. */
  static async list(folder: string): Promise<string[]> {
    const names = await readdir(folder);
    return names
      .filter((name) => name.endsWith(EXTENSION))
      .sort()
      .map((name) => join(folder, name));
  }

  private constructor(path: string, fd: number) {
    this.#path = path;
    this.#fd = fd;
    this.#lastSync = syncFolder(dirname(path));
  }

  /** Throws the file system's error; the segment then ends as before, or with a frame that is cut off. */
  append(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length;) {
      done += writeSync(this.#fd, bytes, done, bytes.length - done, this.#length + done);
    }
    this.#length += bytes.length;
  }

  /** Resolves when everything appended is on the disk; rejects with the file system's error. */
  sync(): Promise<void> {
    const wanted = this.#length;
    this.#lastSync = this.#lastSync.then(async () => {
      if (this.#synced >= wanted) return;
      const reached = this.#length;
      await syncFile(this.#fd);
      this.#synced = reached;
    });
    return this.#lastSync;
  }

  /** Never rejects: a file that cannot be removed is read at the next start, which does no harm. */
  async remove(): Promise<void> {
    await this.#lastSync.catch(() => undefined);
    await closeFile(this.#fd).catch(() => undefined);
    await unlinkFile(this.#path).catch(() => undefined);
  }
}
