/** A phone's side of SRTP by SDES: its crypto line, and both directions once the other side has agreed. */
import { randomBytes } from 'node:crypto';
import { ReferenceSrtp } from './reference-srtp.js';

/** How a phone offers and answers SRTP. */
export interface PhoneSecurity {
  /** Default `RTP/SAVP`. */
  readonly protocol?: string;
  readonly suite: string;
  /** Default 1; in an answer it is the tag of the offer's line. */
  readonly tag?: number;
}

export class PhoneSrtp {
  /** Undefined: RTP in clear. */
  security: PhoneSecurity | undefined;
  /** Packets whose tag was wrong, or that were in clear. */
  unreadable = 0;
  #ownKey = '';
  #sends: ReferenceSrtp | undefined;
  #receives: ReferenceSrtp | undefined;
  /** Wraps of the numbers we hear and send, and the last ones. */
  readonly #heard = { rollovers: 0, last: 0 };
  readonly #sent = { rollovers: 0, last: 0 };
  #reports = 0;

  constructor(security: PhoneSecurity | undefined) {
    this.security = security;
    this.renewKey();
  }

  /** Another key of our own, for the next SDP. */
  renewKey(): void {
    this.#ownKey = randomBytes(this.security?.suite.startsWith('AEAD') === true ? 28 : 30).toString('base64');
  }

  get protocol(): string {
    return this.security === undefined ? 'RTP/AVP' : (this.security.protocol ?? 'RTP/SAVP');
  }

  /** Lines of our SDP. */
  get lines(): string[] {
    if (this.security === undefined) return [];
    return [`a=crypto:${this.security.tag ?? 1} ${this.security.suite} inline:${this.#ownKey}`];
  }

  /** Takes the key of the line with our suite. */
  agree(sdp: string): void {
    if (this.security === undefined) return;
    const { suite } = this.security;
    const [, tag, inline] = new RegExp(`^a=crypto:(\\d+) ${suite} inline:(\\S+)`, 'm').exec(sdp) ?? [];
    if (inline === undefined) return;
    this.security = { ...this.security, tag: Number(tag) };
    this.#sends = new ReferenceSrtp({ suite, inline: this.#ownKey });
    this.#receives = new ReferenceSrtp({ suite, inline });
  }

  seal(packet: Buffer): Buffer {
    return this.#sends?.seal(packet, wraps(this.#sent, packet)) ?? packet;
  }

  /** Undefined if it cannot be read. */
  open(packet: Buffer): Buffer | undefined {
    if (this.#receives === undefined) return packet;
    return this.#count(this.#receives.open(packet, wraps(this.#heard, packet)));
  }

  sealReport(packet: Uint8Array): Uint8Array {
    this.#reports += 1;
    return this.#sends?.sealReport(Buffer.from(packet), this.#reports) ?? packet;
  }

  openReport(packet: Buffer): Buffer | undefined {
    return this.#receives === undefined ? packet : this.#count(this.#receives.openReport(packet));
  }

  #count(opened: Buffer | undefined): Buffer | undefined {
    if (opened === undefined) this.unreadable += 1;
    return opened;
  }
}

/** How often the numbers of a stream have wrapped, with those of this packet. */
function wraps(stream: { rollovers: number; last: number }, packet: Buffer): number {
  const sequence = packet.readUInt16BE(2);
  if (sequence < 0x1000 && stream.last > 0xf000) stream.rollovers += 1;
  stream.last = sequence;
  return stream.rollovers;
}
