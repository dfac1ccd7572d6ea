/**
 * Names to places. A literal needs no look-up. A name is looked up in DNS as RFC 3263 says (`dns/locate.ts`), and then
 * as the system does, which knows /etc/hosts. A look-up without an answer after four seconds fails: its requests take
 * another way. A place that gave no answer, or 503, comes after the others of its name for a while, so that one request
 * finds it dead and not every one.
 */
import { lookup as systemLookup } from 'node:dns';
import { DnsCache } from '../dns/cache.js';
import { locate, type Located, type LocateParts, type Location, type Sought } from '../dns/locate.js';
import type { AskDns } from '../dns/records.js';
import { familyOf } from './local-address.js';
import type { StackOptions } from '../stack.js';
import type { TimerWheel, WheelTimer } from '../timer-wheel.js';

/** Calls back with a literal address, or with undefined if the name has none. */
export type Lookup = (host: string, found: (address: string | undefined) => void) => void;

export interface NameLookupOptions {
  /** Replaces the system's look-up. */
  readonly lookup?: Lookup | undefined;
  /** Without it, names are only looked up as the system does. */
  readonly dns?: AskDns | undefined;
  readonly has: LocateParts['has'];
  readonly random: () => number;
}

const PATIENCE = 4_000;
/** For what the system finds, or does not find. */
const REMEMBERED_FOR = 10_000;
const AVOIDED_FOR = 30_000;
const LONGEST_AVOIDED = 600_000;
const MAX_REMEMBERED = 1024;

export class NameLookup {
  readonly #wheel: TimerWheel;
  readonly #now: () => number;
  readonly #parts: LocateParts;
  /** First addresses. */
  readonly #known = new Map<string, { readonly address: string; readonly until: number }>();
  /** As the system knows them. */
  readonly #hosts = new Map<string, { readonly addresses: readonly string[]; readonly until: number }>();
  /** Until when, by place. */
  readonly #avoided = new Map<string, number>();

  constructor(
    wheel: TimerWheel,
    now: () => number,
    { lookup, dns, has, random }: NameLookupOptions = { has: () => true, random: Math.random },
  ) {
    this.#wheel = wheel;
    this.#now = now;
    const cache = dns && new DnsCache(dns, now);
    const lookUpAll = lookup === undefined ? lookUpWithSystem(has) : allBy(lookup);
    this.#parts = {
      find: (name, kind, found) => (cache === undefined ? found(undefined) : cache.find(name, kind, found)),
      lookUpHost: (name, found) => this.#lookUpHost(name, lookUpAll, found),
      has,
      random,
    };
  }

  /** Calls `found` with the first address of a host; at once for a literal or a remembered name. */
  resolve(host: string, found: (address: string | undefined) => void): void {
    const address = this.known(host);
    if (address !== undefined) return found(address);
    const sought: Sought = { host, port: 1, transport: undefined, isSecure: false };
    this.#patiently(sought, ({ locations: [first], seconds }) => {
      if (first !== undefined) this.#remember(host, first.address, seconds);
      found(first?.address);
    });
  }

  /** The address if no look-up is needed. */
  known(host: string): string | undefined {
    if (familyOf(host) !== 0) return host;
    const known = this.#known.get(host);
    return known !== undefined && known.until > this.#now() ? known.address : undefined;
  }

  /** Calls `found` with every place for a new request, in the order to try them. */
  locate(sought: Sought, found: (locations: readonly Location[]) => void): void {
    this.#patiently(sought, ({ locations, seconds }) => {
      const [first] = locations;
      if (first !== undefined) this.#remember(sought.host, first.address, seconds);
      found(this.#avoided.size === 0 ? locations : this.#goodFirst(locations));
    });
  }

  /** That place has given no answer, or 503 with this Retry-After. */
  avoid(place: Location, ms = AVOIDED_FOR): void {
    if (this.#avoided.size >= MAX_REMEMBERED) this.#avoided.clear();
    this.#avoided.set(keyOf(place), this.#now() + Math.min(ms, LONGEST_AVOIDED));
  }

  #goodFirst(locations: readonly Location[]): readonly Location[] {
    const isAvoided = (place: Location): boolean => (this.#avoided.get(keyOf(place)) ?? 0) > this.#now();
    return [...locations.filter((place) => !isAvoided(place)), ...locations.filter(isAvoided)];
  }

  /** Calls `found` once: when the look-up is over, or takes too long. */
  #patiently(sought: Sought, found: (located: Located) => void): void {
    let isTold = false;
    let patience: WheelTimer | undefined;
    const tell = (located: Located): void => {
      if (isTold) return;
      isTold = true;
      patience = this.#wheel.cancel(patience);
      found(located);
    };
    locate(sought, this.#parts, tell);
    if (isTold) return;
    const nothing: Located = { locations: [], seconds: 0 };
    patience = this.#wheel.set(PATIENCE, { onTimer: () => tell(nothing) }, 'look-up');
  }

  #remember(host: string, address: string, seconds: number): void {
    if (this.#known.size >= MAX_REMEMBERED) this.#known.clear();
    this.#known.set(host, { address, until: this.#now() + seconds * 1000 });
  }

  #lookUpHost(
    name: string,
    lookUpAll: LocateParts['lookUpHost'],
    found: (found: readonly string[]) => void,
  ): void {
    const known = this.#hosts.get(name);
    if (known !== undefined && known.until > this.#now()) return found(known.addresses);
    lookUpAll(name, (addresses) => {
      if (this.#hosts.size >= MAX_REMEMBERED) this.#hosts.clear();
      this.#hosts.set(name, { addresses, until: this.#now() + REMEMBERED_FOR });
      found(addresses);
    });
  }
}

function keyOf({ transport, address, port }: Location): string {
  return `${transport ?? 'udp'} ${address} ${port}`;
}

function allBy(lookup: Lookup): LocateParts['lookUpHost'] {
  return (name, found) => lookup(name, (address) => found(address === undefined ? [] : [address]));
}

function lookUpWithSystem(has: LocateParts['has']): LocateParts['lookUpHost'] {
  return (name, found) =>
    systemLookup(name, { all: true, order: 'ipv4first' }, (error, addresses) =>
      found(
        error === null
          ? addresses.flatMap(({ address, family }) => (has(family === 6 ? 6 : 4) ? address : []))
          : [],
      ),
    );
}

/** How names are looked up: by what our listen points can reach. */
export function lookupBy({ listen, lookup, dns }: StackOptions): NameLookupOptions {
  return {
    lookup,
    dns,
    has: (what) =>
      listen.some(({ transport, host }) =>
        typeof what === 'string' ? transport === what : host === '::' || familyOf(host) === what,
      ),
    random: Math.random,
  };
}
