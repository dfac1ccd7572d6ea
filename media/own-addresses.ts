/**
 * The addresses that we write into SDP: one of each IP family that we have, the preferred one first. A leg has one of
 * them at a time, and the two legs of a session may have different ones.
 */
import { isIP } from 'node:net';
import type { AddressFamily } from './media.js';
import { canonical } from './sdp-address.js';

export interface OwnHost {
  /** What our sockets are bound to. */
  readonly host: string;
  /** What is written instead of it: an address or a name of the same family. */
  readonly externalHost?: string | undefined;
}

export class OwnAddresses {
  /** The preferred one first. */
  readonly families: readonly AddressFamily[];
  readonly preferred: AddressFamily;
  readonly #addresses = new Map<AddressFamily, string>();

  /** Throws TypeError for none. */
  constructor(...hosts: readonly OwnHost[]) {
    for (const { host, externalHost = host } of hosts)
      this.#addresses.set(familyOf(host), canonical(externalHost));
    this.families = [...this.#addresses.keys()];
    const [preferred] = this.families;
    if (preferred === undefined) throw new TypeError('expected an address of our own, found none');
    this.preferred = preferred;
  }

  /** Throws TypeError for a family that we do not have. */
  of(family: AddressFamily): string {
    const address = this.#addresses.get(family);
    if (address === undefined) throw new TypeError(`expected an IPv${family} address of our own, found none`);
    return address;
  }

  has(family: AddressFamily): boolean {
    return this.#addresses.has(family);
  }

  /** That family if we have it, else the preferred one. */
  nearest(family: AddressFamily | undefined): AddressFamily {
    return family !== undefined && this.has(family) ? family : this.preferred;
  }
}

/** A name counts as IPv4. */
export function familyOf(host: string): AddressFamily {
  return isIP(host) === 6 ? 6 : 4;
}
