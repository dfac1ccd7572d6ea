/**
 * The default alphabet of GSM (3GPP TS 23.038 6.2.1) with its extension table, one septet in an octet as SMPP carries
 * it. The package `smpp` has tables of its own, but writes `@` for what it cannot write.
 */

/** By code. The escape stands for no character. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅå' +
  'Δ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ' +
  ' !"#¤%&\'()*+,-./' +
  '0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNO' +
  'PQRSTUVWXYZÄÖÑÜ§' +
  '¿abcdefghijklmno' +
  'pqrstuvwxyzäöñüà';

const ESCAPE = 0x1b;

/** Codes that follow the escape. */
const EXTENSION: readonly (readonly [code: number, character: string])[] = [
  [0x0a, '\f'],
  [0x14, '^'],
  [0x28, '{'],
  [0x29, '}'],
  [0x2f, '\\'],
  [0x3c, '['],
  [0x3d, '~'],
  [0x3e, ']'],
  [0x40, '|'],
  [0x65, '€'],
];

const EXTENDED = new Map(EXTENSION);

/** One code, or the escape and a code. */
const CODES = new Map<string, readonly number[]>([
  ...[...BASIC].map((character, code) => [character, [code]] as const),
  ...EXTENSION.map(([code, character]) => [character, [ESCAPE, code]] as const),
]);
CODES.delete('\x1b');

/** The septets of a character: one, or two that belong together; undefined if the alphabet does not have it. */
export function gsmSeptets(character: string): readonly number[] | undefined {
  return CODES.get(character);
}

/**
 * Reads septets in octets. An escape that no extension follows stands for a blank (6.2.1.1); a code that the extension
 * table does not have is read from the basic one. Octets above 127, which are none of the alphabet, are read as Latin-1,
 * which is what centres that send them mean.
 */
export function readGsm(octets: Uint8Array): string {
  let text = '';
  for (let at = 0; at < octets.length; at += 1) {
    const code = octets[at] ?? 0;
    if (code !== ESCAPE) text += character(code);
    else {
      at += 1;
      const next = octets[at];
      text += next === undefined || next === ESCAPE ? ' ' : (EXTENDED.get(next) ?? character(next));
    }
  }
  return text;
}

function character(code: number): string {
  return BASIC[code] ?? String.fromCharCode(code);
}
