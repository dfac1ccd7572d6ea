/**
 * Whose packets a leg takes.
 *
 *                 arm(signalled)                 first packet within the window
 *   unknown ──────────────────────▶ open (latch) ─────────────────────────────▶ fixed
 *      └──────────────────────────▶ fixed (signalled)        ▲        │
 *                                                            └────────┘ arm with another address: the window
 *                                                                       opens once more, the old source stays good
 *
 * `signalled` takes the address and port of the leg's SDP. `latch` takes the first source that comes while the window is
 * open, for a phone behind a NAT does not know its own address; when nobody came in time, only the signalled one.
 */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

export class SourceRule {
  readonly #windowMs: number;
  #mode: 'signalled' | 'latch' = 'signalled';
  #signalled: Endpoint | undefined;
  #address = '';
  #port = 0;
  #openUntilMs = -1;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** Where RTP goes: to the source once it is known, until then to the signalled address. */
  get target(): Endpoint | undefined {
    return this.#port === 0 ? this.#signalled : { address: this.#address, port: this.#port };
  }

  get isLatch(): boolean {
    return this.#mode === 'latch';
  }

  /** An SDP of the leg has come into force. The same address again changes nothing that is fixed. */
  arm(mode: 'signalled' | 'latch', signalled: Endpoint | undefined, nowMs: number): void {
    this.#mode = mode;
    if (signalled === undefined) return;
    const same = signalled.address === this.#signalled?.address && signalled.port === this.#signalled.port;
    this.#signalled = signalled;
    if (mode === 'signalled') this.#fix(signalled.address, signalled.port);
    else if (!same || this.#port === 0) this.#openUntilMs = nowMs + this.#windowMs;
  }

  /** The call moves on (bridged, answered): who has not been heard of yet gets the window anew. */
  extend(nowMs: number): void {
    if (this.#mode === 'latch' && this.#port === 0 && this.#signalled !== undefined)
      this.#openUntilMs = nowMs + this.#windowMs;
  }

  /** The cheap question, for every packet. */
  isSource(address: string, port: number): boolean {
    return port === this.#port && address === this.#address;
  }

  /** For a packet that is not of the source: whether its sender becomes the source now. */
  admit(address: string, port: number, nowMs: number): boolean {
    const open = this.#mode === 'latch' && nowMs < this.#openUntilMs;
    const isSignalled = address === this.#signalled?.address && port === this.#signalled.port;
    if (!open && (!isSignalled || this.#port !== 0)) return false;
    this.#fix(address, port);
    return true;
  }

  #fix(address: string, port: number): void {
    this.#address = address;
    this.#port = port;
    this.#openUntilMs = -1;
  }
}
