/**
 * The head of a message, start line and header fields, from bytes to fields.
 *
 * The head is decoded once and scanned line by line: folded lines are joined (RFC 3261 section 7.3.1), names become
 * canonical, comma lists of Via become one field each. The first fault is noted and the scan goes on, because a 400
 * needs the Via, From, To, Call-ID and CSeq that stand beside the malformed field.
 */
import { codeAt, endOf, isSpace, readNumber, skipSpace, TOKEN } from './characters.js';
import { canonicalNameAt } from './header-names.js';
import type { HeaderField } from './message.js';
import { splitList, trimmed } from './parse-fields.js';

/** Start line and header fields with their line ends, in bytes. */
export const MAX_HEAD_BYTES = 65_536;
const MAX_HEADER_FIELDS = 256;
const MAX_CONTENT_LENGTH = 0x7fff_ffff;
const BLANK_LINE = Buffer.from('\r\n\r\n');
/** Anything but printable ASCII, tabs and whole line ends; most messages have nothing of it. */
const ODD = /[^\t\r\n\x20-\x7e]|\r(?!\n)/;

export class Head {
  startLine = '';
  readonly fields: HeaderField[] = [];
  /** Reason phrase for the first fault found. */
  fault: string | undefined;
  /** Offset of the body; -1 where the head does not end within the bytes. */
  end = -1;
  /** -1 where there is none, or none to be trusted. */
  contentLength = -1;
  /** Which of the fields that may come only once have come. */
  seen = 0;

  refuse(reason: string): void {
    this.fault ??= reason;
  }
}

/** Reads the head that starts at `start`. Looks at each byte a fixed number of times and never throws. */
export function readHead(bytes: Buffer, start: number): Head {
  const head = new Head();
  const blankLine = bytes.indexOf(BLANK_LINE, start);
  const limit = start + MAX_HEAD_BYTES;
  const upTo = Math.min(blankLine < 0 ? bytes.length : blankLine + 4, limit);
  let text = bytes.toString('latin1', start, upTo);
  let end = -1;
  const isOdd = ODD.test(text);
  if (isOdd) {
    end = endOfHead(text);
    text = bytes.toString('utf8', start, end < 0 ? upTo : start + end);
  }
  const scanned = readLines(head, text, isOdd);
  if (scanned < 0) head.refuse(upTo === limit ? 'Message Too Large' : 'Missing End Of Headers');
  else head.end = start + (isOdd ? end : scanned);
  return head;
}

/** Offset after the first empty line, ended by CRLF or LF; -1 where there is none. */
function endOfHead(text: string): number {
  const crlf = text.indexOf('\n\r\n');
  const lf = text.indexOf('\n\n');
  if (lf >= 0 && (crlf < 0 || lf < crlf)) return lf + 2;
  return crlf < 0 ? -1 : crlf + 3;
}

/** Fills `head` from the lines of `text`; the offset after the empty line, or -1 where there is none. */
function readLines(head: Head, text: string, isOdd: boolean): number {
  let at = 0;
  for (let isFirst = true; ; isFirst = false) {
    const lineFeed = text.indexOf('\n', at);
    if (lineFeed < 0) return -1;
    let lineEnd = lineFeed;
    if (lineEnd > at && text.charCodeAt(lineEnd - 1) === 0x0d) lineEnd -= 1;
    const next = lineFeed + 1;
    if (isFirst) {
      head.startLine = text.slice(at, lineEnd);
      if (isOdd && hasStrayControl(head.startLine)) head.refuse('Bad Start Line');
      at = next;
    } else if (lineEnd === at) {
      return next;
    } else if (isSpace(codeAt(text, next))) {
      const foldEnd = endOfFold(text, next);
      const line = text.slice(at, foldEnd).replace(/\r?\n[ \t]+/g, ' ');
      readField(head, line, 0, line.length, isOdd);
      at = text.indexOf('\n', foldEnd) + 1;
      if (at === 0) return -1;
    } else {
      readField(head, text, at, lineEnd, isOdd);
      at = next;
    }
  }
}

/** End, without its line end, of the last continuation line of those that start at `position`. */
function endOfFold(text: string, position: number): number {
  for (;;) {
    const lineFeed = text.indexOf('\n', position);
    if (lineFeed < 0) return text.length;
    if (!isSpace(codeAt(text, lineFeed + 1))) {
      return text.charCodeAt(lineFeed - 1) === 0x0d ? lineFeed - 1 : lineFeed;
    }
    position = lineFeed + 1;
  }
}

