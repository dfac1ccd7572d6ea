/**
 * `a=crypto` of an SDP (RFC 4568 9):
 *
 *   a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:base64 of key and salt|2^20|1:4;inline:... WSH=64
 *            tag suite                 keys, each with its lifetime and its identifier    session parameters
 *
 * A line that asks for what we do not do, such as UNENCRYPTED_SRTP, is as if it were not there.
 */
import { SUITES, type KeySet, type MasterKey, type SuiteName } from './suites.js';

export interface CryptoLine extends KeySet {
  /** Decimal, without meaning; the answer repeats it. */
  readonly tag: number;
}

const MAX_LINES = 16;
const MAX_KEYS = 4;
/** RFC 3711 9.2: packets of one key. */
const MAX_LIFETIME = 2 ** 48;
/** RFC 4568 9.2 allows 128 bytes, which no peer uses. */
const MAX_MKI_BYTES = 16;

/** The lines among the attributes of an m= line that can be used, in their order. */
export function readCryptoLines(attributes: readonly string[]): readonly CryptoLine[] {
  const lines: CryptoLine[] = [];
  for (const text of attributes) {
    if (!isCrypto(text)) continue;
    const line = readLine(text.slice('crypto:'.length));
    if (line === undefined || lines.some(({ tag }) => tag === line.tag)) continue;
    if (lines.push(line) === MAX_LINES) break;
  }
  return lines;
}

/** Whether there is any line, of use or not. */
export function hasCryptoLines(attributes: readonly string[]): boolean {
  return attributes.some(isCrypto);
}

/** As a line of an SDP. It has no lifetime: a call ends long before its key may not be used any more. */
export function writeCryptoLine({ tag, suite, keys }: CryptoLine): string {
  return `a=crypto:${tag} ${suite} ${keys.map(({ keyAndSalt }) => `inline:${keyAndSalt}`).join(';')}\r\n`;
}

function isCrypto(text: string): boolean {
  return text.slice(0, 7).toLowerCase() === 'crypto:';
}

function readLine(text: string): CryptoLine | undefined {
  const [tag = '', suiteName = '', keyTexts = '', ...parameters] = text.trim().split(/[ \t]+/);
  const suite = suiteOf(suiteName);
  if (suite === undefined || !/^\d{1,9}$/.test(tag) || !parameters.every(isHarmless)) return undefined;
  const keys = readKeys(keyTexts, suite);
  return keys && { tag: Number(tag), suite, keys };
}

function suiteOf(name: string): SuiteName | undefined {
  const upper = name.toUpperCase();
  return upper in SUITES ? (upper as SuiteName) : undefined;
}

/** The window of a receiver is a hint, no FEC is used, and one with `-` may be ignored (RFC 4568 6.3). */
function isHarmless(parameter: string): boolean {
  return /^(?:-|WSH=\d|FEC_ORDER=)/i.test(parameter);
}

/** Undefined unless all can be used: several need identifiers of the same length (RFC 4568 6.1). */
function readKeys(text: string, suite: SuiteName): readonly MasterKey[] | undefined {
  const keys: MasterKey[] = [];
  for (const one of text.split(';')) {
    const key = readKey(one, suite);
    if (key === undefined || keys.push(key) > MAX_KEYS) return undefined;
  }
  const [first] = keys;
  if (keys.length === 1) return keys;
  const length = first?.mki?.length;
  return length !== undefined && keys.every(({ mki }) => mki?.length === length) ? keys : undefined;
}

function readKey(text: string, name: SuiteName): MasterKey | undefined {
  const [method = '', ...rest] = text.split(':');
  const [keyText = '', ...more] = rest.join(':').split('|');
  if (method.toLowerCase() !== 'inline' || !/^[A-Za-z0-9+/]+={0,2}$/.test(keyText)) return undefined;
  const bytes = Buffer.from(keyText, 'base64');
  const suite = SUITES[name];
  if (bytes.length !== suite.keyBytes + suite.saltBytes) return undefined;
  const keyAndSalt = bytes.toString('base64');
  const [first = '', second] = more;
  if (more.length > 2) return undefined;
  if (more.length === 0) return { keyAndSalt };
  if (second === undefined && !first.includes(':')) return isLifetime(first) ? { keyAndSalt } : undefined;
  if (second !== undefined && !isLifetime(first)) return undefined;
  const mki = readMki(second ?? first);
  return mki === undefined ? undefined : { keyAndSalt, mki };
}

/** `2^20` or a number. Its sender keeps to it: it is the sender's key. */
function isLifetime(text: string): boolean {
  const [, exponent, packets] = /^(?:2\^(\d{1,2})|(\d{1,15}))$/.exec(text) ?? [];
  const lifetime = exponent === undefined ? Number(packets) : 2 ** Number(exponent);
  return lifetime >= 1 && lifetime <= MAX_LIFETIME;
}

/** `1:4`: the number 1 in four bytes, as hexadecimal. */
function readMki(text: string): string | undefined {
  const [, value = '', length = ''] = /^(\d{1,38}):(\d{1,3})$/.exec(text) ?? [];
  const bytes = Number(length);
  if (value === '' || bytes < 1 || bytes > MAX_MKI_BYTES) return undefined;
  const digits = BigInt(value).toString(16);
  return digits.length > bytes * 2 ? undefined : digits.padStart(bytes * 2, '0');
}
