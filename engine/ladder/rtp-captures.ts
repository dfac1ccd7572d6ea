/**
 * The RTP of calls for which an operator has asked, in the memory of the engine: from that moment to the end of the
 * call, or until the call's share is full. The last few of them are kept.
 */
import type { TakePackets, TappedPacket } from '../../media/media.js';

export interface RtpCapturesOptions {
  /** What is kept for one call; 0: nothing is captured. */
  readonly maxBytes: number;
  /** Begins to copy a call's packets; false if it has no audio here. */
  readonly tap: (call: string, onPackets: TakePackets) => boolean;
}

interface RtpCapture {
  readonly packets: TappedPacket[];
  bytes: number;
}

/** `off`: the configuration keeps none. `no-audio`: there is no such call, or it has no media session yet. */
export type RtpBeginning = 'begun' | 'off' | 'no-audio';

const MAX_CALLS = 8;
/** A packet costs its bytes and about that much beside. */
const OVERHEAD_BYTES = 200;

export class RtpCaptures {
  readonly #options: RtpCapturesOptions;
  /** By session id, oldest first. */
  readonly #calls = new Map<string, RtpCapture>();

  constructor(options: RtpCapturesOptions) {
    this.#options = options;
  }

  /** Begins for a live call; once more for the same call changes nothing. */
  begin(call: string): RtpBeginning {
    const { maxBytes, tap } = this.#options;
    if (maxBytes === 0) return 'off';
    if (this.#calls.has(call)) return 'begun';
    const capture: RtpCapture = { packets: [], bytes: 0 };
    if (!tap(call, (packets) => this.#keep(call, capture, packets))) return 'no-audio';
    this.#calls.set(call, capture);
    for (const oldest of this.#calls.keys()) {
      if (this.#calls.size <= MAX_CALLS) break;
      this.#calls.delete(oldest);
    }
    return 'begun';
  }

  of(call: string): readonly TappedPacket[] {
    return this.#calls.get(call)?.packets ?? [];
  }

  #keep(call: string, capture: RtpCapture, packets: readonly TappedPacket[]): boolean {
    if (this.#calls.get(call) !== capture) return false;
    for (const packet of packets) {
      const bytes = packet.bytes.length + OVERHEAD_BYTES;
      if (capture.bytes + bytes > this.#options.maxBytes) return false;
      capture.packets.push(packet);
      capture.bytes += bytes;
    }
    return true;
  }
}