/** One header field, unfolded, from `start` to `end` of `text`. */
function readField(head: Head, text: string, start: number, end: number, isOdd: boolean): void {
  const nameEnd = endOf(TOKEN, text, start);
  const colon = skipSpace(text, nameEnd);
  if (nameEnd === start || nameEnd > end || codeAt(text, colon) !== 0x3a) {
    head.refuse('Bad Header');
    return;
  }
  const name = canonicalNameAt(text, start, nameEnd);
  const value = trimmed(text, colon + 1, end);
  if (head.fields.length === MAX_HEADER_FIELDS) head.refuse('Too Many Headers');
  else if (isOdd && hasStrayControl(value)) head.refuse(`Bad ${name} Header`);
  else addField(head, name, value);
}

const FROM = 1;
const TO = 2;
const CALL_ID = 4;
const CSEQ = 8;
const MAX_FORWARDS = 16;
const CONTENT_TYPE = 32;
const DATE = 64;
const CONTENT_LENGTH = 128;

/** Adds a field, minding those that may stand only once in a message (RFC 3261 section 7.3.1). */
function addField(head: Head, name: string, value: string): void {
  switch (name) {
    case 'Via':
      addVias(head, value);
      return;
    case 'From':
      return addSingle(head, FROM, name, value);
    case 'To':
      return addSingle(head, TO, name, value);
    case 'Call-ID':
      if (value.includes(' ') || value.includes('\t')) head.refuse('Bad Call-ID Header');
      return addSingle(head, CALL_ID, name, value);
    case 'CSeq':
      return addSingle(head, CSEQ, name, value);
    case 'Content-Type':
      return addSingle(head, CONTENT_TYPE, name, value);
    case 'Max-Forwards':
      if (readNumber(value, 0, value.length, 255) < 0) head.refuse('Bad Max-Forwards Header');
      return addSingle(head, MAX_FORWARDS, name, value);
    case 'Date':
      if (!value.endsWith(' GMT')) head.refuse('Bad Date Header');
      return addSingle(head, DATE, name, value);
    case 'Content-Length':
      addContentLength(head, value);
      return;
    default:
      head.fields.push({ name, value });
  }
}

function addSingle(head: Head, bit: number, name: string, value: string): void {
  if ((head.seen & bit) !== 0) {
    head.refuse(`Bad ${name} Header`);
    return;
  }
  head.seen |= bit;
  head.fields.push({ name, value });
}

function addVias(head: Head, value: string): void {
  if (!value.includes(',')) {
    head.fields.push({ name: 'Via', value });
    return;
  }
  for (const via of splitList(value)) {
    if (via === '') head.refuse('Bad Via Header');
    else if (head.fields.length === MAX_HEADER_FIELDS) head.refuse('Too Many Headers');
    else head.fields.push({ name: 'Via', value: via });
  }
}

/** Two that agree count as one; two that differ would let two elements see two different messages. */
function addContentLength(head: Head, value: string): void {
  const length = readNumber(value, 0, value.length, MAX_CONTENT_LENGTH);
  const isSecond = (head.seen & CONTENT_LENGTH) !== 0;
  head.seen |= CONTENT_LENGTH;
  if (length < 0 || (isSecond && length !== head.contentLength)) {
    head.refuse('Bad Content-Length Header');
    head.contentLength = -1;
    return;
  }
  head.contentLength = length;
  if (!isSecond) head.fields.push({ name: 'Content-Length', value });
}

/**
 * Whether a control character other than tab stands anywhere but after a backslash in a quoted string, the one place
 * where the grammar allows it, line ends excepted (RFC 3261 section 25.1, RFC 4475 section 3.1.1.2).
 */
function hasStrayControl(value: string): boolean {
  let isQuoted = false;
  let hasEscapedControl = false;
  for (let i = 0; i < value.length; i += 1) {
    const code = value.charCodeAt(i);
    if (code === 0x22) isQuoted = !isQuoted;
    else if (isQuoted && code === 0x5c) {
      i += 1;
      const escaped = codeAt(value, i);
      if (escaped === 0x0d) return true;
      hasEscapedControl ||= isControl(escaped);
    } else if (isControl(code)) return true;
  }
  return isQuoted && hasEscapedControl;
}

function isControl(code: number): boolean {
  return (code >= 0 && code < 0x20 && code !== 0x09) || code === 0x7f;
}
