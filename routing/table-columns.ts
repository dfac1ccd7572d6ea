/** Typed arrays that grow: columns of a table that has no object per row. */

type Column = Uint8Array | Uint32Array | Float64Array;

/** A copy with room for `length` entries and half as many again, so that columns grow rarely. */
export function grown<T extends Column>(column: T, length: number): T {
  const copy = new (column.constructor as new (size: number) => T)(Math.max(16, length + (length >> 1)));
  copy.set(column);
  return copy;
}
