/** Where each leg of a session finds us: which of our addresses, and which port, an SDP to it names. */
import type { Settled } from './leg-plan.js';
import type { AddressFamily, LegName } from './media.js';
import type { OwnAddresses } from './own-addresses.js';
import { canonical, versionOf } from './sdp-address.js';
import { connections } from './sdp-sections.js';
import type { AudioDescription, OwnDescription } from './sdp.js';

export type Place = Pick<OwnDescription, 'family' | 'port'>;

export class LegPlaces {
  readonly addresses: OwnAddresses;
  /** RTP port of each leg, for each family of addresses; set the one that an SDP will name before asking for it. */
  readonly ports: Readonly<Record<AddressFamily, Record<LegName, number>>> = {
    4: { caller: 0, callee: 0 },
    6: { caller: 0, callee: 0 },
  };
  /** The family of our first offer to a leg, if we have it. */
  readonly wishes: Partial<Record<LegName, AddressFamily | undefined>> = {};
  /** Addresses of host names in SDP; set them before the SDP is read. */
  readonly named = new Map<string, string>();

  constructor(addresses: OwnAddresses) {
    this.addresses = addresses;
  }

  /** In an offer to `leg`, which keeps the family that it has settled on. */
  inOffer(leg: LegName, settled: Settled | undefined): Place {
    return this.#of(leg, settled?.ours.family ?? this.addresses.nearest(this.wishes[leg]));
  }

  /**
   * In our answer to `theirs`: an address of the family that it has (RFC 6157 4). On hold by address the leg keeps what
   * it has, because many phones write `0.0.0.0` in every network.
   */
  inAnswer(leg: LegName, { remote, family }: AudioDescription, settled: Settled | undefined): Place {
    const before = remote === undefined ? settled?.ours.family : undefined;
    return this.#of(leg, before ?? this.addresses.nearest(family));
  }

  /**
   * The families that our answer to this offer may have: those of its m= lines, which may differ, and the one that the
   * leg has, which stays in a hold.
   */
  familiesFor(sdp: string, settled: Settled | undefined): readonly AddressFamily[] {
    const { families } = this.addresses;
    if (families.length === 1) return families;
    const offered = [...connections(sdp)].map((name) => versionOf(canonical(this.named.get(name) ?? name)));
    return families.filter((family) => offered.includes(family) || family === settled?.ours.family);
  }

  #of(leg: LegName, family: AddressFamily): Place {
    return { family, port: this.ports[family][leg] };
  }
}
