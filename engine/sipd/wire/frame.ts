/**
 * Frames of drachtio's wire protocol: the byte length in decimal ASCII, `#`, that many bytes of UTF-8
 * payload, and at once the next frame (spec drachtio-wire-protocol.md, section 1).
 */

/** A frame around `payload`, as text to be written in UTF-8. */
export function frame(payload: string): string {
  return `${Buffer.byteLength(payload)}#${payload}`;
}

/**
 * Splits a byte stream into payloads, independent of chunk boundaries. After bytes that are not frames, or a frame
 * above `maxBytes`, the stream is refused: there is no place to start again.
 */
export class FrameReader {
  readonly #onPayload: (payload: Buffer) => void;
  #maxBytes: number;
  /** Length being read; its digits so far. */
  #length = 0;
  #digits = 0;
  /** Payload being filled, if its frame did not come in one piece. */
  #partial: Buffer | undefined;
  #filled = 0;
  #isRefused = false;

  /** @param onPayload its buffer is only valid during the call: it is a window on the received chunk. */
  constructor(maxBytes: number, onPayload: (payload: Buffer) => void) {
    this.#maxBytes = maxBytes;
    this.#onPayload = onPayload;
  }

  set maxBytes(bytes: number) {
    this.#maxBytes = bytes;
  }

  /** Reads one more chunk. Returns false from the first invalid frame on. */
  push(chunk: Buffer): boolean {
    let at = 0;
    while (at < chunk.length && !this.#isRefused) {
      at = this.#partial === undefined ? this.#readFrame(chunk, at) : this.#fill(chunk, at);
    }
    return !this.#isRefused;
  }

  /** Drops further data; used when the last payload was a farewell. */
  refuse(): void {
    this.#isRefused = true;
  }

  #readFrame(chunk: Buffer, start: number): number {
    let at = start;
    while (at < chunk.length) {
      const byte = chunk[at++] ?? 0;
      if (byte === HASH) return this.#readPayload(chunk, at);
      const digit = byte - ZERO;
      this.#length = this.#length * 10 + digit;
      this.#digits += 1;
      if (digit < 0 || digit > 9 || this.#length > this.#maxBytes || this.#digits > MAX_DIGITS) {
        this.#isRefused = true;
        return at;
      }
    }
    return at;
  }

  #readPayload(chunk: Buffer, at: number): number {
    const length = this.#length;
    this.#length = 0;
    this.#digits = 0;
    if (length === 0) {
      this.#isRefused = true;
      return at;
    }
    if (chunk.length - at >= length) {
      this.#onPayload(chunk.subarray(at, at + length));
      return at + length;
    }
    this.#partial = Buffer.allocUnsafe(length);
    this.#filled = 0;
    return this.#fill(chunk, at);
  }

  #fill(chunk: Buffer, at: number): number {
    const partial = this.#partial;
    if (partial === undefined) return at;
    const copied = chunk.copy(partial, this.#filled, at);
    this.#filled += copied;
    if (this.#filled === partial.length) {
      this.#partial = undefined;
      this.#onPayload(partial);
    }
    return at + copied;
  }
}

const HASH = 0x23;
const ZERO = 0x30;
/** A mebibyte has seven digits; leading zeros must not make a length that never ends. */
const MAX_DIGITS = 7;
