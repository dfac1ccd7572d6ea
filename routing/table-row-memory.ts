/**
 * Rows of bytes in one growing buffer, instead of an array a column: a look-up among a million costs what it misses in
 * the cache, so what is read together lies together. A row has 64-bit floats (phone numbers, times) and 32-bit
 * integers, at places its owner chooses.
 */
export class RowMemory {
  readonly #floatsPerRow: number;
  readonly #wordsPerRow: number;
  #capacity = 16;
  #floats: Float64Array;
  #words: Uint32Array;

  /** @param rowBytes a multiple of 64, so that rows begin where cache lines do */
  constructor(rowBytes: 64 | 128) {
    this.#floatsPerRow = rowBytes / 8;
    this.#wordsPerRow = rowBytes / 4;
    this.#floats = new Float64Array(this.#capacity * this.#floatsPerRow);
    this.#words = new Uint32Array(this.#floats.buffer);
  }

  /** All rows' words, for reading several at `at(row, field)`. */
  get words(): Uint32Array {
    return this.#words;
  }

  at(row: number, field: number): number {
    return row * this.#wordsPerRow + field;
  }

  float(row: number, field: number): number {
    return this.#floats[row * this.#floatsPerRow + field] ?? 0;
  }

  setFloat(row: number, field: number, value: number): void {
    this.#floats[row * this.#floatsPerRow + field] = value;
  }

  integer(row: number, field: number): number {
    return this.#words[row * this.#wordsPerRow + field] ?? 0;
  }

  setInteger(row: number, field: number, value: number): void {
    this.#words[row * this.#wordsPerRow + field] = value;
  }

  /** Makes room for so many rows, and half as many again where it has to grow. */
  reserve(rows: number): void {
    if (rows <= this.#capacity) return;
    this.#capacity = rows + (rows >> 1);
    const floats = new Float64Array(this.#capacity * this.#floatsPerRow);
    floats.set(this.#floats);
    this.#floats = floats;
    this.#words = new Uint32Array(floats.buffer);
  }
}
