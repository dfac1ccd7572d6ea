/**
 * Whom a certificate is for, as SIP reads it (RFC 5922 7.1, 7.2).
 *
 * The names are those of `sip:` URIs without a user in its subjectAltName; where there are none of these, the DNS names
 * there; where it has no subjectAltName at all, its common name. Only an address matches an
 * address. A name is matched whole and without regard to case.
 */
import { isIP } from 'node:net';
import { canonicalAddress } from './local-address.js';

/** The fields of a certificate, as node:tls and node:crypto give them. */
export interface CertificateFields {
  readonly subject: unknown;
  /** `DNS:sbc.example.com, URI:sip:example.com, IP Address:192.0.2.1` */
  readonly subjectAltName: string | undefined;
}

export interface CertificateNames {
  readonly domains: readonly string[];
  readonly addresses: readonly string[];
}

export function namesOf({ subject, subjectAltName }: CertificateFields): CertificateNames {
  if (subjectAltName === undefined || subjectAltName === '') {
    const name = commonName(subject)?.toLowerCase();
    if (name === undefined) return { domains: [], addresses: [] };
    return isIP(name) === 0
      ? { domains: [name], addresses: [] }
      : { domains: [], addresses: [canonicalAddress(name)] };
  }
  const uris: string[] = [];
  const hosts: string[] = [];
  const addresses: string[] = [];
  for (const [kind, value] of entriesOf(subjectAltName)) {
    const domain = kind === 'URI' ? domainOfUri(value) : value.toLowerCase().replace(/\.$/, '');
    if (domain === undefined || domain === '') continue;
    const isAddress = isIP(domain) !== 0;
    if (kind === 'IP Address' || (kind === 'URI' && isAddress)) addresses.push(canonicalAddress(domain));
    else if (kind === 'URI') uris.push(domain);
    else if (kind === 'DNS' && !isAddress) hosts.push(domain);
  }
  return { domains: uris.length > 0 ? uris : hosts, addresses };
}

/** Whether the certificate is for that host, a name or an address without brackets. */
export function isFor(names: CertificateNames, host: string, acceptsWildcards: boolean): boolean {
  if (isIP(host) !== 0) return names.addresses.includes(canonicalAddress(host));
  const wanted = host.toLowerCase().replace(/\.$/, '');
  if (names.domains.includes(wanted)) return true;
  const dot = wanted.indexOf('.');
  // A wildcard stands for one label, and never for all of a top-level domain (RFC 9525 6.3).
  if (!acceptsWildcards || dot < 1 || !wanted.includes('.', dot + 1)) return false;
  return names.domains.includes(`*${wanted.slice(dot)}`);
}

/** For people: `sbc.example.com, 192.0.2.1`. */
export function shownNames({ domains, addresses }: CertificateNames): string {
  const all = [...domains, ...addresses];
  return all.length === 0 ? 'no name' : all.slice(0, 4).join(', ') + (all.length > 4 ? ', …' : '');
}

/** The host of a `sip:` URI without a user; sips: is none of these (RFC 5922 7.1). */
function domainOfUri(uri: string): string | undefined {
  const host = /^sip:(?:\[([^\]]+)\]|([^@:;?[\]]+))(?::\d+)?(?:;[^?]*)?$/i.exec(uri);
  return (host?.[1] ?? host?.[2])?.toLowerCase().replace(/\.$/, '');
}

/** Node quotes values that could be taken for a separator, as JSON does. */
function* entriesOf(subjectAltName: string): Generator<readonly [kind: string, value: string]> {
  for (const [, kind = '', quoted, plain = ''] of subjectAltName.matchAll(ENTRY)) {
    yield [kind, quoted === undefined ? plain : unquoted(quoted)];
  }
}

const ENTRY = /(?:^|, )([A-Za-z][A-Za-z ]*):(?:("(?:[^"\\]|\\.)*")|([^,]*))/g;

function unquoted(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : '';
  } catch {
    return '';
  }
}

/** node:tls gives an object with one or several values, node:crypto lines of text. */
function commonName(subject: unknown): string | undefined {
  if (typeof subject === 'string') return /^CN=(.+)$/m.exec(subject)?.[1];
  if (typeof subject !== 'object' || subject === null || !('CN' in subject)) return undefined;
  const { CN: names } = subject;
  const name: unknown = Array.isArray(names) ? names.at(-1) : names;
  return typeof name === 'string' ? name : undefined;
}
