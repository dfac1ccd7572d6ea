/** Typed arrays that grow: columns of a table that has no object per row. */

type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/**
 * A copy with room for `length` entries and half as many again, or for exactly `length`. A new column of a million rows
 * is made a dozen times on the way there.
 */
export function grown<T extends Column>(column: T, length: number, room: 'exactly' | 'spare' = 'spare'): T {
  const size = room === 'exactly' ? length : Math.max(16, length + (length >> 1));
  const copy = new (column.constructor as new (size: number) => T)(size);
  copy.set(column);
  return copy;
}
