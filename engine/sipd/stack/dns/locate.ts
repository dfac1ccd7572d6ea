/**
 * Locates a SIP server by its name (RFC 3263): which transports, addresses and ports to try, in this order.
 *
 *    sip:name              NAPTR ──▶ SRV of each service we have ──▶ A, AAAA of each target
 *                          without NAPTR: SRV of each transport we have; without SRV: A, AAAA, port 5060
 *    sip:name;transport=   SRV of that transport; without it: A, AAAA
 *    sip:name:port         A, AAAA
 */
import type { TransportName } from '../stack.js';
import { weightedOrder } from '../transport/weighted-order.js';
import type { DnsAnswer, NaptrRecord, RecordKind, SrvRecord } from './records.js';

/** What a URI asks for. */
export interface Sought {
  readonly host: string;
  /** Undefined if the URI has none: then SRV records decide. */
  readonly port: number | undefined;
  readonly transport: TransportName | undefined;
  /** From a sips: URI. */
  readonly isSecure: boolean;
}

/** One place to send a request to. */
export interface Location {
  /** Undefined: as the URI says, or as the sender prefers. */
  readonly transport: TransportName | undefined;
  readonly address: string;
  readonly port: number;
}

export interface Located {
  /** In the order to try them; empty if there are none. */
  readonly locations: readonly Location[];
  /** How long all of it is valid. */
  readonly seconds: number;
}

export interface LocateParts {
  /** Looks up remembered records, or asks DNS (`DnsCache.find`). */
  readonly find: <K extends RecordKind>(
    name: string,
    kind: K,
    found: (answer: DnsAnswer<K> | undefined) => void,
  ) => void;
  /** For names that DNS does not know, those of /etc/hosts; empty if there are none. */
  readonly lookUpHost: (name: string, found: (addresses: readonly string[]) => void) => void;
  /** Transports and families of our listen points. */
  readonly has: (what: TransportName | 4 | 6) => boolean;
  /** From 0 up to, and without, 1. */
  readonly random: () => number;
}

/** A name of SRV records, with its transport. */
interface Service {
  readonly name: string;
  readonly transport: TransportName;
}

const SERVICES: Readonly<Record<string, TransportName>> = {
  'sip+d2u': 'udp',
  'sip+d2t': 'tcp',
  'sips+d2t': 'tls',
};
const PREFIXES: Readonly<Record<TransportName, string>> = {
  udp: '_sip._udp.',
  tcp: '_sip._tcp.',
  tls: '_sips._tcp.',
};
/** Targets of SRV records that are looked up, and locations in all. */
const MAX_TARGETS = 16;
const MAX_LOCATIONS = 32;
/** For addresses that the system knows without a time to live. */
const HOSTS_SECONDS = 10;

export function locate(sought: Sought, parts: LocateParts, found: (located: Located) => void): void {
  const { host, port, transport } = sought;
  const known = host.includes('.') && port === undefined;
  if (!known) return locateHost(sought, parts, found);
  if (transport !== undefined) return locateServices([serviceOf(host, transport)], sought, parts, found);
  parts.find(host, 'NAPTR', (answer) => {
    const offered = servicesOf(answer?.records ?? [], sought, parts);
    const services = offered.length > 0 ? offered : usableServices(sought, parts);
    locateServices(services, sought, parts, (located) =>
      found({ ...located, seconds: Math.min(located.seconds, answer?.seconds ?? HOSTS_SECONDS) }),
    );
  });
}

/** RFC 3263 4.1: by order, then preference; those of transports we do not have are left out. */
function servicesOf(records: readonly NaptrRecord[], { isSecure }: Sought, { has }: LocateParts): Service[] {
  const sorted = [...records].sort((a, b) => a.order - b.order || a.preference - b.preference);
  return sorted.flatMap(({ flags, service, replacement }) => {
    const transport = flags === 's' ? SERVICES[service] : undefined;
    const isUsable = transport !== undefined && has(transport) && (!isSecure || transport === 'tls');
    return isUsable && replacement !== '' ? { name: replacement, transport } : [];
  });
}

/** Without NAPTR: TLS only where it was asked for, because a sip: URI does not promise it. */
function usableServices({ host, isSecure }: Sought, { has }: LocateParts): Service[] {
  const transports: readonly TransportName[] = isSecure ? ['tls'] : ['udp', 'tcp'];
  return transports.filter(has).map((transport) => serviceOf(host, transport));
}

