/**
 * SRTP as the RFCs have it, with a cipher and an HMAC made for each packet: slow, and written apart from media/srtp, so
 * that a mistake there does not cancel out in tests. No rollover beyond what the caller counts, no replay window.
 */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';

export interface PhoneKeys {
  readonly suite: string;
  /** Key and salt in base64. */
  readonly inline: string;
}

const LABELS = { rtp: { key: 0, auth: 1, salt: 2 }, rtcp: { key: 3, auth: 4, salt: 5 } };

export class ReferenceSrtp {
  readonly #isGcm: boolean;
  readonly #tagBytes: number;
  readonly #master: Buffer;
  readonly #masterSalt: Buffer;

  constructor({ suite, inline }: PhoneKeys) {
    const bytes = Buffer.from(inline, 'base64');
    this.#isGcm = suite.startsWith('AEAD');
    this.#tagBytes = suite.endsWith('_32') ? 4 : 10;
    this.#master = bytes.subarray(0, 16);
    this.#masterSalt = Buffer.concat([bytes.subarray(16), Buffer.alloc(2)]).subarray(0, 14);
  }

  /** `rollovers`: how often the sender's sequence number has wrapped. */
  seal(packet: Buffer, rollovers = 0): Buffer {
    const [header, payload] = [packet.subarray(0, 12), packet.subarray(12)];
    if (this.#isGcm) {
      const cipher = createCipheriv('aes-128-gcm', this.#key('key'), this.#gcmIv(packet, rollovers));
      cipher.setAAD(header);
      return Buffer.concat([header, cipher.update(payload), cipher.final(), cipher.getAuthTag()]);
    }
    const sealed = Buffer.concat([header, this.#counterMode(packet, rollovers).update(payload)]);
    return Buffer.concat([sealed, this.#tag(sealed, rollovers)]);
  }

  /** Undefined if the tag is wrong. */
  open(packet: Buffer, rollovers = 0): Buffer | undefined {
    if (packet.length < 12 + (this.#isGcm ? 16 : this.#tagBytes)) return undefined;
    const header = packet.subarray(0, 12);
    if (this.#isGcm) {
      const decipher = createDecipheriv('aes-128-gcm', this.#key('key'), this.#gcmIv(packet, rollovers));
      decipher.setAAD(header);
      decipher.setAuthTag(packet.subarray(-16));
      const payload = decipher.update(packet.subarray(12, -16));
      try {
        return Buffer.concat([header, payload, decipher.final()]);
      } catch {
        return undefined;
      }
    }
    const sealed = packet.subarray(0, -this.#tagBytes);
    if (!this.#tag(sealed, rollovers).equals(packet.subarray(-this.#tagBytes))) return undefined;
    return Buffer.concat([header, this.#counterMode(packet, rollovers).update(sealed.subarray(12))]);
  }

  /** An RTCP packet in clear of an encrypted one of AES-CM; undefined if the tag is wrong. */
  openReport(packet: Buffer): Buffer | undefined {
    const signed = packet.subarray(0, -10);
    const tag = createHmac('sha1', this.#key('auth', 'rtcp')).update(signed).digest().subarray(0, 10);
    if (!tag.equals(packet.subarray(-10))) return undefined;
    const index = signed.readUInt32BE(signed.length - 4) & 0x7fff_ffff;
    const iv = this.#ivOf(this.#key('salt', 'rtcp'), packet.readUInt32BE(4), index, 4);
    const cipher = createCipheriv('aes-128-ctr', this.#key('key', 'rtcp'), iv);
    return Buffer.concat([packet.subarray(0, 8), cipher.update(signed.subarray(8, -4))]);
  }

  sealReport(packet: Buffer, index: number): Buffer {
    const iv = this.#ivOf(this.#key('salt', 'rtcp'), packet.readUInt32BE(4), index, 4);
    const cipher = createCipheriv('aes-128-ctr', this.#key('key', 'rtcp'), iv);
    const word = Buffer.alloc(4);
    word.writeUInt32BE(0x8000_0000 + index);
    const signed = Buffer.concat([packet.subarray(0, 8), cipher.update(packet.subarray(8)), word]);
    const tag = createHmac('sha1', this.#key('auth', 'rtcp')).update(signed).digest();
    return Buffer.concat([signed, tag.subarray(0, 10)]);
  }

  #tag(sealed: Buffer, rollovers: number): Buffer {
    const word = Buffer.alloc(4);
    word.writeUInt32BE(rollovers);
    const tag = createHmac('sha1', this.#key('auth')).update(sealed).update(word).digest();
    return tag.subarray(0, this.#tagBytes);
  }

  #counterMode(packet: Buffer, rollovers: number) {
    const index = rollovers * 65_536 + packet.readUInt16BE(2);
    const iv = this.#ivOf(this.#key('salt'), packet.readUInt32BE(8), index, 4);
    return createCipheriv('aes-128-ctr', this.#key('key'), iv);
  }

  /** Salt, SSRC from `ssrcAt`, and the index right behind it. */
  #ivOf(salt: Buffer, ssrc: number, index: number, ssrcAt: number): Buffer {
    const iv = Buffer.alloc(16);
    iv.writeUInt32BE(ssrc, ssrcAt);
    iv.writeUIntBE(index, ssrcAt + 4, 6);
    salt.forEach((byte, at) => (iv[at] = (iv[at] ?? 0) ^ byte));
    return iv;
  }

  #gcmIv(packet: Buffer, rollovers: number): Buffer {
    const index = rollovers * 65_536 + packet.readUInt16BE(2);
    return this.#ivOf(this.#key('salt').subarray(0, 12), packet.readUInt32BE(8), index, 2).subarray(0, 12);
  }

  #key(kind: 'key' | 'auth' | 'salt', of: 'rtp' | 'rtcp' = 'rtp'): Buffer {
    const iv = Buffer.concat([this.#masterSalt, Buffer.alloc(2)]);
    iv[7] = (iv[7] ?? 0) ^ LABELS[of][kind];
    const bytes = { key: 16, auth: 20, salt: 14 }[kind];
    return createCipheriv('aes-128-ctr', this.#master, iv).update(Buffer.alloc(bytes));
  }
}
