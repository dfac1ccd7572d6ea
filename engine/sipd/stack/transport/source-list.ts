/**
 * Whether an address is in a list: literal ones, CIDR blocks, and the addresses of names. Names are looked up at the
 * start and every minute; an address that a name had lately stays in the list, because a carrier that moves uses both
 * for a while.
 */
import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP } from 'node:net';

/** Calls back with all addresses of a name; none if it has none, or cannot be looked up now. */
export type LookUpAll = (name: string, found: (addresses: readonly string[]) => void) => void;

export interface SourceListOptions {
  /** Each is an address or `address/prefix`. */
  readonly blocks: readonly string[];
  readonly names?: readonly string[];
  readonly lookUp?: LookUpAll;
  /** Milliseconds of a monotonic clock. */
  readonly now?: () => number;
}

const LOOK_UP_EVERY_MS = 60_000;
const STAYS_FOR_MS = 3_600_000;
/** Results for blocks: a look-up in Node's BlockList takes 10 us, and each message needs one. */
const MAX_REMEMBERED = 4_096;

export class SourceList {
  readonly #blocks = new BlockList();
  readonly #hasBlocks: boolean;
  readonly #hosts = new Set<string>();
  readonly #names: readonly string[];
  /** Addresses that names have or had, and until when they count. */
  readonly #named = new Map<string, number>();
  readonly #remembered = new Map<string, boolean>();
  readonly #lookUp: LookUpAll;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;

  constructor({ blocks, names = [], lookUp = lookUpWithSystem, now }: SourceListOptions) {
    this.#hasBlocks = blocks.length > 0;
    this.#names = names;
    this.#lookUp = lookUp;
    this.#now = now ?? (() => performance.now());
    for (const block of blocks) this.#add(block);
  }

  has(address: string): boolean {
    if (this.#hosts.has(address)) return true;
    const until = this.#named.size === 0 ? undefined : this.#named.get(address);
    if (until !== undefined && until > this.#now()) return true;
    return this.#hasBlocks && this.#isInBlock(address);
  }

  /** Looks the names up now, and again from time to time. */
  start(): void {
    if (this.#names.length === 0) return;
    this.lookUpNames();
    this.#timer = setInterval(() => this.lookUpNames(), LOOK_UP_EVERY_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  lookUpNames(): void {
    for (const name of this.#names) {
      this.#lookUp(name, (addresses) => {
        for (const address of addresses) this.#named.set(address, this.#now() + STAYS_FOR_MS);
      });
    }
    for (const [address, until] of this.#named) if (until <= this.#now()) this.#named.delete(address);
  }

  #add(block: string): void {
    const [address = '', prefix] = block.split('/');
    const version = isIP(address);
    if (version === 0) return;
    const longest = version === 6 ? 128 : 32;
    this.#blocks.addSubnet(address, Number(prefix ?? longest), version === 6 ? 'ipv6' : 'ipv4');
    if (prefix === undefined || Number(prefix) === longest) this.#hosts.add(address);
  }

  #isInBlock(address: string): boolean {
    const known = this.#remembered.get(address);
    if (known !== undefined) return known;
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.clear();
    // A socket bound to :: shows addresses of IPv4 as ::ffff:192.0.2.1.
    const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
    const version = isIP(mapped);
    const isIn = version !== 0 && this.#blocks.check(mapped, version === 6 ? 'ipv6' : 'ipv4');
    this.#remembered.set(address, isIn);
    return isIn;
  }
}

function lookUpWithSystem(name: string, found: (addresses: readonly string[]) => void): void {
  systemLookup(name, { all: true }, (error, addresses) =>
    found(error === null ? addresses.map(({ address }) => address) : []),
  );
}