function serviceOf(host: string, transport: TransportName): Service {
  return { name: PREFIXES[transport] + host, transport };
}

/** The SRV records of all services, those of the first one first. */
function locateServices(
  services: readonly Service[],
  sought: Sought,
  parts: LocateParts,
  found: (located: Located) => void,
): void {
  gather<Service, DnsAnswer<'SRV'> | undefined>(
    services,
    ({ name }, take) => parts.find(name, 'SRV', take),
    (answers) => {
      const seconds = leastOf(answers);
      const targets = services.flatMap(({ transport }, n) =>
        weightedOrder(usable(answers[n]?.records ?? []), parts.random).map((record) => ({
          transport,
          record,
        })),
      );
      const isOffered = answers.some((answer) => answer !== undefined && answer.records.length > 0);
      if (!isOffered)
        return locateHost(sought, parts, (located) =>
          found({ ...located, seconds: Math.min(located.seconds, seconds) }),
        );
      locateTargets(targets.slice(0, MAX_TARGETS), parts, ({ locations, seconds: least }) =>
        found({ locations, seconds: Math.min(least, seconds) }),
      );
    },
  );
}

/** RFC 2782: a target of the root means that the service is not offered. */
function usable(records: readonly SrvRecord[]): SrvRecord[] {
  return records.filter(({ target, port }) => target !== '' && port > 0);
}

function locateTargets(
  targets: readonly { readonly transport: TransportName; readonly record: SrvRecord }[],
  parts: LocateParts,
  found: (located: Located) => void,
): void {
  gather<(typeof targets)[number], Addresses>(
    targets,
    ({ record }, take) => addressesOf(record.target, parts, take),
    (all) => {
      const locations = targets.flatMap(({ transport, record: { port } }, n) =>
        (all[n]?.addresses ?? []).map((address) => ({ transport, address, port })),
      );
      found({ locations: locations.slice(0, MAX_LOCATIONS), seconds: leastOf(all) });
    },
  );
}

function locateHost(
  { host, port, transport, isSecure }: Sought,
  parts: LocateParts,
  found: (located: Located) => void,
): void {
  const isTls = isSecure || transport === 'tls';
  addressesOf(host, parts, ({ addresses, seconds }) =>
    found({
      locations: addresses.map((address) => ({ transport, address, port: port ?? (isTls ? 5061 : 5060) })),
      seconds,
    }),
  );
}

interface Addresses {
  readonly addresses: readonly string[];
  readonly seconds: number;
}

/** A and AAAA, as far as we can send there: IPv4 first. */
function addressesOf(name: string, parts: LocateParts, found: (addresses: Addresses) => void): void {
  const kinds = (['A', 'AAAA'] as const).filter((kind) => parts.has(kind === 'A' ? 4 : 6));
  gather<'A' | 'AAAA', DnsAnswer<'A' | 'AAAA'> | undefined>(
    name.includes('.') ? kinds : [],
    (kind, take) => parts.find(name, kind, take),
    (answers) => {
      const addresses = answers.flatMap((answer) => answer?.records ?? []);
      if (addresses.length > 0) return found({ addresses, seconds: leastOf(answers) });
      parts.lookUpHost(name, (known) => found({ addresses: known, seconds: HOSTS_SECONDS }));
    },
  );
}

/** The least time that any of the answers is valid; one that failed is asked for again soon. */
function leastOf(answers: readonly ({ readonly seconds: number } | undefined)[]): number {
  return Math.min(LONGEST_SECONDS, ...answers.map((answer) => answer?.seconds ?? HOSTS_SECONDS));
}

const LONGEST_SECONDS = 86_400;

/** Asks about each item, and calls back with all results once, in order. */
function gather<I, R>(
  items: readonly I[],
  ask: (item: I, take: (result: R) => void) => void,
  done: (results: readonly R[]) => void,
): void {
  const results: R[] = [];
  let left = items.length;
  if (left === 0) return done(results);
  items.forEach((item, n) =>
    ask(item, (result) => {
      results[n] = result;
      left -= 1;
      if (left === 0) done(results);
    }),
  );
}
