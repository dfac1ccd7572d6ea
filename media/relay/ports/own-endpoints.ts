/**
 * Destinations to which RTP must not be sent although an SDP asks for it: our own ports, where it would be taken for a
 * party's and sent on in a loop at full speed, and the broadcast address of a network we are on.
 */
import { networkInterfaces } from 'node:os';

export interface OwnEndpointsOptions {
  /** Address that our sockets are bound to; `0.0.0.0` and `::` mean every address of the machine. */
  readonly host: string;
  /** Our address in SDP, if it differs. */
  readonly externalHost?: string | undefined;
  /** Our UDP ports, both included. */
  readonly portMin: number;
  readonly portMax: number;
  readonly interfaces?: readonly NetworkAddress[];
  /**
   * Whether one of our ports is in use, resting, or kept bound. On loopback the other ports may belong to phones of
   * this machine, which choose them at random; elsewhere the whole range is ours, because a free port may carry a call
   * a moment later.
   */
  readonly isTaken?: (port: number) => boolean;
}

export interface NetworkAddress {
  readonly address: string;
  readonly netmask: string;
  readonly family: string;
}

export class OwnEndpoints {
  readonly #addresses: ReadonlySet<string>;
  readonly #broadcasts: ReadonlySet<string>;
  readonly #isAnyAddress: boolean;
  readonly #portMin: number;
  readonly #portMax: number;
  readonly #isTaken: (port: number) => boolean;

  constructor(options: OwnEndpointsOptions) {
    const { host, externalHost, interfaces = interfacesNow() } = options;
    this.#isAnyAddress = host === '0.0.0.0' || host === '::';
    this.#addresses = new Set([
      host,
      ...(externalHost === undefined ? [] : [externalHost]),
      ...(this.#isAnyAddress ? interfaces.map(({ address }) => address) : []),
    ]);
    this.#broadcasts = new Set(interfaces.flatMap((one) => broadcastOf(one) ?? []));
    this.#portMin = options.portMin;
    this.#portMax = options.portMax;
    this.#isTaken = options.isTaken ?? ((): boolean => true);
  }

  /** Why nothing may be sent there, in words; undefined if it may. `address` is in the system's form. */
  flawOf(address: string, port: number): string | undefined {
    if (this.#broadcasts.has(address)) return 'a broadcast address';
    const isOurs = this.#addresses.has(address) || (this.#isAnyAddress && isLoopback(address));
    const isInRange = port >= this.#portMin && port <= this.#portMax;
    if (!isOurs || !isInRange || (isLoopback(address) && !this.#isTaken(port))) return undefined;
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
