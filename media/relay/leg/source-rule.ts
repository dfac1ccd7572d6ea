/**
 * Whose packets a leg accepts.
 *
 *                 arm(signalled)                 first packet within the window
 *   unknown ──────────────────────▶ open (latch) ─────────────────────────────▶ fixed
 *      └──────────────────────────▶ fixed (signalled)        ▲        │
 *                                                            └────────┘ arm with another address: the window
 *                                                                       opens once more, the old source stays good
 *   fixed (latched) ── a packet from the signalled address and port ──▶ fixed (signalled)
 *
 * `signalled` accepts the address and port of the leg's SDP. `signalled-address` also accepts one other port of that
 * address, the first that sends: many gateways send from another port than they listen on. RTP still goes to the SDP's
 * port. `latch` accepts the first source that sends while the window is open, because a phone behind a NAT does not
 * know its own address; if none sends in time, only the signalled one is accepted. The first source must be at an
 * address that belongs to the party, or else a stranger who guesses the port would get the call. The address and port
 * of the SDP take the leg back whenever they send.
 */
import { BlockList, isIP } from 'node:net';
import type { MediaSource } from '../../media.js';
import { familyOf } from '../../own-addresses.js';

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** No datagram comes from it. */
const NO_PORT = -1;
/** Packets sent before the leg moved have arrived by then. */
const FORMER_MS = 2000;

export class SourceRule {
  readonly #windowMs: number;
  #kind: MediaSource = 'signalled';
  #signalled: Endpoint | undefined;
  #address = '';
  #port = 0;
  #openUntilMs = -1;
  /** `latch`: for which addresses the window is open, beside the signalled one; undefined: any. */
  #latchFrom: BlockList | undefined;
  /** `signalled-address`: the other port that is accepted, and whether a different one may replace it. */
  #otherPort = NO_PORT;
  #mayTakeOther = false;
  /**
   * Where the leg was before its SDP moved it to another port: packets still on their way from there are accepted, but
   * do not show where it sends from now. If it goes on sending from there later, they do.
   */
  #formerPorts: readonly number[] = [];
  #formerUntilMs = 0;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** Where RTP goes: to the source once it is known, until then to the signalled address. */
  get target(): Endpoint | undefined {
    return this.#port === 0 ? this.#signalled : { address: this.#address, port: this.#port };
  }

  get signalled(): Endpoint | undefined {
    return this.#signalled;
  }

  /**
   * An SDP of the leg has come into force. The same address again changes nothing that is fixed. But a party that was
   * on hold may send from another port afterwards, so `signalled-address` accepts a new one then, and the old one until
   * it sends.
   *
   * @param latchFrom addresses and CIDR blocks to which `latch` is limited, beside the signalled address.
   */
  arm(
    kind: MediaSource,
    signalled: Endpoint | undefined,
    nowMs: number,
    latchFrom?: readonly string[],
  ): void {
    this.#kind = kind;
    if (kind === 'latch') this.#latchFrom = latchFrom && blockList(latchFrom);
    if (signalled === undefined) return;
    const before = this.#signalled;
    const same = signalled.address === before?.address && signalled.port === before.port;
    this.#signalled = signalled;
    if (kind === 'latch') {
      // What was latched in the other IP family cannot be reached any more.
      if (familyOf(this.#address) !== familyOf(signalled.address)) this.#fix('', 0);
      if (!same || this.#port === 0) this.#openUntilMs = nowMs + this.#windowMs;
      return;
    }
    if (!same || kind === 'signalled') this.#forgetOther(signalled, before, nowMs);
    this.#mayTakeOther = kind === 'signalled-address';
    this.#fix(signalled.address, signalled.port);
  }

  /** The call moves on (bridged, answered): a leg that has not sent yet gets the window again. */
  extend(nowMs: number): void {
    if (this.#kind === 'latch' && this.#port === 0 && this.#signalled !== undefined)
      this.#openUntilMs = nowMs + this.#windowMs;
  }

  /** The cheap check, for every packet. */
  isSource(address: string, port: number): boolean {
    return (port === this.#port || port === this.#otherPort) && address === this.#address;
  }

  /** For a packet from another source: whether its sender may become the source now. */
  mayAdmit(address: string, port: number, nowMs: number): boolean {
    if (this.#kind === 'signalled-address') return this.#mayTakeOther && address === this.#address;
    const isLatch = this.#kind === 'latch';
    const isSignalled = address === this.#signalled?.address && port === this.#signalled.port;
    const isInWindow = isLatch && nowMs < this.#openUntilMs && this.#mayLatch(address);
    return isInWindow || (isSignalled && (isLatch || this.#port === 0));
  }

  /** The same, and it does. */
  admit(address: string, port: number, nowMs: number): boolean {
    if (!this.mayAdmit(address, port, nowMs)) return false;
    if (this.#kind === 'signalled-address') this.#takeOther(port, nowMs);
    else this.#fix(address, port);
    return true;
  }

  #mayLatch(address: string): boolean {
    if (this.#latchFrom === undefined || address === this.#signalled?.address) return true;
    return this.#latchFrom.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }

  #takeOther(port: number, nowMs: number): void {
    if (nowMs < this.#formerUntilMs && this.#formerPorts.includes(port)) return;
    this.#otherPort = port;
    this.#mayTakeOther = false;
  }

  #forgetOther({ address }: Endpoint, before: Endpoint | undefined, nowMs: number): void {
    this.#formerPorts = address === before?.address ? [before.port, this.#otherPort] : [];
    this.#formerUntilMs = nowMs + FORMER_MS;
    this.#otherPort = NO_PORT;
  }

  #fix(address: string, port: number): void {
    this.#address = address;
    this.#port = port;
    this.#openUntilMs = -1;
  }
}

/** Unreadable entries are skipped: the configuration has been checked, and a peer's address is always readable. */
function blockList(blocks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const block of blocks) {
    const [written = '', prefix] = block.split('/');
    const address = written.replace(/^::ffff:(?=\d+\.)/i, '');
    const version = isIP(address);
    if (version === 0) continue;
    list.addSubnet(address, Number(prefix ?? (version === 4 ? 32 : 128)), version === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}
