/** How the octets of a short message are read: data_coding (SMPP 3.4 5.2.19), and what the default alphabet is. */
import { readGsm } from './gsm-alphabet.js';

/** What data_coding 0 means at a carrier. */
export type DefaultAlphabet = 'gsm' | 'ascii' | 'latin1';

/** A value of data_coding. */
export const UCS2 = 0x08;

type Coding = 'gsm' | 'default' | 'latin1' | 'ucs2' | 'binary' | { readonly label: string };

/** By value, below the groups of 3GPP TS 23.038. SMPP does not have 15: gateways in China write GBK so. */
const CODINGS: readonly Coding[] = [
  'default',
  'latin1',
  'binary',
  'latin1',
  'binary',
  { label: 'shift_jis' },
  { label: 'iso-8859-5' },
  { label: 'iso-8859-8' },
  'ucs2',
  'binary',
  { label: 'iso-2022-jp' },
  'binary',
  'binary',
  { label: 'euc-jp' },
  { label: 'euc-kr' },
  { label: 'gb18030' },
];

/** The text of a message; undefined if its content is no text. */
export function readText(octets: Buffer, dataCoding: number, alphabet: DefaultAlphabet): string | undefined {
  const coding = codingOf(dataCoding);
  switch (coding) {
    case 'binary':
      return undefined;
    case 'default':
      return alphabet === 'gsm' ? readGsm(octets) : octets.toString('latin1');
    case 'gsm':
      return readGsm(octets);
    case 'latin1':
      return octets.toString('latin1');
    case 'ucs2':
      return readUcs2(octets);
    default:
      return new TextDecoder(coding.label).decode(octets);
  }
}

/** A value above 15 is a data coding scheme of GSM, mostly with a message class (3GPP TS 23.038 4). */
function codingOf(dataCoding: number): Coding {
  if (dataCoding < CODINGS.length) return CODINGS[dataCoding] ?? 'binary';
  // Message waiting: discard, store, store in UCS-2.
  if (dataCoding >= 0xc0 && dataCoding < 0xe0) return 'gsm';
  if (dataCoding >= 0xe0 && dataCoding < 0xf0) return 'ucs2';
  if (dataCoding >= 0xf0) return (dataCoding & 0x04) === 0 ? 'gsm' : 'binary';
  if (dataCoding >= 0x80 || (dataCoding & 0x20) !== 0) return 'binary';
  return (['gsm', 'binary', 'ucs2', 'binary'] as const)[(dataCoding >> 2) & 3] ?? 'binary';
}

/**
 * UTF-16 with the high octet first, which is what UCS-2 has become. Another order is read where a byte order mark says
 * so. Half of a surrogate pair and half of a character become U+FFFD.
 */
function readUcs2(octets: Buffer): string {
  const isLittle = octets[0] === 0xff && octets[1] === 0xfe;
  return new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be').decode(octets);
}
