/**
 * How many clients may be in a TLS handshake at once. A handshake costs a thousand times what a message does, and a
 * client can stretch it, so both what one source and what all sources may have under way are limited. Trunks keep a
 * quarter of the places for themselves.
 */
import { networkOf } from './source-network.js';

const STRANGERS_PART = 3 / 4;

export class Handshakes {
  readonly #max: number;
  readonly #maxOfSource: number;
  readonly #sources = new Map<string, number>();
  #total = 0;

  constructor(max: number, maxOfSource: number) {
    this.#max = max;
    this.#maxOfSource = maxOfSource;
  }

  get total(): number {
    return this.#total;
  }

  /** Takes a place; false if there is none. */
  begin(address: string, isTrusted: boolean): boolean {
    const max = isTrusted ? this.#max : Math.max(1, Math.floor(this.#max * STRANGERS_PART));
    if (this.#total >= max) return false;
    const network = networkOf(address);
    const before = this.#sources.get(network) ?? 0;
    if (before >= this.#maxOfSource) return false;
    this.#sources.set(network, before + 1);
    this.#total += 1;
    return true;
  }

  /** Gives a place back. */
  end(address: string): void {
    const network = networkOf(address);
    const left = (this.#sources.get(network) ?? 0) - 1;
    this.#total -= 1;
    if (left > 0) this.#sources.set(network, left);
    else this.#sources.delete(network);
  }
}
