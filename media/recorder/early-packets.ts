/**
 * Packets of recordings that the recorder does not know yet: a relay copies what it carries from the moment it asks for a
 * recording, while the request is on its way and the file is made. They are kept for that long, and then are its first.
 */

interface EarlyPacket {
  readonly recordingId: number;
  readonly stream: number;
  readonly meaning: number;
  readonly bytes: Uint8Array;
  readonly arrivalMs: number;
}

/** A recorder that has not made a file by then will hardly make it. */
const KEPT_MS = 2000;
/** Two seconds of 40 recordings that begin at once; what is more is lost. */
const MAX_PACKETS = 8000;

export class EarlyPackets {
  /** In the order they came. */
  #packets: EarlyPacket[] = [];

  /** Copies the packet `bytes[start..end)`, which came at `arrivalMs`. */
  keep(
    recordingId: number,
    stream: number,
    meaning: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    arrivalMs: number,
  ): void {
    this.#forgetBefore(arrivalMs - KEPT_MS);
    if (this.#packets.length === MAX_PACKETS) return;
    this.#packets.push({ recordingId, stream, meaning, bytes: bytes.slice(start, end), arrivalMs });
  }

  /** The packets of a recording, which are kept no longer. */
  take(recordingId: number): readonly EarlyPacket[] {
    const taken = this.#packets.filter((packet) => packet.recordingId === recordingId);
    if (taken.length > 0)
      this.#packets = this.#packets.filter((packet) => packet.recordingId !== recordingId);
    return taken;
  }

  #forgetBefore(ms: number): void {
    const kept = this.#packets.findIndex(({ arrivalMs }) => arrivalMs >= ms);
    if (kept !== 0) this.#packets.splice(0, kept < 0 ? this.#packets.length : kept);
  }
}
