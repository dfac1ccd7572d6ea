/** Which of this machine's addresses a peer sees, for listen points bound to every address. */
import { SocketAddress } from 'node:net';
import { networkInterfaces } from 'node:os';

/**
 * The family of a literal address, 0 for a name. It relies on the parser for the form: `net.isIP` would cost more than
 * everything else that is done with an address.
 */
export function familyOf(host: string): 0 | 4 | 6 {
  for (let i = 0; i < host.length; i += 1) {
    const code = host.charCodeAt(i);
    if (code === 0x3a) return 6;
    if (code !== 0x2e && (code < 0x30 || code > 0x39)) return isHexDigit(code) && host.includes(':') ? 6 : 0;
  }
  return host === '' ? 0 : 4;
}

function isHexDigit(code: number): boolean {
  return (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66);
}

const WILDCARDS = new Set(['0.0.0.0', '::']);

export function isWildcard(host: string): boolean {
  return WILDCARDS.has(host);
}

export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}

/** The IPv4 address in `::ffff:192.0.2.1`, which a socket of both families shows; any other text as it is. */
export function unmapped(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.', 8) ? address.slice(7) : address;
}

/**
 * The one spelling of an address: lower case, the longest run of zeros left out (RFC 5952), no scope, and IPv4 for a
 * v4-mapped one. Any other text as it is.
 */
export function canonicalAddress(address: string): string {
  if (familyOf(address) !== 6) return address;
  try {
    return unmapped(new SocketAddress({ address, family: 'ipv6' }).address);
  } catch {
    return address;
  }
}

/** The literal with brackets if it is IPv6, the form for URIs and Via. */
export function bracketed(host: string): string {
  return familyOf(host) === 6 ? `[${host}]` : host;
}

/**
 * The local address nearest to `target`: the one with the longest common prefix, loopback addresses only for loopback
 * targets. It has the target's family; '127.0.0.1' or '::1' if the machine has nothing else.
 */
function addressTowards(target: string): string {
  const family = familyOf(target) === 6 ? 'IPv6' : 'IPv4';
  const loopback = family === 'IPv6' ? '::1' : '127.0.0.1';
  if (isLoopback(target)) return loopback;
  let best = loopback;
  let bestLength = -1;
  for (const addresses of Object.values(networkInterfaces())) {
    for (const { address, internal, family: its } of addresses ?? []) {
      if (internal || its !== family) continue;
      const length = commonPrefix(address, target);
      if (length > bestLength) [best, bestLength] = [address, length];
    }
  }
  return best;
}

/** Peers whose address is remembered. */
const MAX_TOWARDS = 1024;

/** `addressTowards`, remembered for each target: to ask the kernel for its interfaces is expensive. */
export class AddressesTowards {
  readonly #known = new Map<string, string>();

  of(target: string): string {
    const known = this.#known.get(target);
    if (known !== undefined) return known;
    const address = addressTowards(target);
    if (this.#known.size >= MAX_TOWARDS) this.#known.clear();
    this.#known.set(target, address);
    return address;
  }
}

/** Whether `address` belongs to this machine. */
export function isLocalAddress(address: string): boolean {
  if (isLoopback(address)) return true;
  return Object.values(networkInterfaces()).some((list) => list?.some((one) => one.address === address));
}

/** Leading characters in common; sufficient to rank addresses of one family. */
export function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
