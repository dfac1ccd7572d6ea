/**
 * Packets of recordings that the recorder does not know yet. A relay copies packets from the moment it asks for a
 * recording, while the request is on its way and the file is being made. They are kept until then, and become the first
 * packets of the recording.
 */

interface EarlyPacket {
  readonly recordingId: number;
  readonly stream: number;
  readonly meaning: number;
  readonly bytes: Uint8Array;
  readonly arrivalMs: number;
}

/** A recorder that has made no file by then will probably make none. */
const KEPT_MS = 2000;
/** Two seconds of 40 recordings that begin at once; more is lost. */
const MAX_PACKETS = 8000;

export class EarlyPackets {
  /** In order of arrival. */
  #packets: EarlyPacket[] = [];

  /** Copies the packet `bytes[start..end)`, which arrived at `arrivalMs`. */
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

  /** Returns the packets of a recording and removes them. */
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
