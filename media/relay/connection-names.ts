/**
 * Addresses of the host names that some peers write in c= instead of an address (RFC 8866 5.7). Look-ups are limited in
 * time and number: the name comes from outside, and a call waits for it.
 */
import { lookup as systemLookup } from 'node:dns';
import type { Clock } from '../digits.js';
import type { AddressFamily } from '../media.js';

/** Calls back with an address of that family, or with undefined if the name has none. */
export type LookUp = (
  name: string,
  family: AddressFamily,
  found: (address: string | undefined) => void,
) => void;

const MAX_WAIT_MS = 2000;
const MAX_UNDER_WAY = 64;
const REMEMBERED_MS = 10_000;
const MAX_REMEMBERED = 256;

export class ConnectionNames {
  readonly #clock: Clock;
  readonly #lookUp: LookUp;
  readonly #known = new Map<string, { readonly address: string; readonly until: number }>();
  #underWay = 0;

  constructor(clock: Clock, lookUp: LookUp = lookUpWithSystem) {
    this.#clock = clock;
    this.#lookUp = lookUp;
  }

  /** Never rejects: undefined if the name does not resolve, or not in time. */
  resolve(name: string, family: AddressFamily): Promise<string | undefined> {
    const key = `${family} ${name}`;
    const known = this.#known.get(key);
    if (known !== undefined && known.until > this.#clock.now()) return Promise.resolve(known.address);
    if (this.#underWay >= MAX_UNDER_WAY) return Promise.resolve(undefined);
    this.#underWay += 1;
    return new Promise((resolve) => {
      const timer = this.#clock.setTimeout(() => resolve(undefined), MAX_WAIT_MS);
      this.#lookUp(name, family, (address) => {
        this.#underWay -= 1;
        this.#clock.clearTimeout(timer);
        if (address !== undefined) this.#remember(key, address);
        resolve(address);
      });
    });
  }

  #remember(key: string, address: string): void {
    if (this.#known.size >= MAX_REMEMBERED) this.#known.clear();
    this.#known.set(key, { address, until: this.#clock.now() + REMEMBERED_MS });
  }
}

function lookUpWithSystem(
  name: string,
  family: AddressFamily,
  found: (address: string | undefined) => void,
): void {
  systemLookup(name, { family }, (error, address) => found(error === null ? address : undefined));
}
