/**
 * Rows of bytes in one growing buffer, instead of one array for each column. The cost of a look-up among a million rows
 * is its cache misses, so what is read together is stored together. A row has 64-bit floats (phone numbers, times) and
 * 32-bit integers, at offsets its owner chooses.
 */

export class RowMemory {
  readonly #floatsPerRow: number;
  readonly #wordsPerRow: number;
  #capacity = 0;
  #floats = new Float64Array(0);
  #words = new Uint32Array(0);

  /** @param rowBytes a multiple of 8 */
  constructor(rowBytes: number) {
    this.#floatsPerRow = rowBytes / 8;
    this.#wordsPerRow = rowBytes / 4;
    this.reserve(16);
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

  /** Makes room for this many rows; if it has to grow, then by half. */
  reserve(rows: number): void {
    if (rows > this.#capacity) this.#grow(rows + (rows >> 1));
  }

  /** Makes room for this many rows at once, and an eighth more, so that the next row does not find it full. */
  expect(rows: number): void {
    if (rows > this.#capacity) this.#grow(rows + (rows >> 3));
  }

  #grow(rows: number): void {
    this.#capacity = rows;
    const buffer = new ArrayBuffer(8 * this.#capacity * this.#floatsPerRow);
    const floats = new Float64Array(buffer);
    floats.set(this.#floats);
    this.#floats = floats;
    this.#words = new Uint32Array(buffer);
  }
}
