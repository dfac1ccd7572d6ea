/**
 * Where call-backs may go. An address of an application may be set through the API, or name a host whose owner can
 * change what it resolves to, so that without this rule Callveil could be made to send requests to this machine or to
 * others of its own network (server-side request forgery). Private, link-local and other special addresses are refused
 * (IANA's special-purpose registries, RFC 6890), unless the configuration allows them. The address that a connection is
 * made to is the one that was checked, so a name cannot change in between. Redirects are not followed.
 */
import { readFileSync } from 'node:fs';
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { addressList } from '../../config/address.js';
import type { Config } from '../../config/config.js';

export interface ReceiverRules {
  /** Addresses or CIDR blocks that are allowed although they are special. */
  readonly allowedNetworks: readonly string[];
  /** Hosts (names or addresses) that the configuration file itself names as receivers: who writes it may. */
  readonly trustedHosts: readonly string[];
  /** Issuers of certificates, in PEM, that are trusted beside the well-known ones. */
  readonly issuers?: string | undefined;
}

export class ReceiverAddresses {
  #allowed: { has(address: string): boolean };
  #trusted: ReadonlySet<string>;
  readonly #resolve: typeof systemLookup;
  /** See ReceiverRules. */
  issuers: string | undefined;

  constructor(rules: ReceiverRules, resolve: typeof systemLookup = systemLookup) {
    this.#allowed = addressList(rules.allowedNetworks);
    this.#trusted = new Set(rules.trustedHosts.map(bare));
    this.issuers = rules.issuers;
    this.#resolve = resolve;
  }

  /** Replaces the rules, for all connections made from now on. */
  replace(rules: ReceiverRules): void {
    this.#allowed = addressList(rules.allowedNetworks);
    this.#trusted = new Set(rules.trustedHosts.map(bare));
    this.issuers = rules.issuers;
  }

  /**
   * Why no connection may be made to the host of a URL; undefined if it may, or if it is a name, which is resolved and
   * checked by `lookup` when the connection is made.
   */
  refusal(hostname: string): string | undefined {
    const host = bare(hostname);
    return isIP(host) === 0 || this.#trusted.has(host) ? undefined : this.#refusalOf(host);
  }

  /** For the connection of a request: resolves a name to addresses that may be connected to, or fails. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    this.#resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      const isTrusted = this.#trusted.has(bare(hostname));
      const usable = addresses.filter(({ address }) => isTrusted || this.#refusalOf(address) === undefined);
      const first = usable[0];
      if (first === undefined) return callback(new Error(this.#whyNone(hostname, addresses)), []);
      if (options.all === true) return callback(null, usable);
      callback(null, first.address, first.family);
    });
  };

  #refusalOf(address: string): string | undefined {
    if (!SPECIAL.has(address) || this.#allowed.has(address)) return undefined;
    return `${address} is no public address, and callbacks.allowedNetworks does not have it`;
  }

  #whyNone(hostname: string, [first]: readonly LookupAddress[]): string {
    const reason = first === undefined ? 'it has no address' : this.#refusalOf(first.address);
    return `${hostname}: ${reason ?? 'none of its addresses may be used'}`;
  }
}

/** A host of a URL as `net` writes addresses: without brackets, in lower case, without the final dot. */
function bare(hostname: string): string {
  return hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}

/**
 * The rules of a configuration: the networks that it allows, the hosts that its applications name, and the issuers of its
 * file. Throws if that cannot be read.
 */
export function receiverRules({
  callbacks,
  applications,
}: Pick<Config, 'callbacks' | 'applications'>): ReceiverRules {
  const urls = applications.flatMap((application) => Object.values(application.callbacks));
  const trustedHosts = urls.flatMap((url) => (URL.canParse(url) ? [new URL(url).hostname] : []));
  const { allowedNetworks, caFile } = callbacks;
  const issuers = caFile === undefined ? undefined : readFileSync(caFile, 'utf8');
  return { allowedNetworks, trustedHosts, issuers };
}

const SPECIAL = addressList([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/127',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
]);
