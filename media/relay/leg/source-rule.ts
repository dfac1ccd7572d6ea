/**
 * Whose packets a leg takes.
 *
 *                 arm(signalled)                 first packet within the window
 *   unknown ──────────────────────▶ open (latch) ─────────────────────────────▶ fixed
 *      └──────────────────────────▶ fixed (signalled)        ▲        │
 *                                                            └────────┘ arm with another address: the window
 *                                                                       opens once more, the old source stays good
 *   fixed (latched) ── a packet from the signalled address and port ──▶ fixed (signalled)
 *
 * `signalled` takes the address and port of the leg's SDP. `signalled-address` takes these and one other port of that
 * address, the first that speaks: many gateways send from another port than they listen at. RTP still goes to the SDP's
 * port, which stays right whatever else is heard. `latch` takes the first source that comes while the window is open,
 * for a phone behind a NAT does not know its own address; when nobody came in time, only the signalled one. Who may come
 * first is limited to addresses that are the party's anyhow, or a stranger who guesses the port would have the call; and
 * the address and port of the SDP take it back whenever they are heard.
 */
import { BlockList, isIP } from 'node:net';
import type { MediaSource } from '../../media.js';

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** No datagram comes from it. */
const NO_PORT = -1;
/** What was sent before the leg moved has come by then. */
const FORMER_MS = 2000;

export class SourceRule {
  readonly #windowMs: number;
  #kind: MediaSource = 'signalled';
  #signalled: Endpoint | undefined;
  #address = '';
  #port = 0;
  #openUntilMs = -1;
  /** `latch`: whom the window is open for beside the signalled address; undefined: anybody. */
  #latchFrom: BlockList | undefined;
  /** `signalled-address`: the other port that is taken; and whether another one may take its place. */
  #otherPort = NO_PORT;
  #mayTakeOther = false;
  /**
   * Where the leg was before its SDP moved it to another port: what is still on its way from there is taken, but is no news of
   * where it sends from now. Who goes on sending from there later does.
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
   * An SDP of the leg has come into force. The same address again changes nothing that is fixed; but a party that was held
   * may send from another port when it is back, so `signalled-address` takes one then, and the old one until it speaks.
   *
   * @param latchFrom addresses and CIDR blocks that `latch` is limited to, beside the signalled address.
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
      if (!same || this.#port === 0) this.#openUntilMs = nowMs + this.#windowMs;
      return;
    }
    if (!same || kind === 'signalled') this.#forgetOther(signalled, before, nowMs);
    this.#mayTakeOther = kind === 'signalled-address';
    this.#fix(signalled.address, signalled.port);
  }

  /** The call moves on (bridged, answered): who has not been heard of yet gets the window anew. */
  extend(nowMs: number): void {
    if (this.#kind === 'latch' && this.#port === 0 && this.#signalled !== undefined)
      this.#openUntilMs = nowMs + this.#windowMs;
  }

  /** The cheap question, for every packet. */
  isSource(address: string, port: number): boolean {
    return (port === this.#port || port === this.#otherPort) && address === this.#address;
  }

  /** For a packet that is not of the source: whether its sender becomes the source now. */
  admit(address: string, port: number, nowMs: number): boolean {
    if (this.#kind === 'signalled-address') return this.#takeOther(address, port, nowMs);
    const isLatch = this.#kind === 'latch';
    const isSignalled = address === this.#signalled?.address && port === this.#signalled.port;
    const isInWindow = isLatch && nowMs < this.#openUntilMs && this.#mayLatch(address);
    if (!isInWindow && !(isSignalled && (isLatch || this.#port === 0))) return false;
    this.#fix(address, port);
    return true;
  }

  #mayLatch(address: string): boolean {
    if (this.#latchFrom === undefined || address === this.#signalled?.address) return true;
    return this.#latchFrom.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }

  #takeOther(address: string, port: number, nowMs: number): boolean {
    if (!this.#mayTakeOther || address !== this.#address) return false;
    if (nowMs < this.#formerUntilMs && this.#formerPorts.includes(port)) return true;
    this.#otherPort = port;
    this.#mayTakeOther = false;
    return true;
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

/** What cannot be read is left out: the configuration has been checked, and a peer's address is one. */
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
