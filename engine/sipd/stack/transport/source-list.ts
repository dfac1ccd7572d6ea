/**
 * Whether an address is in a list: literal ones, CIDR blocks, and the addresses of names. Names are looked up at the
 * start, and again when the time to live of their records is over, at least every minute; an address that a name had
 * lately stays in the list, because a carrier that moves uses both for a while.
 */
import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import { canonicalAddress } from './local-address.js';

/**
 * Calls back with all addresses of a name; none if it has none, or cannot be looked up now. `seconds`: how long they
 * are valid, if that is known.
 */
export type LookUpAll = (
  name: string,
  found: (addresses: readonly string[], seconds?: number) => void,
) => void;

export interface SourceListOptions {
  /** Each is an address or `address/prefix`. */
  readonly blocks: readonly string[];
  readonly names?: readonly string[];
  readonly lookUp?: LookUpAll;
  /** Milliseconds of a monotonic clock. */
  readonly now?: () => number;
  /** Runs `act` once after `ms`; the returned function cancels it. */
  readonly after?: (ms: number, act: () => void) => () => void;
}

const LOOK_UP_EVERY_MS = 60_000;
/** A shorter time to live is not followed more often. */
const LOOK_UP_AT_MOST_EVERY_MS = 5_000;
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
  readonly #after: Required<SourceListOptions>['after'];
  #callOff: (() => void) | undefined;
  #isStarted = false;
  /** When the next look-up is due, by the clock. */
  #dueAt = Infinity;

  /** `before`: the list that this one replaces. Until names are looked up again, the addresses it has found count. */
  constructor(
    { blocks, names = [], lookUp = lookUpWithSystem, now, after = afterUnref }: SourceListOptions,
    before?: SourceList,
  ) {
    if (names.length > 0 && before !== undefined)
      for (const [address, until] of before.#named) this.#named.set(address, until);
    this.#hasBlocks = blocks.length > 0;
    this.#names = names;
    this.#lookUp = lookUp;
    this.#after = after;
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
    this.#isStarted = true;
    this.lookUpNames();
  }

  stop(): void {
    this.#isStarted = false;
    this.#callOff?.();
  }

  lookUpNames(): void {
    this.#dueAt = Infinity;
    this.#againIn(LOOK_UP_EVERY_MS);
    for (const name of this.#names) {
      this.#lookUp(name, (addresses, seconds) => {
        for (const address of addresses) this.#named.set(address, this.#now() + STAYS_FOR_MS);
        if (seconds !== undefined) this.#againIn(Math.max(LOOK_UP_AT_MOST_EVERY_MS, seconds * 1000));
      });
    }
    for (const [address, until] of this.#named) if (until <= this.#now()) this.#named.delete(address);
  }

  /** The next look-up comes then, unless one is due before. */
  #againIn(ms: number): void {
    const dueAt = this.#now() + ms;
    if (!this.#isStarted || dueAt >= this.#dueAt) return;
    this.#dueAt = dueAt;
    this.#callOff?.();
    this.#callOff = this.#after(ms, () => this.lookUpNames());
  }

  #add(block: string): void {
    const [given = '', text] = block.split('/');
    const address = canonicalAddress(given);
    const version = isIP(address);
    if (version === 0) return;
    const longest = version === 6 ? 128 : 32;
    // The last 32 bits of a v4-mapped block count.
    const prefix = Number(text ?? (isIP(given) === 6 ? 128 : 32)) - (isIP(given) === version ? 0 : 96);
    if (prefix < 0) return;
    this.#blocks.addSubnet(address, prefix, version === 6 ? 'ipv6' : 'ipv4');
    if (prefix === longest) this.#hosts.add(address);
  }

  #isInBlock(address: string): boolean {
    const known = this.#remembered.get(address);
    if (known !== undefined) return known;
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.clear();
    // A socket bound to :: shows addresses of IPv4 as ::ffff:192.0.2.1.
    const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
    const version = mapped.includes('%') ? 0 : isIP(mapped);
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

/** The timer alone keeps no process alive. */
function afterUnref(ms: number, act: () => void): () => void {
  const timer = setTimeout(act, ms).unref();
  return () => clearTimeout(timer);
}
