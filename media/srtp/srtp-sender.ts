/**
 * Encrypts what we send with one key: a context of RFC 3711 3.2.3 for one direction. Packets of one SSRC may come out
 * of order. None is encrypted twice, because two texts under one key stream reveal each other.
 */
import { PacketIndex } from './packet-index.js';
import type { PacketCipher } from './packet-cipher.js';
import { cipherFor } from './packet-ciphers.js';
import { headerBytes, isRtp, sequenceOf, ssrcOf } from './srtp-header.js';
import type { KeySet } from './suites.js';

/** RFC 3711 9.2: SRTCP has no more packets for a key. */
const RTCP_PACKETS = 2 ** 31;

export class SrtpSender {
  readonly #cipher: PacketCipher;
  #ssrc = -1;
  #index = new PacketIndex();
  #rtcpIndex = 0;

  /** Throws TypeError for a key that does not fit its suite. */
  constructor({ suite, keys: [key] }: KeySet) {
    if (key === undefined) throw new TypeError('expected a key, found none');
    this.#cipher = cipherFor(suite, { keyAndSalt: key.keyAndSalt });
  }

  /** How much longer a packet becomes at most; its buffer must have that room. */
  get overhead(): number {
    return this.#cipher.overhead;
  }

  /** How often the sequence numbers of the present SSRC have wrapped. */
  get rollovers(): number {
    return this.#index.rollovers;
  }

  /** Encrypts the first `length` bytes in place. Returns the new length; 0 if the packet must not be sent. */
  protect(packet: Buffer, length: number): number {
    if (!isRtp(packet, length)) return 0;
    const ssrc = ssrcOf(packet);
    if (ssrc !== this.#ssrc) {
      this.#ssrc = ssrc;
      this.#index = new PacketIndex();
    }
    const index = this.#index.estimate(sequenceOf(packet));
    if (!this.#index.isNew(index)) return 0;
    this.#index.note(index);
    return this.#cipher.sealRtp(packet, length, headerBytes(packet, length), ssrc, index);
  }

  /** The same for a compound RTCP packet. */
  protectReport(packet: Buffer, length: number): number {
    if (length < 8 || this.#rtcpIndex >= RTCP_PACKETS) return 0;
    const sealed = this.#cipher.sealRtcp(packet, length, this.#rtcpIndex);
    this.#rtcpIndex += 1;
    return sealed;
  }
}
