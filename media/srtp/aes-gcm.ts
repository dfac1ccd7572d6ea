/**
 * AES in Galois/counter mode (RFC 7714 8 and 9).
 *
 *   SRTP    header · encrypted payload · tag · MKI           authenticated: header and payload
 *   SRTCP   8 bytes · encrypted reports · tag · E and index · MKI       authenticated: all but the MKI
 *
 * node:crypto has no way to use a GCM cipher for a second packet, so each packet costs a new one.
 */
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import { RTCP_HEADER } from './aes-cm.js';
import type { SessionKeys } from './key-derivation.js';
import { UNAUTHENTIC, type PacketCipher } from './packet-cipher.js';

const ALGORITHM = 'aes-128-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const RTCP_INDEX_BYTES = 4;
const ENCRYPTED = 0x8000_0000;
const NO_BYTES = Buffer.alloc(0);

export class AesGcm implements PacketCipher {
  readonly overhead = TAG_BYTES + RTCP_INDEX_BYTES;
  readonly #rtp: Session;
  readonly #rtcp: Session;
  readonly #mkiBytes: number;

  constructor({ rtp, rtcp }: Record<'rtp' | 'rtcp', SessionKeys>, mkiBytes = 0) {
    this.#rtp = new Session(rtp);
    this.#rtcp = new Session(rtcp);
    this.#mkiBytes = mkiBytes;
  }

  sealRtp(packet: Buffer, length: number, header: number, ssrc: number, index: number): number {
    return this.#rtp.seal(packet, header, length, packet.subarray(0, header), ssrc, index);
  }

  openRtp(packet: Buffer, length: number, header: number, ssrc: number, index: number): number {
    const end = length - this.#mkiBytes;
    if (end - TAG_BYTES < header) return UNAUTHENTIC;
    return this.#rtp.open(packet, header, end, packet.subarray(0, header), ssrc, index);
  }

  sealRtcp(packet: Buffer, length: number, index: number): number {
    const clear = rtcpClear(packet, RTCP_HEADER, (ENCRYPTED | index) >>> 0);
    const end = this.#rtcp.seal(packet, RTCP_HEADER, length, clear, packet.readUInt32BE(4), index);
    return packet.writeUInt32BE((ENCRYPTED | index) >>> 0, end);
  }

  openRtcp(packet: Buffer, length: number): number {
    const end = length - this.#mkiBytes - RTCP_INDEX_BYTES;
    if (end - TAG_BYTES < RTCP_HEADER) return UNAUTHENTIC;
    const marked = packet.readUInt32BE(end);
    // Without E all reports are in clear, and only authenticated (RFC 7714 9.3).
    const begin = marked >= ENCRYPTED ? RTCP_HEADER : end - TAG_BYTES;
    const clear = rtcpClear(packet, begin, marked);
    return this.#rtcp.open(packet, begin, end, clear, packet.readUInt32BE(4), marked % ENCRYPTED);
  }

  rtcpIndexOf(packet: Buffer, length: number): number {
    const at = length - this.#mkiBytes - RTCP_INDEX_BYTES;
    return at - TAG_BYTES < RTCP_HEADER ? -1 : packet.readUInt32BE(at) % ENCRYPTED;
  }
}

/** What is authenticated and not encrypted of a report: what is in clear, and the word with its index. */
function rtcpClear(packet: Buffer, length: number, marked: number): Buffer {
  const clear = Buffer.allocUnsafe(length + RTCP_INDEX_BYTES);
  clear.writeUInt32BE(marked, packet.copy(clear, 0, 0, length));
  return clear;
}

/** One key for RTP or RTCP. */
class Session {
  readonly #key: KeyObject;
  readonly #salt: Buffer;
  readonly #iv = Buffer.alloc(IV_BYTES);

  constructor({ key, salt }: SessionKeys) {
    this.#key = createSecretKey(key);
    this.#salt = salt;
  }

  /** Encrypts from `begin` to `end` and writes the tag after it. */
  seal(bytes: Buffer, begin: number, end: number, clear: Buffer, ssrc: number, index: number): number {
    const cipher = createCipheriv(ALGORITHM, this.#key, this.#ivOf(ssrc, index));
    cipher.setAAD(clear);
    bytes.set(cipher.update(bytes.subarray(begin, end)), begin);
    cipher.final();
    bytes.set(cipher.getAuthTag(), end);
    return end + TAG_BYTES;
  }

  /** Decrypts from `begin` to the tag before `end`. */
  open(bytes: Buffer, begin: number, end: number, clear: Buffer, ssrc: number, index: number): number {
    const tagAt = end - TAG_BYTES;
    const decipher = createDecipheriv(ALGORITHM, this.#key, this.#ivOf(ssrc, index), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(clear);
    decipher.setAuthTag(bytes.subarray(tagAt, end));
    const opened = begin < tagAt ? decipher.update(bytes.subarray(begin, tagAt)) : NO_BYTES;
    try {
      decipher.final();
    } catch {
      return UNAUTHENTIC;
    }
    bytes.set(opened, begin);
    return tagAt;
  }

  /** RFC 7714 8.1 and 9.1: SSRC in bytes 2 to 5, the index in 6 to 11. */
  #ivOf(ssrc: number, index: number): Buffer {
    const iv = this.#iv;
    iv.fill(0);
    iv.writeUInt32BE(ssrc, 2);
    iv.writeUIntBE(index, 6, 6);
    for (let i = 0; i < IV_BYTES; i += 1) iv[i] = (iv[i] ?? 0) ^ (this.#salt[i] ?? 0);
    return iv;
  }
}
