/** Key presses as tones in the audio of a leg, while somebody collects them. */
import { ToneDetector } from '../../dtmf.js';
import { linearOf } from '../../g711.js';
import { lawOfKind } from './route-table.js';
import { HEADER_BYTES } from './rtp.js';

const MAX_SAMPLES = 2048;
/** Samples of the last packet; used before the next one comes. */
const samples = new Int16Array(MAX_SAMPLES);

export class HeardTones {
  readonly #detector = new ToneDetector();

  /** Digits whose tones end in the packet, usually none. */
  hear(packet: Uint8Array, kind: number): string {
    const law = lawOfKind(kind);
    if (law === undefined) return '';
    const linear = linearOf[law];
    const count = Math.min(packet.length - HEADER_BYTES, MAX_SAMPLES);
    for (let i = 0; i < count; i += 1) samples[i] = linear[packet[HEADER_BYTES + i] ?? 0] ?? 0;
    return this.#detector.push(samples, count);
  }
}
