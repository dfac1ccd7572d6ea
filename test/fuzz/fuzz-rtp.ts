/**
 * Hostile RTP and RTCP into calls, in clear and as SRTP, from where their parties are; good audio goes through them
 * before and after.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { PuppetLeg } from '../support/phones/puppet-leg.js';
import { PhoneSrtp } from '../support/phones/phone-srtp.js';
import { SipPuppet } from '../support/phones/sip-puppet.js';
import { answered } from './answered.js';
import { GOOD, type FuzzedService } from './fuzzed-service.js';
import type { Fuzzer } from './fuzzer.js';
import type { Mutator } from './mutation.js';
import { sdpText } from './sip-seeds.js';

const BURST = 50;
const FRAME = 160;
const SUITES = ['AES_CM_128_HMAC_SHA1_80', 'AES_CM_128_HMAC_SHA1_32', 'AEAD_AES_128_GCM'];

export const rtp: Fuzzer = {
  name: 'rtp',
  rounds: 60,
  async run(under, mutator, isOver) {
    let sent = 0;
    while (!isOver()) sent += await oneCall(under, mutator, isOver);
    return sent;
  },
};

/** A call under attack, for a while: SSRCs, payload types and moments of an attack are each call's own. */
async function oneCall(under: FuzzedService, mutator: Mutator, isOver: () => boolean): Promise<number> {
  const puppet = await SipPuppet.udp('127.0.0.4');
  const suite = mutator.oneOf(['none', ...SUITES]);
  const party = await Party.open('127.0.0.4', new PhoneSrtp(suite === 'none' ? undefined : { suite }));
  const leg = PuppetLeg.calling(puppet, under.sip, GOOD.x, GOOD.a);
  leg.request('INVITE', { body: party.offer });
  const answer = await answered(puppet, () => leg.repeat(), '200 INVITE');
  leg.ack(answer);
  party.srtp.agree(answer.body);
  party.relayPort = Number(/^m=audio (\d+)/m.exec(answer.body)?.[1]);
  let sent = 0;
  for (; !isOver() && sent < 20_000; sent += BURST) {
    for (let left = BURST; left > 0; left -= 1) party.attack(mutator);
    // So much at once is what its socket holds.
    await under.callveil.metrics();
  }
  party.talk();
  leg.request('BYE');
  await answered(puppet, () => leg.repeat(), '200 BYE');
  puppet.close();
  party.close();
  return sent;
}

class Party {
  relayPort = 0;
  #sequence = 0;
  readonly #ssrc = 0x1234_5678;

  private constructor(
    private readonly rtp: Socket,
    private readonly rtcp: Socket,
    readonly port: number,
    private readonly address: string,
    readonly srtp: PhoneSrtp,
  ) {}

  static async open(address: string, srtp: PhoneSrtp): Promise<Party> {
    for (;;) {
      const rtp = await bound(address, 0);
      const { port } = rtp.address();
      const rtcp = port % 2 === 0 ? await bound(address, port + 1).catch(() => undefined) : undefined;
      if (rtcp !== undefined) return new Party(rtp, rtcp, port, address, srtp);
      rtp.close();
    }
  }

  get offer(): string {
    const lines = this.srtp.lines.map((line) => `${line}\r\n`);
    return sdpText(this.address, this.port).replace('RTP/AVP', this.srtp.protocol) + lines.join('');
  }

  /** One packet: good, mutated, or of another kind than its port is for. */
  attack(mutator: Mutator): void {
    const isRtcp = mutator.chance(0.3);
    const good = isRtcp ? this.#report(mutator) : this.#packet(mutator);
    // Mutated before it is encrypted, or after, or never encrypted at all.
    const inner = mutator.chance(0.3) ? mutator.bytes(good) : good;
    const sealed = mutator.chance(0.9) ? this.#sealed(inner, isRtcp) : inner;
    const packet = mutator.chance(0.5) ? mutator.bytes(sealed) : sealed;
    const toRtcp = mutator.chance(0.1) ? !isRtcp : isRtcp;
    (toRtcp ? this.rtcp : this.rtp).send(packet, this.relayPort + (toRtcp ? 1 : 0), '127.0.0.1');
  }

  talk(): void {
    for (let left = 10; left > 0; left -= 1)
      this.rtp.send(this.srtp.seal(this.#frame(8, FRAME)), this.relayPort, '127.0.0.1');
  }

  /** What is too short for a header is not encrypted. */
  #sealed(packet: Buffer, isRtcp: boolean): Buffer {
    if (packet.length < 12) return packet;
    return isRtcp ? Buffer.from(this.srtp.sealReport(packet)) : this.srtp.seal(packet);
  }

  close(): void {
    this.rtp.close();
    this.rtcp.close();
  }

  #packet(mutator: Mutator): Buffer {
    if (mutator.chance(0.1)) this.#sequence += mutator.oneOf([-200, -5, 0, 20, 3000, 32_768]);
    if (mutator.chance(0.15)) return this.#frame(101, 4);
    return this.#frame(
      mutator.oneOf([8, 8, 8, 0, 13, 101, 96, 127]),
      mutator.oneOf([FRAME, FRAME, 80, 480, 0, 1, 1400]),
    );
  }

  #frame(payloadType: number, bytes: number): Buffer {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    const packet = Buffer.alloc(12 + bytes, 0xd5);
    packet[0] = 0x80;
    packet[1] = payloadType;
    packet.writeUInt16BE(this.#sequence, 2);
    packet.writeUInt32BE((this.#sequence * FRAME) >>> 0, 4);
    packet.writeUInt32BE(this.#ssrc, 8);
    return packet;
  }

  /** A compound of SR, SDES and perhaps BYE or APP (RFC 3550 6). */
  #report(mutator: Mutator): Buffer {
    const sr = Buffer.alloc(28);
    sr.writeUInt32BE(0x80c8_0006, 0);
    sr.writeUInt32BE(this.#ssrc, 4);
    const name = Buffer.from('\x01\x10phone@127.0.0.4.\x00\x00', 'latin1');
    const sdes = Buffer.concat([Buffer.from([0x81, 0xca, 0, 6]), this.#ssrcBytes(), name]);
    const more = mutator.oneOf([
      Buffer.alloc(0),
      Buffer.from([0x81, 0xcb, 0, 1, 0x12, 0x34, 0x56, 0x78]),
      Buffer.from([0x81, 0xcc, 0, 2, 0x12, 0x34, 0x56, 0x78, 0x4e, 0x41, 0x4d, 0x45]),
    ]);
    return Buffer.concat([sr, sdes, more]);
  }

  #ssrcBytes(): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(this.#ssrc, 0);
    return bytes;
  }
}

/** Rejects where the port is taken. */
async function bound(address: string, port: number): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(port, address);
  await once(socket, 'listening');
  return socket;
}
