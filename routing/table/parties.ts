/**
 * Who is on a number: maps a number of the pool and a party to the row of their relation.
 *
 *     kind  entered at
 *     AXB   (X, A) (X, B)
 *     AX    (X, A)
 *     AXE   (X, A) (X, -E)
 *     AXYB  (X, A)
 *     YB    (X, B) (Y, A)
 *
 * A party is a phone number as an integer or, negative, an extension.
 */
import type { BindingColumns } from './columns.js';
import { HashIndex, hashOf, NONE } from './hash.js';

export class PartyIndex {
  readonly #index = new HashIndex();

  constructor(private readonly rows: BindingColumns) {}

  /** Makes room for this many rows at once, one entry each: unused room for two would never be released. */
  expect(rows: number): void {
    this.#index.expect(rows);
  }

  find(number: number, party: number): number {
    const index = this.#index;
    for (let row = index.first(partyHash(number, party)); row !== NONE; row = index.next())
      if (this.#isOf(row, number, party)) return row;
    return NONE;
  }

  add(row: number): void {
    for (const [number, party] of this.#places(row)) this.#index.add(partyHash(number, party), row);
  }

  delete(row: number): void {
    for (const [number, party] of this.#places(row)) this.#index.delete(partyHash(number, party), row);
  }

  #places(row: number): readonly (readonly [number: number, party: number])[] {
    const { rows } = this;
    const x = rows.x(row);
    switch (rows.kind(row)) {
      case 'AXB':
        return [
          [x, rows.a(row)],
          [x, rows.b(row)],
        ];
      case 'AXE':
        return [
          [x, rows.a(row)],
          [x, -rows.extension(row)],
        ];
      case 'YB':
        return [
          [x, rows.b(row)],
          [rows.y(row), rows.a(row)],
        ];
      case 'AX':
      case 'AXYB':
        return [[x, rows.a(row)]];
      case 'free':
        return [];
    }
  }

  /** Whether the row really has this entry; two hashes may be equal. */
  #isOf(row: number, number: number, party: number): boolean {
    const { rows } = this;
    const isOnX = rows.x(row) === number;
    if (party < 0) return isOnX && rows.extension(row) === -party;
    switch (rows.kind(row)) {
      case 'AXB':
        return isOnX && (rows.a(row) === party || rows.b(row) === party);
      case 'YB':
        return (isOnX && rows.b(row) === party) || (rows.y(row) === number && rows.a(row) === party);
      default:
        return isOnX && rows.a(row) === party;
    }
  }
}

/** An extension must not be mixed up with the phone number of the same digits. */
function partyHash(number: number, party: number): number {
  return party < 0 ? hashOf(-party, ~number) : hashOf(party, number);
}
