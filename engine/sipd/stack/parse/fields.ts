/** Structured header values (RFC 3261 section 25.1), parsed in one pass without backtracking. */
import {
  codeAt,
  endOf,
  endOfDigits,
  isSpace,
  isToken,
  lowerCased,
  PARAM_VALUE,
  readNumber,
  skipQuoted,
  skipSpace,
  TOKEN,
} from './characters.js';
import { NameTable } from './name-table.js';
import { NO_PARAMS, Params } from './params.js';
import { carelessParams } from './careless.js';

export interface SipUri {
  readonly scheme: 'sip' | 'sips' | 'tel';
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** Host without brackets for IPv6; the subscriber number for `tel:`. */
  readonly host: string;
  readonly port: number | undefined;
  readonly params: Params;
  readonly headers: string | undefined;
}

/** From, To, Contact, Route …: optional display name, URI text, header parameters. */
export interface NameAddress {
  /** Without quotes and backslashes. */
  readonly displayName: string | undefined;
  readonly uri: string;
  readonly params: Params;
}

export interface Via {
  /** Upper case: `UDP`, `TCP`. */
  readonly transport: string;
  /** Without brackets for IPv6. */
  readonly host: string;
  readonly port: number | undefined;
  readonly branch: string | undefined;
  readonly params: Params;
}

export interface CSeq {
  readonly number: number;
  readonly method: string;
}

const MAX_PARAMS = 64;
const PARAM_NAMES = new NameTable([
  'branch',
  'rport',
  'received',
  'tag',
  'lr',
  'expires',
  'q',
  'transport',
  'user',
]);
export const METHODS = new NameTable([
  'INVITE',
  'ACK',
  'BYE',
  'CANCEL',
  'OPTIONS',
  'REGISTER',
  'PRACK',
  'UPDATE',
  'INFO',
  'MESSAGE',
  'SUBSCRIBE',
  'NOTIFY',
  'REFER',
  'PUBLISH',
]);
const MAX_CSEQ = 0xffff_ffff;

/** `4711 INVITE`, or undefined if it has another form or exceeds 32 bits. */
export function parseCSeq(value: string): CSeq | undefined {
  const digitsEnd = endOfDigits(value, 0);
  const number = readNumber(value, 0, digitsEnd, MAX_CSEQ);
  const methodStart = skipSpace(value, digitsEnd);
  if (number < 0 || methodStart === digitsEnd || methodStart === value.length) return undefined;
  const method = METHODS.find(value, methodStart, value.length) ?? value.slice(methodStart);
  if (!isToken(method)) return undefined;
  return { number, method };
}

/**
 * Header parameters from `position` to the end of `text`: `*( ";" name [ "=" value ] )` with space anywhere in between,
 * and careless variants of it. Undefined if there are too many, or if something else follows.
 */
export function parseParams(text: string, position: number): Params | undefined {
  return parseSoundParams(text, position) ?? carelessParams(text, position);
}

/** By the grammar; undefined if anything is left over, or a name occurs twice (RFC 3261 section 7.3.1). */
function parseSoundParams(text: string, position: number): Params | undefined {
  let at = skipSpace(text, position);
  if (at === text.length) return NO_PARAMS;
  const params = new Params();
  while (at < text.length) {
    if (codeAt(text, at) !== 0x3b || params.size === MAX_PARAMS) return undefined;
    const nameStart = skipSpace(text, at + 1);
    const nameEnd = endOf(TOKEN, text, nameStart);
    if (nameEnd === nameStart) return undefined;
    const name = PARAM_NAMES.find(text, nameStart, nameEnd) ?? lowerCased(text, nameStart, nameEnd);
    at = skipSpace(text, nameEnd);
    if (codeAt(text, at) !== 0x3d) {
      if (!params.add(name, undefined)) return undefined;
      continue;
    }
    const valueStart = skipSpace(text, at + 1);
    const valueEnd = endOfParamValue(text, valueStart);
    if (valueEnd < 0) return undefined;
    if (!params.add(name, text.slice(valueStart, valueEnd))) return undefined;
    at = skipSpace(text, valueEnd);
  }
  return params;
}

/** Position after the quoted string or bare value at `position`; -1 if there is none. */
function endOfParamValue(text: string, position: number): number {
  if (codeAt(text, position) === 0x22) return skipQuoted(text, position);
  const end = endOf(PARAM_VALUE, text, position);
  return end > position ? end : -1;
}

/**
 * The elements of a comma list, trimmed; commas inside quotes and angle brackets do not separate. Empty elements are
 * kept, so that the caller can refuse them; an empty value has no elements.
 */
export function splitList(value: string): string[] {
  const elements: string[] = [];
  let start = 0;
  let isInBrackets = false;
  for (let i = 0; i < value.length; i += 1) {
    const code = value.charCodeAt(i);
    if (code === 0x22 && !isInBrackets) {
      const end = skipQuoted(value, i);
      if (end < 0) break;
      i = end - 1;
    } else if (code === 0x3c) isInBrackets = true;
    else if (code === 0x3e) isInBrackets = false;
    else if (code === 0x2c && !isInBrackets) {
      elements.push(trimmed(value, start, i));
      start = i + 1;
    }
  }
  const last = trimmed(value, start, value.length);
  if (last !== '' || elements.length > 0) elements.push(last);
  return elements;
}

/** `text` from `start` to `end` without spaces and tabs around it. */
export function trimmed(text: string, start: number, end: number): string {
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** The text of a quoted string without its quotes and backslashes; any other text as it is. */
export function unquoted(text: string): string {
  if (text.length < 2 || text.charCodeAt(0) !== 0x22) return text;
  const inner = text.slice(1, -1);
  return inner.includes('\\') ? inner.replace(/\\([\s\S])/g, '$1') : inner;
}
