/**
 * The rows on each X, as chains whose heads are in the number table. A YB part comes after the first of its chain, so
 * that the AX part it belongs to, which is added before it, is at the head.
 */
import { NONE } from './hash.js';
import type { NumberTable } from './numbers.js';
import { RowMemory } from './row-memory.js';

const integers = { next: 0, previous: 1 } as const;

export class NumberChains {
  readonly #links = new RowMemory(8);

  constructor(private readonly numbers: NumberTable) {}

  /** Makes room for this many rows at once. */
  expect(rows: number): void {
    this.#links.expect(rows);
  }

  *rows(x: number): Generator<number> {
    for (let row = this.numbers.head(x); row !== NONE; row = this.#links.integer(row, integers.next))
      yield row;
  }

  /** Adds a row; `isPart` for a YB part. */
  add(row: number, x: number, isPart: boolean): void {
    this.#links.reserve(row + 1);
    const head = this.numbers.head(x);
    const previous = isPart ? head : NONE;
    const next = previous === NONE ? head : this.#links.integer(previous, integers.next);
    this.#links.setInteger(row, integers.next, next);
    this.#links.setInteger(row, integers.previous, previous);
    if (next !== NONE) this.#links.setInteger(next, integers.previous, row);
    if (previous === NONE) this.numbers.setHead(x, row);
    else this.#links.setInteger(previous, integers.next, row);
  }

  delete(row: number, x: number): void {
    const next = this.#links.integer(row, integers.next);
    const previous = this.#links.integer(row, integers.previous);
    if (previous === NONE) this.numbers.setHead(x, next);
    else this.#links.setInteger(previous, integers.next, next);
    if (next !== NONE) this.#links.setInteger(next, integers.previous, previous);
  }
}
