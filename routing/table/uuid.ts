/** UUIDs (RFC 9562 section 4) as four 32-bit words: 16 bytes in a column instead of a string of 36 characters. */

export type UuidWords = readonly [number, number, number, number];

/** Character codes of the hex digits. */
const hex = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
const dash = 0x2d;

/** undefined if the text is not a UUID in lower case. */
export function readUuid(text: string): UuidWords | undefined {
  if (text.length !== 36) return undefined;
  const words: [number, number, number, number] = [0, 0, 0, 0];
  let digits = 0;
  for (let n = 0; n < 36; n += 1) {
    const code = text.charCodeAt(n);
    if (n === 8 || n === 13 || n === 18 || n === 23) {
      if (code !== dash) return undefined;
      continue;
    }
    const digit =
      code >= 0x30 && code <= 0x39 ? code - 0x30 : code >= 0x61 && code <= 0x66 ? code - 0x57 : -1;
    if (digit < 0) return undefined;
    const word = digits >> 3;
    words[word] = ((words[word] ?? 0) << 4) | digit;
    digits += 1;
  }
  return [words[0] >>> 0, words[1] >>> 0, words[2] >>> 0, words[3] >>> 0];
}

/** The UUID whose four words are at `offset`. One call with every character is four times as fast as joining pieces. */
export function uuidOf(words: Uint32Array, offset: number): string {
  const a = words[offset] ?? 0;
  const b = words[offset + 1] ?? 0;
  const c = words[offset + 2] ?? 0;
  const d = words[offset + 3] ?? 0;
  // prettier-ignore
  return String.fromCharCode(
    h(a >>> 28), h(a >>> 24), h(a >>> 20), h(a >>> 16), h(a >>> 12), h(a >>> 8), h(a >>> 4), h(a >>> 0), dash,
    h(b >>> 28), h(b >>> 24), h(b >>> 20), h(b >>> 16), dash,
    h(b >>> 12), h(b >>> 8), h(b >>> 4), h(b >>> 0), dash,
    h(c >>> 28), h(c >>> 24), h(c >>> 20), h(c >>> 16), dash,
    h(c >>> 12), h(c >>> 8), h(c >>> 4), h(c >>> 0),
    h(d >>> 28), h(d >>> 24), h(d >>> 20), h(d >>> 16), h(d >>> 12), h(d >>> 8), h(d >>> 4), h(d >>> 0),
  );
}

function h(word: number): number {
  return hex[word & 15] ?? 0;
}
