/**
 * Character classes of the SIP grammar (RFC 3261 section 25.1) as one table of bits, so that every scanner needs one
 * index and one mask. Characters above 127 belong to no class.
 */
export const TOKEN = 1;
/** unreserved, user-unreserved, `%` of an escape, and `#`, which dial strings carry unescaped in practice. */
export const USER = 2;
/** Characters of a URI parameter or a URI header, `%` included. */
export const URI_PARAM = 4;
/** Host names and IPv4 addresses; `_` is not allowed in host names but occurs in private networks. */
export const HOST = 8;
/** Inside the brackets of an IPv6 reference. */
export const IPV6 = 16;
/** An unquoted header parameter value: a token, a host, and the marks that careless senders leave unquoted. */
export const PARAM_VALUE = 32;
/** Any character a URI of an unknown scheme may hold between `<` and `>`. */
export const URI = 64;
/** Characters of a URI scheme after its first letter. */
export const SCHEME = 128;

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const MARK = "-_.!~*'()";
/** Indexed by UTF-16 code unit: a load without a bounds check makes the scanners fast. */
const classes = new Uint8Array(65_536);
mark(TOKEN, ALPHANUMERIC + "-.!%*_+`'~");
mark(USER, ALPHANUMERIC + MARK + '%&=+$,;?/#');
mark(URI_PARAM, ALPHANUMERIC + MARK + '%[]/:&+$=');
mark(HOST, ALPHANUMERIC + '-._');
mark(IPV6, '0123456789abcdefABCDEF:.');
mark(PARAM_VALUE, ALPHANUMERIC + "-.!%*_+`'~[]:/@=&$#?()^|{}");
mark(SCHEME, ALPHANUMERIC + '+-.');
mark(URI, ALPHANUMERIC + MARK + '%&=+$,;?/#[]:@|^`{}\\');

/** Whether the UTF-16 code unit belongs to the class; -1, the end of the text, belongs to none. */
export function isIn(mask: number, code: number): boolean {
  return code >= 0 && ((classes[code] ?? 0) & mask) !== 0;
}

/** The code unit at `position`, or -1 past the end: `charCodeAt` is slow if it has to return NaN. */
export function codeAt(text: string, position: number): number {
  return position < text.length ? text.charCodeAt(position) : -1;
}

/** Whether `text` is a token: a method, a header name, a parameter name. */
export function isToken(text: string): boolean {
  if (text === '') return false;
  return endOf(TOKEN, text, 0) === text.length;
}

/** Position of the first character from `position` on that is not in the class. */
export function endOf(mask: number, text: string, position: number): number {
  const length = text.length;
  while (position < length && ((classes[text.charCodeAt(position)] ?? 0) & mask) !== 0) position += 1;
  return position;
}

/** Position of the first character from `position` on that is not a digit. */
export function endOfDigits(text: string, position: number): number {
  while (isDigit(codeAt(text, position))) position += 1;
  return position;
}

/** Position of the first character from `position` on that is neither space nor tab (values are unfolded). */
export function skipSpace(text: string, position: number): number {
  while (isSpace(codeAt(text, position))) position += 1;
  return position;
}

export function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Position after the quoted string that opens at `position`, or -1 if it does not close. */
export function skipQuoted(text: string, position: number): number {
  for (let i = position + 1; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0x5c) i += 1;
    else if (code === 0x22) return i + 1;
  }
  return -1;
}

/** `text` from `start` to `end` in lower case. Most text is already, and then it costs only the check. */
export function lowerCased(text: string, start: number, end: number): string {
  const part = text.slice(start, end);
  for (let i = start; i < end; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= 0x41 && code <= 0x5a) return part.toLowerCase();
  }
  return part;
}

/** The number in digits from `start` to `end`, or -1 if there is none or it exceeds `max`. */
export function readNumber(text: string, start: number, end: number, max: number): number {
  if (start >= end) return -1;
  let number = 0;
  for (let i = start; i < end; i += 1) {
    const code = codeAt(text, i);
    if (!isDigit(code)) return -1;
    number = number * 10 + (code - 0x30);
    if (number > max) return -1;
  }
  return number;
}

function mark(mask: number, characters: string): void {
  for (let i = 0; i < characters.length; i += 1) {
    const code = characters.charCodeAt(i);
    classes[code] = (classes[code] ?? 0) | mask;
  }
}
