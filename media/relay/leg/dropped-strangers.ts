/** Packets of strangers that one leg has dropped, and how many of them have been reported to the main thread. */
import type { Strangers } from '../../media.js';
import type { Endpoint } from './source-rule.js';

export class DroppedStrangers {
  packets = 0;
  #told = 0;
  #last: Endpoint | undefined;

  add(from: Endpoint): void {
    this.packets += 1;
    this.#last = from;
  }

  /** What was dropped since the last report; undefined if nothing was. */
  take(signalled: Endpoint | undefined, legHeard: boolean): Omit<Strangers, 'leg'> | undefined {
    const packets = this.packets - this.#told;
    if (packets === 0 || this.#last === undefined) return undefined;
    this.#told = this.packets;
    return { packets, from: inWords(this.#last), signalled: signalled && inWords(signalled), legHeard };
  }
}

function inWords({ address, port }: Endpoint): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
