/** Host names to addresses. Literals take no look-up; names are remembered for ten seconds, as `dns` does not. */
import { lookup as systemLookup } from 'node:dns';
import { familyOf } from './local-address.js';

/** Calls back with a literal address, or with undefined where the name has none. */
export type Lookup = (host: string, found: (address: string | undefined) => void) => void;

const REMEMBERED_FOR = 10_000;
const MAX_REMEMBERED = 1024;

export class NameLookup {
  readonly #lookup: Lookup;
  readonly #now: () => number;
  readonly #known = new Map<string, { readonly address: string; readonly until: number }>();

  constructor(now: () => number, lookup: Lookup = lookUpWithSystem) {
    this.#now = now;
    this.#lookup = lookup;
  }

  /** Calls `found` at once for a literal or a remembered name. */
  resolve(host: string, found: (address: string | undefined) => void): void {
    const address = this.known(host);
    if (address !== undefined) {
      found(address);
      return;
    }
    this.#lookup(host, (answer) => {
      if (answer !== undefined) this.#remember(host, answer);
      found(answer);
    });
  }

  /** The address where it takes no look-up. */
  known(host: string): string | undefined {
    if (familyOf(host) !== 0) return host;
    const known = this.#known.get(host);
    return known !== undefined && known.until > this.#now() ? known.address : undefined;
  }

  #remember(host: string, address: string): void {
    if (this.#known.size >= MAX_REMEMBERED) this.#known.clear();
    this.#known.set(host, { address, until: this.#now() + REMEMBERED_FOR });
  }
}

function lookUpWithSystem(host: string, found: (address: string | undefined) => void): void {
  systemLookup(host, { verbatim: false, order: 'ipv4first' }, (error, address) =>
    found(error === null ? address : undefined),
  );
}
