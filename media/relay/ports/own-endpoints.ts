/**
 * Destinations to which RTP must not be sent although an SDP asks for it: our own ports, where it would be taken for a
 * party's and sent on in a loop at full speed, and the broadcast address of a network we are on.
 */
import { networkInterfaces } from 'node:os';
import type { AddressFamily } from '../../media.js';
import { familyOf } from '../../own-addresses.js';
import { canonical } from '../../sdp-address.js';

export interface OwnEndpointsOptions {
  /** Addresses that our sockets are bound to; `0.0.0.0` and `::` mean every address of the machine. */
  readonly hosts: readonly string[];
  /** Our addresses in SDP that differ. */
  readonly externalHosts?: readonly string[];
  /** Our UDP ports, both included. */
  readonly portMin: number;
  readonly portMax: number;
  readonly interfaces?: readonly NetworkAddress[];
  /**
   * Whether one of our ports is in use, resting, or kept bound. On loopback the other ports may belong to phones of
   * this machine, which choose them at random; elsewhere the whole range is ours, because a free port may carry a call
   * a moment later.
   */
  readonly isTaken?: (port: number, family: AddressFamily) => boolean;
}

export interface NetworkAddress {
  readonly address: string;
  readonly netmask: string;
  readonly family: string;
}

export class OwnEndpoints {
  readonly #addresses: ReadonlySet<string>;
  readonly #broadcasts: ReadonlySet<string>;
  /** Families of which every address of the machine is ours. */
  readonly #any: readonly AddressFamily[];
  readonly #portMin: number;
  readonly #portMax: number;
  readonly #isTaken: (port: number, family: AddressFamily) => boolean;

  constructor(options: OwnEndpointsOptions) {
    const { hosts, externalHosts = [], interfaces = interfacesNow() } = options;
    this.#any = hosts.filter((host) => host === '0.0.0.0' || canonical(host) === '::').map(familyOf);
    const ofMachine = interfaces
      .map(({ address }) => address)
      .filter((one) => this.#any.includes(familyOf(one)));
    this.#addresses = new Set([...hosts, ...externalHosts, ...ofMachine].map(canonical));
    this.#broadcasts = new Set(interfaces.flatMap((one) => broadcastOf(one) ?? []));
    this.#portMin = options.portMin;
    this.#portMax = options.portMax;
    this.#isTaken = options.isTaken ?? ((): boolean => true);
  }

  /** Why nothing may be sent there, in words; undefined if it may. `address` is in the system's form. */
  flawOf(address: string, port: number): string | undefined {
    if (this.#broadcasts.has(address)) return 'a broadcast address';
    const isOurs =
      this.#addresses.has(address) || (this.#any.includes(familyOf(address)) && isLoopback(address));
    const isInRange = port >= this.#portMin && port <= this.#portMax;
    if (!isOurs || !isInRange || (isLoopback(address) && !this.#isTaken(port, familyOf(address))))
      return undefined;
    return 'an address of our own';
  }
}

function interfacesNow(): NetworkAddress[] {
  return Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
}

/** The last address of an IPv4 network; undefined if it has none (IPv6, /31 and /32). */
function broadcastOf({ address, netmask, family }: NetworkAddress): string | undefined {
  if (family !== 'IPv4' || /^255\.255\.255\.25[45]$/.test(netmask)) return undefined;
  const mask = netmask.split('.').map(Number);
  return address
    .split('.')
    .map((byte, index) => Number(byte) | (~(mask[index] ?? 255) & 0xff))
    .join('.');
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}
