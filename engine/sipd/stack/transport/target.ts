/** Where a request goes: what a URI says of host, port and transport (RFC 3263 4, without its DNS). */
import type { SipUri } from '../parse/fields.js';
import { canonicalAddress } from './local-address.js';
import type { TransportName } from '../stack.js';

/** RFC 3261 19.1.2: for a URI and a Via that have none. */
export function defaultPort(transport: TransportName | undefined): number {
  return transport === 'tls' ? 5061 : 5060;
}

/** Where a request goes: `host` may still be a name. Without `transport` the stack may choose. */
export interface Target {
  readonly transport: TransportName | undefined;
  readonly host: string;
  readonly port: number;
  /** From a sips: URI. */
  readonly isSecure?: boolean | undefined;
  /** The name that led to `host`, if that is an address: a certificate must have it. */
  readonly name?: string | undefined;
  /** For a name: whether DNS decides about transport and port too (RFC 3263 4), or about the address alone. */
  readonly lookUp?: 'service' | 'host' | undefined;
}

/**
 * What a sip: or sips: URI asks for (RFC 3263 4, without its DNS). sips: is TLS over TCP, also with `transport=tcp`
 * (RFC 3261 26.2.2). Undefined for a transport we do not have, for a port that cannot be used, and for a tel: URI.
 */
export function targetOf(uri: SipUri): Target | undefined {
  if (uri.scheme === 'tel' || uri.port === 0) return undefined;
  const maddr = uri.params.get('maddr');
  const host = canonicalAddress((maddr ?? uri.host).toLowerCase());
  const isSecure = uri.scheme === 'sips';
  const transport = transportOf(uri.params.get('transport')?.toLowerCase(), isSecure);
  if (transport === null) return undefined;
  const port = uri.port ?? defaultPort(transport);
  return maddr === undefined
    ? { transport, host, port, isSecure }
    : { transport, host, port, isSecure, name: uri.host.toLowerCase() };
}

/** Null for one that we do not have. */
function transportOf(named: string | undefined, isSecure: boolean): TransportName | undefined | null {
  if (isSecure) return named === undefined || named === 'tcp' || named === 'tls' ? 'tls' : null;
  return named === undefined || named === 'udp' || named === 'tcp' || named === 'tls' ? named : null;
}
