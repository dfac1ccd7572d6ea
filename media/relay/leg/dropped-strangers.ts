/** Packets that one leg has dropped because of their source or their tag, and how many of them have been reported. */
import type { Strangers } from '../../media.js';
import type { Endpoint } from './source-rule.js';

export class DroppedStrangers {
  packets = 0;
  /** Those of them with a wrong tag. */
  unauthentic = 0;
  #told = 0;
  #unauthenticTold = 0;
  #last: Endpoint | undefined;

  add(from: Endpoint): void {
    this.packets += 1;
    this.#last = from;
  }

  addUnauthentic(from: Endpoint): void {
    this.unauthentic += 1;
    this.add(from);
  }

  /** What was dropped since the last report; undefined if nothing was. */
  take(signalled: Endpoint | undefined, legHeard: boolean): Omit<Strangers, 'leg'> | undefined {
    const packets = this.packets - this.#told;
    if (packets === 0 || this.#last === undefined) return undefined;
    this.#told = this.packets;
    const unauthentic = this.unauthentic - this.#unauthenticTold;
    this.#unauthenticTold = this.unauthentic;
    return {
      packets,
      unauthentic,
      from: inWords(this.#last),
      signalled: signalled && inWords(signalled),
      legHeard,
    };
  }
}

function inWords({ address, port }: Endpoint): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
