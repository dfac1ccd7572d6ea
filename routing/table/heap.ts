/**
 * Rows ordered by expiry: a binary heap of row numbers that knows the position of each row, so that a modify, which
 * restarts a countdown, moves one entry and leaves none behind. The owner keeps the times.
 */
import { NONE } from './hash.js';

export class ExpiryHeap {
  #rows: Uint32Array = new Uint32Array(16);
  /** By row: its position in `#rows`. */
  #places: Uint32Array = new Uint32Array(16).fill(NONE);
  #size = 0;

  constructor(readonly expiresAt: (row: number) => number) {}

  /** Makes room for this many rows at once. */
  expect(rows: number): void {
    const room = rows + (rows >> 3);
    if (rows > this.#rows.length) this.#rows = grown(this.#rows, room);
    if (rows > this.#places.length) this.#makePlaces(room);
  }

  get size(): number {
    return this.#size;
  }

  /** The row that expires first, NONE if there is none. */
  get first(): number {
    return this.#size === 0 ? NONE : (this.#rows[0] ?? NONE);
  }

  /** The row at a position, for loops over all of them; only the first one has a defined order. */
  at(place: number): number {
    return this.#rows[place] ?? NONE;
  }

  /** Adds the row, or moves it after its time has changed. */
  put(row: number): void {
    if (row >= this.#places.length) this.#makePlaces(withHalf(row + 1));
    let place = this.#places[row] ?? NONE;
    if (place === NONE) {
      if (this.#size === this.#rows.length) this.#rows = grown(this.#rows, withHalf(this.#size + 1));
      place = this.#size;
      this.#size += 1;
      this.#set(place, row);
    }
    this.#settle(place);
  }

  delete(row: number): void {
    const place = this.#places[row] ?? NONE;
    if (place === NONE) return;
    this.#places[row] = NONE;
    this.#size -= 1;
    if (place === this.#size) return;
    this.#set(place, this.#rows[this.#size] ?? NONE);
    this.#settle(place);
  }

  #makePlaces(rows: number): void {
    const before = this.#places.length;
    this.#places = grown(this.#places, rows);
    this.#places.fill(NONE, before);
  }

  #settle(start: number): void {
    const row = this.#rows[start] ?? NONE;
    const time = this.expiresAt(row);
    let place = start;
    for (let up = (place - 1) >> 1; place > 0 && this.#time(up) > time; up = (place - 1) >> 1) {
      this.#set(place, this.#rows[up] ?? NONE);
      place = up;
    }
    for (;;) {
      let down = 2 * place + 1;
      if (down + 1 < this.#size && this.#time(down + 1) < this.#time(down)) down += 1;
      if (down >= this.#size || this.#time(down) >= time) break;
      this.#set(place, this.#rows[down] ?? NONE);
      place = down;
    }
    this.#set(place, row);
  }

  #time(place: number): number {
    return this.expiresAt(this.#rows[place] ?? 0);
  }

  #set(place: number, row: number): void {
    this.#rows[place] = row;
    this.#places[row] = place;
  }
}

/** Grows by half. */
function withHalf(entries: number): number {
  return entries + (entries >> 1);
}

/** A copy with room for `length` entries. */
function grown(column: Uint32Array, length: number): Uint32Array {
  const copy = new Uint32Array(length);
  copy.set(column);
  return copy;
}
