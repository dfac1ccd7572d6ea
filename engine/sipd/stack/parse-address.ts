/** Name-addresses of From, To, Contact, Route, Record-Route, Refer-To … (RFC 3261 section 25.1). */
import { codeAt, isIn, skipQuoted, skipSpace, TOKEN } from './characters.js';
import { parseParams, trimmed, unquoted, type NameAddress } from './parse-fields.js';
import { isUri } from './parse-uri.js';

/**
 * One address, `["Name"] <uri>;params` or `uri;params`, or undefined where it is malformed. Without brackets all
 * parameters belong to the header, and a URI with `?` or `,` is refused (RFC 3261 section 20).
 */
export function parseNameAddress(value: string): NameAddress | undefined {
  const start = skipSpace(value, 0);
  if (codeAt(value, start) === 0x22) {
    const quoteEnd = skipQuoted(value, start);
    const bracket = quoteEnd < 0 ? -1 : skipSpace(value, quoteEnd);
    if (bracket < 0 || codeAt(value, bracket) !== 0x3c) return undefined;
    return parseBracketed(value, bracket, unquoted(value.slice(start, quoteEnd)));
  }
  const bracket = endOfTokens(value, start);
  if (codeAt(value, bracket) === 0x3c) return parseBracketed(value, bracket, trimmed(value, start, bracket));
  return parseBare(value, start);
}

/** Position of the first character that an unquoted display name cannot have; text beyond ASCII is let through. */
function endOfTokens(value: string, position: number): number {
  for (;;) {
    const code = codeAt(value, position);
    if (!isIn(TOKEN, code) && code !== 0x20 && code !== 0x09 && !(code > 0x7f)) return position;
    position += 1;
  }
}

function parseBracketed(value: string, bracket: number, displayName: string): NameAddress | undefined {
  const close = value.indexOf('>', bracket);
  if (close < 0) return undefined;
  const uri = value.slice(bracket + 1, close);
  const params = parseParams(value, close + 1);
  if (!params || !isUri(uri)) return undefined;
  return { displayName: displayName === '' ? undefined : displayName, uri, params };
}

function parseBare(value: string, start: number): NameAddress | undefined {
  let end = start;
  for (; end < value.length; end += 1) {
    const code = value.charCodeAt(end);
    if (code === 0x3b || code === 0x20 || code === 0x09) break;
    if (code === 0x3f || code === 0x2c) return undefined;
  }
  const uri = value.slice(start, end);
  const params = parseParams(value, end);
  return params && isUri(uri) ? { displayName: undefined, uri, params } : undefined;
}
