/** Name-addresses of From, To, Contact, Route, Record-Route, Refer-To … (RFC 3261 section 25.1). */
import { codeAt, isIn, skipQuoted, skipSpace, TOKEN } from './characters.js';
import { openBracket } from './careless.js';
import { parseParams, trimmed, unquoted, type NameAddress } from './fields.js';
import { isUri } from './uri.js';

/**
 * One address, `["Name"] <uri>;params` or `uri;params`, or undefined if its URI is malformed; a flaw in the display
 * name does not matter. Without brackets all parameters belong to the header, and a URI with `?` or `,` is refused (RFC
 * 3261 section 20).
 */
export function parseNameAddress(value: string): NameAddress | undefined {
  const address = parseSound(value);
  if (address !== undefined) return address;
  const careless = parseCareless(value);
  return careless !== undefined && isUri(careless.uri) ? careless : undefined;
}

/**
 * The value of a From or To. A dialog needs its tag and nothing else, so any other flaw is tolerated. Undefined if it
 * is ambiguous what the tag is.
 */
export function parseParty(value: string): NameAddress | undefined {
  const party = parseSound(value) ?? parseCareless(value) ?? parseUnbracketed(value);
  return party?.params.isClear('tag') === true && !/[<>]/.test(party.uri) ? party : undefined;
}

/** Its grammar kept, but for parameters. */
function parseSound(value: string): NameAddress | undefined {
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

/** Position of the first character that an unquoted display name cannot have; text beyond ASCII is accepted. */
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

/** The text in brackets, and the text before and after them. */
function parseCareless(value: string): NameAddress | undefined {
  const bracket = openBracket(value);
  const close = value.indexOf('>', bracket);
  if (bracket < 0 || close < 0) return undefined;
  const params = parseParams(value, close + 1);
  if (!params) return undefined;
  const name = trimmed(value, 0, bracket);
  const displayName = name.endsWith('"') ? unquoted(name) : name;
  const uri = trimmed(value, bracket + 1, close);
  return { displayName: displayName === '' ? undefined : displayName, uri, params };
}

/** The text before the first `;`. */
function parseUnbracketed(value: string): NameAddress | undefined {
  const semicolon = value.indexOf(';');
  const end = semicolon < 0 ? value.length : semicolon;
  const uri = trimmed(value, 0, end);
  const params = parseParams(value, end);
  return params && uri !== '' ? { displayName: undefined, uri, params } : undefined;
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
