/** UUIDs (RFC 9562 section 4) as four 32-bit words: 16 bytes in a column instead of a string of 36 characters. */

export type UuidWords = readonly [number, number, number, number];

/** undefined when the text is no UUID in lower case. */
export function readUuid(text: string): UuidWords | undefined {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)) return undefined;
  const word = (...parts: readonly [from: number, to: number][]): number =>
    Number.parseInt(parts.map(([from, to]) => text.slice(from, to)).join(''), 16);
  return [word([0, 8]), word([9, 13], [14, 18]), word([19, 23], [24, 28]), word([28, 36])];
}

/** The UUID whose four words stand at `offset`. */
export function uuidOf(words: Uint32Array, offset: number): string {
  const hex = (n: number): string => (0x100000000 + (words[offset + n] ?? 0)).toString(16).slice(1);
  const second = hex(1);
  const third = hex(2);
  return `${hex(0)}-${second.slice(0, 4)}-${second.slice(4)}-${third.slice(0, 4)}-${third.slice(4)}${hex(3)}`;
}
