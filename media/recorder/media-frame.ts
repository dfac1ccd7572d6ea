/**
 * Frames of the media channel (recorder-client.ts): RTP packets of many recordings behind one another in a byte
 * stream.
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-------------------------------+-------------------------------+
 *   |     length of the rest        |         recordingId ...       |
 *   +-------------------------------+---------------+---------------+
 *   |      ... recordingId          |    stream     |    meaning    |
 *   +-------------------------------+---------------+---------------+
 *   |   when the relay got the packet, in eighths of a millisecond  |
 *   +---------------------------------------------------------------+
 *   |                     RTP packet ...                            |
 */

/** Bytes before the RTP packet. */
export const FRAME_OVERHEAD = 12;
/** The bytes counted in `length of the rest`. */
const HEADER_REST = FRAME_OVERHEAD - 2;
/** Longest RTP packet in a frame: more than any Ethernet frame, so more than any G.711 packet. */
export const MAX_PACKET_BYTES = 2040;
/** Replaces the payload type's number, which each call's SDP may choose differently. */
export const PCMU = 0;
export const PCMA = 8;
export const TELEPHONE_EVENT = 101;

/**
 * Writes a frame's header at `offset`; returns where its packet of `length` bytes begins. `arrivalMs` is from the
 * machine's monotonic clock; the frame has its last 32 bits, six days in eighths of a millisecond.
 */
export function writeFrameHeader(
  buffer: Uint8Array,
  offset: number,
  recordingId: number,
  stream: number,
  meaning: number,
  length: number,
  arrivalMs: number,
): number {
  const rest = length + HEADER_REST;
  const arrival = arrivalTicks(arrivalMs);
  buffer[offset] = rest >>> 8;
  buffer[offset + 1] = rest;
  buffer[offset + 2] = recordingId >>> 24;
  buffer[offset + 3] = recordingId >>> 16;
  buffer[offset + 4] = recordingId >>> 8;
  buffer[offset + 5] = recordingId;
  buffer[offset + 6] = stream;
  buffer[offset + 7] = meaning;
  buffer[offset + 8] = arrival >>> 24;
  buffer[offset + 9] = arrival >>> 16;
  buffer[offset + 10] = arrival >>> 8;
  buffer[offset + 11] = arrival;
  return offset + FRAME_OVERHEAD;
}

/** A reading of the monotonic clock as a frame carries it; `arrivalOf` restores it within three days. */
function arrivalTicks(ms: number): number {
  return Math.floor(ms * 8) >>> 0;
}

export function arrivalOf(ticks: number, nowMs: number): number {
  return nowMs + ((ticks - arrivalTicks(nowMs)) | 0) / 8;
}

/** Called for each frame with the bytes of its packet, `bytes[start..end)`, valid only during the call. */
export type FrameListener = (
  recordingId: number,
  stream: number,
  meaning: number,
  bytes: Uint8Array,
  start: number,
  end: number,
  arrivalTicks: number,
) => void;

/** Takes a connection's bytes and finds the frames in them, without allocating for each frame. */
export class FrameReader {
  readonly #onFrame: FrameListener;
  /** An incomplete frame; at most one. */
  readonly #held = new Uint8Array(FRAME_OVERHEAD + MAX_PACKET_BYTES);
  #heldBytes = 0;

  constructor(onFrame: FrameListener) {
    this.#onFrame = onFrame;
  }

  /** False if the bytes are not frames: the connection cannot be used any more. */
  push(chunk: Uint8Array): boolean {
    let at = 0;
    while (this.#heldBytes > 0) {
      const wanted = this.#heldBytes < 2 ? 2 : 2 + lengthAt(this.#held, 0);
      if (this.#heldBytes >= 2 && !isLength(wanted - 2)) return false;
      const taken = Math.min(wanted - this.#heldBytes, chunk.length - at);
      this.#held.set(chunk.subarray(at, at + taken), this.#heldBytes);
      this.#heldBytes += taken;
      at += taken;
      if (this.#heldBytes < wanted) return true;
      if (wanted === 2) continue;
      this.#emit(this.#held, 0, wanted);
      this.#heldBytes = 0;
    }
    const size = chunk.length;
    while (at + 2 <= size) {
      const length = lengthAt(chunk, at);
      if (!isLength(length)) return false;
      const end = at + 2 + length;
      if (end > size) break;
      this.#emit(chunk, at, end);
      at = end;
    }
    this.#held.set(chunk.subarray(at), 0);
    this.#heldBytes = size - at;
    return true;
  }

  #emit(bytes: Uint8Array, at: number, end: number): void {
    const stream = bytes[at + 6] ?? 0;
    const meaning = bytes[at + 7] ?? 0;
    this.#onFrame(
      uint32(bytes, at + 2),
      stream,
      meaning,
      bytes,
      at + FRAME_OVERHEAD,
      end,
      uint32(bytes, at + 8),
    );
  }
}

function lengthAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function isLength(length: number): boolean {
  return length >= HEADER_REST && length <= MAX_PACKET_BYTES + HEADER_REST;
}

function uint32(bytes: Uint8Array, at: number): number {
  return (
    (((bytes[at] ?? 0) << 24) |
      ((bytes[at + 1] ?? 0) << 16) |
      ((bytes[at + 2] ?? 0) << 8) |
      (bytes[at + 3] ?? 0)) >>>
    0
  );
}
