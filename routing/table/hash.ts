/**
 * A multimap from a 32-bit hash to row numbers: open addressing with linear probing in one typed array. The owner
 * compares the keys, which are in its own columns:
 *
 *     for (let row = index.first(hash); row !== NONE; row = index.next()) if (same(row)) return row;
 *
 * A slot has two words: the hash, so that a probe seldom touches the owner's columns and growing or deleting never
 * does, and the row plus one (0: empty). Deleting shifts the following entries back, so there are no tombstones, and a
 * table that lives for months stays as fast as a fresh one.
 */

/** No row. */
export const NONE = 0xffffffff;

export class HashIndex {
  #slots = new Uint32Array(2 * 16);
  #mask = 15;
  #size = 0;
  #probe = 0;
  #probedHash = 0;

  /** Makes room for this many entries at once. */
  expect(entries: number): void {
    let mask = this.#mask;
    while (entries * 4 > (mask + 1) * 3) mask = 2 * mask + 1;
    if (mask > this.#mask) this.#grow(mask);
  }

  /** Starts a search. Only one search at a time is possible. */
  first(hash: number): number {
    this.#probedHash = hash >>> 0;
    this.#probe = home(hash, this.#mask);
    return this.#scan();
  }

  /** The next row of the search begun by `first`. */
  next(): number {
    this.#probe = (this.#probe + 1) & this.#mask;
    return this.#scan();
  }

  #scan(): number {
    const slots = this.#slots;
    for (;;) {
      const row = slots[2 * this.#probe + 1] ?? 0;
      if (row === 0) return NONE;
      if (slots[2 * this.#probe] === this.#probedHash) return row - 1;
      this.#probe = (this.#probe + 1) & this.#mask;
    }
  }

  add(hash: number, row: number): void {
    if ((this.#size + 1) * 4 > (this.#mask + 1) * 3) this.#grow(2 * this.#mask + 1);
    insert(this.#slots, this.#mask, hash >>> 0, row + 1);
    this.#size += 1;
  }

  /** Removes the entry with this hash and row, if there is one. */
  delete(hash: number, row: number): void {
    for (let found = this.first(hash); found !== NONE; found = this.next())
      if (found === row) return this.#remove(this.#probe);
  }

  #remove(hole: number): void {
    const slots = this.#slots;
    const mask = this.#mask;
    this.#size -= 1;
    for (let slot = (hole + 1) & mask; slots[2 * slot + 1] !== 0; slot = (slot + 1) & mask) {
      const distance = (slot - home(slots[2 * slot] ?? 0, mask)) & mask;
      if (distance < ((slot - hole) & mask)) continue;
      slots[2 * hole] = slots[2 * slot] ?? 0;
      slots[2 * hole + 1] = slots[2 * slot + 1] ?? 0;
      hole = slot;
    }
    slots[2 * hole + 1] = 0;
  }

  #grow(mask: number): void {
    const slots = new Uint32Array(2 * (mask + 1));
    for (let slot = 0; slot <= this.#mask; slot += 1) {
      const row = this.#slots[2 * slot + 1] ?? 0;
      if (row !== 0) insert(slots, mask, this.#slots[2 * slot] ?? 0, row);
    }
    this.#slots = slots;
    this.#mask = mask;
  }
}

function insert(slots: Uint32Array, mask: number, hash: number, rowPlusOne: number): void {
  let slot = home(hash, mask);
  while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & mask;
  slots[2 * slot] = hash;
  slots[2 * slot + 1] = rowPlusOne;
}

/** Multiplying spreads hashes with similar low bits (Knuth, TAOCP 6.4). */
function home(hash: number, mask: number): number {
  return (Math.imul(hash, 0x9e3779b1) >>> 7) & mask;
}

/** Mixes a phone number (an integer below 2^53) and another word into a hash. */
export function hashOf(number: number, word: number): number {
  const low = number >>> 0;
  const high = (number / 0x100000000) | 0;
  let h = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0xcc9e2d51);
  h ^= Math.imul(word + 0x165667b1, 0x27d4eb2f);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}
