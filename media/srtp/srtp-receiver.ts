/**
 * Decrypts what one peer sends under one set of keys: a context of RFC 3711 3.2.3 for one direction. Each SSRC has its
 * own rollover counter, from 0, and its own window of packets seen. Nothing changes before a packet is authentic, so
 * packets of strangers leave no trace.
 */
import { PacketIndex } from './packet-index.js';
import { UNAUTHENTIC, type PacketCipher } from './packet-cipher.js';
import { cipherFor } from './packet-ciphers.js';
import { headerBytes, isRtp, sequenceOf, ssrcOf } from './srtp-header.js';
import { SUITES, type KeySet, type MasterKey } from './suites.js';

/** Sources of one peer: audio, key presses, and those of the past. The one unheard for longest is forgotten. */
const MAX_SOURCES = 16;
const NO_SOURCES: ReadonlyMap<number, PacketIndex> = new Map();

export class SrtpReceiver {
  readonly #ciphers: readonly PacketCipher[];
  readonly #keys: KeySet;
  readonly #former: ReadonlyMap<number, PacketIndex>;
  readonly #rtp = new Map<number, PacketIndex>();
  readonly #rtcp = new Map<number, PacketIndex>();

  /**
   * `before`: the receiver of the peer's former keys. By RFC 3711 3.3.1 new keys do not reset a source's rollover
   * counter, yet many peers do: the first packet tells. Throws TypeError for a key that does not fit its suite.
   */
  constructor(keys: KeySet, before?: SrtpReceiver) {
    this.#keys = keys;
    this.#ciphers = keys.keys.map((key) => cipherFor(keys.suite, key));
    this.#former = before === undefined ? NO_SOURCES : before.#rtp;
  }

  /** How many sources of RTP are known. */
  get sources(): number {
    return this.#rtp.size;
  }

  /**
   * Decrypts the first `length` bytes in place. Returns the new length, or `UNAUTHENTIC`: the packet is not the
   * peer's, has come before, or is too old.
   */
  unprotect(packet: Buffer, length: number): number {
    if (!isRtp(packet, length)) return UNAUTHENTIC;
    const cipher = this.#cipherOf(packet, length, SUITES[this.#keys.suite].rtpTagBytes);
    if (cipher === undefined) return UNAUTHENTIC;
    const ssrc = ssrcOf(packet);
    const sequence = sequenceOf(packet);
    const known = this.#rtp.get(ssrc);
    const source = known ?? new PacketIndex();
    let index = source.estimate(sequence);
    if (!source.isNew(index)) return UNAUTHENTIC;
    const header = headerBytes(packet, length);
    let opened = cipher.openRtp(packet, length, header, ssrc, index);
    if (opened === UNAUTHENTIC && known === undefined) {
      index = this.#former.get(ssrc)?.estimate(sequence) ?? 0;
      if (index > sequence) opened = cipher.openRtp(packet, length, header, ssrc, index);
    }
    if (opened === UNAUTHENTIC) return UNAUTHENTIC;
    source.note(index);
    remember(this.#rtp, ssrc, source);
    return opened;
  }

  /** The same for an SRTCP packet. */
  unprotectReport(packet: Buffer, length: number): number {
    if (length < 8 || (packet[0] ?? 0) >> 6 !== 2) return UNAUTHENTIC;
    const { rtcpTagBytes } = SUITES[this.#keys.suite];
    const cipher = this.#cipherOf(packet, length, rtcpTagBytes);
    if (cipher === undefined) return UNAUTHENTIC;
    const ssrc = packet.readUInt32BE(4);
    const source = this.#rtcp.get(ssrc) ?? new PacketIndex();
    const index = cipher.rtcpIndexOf(packet, length);
    if (!source.isNew(index)) return UNAUTHENTIC;
    const opened = cipher.openRtcp(packet, length);
    if (opened === UNAUTHENTIC) return UNAUTHENTIC;
    source.note(index);
    remember(this.#rtcp, ssrc, source);
    return opened;
  }

  /** The only key, or the one whose identifier the packet carries. */
  #cipherOf(packet: Buffer, length: number, tagBytes: number): PacketCipher | undefined {
    const { keys, suite } = this.#keys;
    if (keys.length === 1) return this.#ciphers[0];
    const behind = SUITES[suite].isAead ? 0 : tagBytes;
    return this.#ciphers[keys.findIndex((key) => carries(packet, length - behind, key))];
  }
}

function carries(packet: Buffer, end: number, { mki = '' }: MasterKey): boolean {
  return packet.toString('hex', Math.max(0, end - mki.length / 2), end) === mki;
}

function remember(sources: Map<number, PacketIndex>, ssrc: number, source: PacketIndex): void {
  if (sources.size > 1) sources.delete(ssrc); // the last one heard stands last
  sources.set(ssrc, source);
  if (sources.size <= MAX_SOURCES) return;
  for (const oldest of sources.keys()) {
    sources.delete(oldest);
    return;
  }
}
