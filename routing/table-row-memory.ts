/**
 * The memory of binding rows: 128 bytes each, two cache lines, in one growing buffer. A look-up in a million rows costs
 * what it misses in the cache, so the first line has all that a call reads, and the second what only requests do.
 *
 *     byte  0        8        16          24    28         32  36  40     44  60        64         72         80      88           96        100   104
 *           a        b        expiresAt   kind  extension  x   y   rules  id  revision  createdAt  changedAt  caller  callerUntil  duration  next  previous
 */

/** Which float of a row: index of a 64-bit word. */
export const floats = {
  a: 0,
  b: 1,
  expiresAt: 2,
  createdAt: 8,
  changedAt: 9,
  caller: 10,
  callerUntil: 11,
} as const;

/** Which integer of a row: index of a 32-bit word. `id` takes four. */
export const integers = {
  kind: 6,
  extension: 7,
  x: 8,
  y: 9,
  rules: 10,
  id: 11,
  revision: 15,
  duration: 24,
  next: 25,
  previous: 26,
} as const;

type Float = (typeof floats)[keyof typeof floats];
type Integer = (typeof integers)[keyof typeof integers];

const rowBytes = 128;
const floatsPerRow = rowBytes / 8;
const wordsPerRow = rowBytes / 4;

export class RowMemory {
  #capacity = 16;
  #floats = new Float64Array(this.#capacity * floatsPerRow);
  #words = new Uint32Array(this.#floats.buffer);

  /** All rows' words, for reading several at `at(row, field)`. */
  get words(): Uint32Array {
    return this.#words;
  }

  at(row: number, field: Integer): number {
    return row * wordsPerRow + field;
  }

  float(row: number, field: Float): number {
    return this.#floats[row * floatsPerRow + field] ?? 0;
  }

  setFloat(row: number, field: Float, value: number): void {
    this.#floats[row * floatsPerRow + field] = value;
  }

  integer(row: number, field: Integer): number {
    return this.#words[row * wordsPerRow + field] ?? 0;
  }

  setInteger(row: number, field: Integer, value: number): void {
    this.#words[row * wordsPerRow + field] = value;
  }

  /** Makes room for so many rows, and half as many again where it has to grow. */
  reserve(rows: number): void {
    if (rows <= this.#capacity) return;
    this.#capacity = rows + (rows >> 1);
    const floats = new Float64Array(this.#capacity * floatsPerRow);
    floats.set(this.#floats);
    this.#floats = floats;
    this.#words = new Uint32Array(floats.buffer);
  }
}
