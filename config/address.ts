/** IP addresses and CIDR blocks as the configuration writes them: allow-lists, and where a trunk's calls come from. */
import { BlockList, isIP, SocketAddress } from 'node:net';

export interface AddressBlock {
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
}

/**
 * Reads `192.0.2.7`, `192.0.2.0/24` or `2001:db8::/32`; undefined for anything else. `::ffff:192.0.2.0/120` is its IPv4
 * block.
 */
export function parseAddressBlock(text: string): AddressBlock | undefined {
  const [given = '', prefixText, ...rest] = text.split('/');
  if (isIP(given) === 0 || given.includes('%') || rest.length > 0) return undefined;
  const address = canonicalAddress(given);
  const version = isIP(address);
  if (version !== isIP(given)) return mappedBlock(address, prefixText);
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (prefixText !== undefined && !/^\d{1,3}$/.test(prefixText)) return undefined;
  const prefix = prefixText === undefined ? LONGEST[family] : Number(prefixText);
  if (prefix > LONGEST[family]) return undefined;
  return { address, prefix, family };
}

function mappedBlock(address: string, prefixText: string | undefined): AddressBlock | undefined {
  const prefix = prefixText === undefined ? 128 : Number(prefixText);
  if ((prefixText !== undefined && !/^\d{1,3}$/.test(prefixText)) || prefix < 96 || prefix > 128)
    return undefined;
  return { address, prefix: prefix - 96, family: 'ipv4' };
}

/**
 * The one spelling of an address: lower case, the longest run of zeros left out (RFC 5952), and IPv4 for a v4-mapped
 * one. Any other text as it is.
 */
export function canonicalAddress(text: string): string {
  if (isIP(text) !== 6 || text.includes('%')) return text;
  const { address } = new SocketAddress({ address: text, family: 'ipv6' });
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1] ?? address;
}

/** The prefix of a single host. */
const LONGEST = { ipv4: 32, ipv6: 128 } as const;

/** A list of addresses to search. Blocks that cannot be read are left out; a checked configuration has none. */
export function addressList(blocks: readonly string[]): { has(address: string): boolean } {
  const list = new BlockList();
  // Most lists name single hosts, and every call searches here: Node's BlockList takes 10 us for a look-up.
  const hosts = new Set<string>();
  for (const text of blocks) {
    const block = parseAddressBlock(text);
    if (block === undefined) continue;
    list.addSubnet(block.address, block.prefix, block.family);
    if (block.prefix === LONGEST[block.family]) hosts.add(block.address);
  }
  return {
    has(address) {
      if (hosts.has(address)) return true;
      const version = isIP(address);
      if (version === 0) return false;
      const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
      if (mapped !== undefined) return hosts.has(mapped) || list.check(mapped, 'ipv4');
      // A link-local address whose link is named is no address of a list.
      if (address.includes('%')) return false;
      return list.check(address, version === 4 ? 'ipv4' : 'ipv6');
    },
  };
}

/**
 * A name or an address. A name whose last label is all digits is a misspelt address: no lookup finds it (RFC 3696 2).
 */
export function isHost(text: string): boolean {
  if (text.includes(':')) return isIP(text) === 6 && !text.includes('%');
  if (text.length > 253 || !/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?$/.test(text)) return false;
  return !/(^|\.)\d+\.?$/.test(text) || isIP(text) === 4;
}

/** `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53`, `[2001:db8::53]:5353`. */
export function isServerAddress(text: string): boolean {
  if (isIP(text) !== 0) return true;
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([\d.]+)):(\d{1,5})$/.exec(text) ?? [];
  const isPort = Number(port) > 0 && Number(port) <= 65_535;
  return isPort && (isIP(bracketed ?? '') === 6 || isIP(plain ?? '') === 4);
}

/** Reads `192.0.2.20:2775`, `smsc.example:2775`, `[2001:db8::20]:2775`; undefined for anything else. */
export function parseServer(text: string): { readonly host: string; readonly port: number } | undefined {
  const [, bracketed, plain = '', port] = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text) ?? [];
  const isPort = Number(port) > 0 && Number(port) <= 65_535;
  const isWhole = isPort && (bracketed === undefined ? isHost(plain) : isIP(bracketed) === 6);
  return isWhole ? { host: bracketed ?? plain, port: Number(port) } : undefined;
}

/** `192.0.2.7:5060`, `[2001:db8::7]:5060` (RFC 3986 3.2.2). A name is written as it is. */
export function hostPort(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** The host of a sip: URI, if it is an address and not a name. */
export function addressOfUri(uri: string): string | undefined {
  const host = /^sips?:(?:[^@]*@)?(?:\[([^\]]+)\]|([^:;?]+))/i.exec(uri);
  const address = host?.[1] ?? host?.[2] ?? '';
  return isIP(address) === 0 ? undefined : canonicalAddress(address);
}

/** Whether the two lists share an address: then one of them contains the first address of the other. */
export function blocksOverlap(one: AddressBlock, other: AddressBlock): boolean {
  if (one.family !== other.family) return false;
  const wide = one.prefix <= other.prefix ? one : other;
  const narrow = wide === one ? other : one;
  const list = new BlockList();
  list.addSubnet(wide.address, wide.prefix, wide.family);
  return list.check(narrow.address, narrow.family);
}
