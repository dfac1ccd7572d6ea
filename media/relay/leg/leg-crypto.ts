/**
 * SRTP on one leg: packets are decrypted as they come and encrypted as they leave, so that all between works on RTP in
 * clear: the other leg, prompts, key presses, the recording.
 *
 * What comes may still be under the former keys for a while after an exchange of SDP, because packets and messages pass
 * each other; they are good until the new keys are heard. What leaves is under the new keys at once.
 */
import { UNAUTHENTIC } from '../../srtp/packet-cipher.js';
import { SrtpReceiver } from '../../srtp/srtp-receiver.js';
import { SrtpSender } from '../../srtp/srtp-sender.js';
import type { LegEncryption } from '../../srtp/leg-keys.js';
import type { KeySet } from '../../srtp/suites.js';
import type { LegPorts } from '../ports/port-pair.js';

interface Context<T> {
  readonly id: string;
  readonly context: T;
}

export class LegCrypto {
  #receiver: Context<SrtpReceiver> | undefined;
  #formerReceiver: Context<SrtpReceiver> | undefined;
  #sender: Context<SrtpSender> | undefined;
  #formerSender: Context<SrtpSender> | undefined;

  /**
   * Takes the keys of an exchange; undefined for RTP in clear. Keys that are the same, or are taken back, go on where
   * they were. True if our stream needs a new SSRC: peers do not agree whether new keys reset the rollover counter, and
   * with a new SSRC it is zero for all of them.
   */
  configure(encryption: LegEncryption | undefined): boolean {
    this.#receive(encryption?.receives);
    return this.#send(encryption?.sends);
  }

  get isOn(): boolean {
    return this.#sender !== undefined;
  }

  /** Decrypts in place. Undefined if the packet is not the peer's. */
  open(datagram: Buffer): Buffer | undefined {
    const opened = this.#receiver?.context.unprotect(datagram, datagram.length) ?? UNAUTHENTIC;
    if (opened !== UNAUTHENTIC) {
      this.#formerReceiver = undefined;
      return datagram.subarray(0, opened);
    }
    const former = this.#formerReceiver?.context.unprotect(datagram, datagram.length) ?? UNAUTHENTIC;
    return former === UNAUTHENTIC ? undefined : datagram.subarray(0, former);
  }

  openReport(datagram: Buffer): Buffer | undefined {
    for (const receiver of [this.#receiver, this.#formerReceiver]) {
      const opened = receiver?.context.unprotectReport(datagram, datagram.length) ?? UNAUTHENTIC;
      if (opened !== UNAUTHENTIC) return datagram.subarray(0, opened);
    }
    return undefined;
  }

  /** The ports, with all that leaves encrypted. */
  around(ports: LegPorts): LegPorts {
    return {
      port: ports.port,
      attach: (onRtp, onRtcp) => ports.attach(onRtp, onRtcp),
      connect: (address, port) => ports.connect(address, port),
      send: (packet) => {
        const sender = this.#sender?.context;
        if (sender === undefined) return;
        const sealed = withRoom(packet, sender.overhead);
        const length = sender.protect(sealed, packet.length);
        if (length > 0) ports.send(sealed.subarray(0, length));
      },
      sendRtcp: (packet, port, address) => {
        const sender = this.#sender?.context;
        if (sender === undefined) return;
        const sealed = withRoom(packet, sender.overhead);
        const length = sender.protectReport(sealed, packet.length);
        if (length > 0) ports.sendRtcp(sealed.subarray(0, length), port, address);
      },
    };
  }

  #receive(keys: KeySet | undefined): void {
    const current = this.#receiver;
    const id = JSON.stringify(keys);
    if (keys === undefined) {
      this.#formerReceiver = current ?? this.#formerReceiver;
      this.#receiver = undefined;
      return;
    }
    if (id === current?.id) return;
    const former = this.#formerReceiver;
    this.#receiver = former?.id === id ? former : { id, context: new SrtpReceiver(keys, current?.context) };
    this.#formerReceiver = current ?? former;
  }

  #send(keys: KeySet | undefined): boolean {
    const current = this.#sender;
    const id = JSON.stringify(keys);
    if (keys === undefined) {
      this.#formerSender = current ?? this.#formerSender;
      this.#sender = undefined;
      return false;
    }
    if (id === current?.id) return false;
    const former = this.#formerSender;
    const isTakenBack = former?.id === id;
    this.#sender = isTakenBack ? former : { id, context: new SrtpSender(keys) };
    this.#formerSender = current ?? former;
    return isTakenBack || (current !== undefined && current.context.rollovers > 0);
  }
}

/** A copy that may grow: the packet received has no room, and the socket may keep it for a while. */
function withRoom(packet: Buffer, bytes: number): Buffer {
  const copy = Buffer.allocUnsafe(packet.length + bytes);
  packet.copy(copy);
  return copy;
}
