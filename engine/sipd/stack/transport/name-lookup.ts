/**
 * Host names to addresses. Literals need no look-up. Names are remembered for ten seconds, which `dns` does not do. A
 * look-up without an answer after four seconds, in which a resolver asks another server, fails: its requests take
 * another way.
 */
import { lookup as systemLookup } from 'node:dns';
import { familyOf } from './local-address.js';
import type { TimerWheel, WheelTimer } from '../timer-wheel.js';

/** Calls back with a literal address, or with undefined if the name has none. */
export type Lookup = (host: string, found: (address: string | undefined) => void) => void;

const PATIENCE = 4_000;
const REMEMBERED_FOR = 10_000;
const MAX_REMEMBERED = 1024;

export class NameLookup {
  readonly #wheel: TimerWheel;
  readonly #lookup: Lookup;
  readonly #now: () => number;
  readonly #known = new Map<string, { readonly address: string; readonly until: number }>();

  constructor(wheel: TimerWheel, now: () => number, lookup: Lookup = lookUpWithSystem) {
    this.#wheel = wheel;
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
    let isTold = false;
    let patience: WheelTimer | undefined;
    const tell = (answer: string | undefined): void => {
      if (isTold) return;
      isTold = true;
      patience = this.#wheel.cancel(patience);
      found(answer);
    };
    patience = this.#wheel.set(PATIENCE, { onTimer: () => tell(undefined) }, 'look-up');
    this.#lookup(host, (answer) => {
      if (answer !== undefined) this.#remember(host, answer);
      tell(answer);
    });
  }

  /** The address if no look-up is needed. */
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
