/**
 * The first line of a message (RFC 3261 sections 7.1 and 7.2), and our requirements for a Request-URI.
 *
 * A careless line is repaired: several spaces between its words, a URI in angle brackets, spaces in it, headers after
 * it. What is left of the URI is one word, so that it can be sent on. Only a request outside of any dialog needs more
 * of it (`requestUriFault`): the Request-URI of a BYE does not matter.
 */
import { codeAt, endOf, isSpace, isToken, readNumber, TOKEN, USER } from './characters.js';
import { METHODS } from './fields.js';
import { hasWholeEscapes, parseUri } from './uri.js';

export interface RequestLine {
  readonly method: string;
  readonly uri: string;
  /** `2.0`, or another version that a peer claims to speak. */
  readonly version: string;
}

export interface StatusLine {
  readonly status: number;
  readonly reason: string;
}

const MAX_METHOD_LENGTH = 64;
const VERSION = 'SIP/2.0';

/** Undefined if it is not a SIP request at all. */
export function readRequestLine(line: string): RequestLine | undefined {
  const methodEnd = endOf(TOKEN, line, 0);
  if (methodEnd === 0 || methodEnd > MAX_METHOD_LENGTH) return undefined;
  const uriEnd = line.length - VERSION.length - 1;
  const isSound =
    isVersionAt(line, uriEnd + 1) && codeAt(line, methodEnd) === 0x20 && codeAt(line, uriEnd) === 0x20;
  const uri = isSound ? line.slice(methodEnd + 1, uriEnd) : '';
  if (!isSound || !isOrdinaryUri(uri)) return carelessRequestLine(line);
  return { method: METHODS.find(line, 0, methodEnd) ?? line.slice(0, methodEnd), uri, version: '2.0' };
}

/** `SIP/2.0 200 OK`; the reason may be empty. Undefined if no response can be made from it. */
export function readStatusLine(line: string): StatusLine | undefined {
  let start = VERSION.length;
  while (isSpace(codeAt(line, start))) start += 1;
  const status = readNumber(line, start, start + 3, 699);
  const end = start + 3;
  if (!isVersionAt(line, 0) || start === VERSION.length || status < 100) return undefined;
  if (line.length > end && !isSpace(codeAt(line, end))) return undefined;
  return { status, reason: line.slice(end + 1) };
}

/** A method never has a `/`, so a line that starts with a version is a response. */
export function isStatusLine(line: string): boolean {
  return codeAt(line, 3) === 0x2f && line.slice(0, 3).toUpperCase() === 'SIP';
}

/** Why the Request-URI of a request outside of any dialog cannot be understood (RFC 3261 8.2.2.1). */
export function requestUriFault(uri: string): { status: 400 | 416; reason: string } | undefined {
  if (parseUri(uri) !== undefined) return undefined;
  const scheme = /^([a-z][a-z\d+.-]*):(?=.)/i.exec(uri)?.[1]?.toLowerCase();
  if (scheme === undefined) return BAD_URI;
  if (scheme === 'tel') return BAD_URI;
  if (scheme !== 'sip' && scheme !== 'sips') return { status: 416, reason: 'Unsupported URI Scheme' };
  // Its host and port do not matter here; its user does.
  const start = scheme.length + 1;
  const at = uri.indexOf('@', start);
  const userEnd = endOf(USER, uri, start);
  const isReadable =
    userEnd === at || (codeAt(uri, userEnd) === 0x3a && endOf(USER, uri, userEnd + 1) === at);
  return at > start && isReadable && hasWholeEscapes(uri, start, at) ? undefined : BAD_URI;
}

const BAD_URI = { status: 400, reason: 'Bad Request-URI' } as const;

function carelessRequestLine(line: string): RequestLine | undefined {
  const words = /^(\S+)\s+(?:(.*?)\s+)?SIP\/(\d+(?:\.\d+)?)\s*$/i.exec(line);
  const [, method = '', uri = '', version = ''] = words ?? [];
  return isToken(method) ? { method, uri: carelessRequestUri(uri), version } : undefined;
}

function carelessRequestUri(written: string): string {
  const text = written.replace(/^[<\s]+|[>\s]+$/g, '');
  const at = text.indexOf('@');
  const user = text.slice(0, at + 1).replace(/\s/g, '%20');
  const rest = text
    .slice(at + 1)
    .replace(/\?.*$/, '')
    .replace(/\s/g, '');
  return user + rest === '' ? 'sip:' : user + rest;
}

/** One that is a single word, without headers (RFC 3261 section 19.1.1). */
function isOrdinaryUri(uri: string): boolean {
  const parsed = parseUri(uri);
  return parsed === undefined ? uri !== '' && !/[\s<>?]/.test(uri) : parsed.headers === undefined;
}

/** Compared without regard to case (RFC 3261 section 7.1). */
function isVersionAt(line: string, start: number): boolean {
  return (
    line.startsWith(VERSION, start) || line.slice(start, start + VERSION.length).toUpperCase() === VERSION
  );
}
