/**
 * Every address that messages of a name may come from: those of its SRV records in all transports, and its own. What we
 * can send to does not matter here.
 */
import { lookup as systemLookup } from 'node:dns';
import { DnsCache } from '../dns/cache.js';
import { locate, type Located, type LocateParts } from '../dns/locate.js';
import type { AskDns } from '../dns/records.js';
import type { LookUpAll } from './source-list.js';

/** A look-up of its own cache, so that it does not depend on what calls have asked. */
export function everyAddressOf(dns: AskDns, now: () => number = () => performance.now()): LookUpAll {
  const cache = new DnsCache(dns, now);
  const parts: LocateParts = {
    find: (name, kind, found) => cache.find(name, kind, found),
    lookUpHost,
    has: () => true,
    random: () => 0,
  };
  return (host, found) => {
    const sought = { host, transport: undefined, isSecure: false };
    const all: Located[] = [];
    const take = (located: Located): void => {
      if (all.push(located) < 2) return;
      const addresses = all.flatMap(({ locations }) => locations.map(({ address }) => address));
      found([...new Set(addresses)], Math.min(...all.map(({ seconds }) => seconds)));
    };
    locate({ ...sought, port: undefined }, parts, take);
    locate({ ...sought, port: 5060 }, parts, take);
  };
}

function lookUpHost(name: string, found: (addresses: readonly string[]) => void): void {
  systemLookup(name, { all: true }, (error, addresses) =>
    found(error === null ? addresses.map(({ address }) => address) : []),
  );
}
