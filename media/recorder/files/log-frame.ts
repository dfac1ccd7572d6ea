/**
 * Frames of the recorder's write-ahead log (write-ahead-log.ts), in the order in which recordings received their audio.
 * All numbers are big-endian. Reading ends at a frame that is cut off or damaged.
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +---------------------------------------------------------------+
 *   |                   length of the whole frame                   |
 *   +---------------------------------------------------------------+
 *   |                 CRC-32 of all that follows                    |
 *   +---------------------------------------------------------------+
 *   |              position of the first sample                     |
 *   +---------------+---------------+-------------------------------+
 *   |     kind      | name's length | file name, A-law samples ...  |
 *   +---------------+---------------+-------------------------------+
 */
import { crc32 } from 'node:zlib';

const CRC_AT = 4;
const POSITION_AT = 8;
const KIND_AT = 12;
const NAME_LENGTH_AT = 13;
const NAME_AT = 14;
const AUDIO = 1;
const ENDED = 2;
const INITIAL_BYTES = 65_536;

export interface LogFrame {
  readonly fileName: string;
  /** Where the samples belong in the recording; they replace everything in the file from there on. */
  readonly position: number;
  /** A-law; undefined if the frame says that the recording has ended and its file is complete. */
  readonly samples: Uint8Array | undefined;
}

/** Frames gathered for one write. */
export class LogBatch {
  #bytes = Buffer.allocUnsafe(INITIAL_BYTES);
  #length = 0;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /**
   * Returns the offset for the frame's `count` samples, to be filled before `seal`; they stay there until a frame after
   * `clear`.
   */
  audio(fileName: string, position: number, count: number): Uint8Array {
    const at = this.#begin(AUDIO, fileName, position, count);
    return this.#bytes.subarray(at, at + count);
  }

  ended(fileName: string): void {
    this.#begin(ENDED, fileName, 0, 0);
  }

  /** The bytes of all frames, valid until the next one. */
  seal(): Uint8Array {
    for (let at = 0; at < this.#length;) {
      const end = at + this.#bytes.readUInt32BE(at);
      this.#bytes.writeUInt32BE(crc32(this.#bytes.subarray(at + POSITION_AT, end)), at + CRC_AT);
      at = end;
    }
    return this.#bytes.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }

  /** Returns the offset of the samples. */
  #begin(kind: number, fileName: string, position: number, count: number): number {
    const at = this.#length;
    const samplesAt = at + NAME_AT + fileName.length;
    this.#length = samplesAt + count;
    if (this.#length > this.#bytes.length) this.#grow(at);
    this.#bytes.writeUInt32BE(this.#length - at, at);
    this.#bytes.writeUInt32BE(position, at + POSITION_AT);
    this.#bytes[at + KIND_AT] = kind;
    this.#bytes[at + NAME_LENGTH_AT] = fileName.length;
    this.#bytes.write(fileName, at + NAME_AT, 'latin1');
    return samplesAt;
  }

  #grow(used: number): void {
    const larger = Buffer.allocUnsafe(2 * this.#length);
    this.#bytes.copy(larger, 0, 0, used);
    this.#bytes = larger;
  }
}

/** The frames at the start of `bytes`, up to the first one that is cut off or damaged; they refer to `bytes`. */
export function* readFrames(bytes: Buffer): Generator<LogFrame> {
  for (let at = 0; at + NAME_AT <= bytes.length;) {
    const end = at + bytes.readUInt32BE(at);
    const nameEnd = at + NAME_AT + (bytes[at + NAME_LENGTH_AT] ?? 0);
    if (end > bytes.length || nameEnd > end) return;
    if (crc32(bytes.subarray(at + POSITION_AT, end)) !== bytes.readUInt32BE(at + CRC_AT)) return;
    yield {
      fileName: bytes.toString('latin1', at + NAME_AT, nameEnd),
      position: bytes.readUInt32BE(at + POSITION_AT),
      samples: bytes[at + KIND_AT] === AUDIO ? bytes.subarray(nameEnd, end) : undefined,
    };
    at = end;
  }
}
