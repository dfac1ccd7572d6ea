/**
 * Addresses in an SDP: their one form, those to which nothing may be sent, and where RTCP goes (RFC 3605, RFC 5761).
 */
import { isIP, SocketAddress } from 'node:net';
import type { AddressFamily } from './media.js';
import { attribute, type Section } from './sdp-sections.js';

export interface RtcpAddress {
  readonly rtcpPort: number;
  /** If it differs from that of RTP. */
  readonly rtcpAddress?: string;
}

/**
 * Where the describing side wants RTCP: on the port of RTP if it multiplexes and may, else where `a=rtcp` says, else on
 * the next port. An address there that is none for us counts for nothing: some write `0.0.0.0` or that of a private
 * network.
 */
export function readRtcp(
  line: Section & { readonly port: number },
  address: string,
  mayMultiplex: boolean,
): RtcpAddress {
  if (mayMultiplex && wantsMultiplexed(line)) return { rtcpPort: line.port };
  const [written = '', , , elsewhere = ''] = (attribute(line, 'rtcp') ?? '').split(/[ \t]+/);
  const port = /^\d{1,5}$/.test(written) ? Number(written) : 0;
  if (!isPort(port)) return { rtcpPort: Math.min(line.port + 1, 65_535) };
  const rtcpAddress = canonical(elsewhere);
  const isOther = versionOf(rtcpAddress) === versionOf(address) && rtcpAddress !== address;
  return isOther && crowdBehind(rtcpAddress) === undefined
    ? { rtcpPort: port, rtcpAddress }
    : { rtcpPort: port };
}

export function wantsMultiplexed(line: Section): boolean {
  return attribute(line, 'rtcp-mux') !== undefined;
}

export function isPort(port: number): boolean {
  return Number.isInteger(port) && port > 0 && port < 65_536;
}

/**
 * The form in which the system reports it, so that a packet's source can be compared as text; an IPv4-mapped IPv6
 * address counts as IPv4 (RFC 4291 2.5.5.2). Brackets, which belong in URIs, are taken off. An address with a zone is
 * left as it is: the zone means something on the machine that wrote it alone (RFC 4007 11.2).
 */
export function canonical(written: string): string {
  if (!written.includes(':')) return written;
  const address = written.startsWith('[') && written.endsWith(']') ? written.slice(1, -1) : written;
  if (isIP(address) !== 6 || address.includes('%')) return address;
  const { address: reported } = new SocketAddress({ address, family: 'ipv6' });
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(reported)?.[1] ?? reported;
}

/** 0 for what is no address, or one with a zone. */
export function versionOf(address: string): 0 | AddressFamily {
  const version = address.includes('%') ? 0 : isIP(address);
  return version === 4 || version === 6 ? version : 0;
}

/** The reason if an address is not a single host: one packet in must never become many out. */
export function crowdBehind(address: string): string | undefined {
  if (address.includes(':')) return /^ff/i.test(address) ? GROUP : undefined;
  const first = Number(address.split('.')[0]);
  // RFC 1122 3.2.1.3: an address of "this network" is not a destination.
  if (first === 0) return 'an address of no host';
  if (first >= 240) return 'an address of no host';
  return first >= 224 ? GROUP : undefined;
}

export const GROUP = 'a group address';
