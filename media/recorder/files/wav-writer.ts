/**
 * Writes an A-law WAV file that is playable at any moment: every append is followed by the header with the new length.
 * After a crash in between, the file contains more than its header says; `resume` repairs that.
 *
 * Appends go to the page cache with synchronous calls: some microseconds each, while libuv's threads would cost several
 * times that. Only `sync` and `finish`, which wait for the disk, use them.
 */
import { close, constants, fdatasync, fstat, ftruncate, open, read, unlink, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { isOurHeader, MAX_SAMPLES, patchSamples, WAV_HEADER_BYTES, wavHeader } from '../../wav-header.js';

const openFile = promisify(open);
const closeFile = promisify(close);
const truncateFile = promisify(ftruncate);
const statFile = promisify(fstat);
const unlinkFile = promisify(unlink);
const readFile = promisify(read);
const syncFile = promisify(fdatasync);

export class WavWriter {
  readonly #fd: number;
  readonly #header: Buffer;
  #samples: number;
  #syncing: Promise<void> | undefined;

  /** Rejects with the file system's error: EEXIST if the file exists already. */
  static async create(path: string): Promise<WavWriter> {
    const fd = await openFile(path, 'wx', 0o640);
    try {
      return new WavWriter(fd, 0).#begin();
    } catch (error) {
      await closeFile(fd);
      await unlinkFile(path);
      throw error;
    }
  }

  /** Continues a file that `create` began, after repairing it. Rejects if it is not such a file. */
  static async resume(path: string): Promise<WavWriter> {
    const fd = await openFile(path, constants.O_RDWR | constants.O_NOFOLLOW);
    try {
      const samples = await wholeSamples(fd);
      await truncateFile(fd, WAV_HEADER_BYTES + samples);
      return new WavWriter(fd, samples).#begin();
    } catch (error) {
      await closeFile(fd);
      throw error;
    }
  }

  /** For an open file; tests pass one that cannot be written. */
  constructor(fd: number, samples: number) {
    this.#fd = fd;
    this.#samples = samples;
    this.#header = wavHeader(samples);
  }

  /** What the file holds. */
  get samples(): number {
    return this.#samples;
  }

  /** Appends an even number of samples. Throws the file system's error; the file is then unchanged. */
  append(samples: Uint8Array): void {
    if (this.#samples + samples.length > MAX_SAMPLES) throw new Error('recording too long for a WAV file');
    this.#writeAll(samples, WAV_HEADER_BYTES + this.#samples);
    this.#samples += samples.length;
    this.#writeHeader();
  }

  /** Drops the samples from `position` on, an even number; the next append replaces them. */
  rewind(position: number): void {
    this.#samples = Math.min(this.#samples, position);
  }

  /** Makes everything appended durable. Rejects with the file system's error. */
  async sync(): Promise<void> {
    await this.#syncing;
    this.#syncing = syncFile(this.#fd);
    await this.#syncing;
  }

  /** Makes everything durable and closes the file in any case. Rejects if it could not be made durable. */
  async finish(): Promise<void> {
    try {
      await this.#syncing;
      await truncateFile(this.#fd, WAV_HEADER_BYTES + this.#samples);
      this.#writeHeader();
      await syncFile(this.#fd);
    } finally {
      await closeFile(this.#fd);
    }
  }

  #begin(): this {
    this.#writeHeader();
    return this;
  }

  #writeHeader(): void {
    patchSamples(this.#header, this.#samples);
    this.#writeAll(this.#header, 0);
  }

  /** A disk that fills up accepts a part first and refuses the rest. */
  #writeAll(bytes: Uint8Array, position: number): void {
    let done = 0;
    while (done < bytes.length) {
      done += writeSync(this.#fd, bytes, done, bytes.length - done, position + done);
    }
  }
}

/** Number of samples in an interrupted file, an even number; rejects if we did not write the file. */
async function wholeSamples(fd: number): Promise<number> {
  const begin = Buffer.alloc(WAV_HEADER_BYTES);
  const { bytesRead } = await readFile(fd, begin, 0, begin.length, 0);
  const { size } = await statFile(fd);
  if (bytesRead < WAV_HEADER_BYTES) return 0; // died before the header was written
  if (!isOurHeader(begin)) throw new Error('not a recording');
  return Math.min(MAX_SAMPLES, 2 * Math.floor((size - WAV_HEADER_BYTES) / 2));
}
