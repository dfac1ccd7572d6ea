/** Packets of strangers that one leg has dropped, and how many of them the main thread has been told of. */
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

  /** What was dropped since the last time; undefined where nothing was. */
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
