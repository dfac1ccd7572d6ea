/** Whose RTCP a leg accepts, and where ours goes. */
import type { MediaSource } from '../../media.js';
import type { RemoteAddress } from '../../sdp.js';
import { SourceRule, type Endpoint } from './source-rule.js';

export class RtcpSource {
  readonly #rule: SourceRule;
  #isLatch = false;
  #isHeard = false;
  #isMultiplexed = false;

  constructor(windowMs: number) {
    this.#rule = new SourceRule(windowMs);
  }

  get target(): Endpoint | undefined {
    return this.#rule.target;
  }

  /** Whether the leg's RTCP comes to the port of RTP (RFC 5761). */
  get isMultiplexed(): boolean {
    return this.#isMultiplexed;
  }

  /** An SDP of the leg has come into force. */
  arm(source: MediaSource, remote: RemoteAddress, nowMs: number): void {
    const signalled = { address: remote.rtcpAddress ?? remote.address, port: remote.rtcpPort };
    this.#isMultiplexed = remote.rtcpPort === remote.port && remote.rtcpAddress === undefined;
    this.#isLatch = source === 'latch';
    this.#rule.arm(this.#isLatch ? 'signalled' : source, signalled, nowMs);
    this.#isHeard = false;
  }

  /**
   * Whether a report may come from there. `rtpAddress` is where the leg's RTP comes from. A latched phone's RTCP comes
   * from the same address, from an unknown port.
   */
  mayTake({ address, port }: Endpoint, rtpAddress: string | undefined, nowMs: number): boolean {
    const isKnown = this.#rule.isSource(address, port) || this.#rule.mayAdmit(address, port, nowMs);
    return isKnown || (this.#isLatch && !this.#isHeard && address === rtpAddress);
  }

  /** A report that may come from there is the leg's. */
  take({ address, port }: Endpoint, nowMs: number): void {
    const isKnown = this.#rule.isSource(address, port) || this.#rule.admit(address, port, nowMs);
    if (!isKnown) this.#rule.arm('signalled', { address, port }, nowMs);
    this.#isHeard = true;
  }
}
