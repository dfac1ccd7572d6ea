/** SIP, SIPS and tel URIs (RFC 3261 section 19.1, RFC 3966). */
import {
  codeAt,
  endOf,
  endOfDigits,
  HOST,
  IPV6,
  isIn,
  lowerCased,
  readNumber,
  SCHEME,
  URI,
  URI_PARAM,
  USER,
} from './characters.js';
import { NO_PARAMS, Params } from './params.js';
import type { SipUri } from './fields.js';

const MAX_URI_PARAMS = 64;

/** The parts of a `sip:`, `sips:` or `tel:` URI, or undefined if it has another scheme or is malformed. */
export function parseUri(text: string): SipUri | undefined {
  const colon = text.indexOf(':');
  switch (colon < 0 || colon > 4 ? '' : lowerCased(text, 0, colon)) {
    case 'sip':
      return parseSipUri('sip', text, colon + 1);
    case 'sips':
      return parseSipUri('sips', text, colon + 1);
    case 'tel':
      return parseTelUri(text, colon + 1);
    default:
      return undefined;
  }
}

/** Whether `text` can be a URI of any scheme: a scheme, a colon, something after it, and no odd characters. */
export function isUri(text: string): boolean {
  const colon = endOf(SCHEME, text, 0);
  if (colon === 0 || codeAt(text, colon) !== 0x3a || colon === text.length - 1) return false;
  return codeAt(text, 0) >= 0x41 && endOf(URI, text, colon + 1) === text.length;
}

function parseSipUri(scheme: 'sip' | 'sips', text: string, start: number): SipUri | undefined {
  const at = text.indexOf('@', start);
  let user: string | undefined;
  let password: string | undefined;
  if (at >= 0) {
    const userEnd = endOf(USER, text, start);
    if (userEnd === start) return undefined;
    user = text.slice(start, userEnd);
    if (codeAt(text, userEnd) === 0x3a) {
      if (endOf(USER, text, userEnd + 1) !== at) return undefined;
      password = text.slice(userEnd + 1, at);
    } else if (userEnd !== at) return undefined;
    if (!hasWholeEscapes(text, start, at)) return undefined;
  }
  const hostStart = at + 1 > start ? at + 1 : start;
  const hostPort = parseHostPort(text, hostStart);
  if (!hostPort) return undefined;
  const question = text.indexOf('?', hostPort.end);
  const paramsEnd = question < 0 ? text.length : question;
  const params = parseUriParams(text, hostPort.end, paramsEnd);
  if (!params) return undefined;
  let headers: string | undefined;
  if (question >= 0) {
    headers = text.slice(question + 1);
    if (headers === '' || endOf(URI_PARAM | USER, text, question + 1) !== text.length) return undefined;
  }
  return { scheme, user, password, host: hostPort.host, port: hostPort.port, params, headers };
}

function parseTelUri(text: string, start: number): SipUri | undefined {
  let numberEnd = start;
  while (TEL_NUMBER.includes(text.charAt(numberEnd)) && numberEnd < text.length) numberEnd += 1;
  const params = parseUriParams(text, numberEnd, text.length);
  if (numberEnd === start || !params) return undefined;
  return {
    scheme: 'tel',
    user: undefined,
    password: undefined,
    host: text.slice(start, numberEnd),
    port: undefined,
    params,
    headers: undefined,
  };
}

const TEL_NUMBER = '+0123456789-.()*#abcdefABCDEF';

export interface HostPort {
  /** Without brackets for IPv6. */
  readonly host: string;
  readonly port: number | undefined;
  /** Position after it. */
  readonly end: number;
}

/** `host[:port]` at `start`, the host a name, an IPv4 address or a bracketed IPv6 address. */
export function parseHostPort(text: string, start: number): HostPort | undefined {
  let host: string;
  let end: number;
  if (codeAt(text, start) === 0x5b) {
    const close = endOf(IPV6, text, start + 1);
    host = text.slice(start + 1, close);
    if (codeAt(text, close) !== 0x5d || !isIpv6(host)) return undefined;
    end = close + 1;
  } else {
    end = endOf(HOST, text, start);
    if (end === start || end - start > 255) return undefined;
    host = text.slice(start, end);
  }
  if (codeAt(text, end) !== 0x3a) return { host, port: undefined, end };
  const portStart = end + 1;
  end = endOfDigits(text, portStart);
  if (end === portStart) return { host, port: undefined, end };
  const port = readNumber(text, portStart, end, 65_535);
  return port < 0 ? undefined : { host, port, end };
}

/**
 * Enough of a check to distinguish an address from a name. A third colon before an embedded IPv4 address is accepted:
 * the grammar of RFC 3261 requires it by mistake, and RFC 5118 section 4.10 wants it understood.
 */
function isIpv6(host: string): boolean {
  if (host.length < 2 || host.length > 45) return false;
  const colons = host.split(':').length - 1;
  return colons >= 2 && colons <= 8;
}

/**
 * URI parameters between `start` and `end`: `*( ";" name [ "=" value ] )` without spaces. Empty and unreadable ones are
 * skipped, and an empty value counts as none; a parameter with two different values makes the URI invalid.
 */
function parseUriParams(text: string, start: number, end: number): Params | undefined {
  if (start === end) return NO_PARAMS;
  const params = new Params();
  let at = start;
  while (at < end) {
    if (codeAt(text, at) !== 0x3b || params.size === MAX_URI_PARAMS) return undefined;
    let itemEnd = Math.min(endOf(URI_PARAM, text, at + 1), end);
    if (itemEnd < end && codeAt(text, itemEnd) !== 0x3b) {
      const next = text.indexOf(';', itemEnd);
      itemEnd = next < 0 || next > end ? end : next;
      if (endOf(URI, text, at + 1) < itemEnd) return undefined;
    }
    const equals = text.indexOf('=', at + 1);
    const nameEnd = equals < 0 || equals > itemEnd ? itemEnd : equals;
    const value = nameEnd + 1 < itemEnd ? text.slice(nameEnd + 1, itemEnd) : undefined;
    const name = lowerCased(text, at + 1, nameEnd);
    if (name !== '' && !params.add(name, value) && params.get(name) !== value) return undefined;
    at = itemEnd;
  }
  return params;
}

/** Whether every `%` between `start` and `end` is followed by two hexadecimal digits. */
export function hasWholeEscapes(text: string, start: number, end: number): boolean {
  for (let i = text.indexOf('%', start); i >= 0 && i < end; i = text.indexOf('%', i + 1)) {
    if (!isHex(codeAt(text, i + 1)) || !isHex(codeAt(text, i + 2))) return false;
  }
  return true;
}

function isHex(code: number): boolean {
  return isIn(IPV6, code) && code !== 0x3a && code !== 0x2e;
}
