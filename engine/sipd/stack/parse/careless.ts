/**
 * Reads malformed values for the part that is needed. The parsers call it for values that do not follow the grammar of
 * RFC 3261 25.1. That is rare, so it may cost more.
 *
 * Empty parameters, values without quotes, duplicate parameters and text between parameters are tolerated. Tag and
 * branch are used to match messages: if a text leaves them ambiguous, that is noted (`Params#isClear`).
 */
import { endOf, isToken, PARAM_VALUE, skipQuoted } from './characters.js';
import { Params } from './params.js';

const MAX_PARAMS = 64;
const MATCHED_BY = ['tag', 'branch'];

/** Header parameters from `position` on; undefined if there are too many, or if another address follows. */
export function carelessParams(text: string, position: number): Params | undefined {
  const params = new Params();
  let isFirst = true;
  for (const segment of segmentsOf(text, position)) {
    const isParam = !isFirst && addParam(params, segment);
    isFirst = false;
    if (params.size > MAX_PARAMS) return undefined;
    if (isParam || segment === '') continue;
    if (/[<>]/.test(segment)) return undefined;
    doubtMentioned(params, segment);
  }
  return params;
}

/** The skipped text may have been meant as one of these. */
function doubtMentioned(params: Params, text: string): void {
  const lower = text.toLowerCase();
  for (const name of MATCHED_BY) if (lower.includes(name)) params.doubt(name);
}

/** The text between the `;` from `position` on, without surrounding space. A `;` in closed quotes does not count. */
function* segmentsOf(text: string, position: number): Generator<string> {
  let start = position;
  let quotesClose = true;
  for (let at = position; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22 && quotesClose) {
      const end = skipQuoted(text, at);
      quotesClose = end >= 0;
      if (quotesClose) at = end - 1;
    } else if (code === 0x3b) {
      yield text.slice(start, at).trim();
      start = at + 1;
    }
  }
  yield text.slice(start).trim();
}

/** Adds `name`, `name=value` or `name=`; false if the text is none of them. */
function addParam(params: Params, segment: string): boolean {
  const equals = segment.indexOf('=');
  const name = (equals < 0 ? segment : segment.slice(0, equals)).trimEnd().toLowerCase();
  if (!isToken(name)) return false;
  const value = equals < 0 ? undefined : segment.slice(equals + 1).trimStart();
  if (value !== undefined && !isParamValue(value)) {
    if (/[<>]/.test(value)) return false;
    params.doubt(name);
    doubtMentioned(params, value);
  }
  if (!params.add(name, value) && params.get(name) !== value) params.doubt(name);
  return true;
}

function isParamValue(value: string): boolean {
  if (value.startsWith('"')) return skipQuoted(value, 0) === value.length;
  return value !== '' && endOf(PARAM_VALUE, value, 0) === value.length;
}

/**
 * Position of the `<` of the address: the first one outside quotes, else the first of all, since a quote that does not
 * close means nothing (a display name in GBK or Big5 may end in the byte of a backslash). -1 if there is none.
 */
export function openBracket(text: string): number {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x3c) return at;
    if (code !== 0x22) continue;
    const end = skipQuoted(text, at);
    if (end < 0) break;
    at = end - 1;
  }
  return text.indexOf('<');
}

/** Host and port of a Via's sent-by outside the grammar: an IPv6 address without brackets, `a/b : 5060`. */
export function carelessSentBy(text: string): { host: string; port: string } | undefined {
  if (/^[0-9a-f:.]+$/i.test(text) && text.split(':').length > 3) return { host: text, port: '' };
  const colon = text.lastIndexOf(':');
  const host = (colon < 0 ? text : text.slice(0, colon)).trim();
  const port = colon < 0 ? '' : text.slice(colon + 1).trim();
  return host === '' || /[\s<>"]/.test(host) ? undefined : { host, port };
}
