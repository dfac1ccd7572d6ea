/**
 * The head of a message, start line and header fields, from bytes to fields.
 *
 * One pass over the bytes finds the lines, their first colons and anything unusual in them. Then the head is decoded
 * once, byte for byte, so that offsets stay the same, and fields are cut out of it. Names become canonical, folded
 * lines are joined (RFC 3261 section 7.3.1), and comma lists of Via become one field each. Only a line with bytes
 * beyond ASCII is decoded again (`readText`).
 *
 * A flaw in a field that is not needed is tolerated: a line that is not a header is dropped, a control character
 * becomes a space, and of a header that may occur once the first one counts. Fields that match and frame messages must
 * be correct: Via, From, To, Call-ID, CSeq, Content-Length. The first such fault is noted and reading continues,
 * because a 400 needs the fields beside the malformed one.
 */
import { codeAt, isSpace, readNumber } from './characters.js';
import { canonicalNameAt } from './header-names.js';
import { readText } from './header-text.js';
import type { HeaderField } from './message.js';
import { splitList, trimmed } from './fields.js';

/** Start line and header fields with their line ends, in bytes. */
export const MAX_HEAD_BYTES = 65_536;
const MAX_HEADER_FIELDS = 256;
const MAX_CONTENT_LENGTH = 0x7fff_ffff;

export class Head {
  startLine = '';
  readonly fields: HeaderField[] = [];
  /** Reason phrase for the first fault found. */
  fault: string | undefined;
  /** Offset of the body; -1 if the head does not end within the bytes. */
  end = -1;
  /** -1: there is none, or none that can be trusted. */
  contentLength = -1;
  /** The fields found so far of those that may occur only once. */
  seen = 0;

  refuse(reason: string): void {
    this.fault ??= reason;
  }
}

/** Reads the head that starts at `start`. Looks at each byte a fixed number of times and never throws. */
export function readHead(bytes: Buffer, start: number): Head {
  const head = new Head();
  const limit = Math.min(bytes.length, start + MAX_HEAD_BYTES);
  const count = findLines(head, bytes, start, limit);
  const text = bytes.toString('latin1', start, head.end < 0 ? limit : head.end);
  if (count > 0) {
    head.startLine = text.slice(0, line(0, END) - start);
    if (line(0, FLAGS) !== 0) head.startLine = withoutControls(readText(bytes, start, line(0, END)));
  }
  for (let i = 1; i < count; i += 1) readField(head, bytes, text, start, i);
  return head;
}

/** What the pass over the bytes knows of each line; reused for the next message, since one is read at a time. */
const lines = new Int32Array(4 * (MAX_HEADER_FIELDS + 1));
const START = 0;
/** Offset of the first colon, -1 if there is none. */
const COLON = 1;
/** Offset of the line end, CR included. */
const END = 2;
const FLAGS = 3;
const FOLDED = 1;
/** Bytes beyond ASCII, control characters, a CR by itself. */
const UNUSUAL = 2;

function line(index: number, what: number): number {
  return lines[4 * index + what] ?? -1;
}

const ORDINARY_BYTE = 0;
const COLON_BYTE = 1;
const LF_BYTE = 2;
const CR_BYTE = 3;
const UNUSUAL_BYTE = 4;
const kinds = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === 0x3a) return COLON_BYTE;
  if (byte === 0x0a) return LF_BYTE;
  if (byte === 0x0d) return CR_BYTE;
  return byte === 0x09 || (byte >= 0x20 && byte < 0x7f) ? ORDINARY_BYTE : UNUSUAL_BYTE;
});

/** Fills `lines` up to the empty line, sets `head.end`, and returns how many lines there are. */
function findLines(head: Head, bytes: Buffer, start: number, limit: number): number {
  let count = 0;
  let lineStart = start;
  let colon = -1;
  let flags = 0;
  for (let at = start; at < limit; at += 1) {
    const kind = kinds[bytes[at] ?? 0];
    if (kind === ORDINARY_BYTE) continue;
    if (kind === COLON_BYTE) {
      if (colon < 0) colon = at;
    } else if (kind === LF_BYTE) {
      const lineEnd = at > lineStart && bytes[at - 1] === 0x0d ? at - 1 : at;
      if (lineEnd === lineStart) {
        head.end = at + 1;
        return count;
      }
      if (count > 0 && at + 1 < limit && isSpace(bytes[at + 1] ?? 0)) {
        flags |= FOLDED;
        continue;
      }
      if (count > MAX_HEADER_FIELDS) {
        head.refuse(TOO_MANY_HEADERS);
        return count;
      }
      const record = 4 * count;
      lines[record + START] = lineStart;
      lines[record + COLON] = colon;
      lines[record + END] = lineEnd;
      lines[record + FLAGS] = flags;
      count += 1;
      lineStart = at + 1;
      colon = -1;
      flags = 0;
    } else if (kind === UNUSUAL_BYTE || at + 1 === limit || bytes[at + 1] !== 0x0a) flags |= UNUSUAL;
  }
  if (limit === start + MAX_HEAD_BYTES) head.refuse('Message Too Large');
  else if (count > 0 && lineStart === limit)
    head.end = limit; // a datagram that ends with its last header line
  else head.refuse('Missing End Of Headers');
  return count;
}

const TOO_MANY_HEADERS = 'Too Many Headers';

/** One header field, from the line with that index; `text` starts at `base` in `bytes`. */
function readField(head: Head, bytes: Buffer, text: string, base: number, index: number): void {
  const start = line(index, START) - base;
  const colon = line(index, COLON) - base;
  let nameEnd = colon;
  while (nameEnd > start && isSpace(codeAt(text, nameEnd - 1))) nameEnd -= 1;
  const name = nameEnd > start ? canonicalNameAt(text, start, nameEnd) : undefined;
  if (name === undefined) return;
  const end = line(index, END);
  const flags = line(index, FLAGS);
  if (flags === 0) {
    addField(head, name, trimmed(text, colon + 1, end - base));
    return;
  }
  let value = readText(bytes, base + colon + 1, end);
  if ((flags & FOLDED) !== 0) value = value.replace(/\r?\n[ \t]+/g, ' ');
  if ((flags & UNUSUAL) !== 0 && hasStrayControl(value)) {
    if (MATCHED_BY.has(name)) head.refuse(`Bad ${name} Header`);
    value = withoutControls(value);
  }
  addField(head, name, trimmed(value, 0, value.length));
}

const MATCHED_BY: ReadonlySet<string> = new Set(['Via', 'Call-ID', 'CSeq', 'Content-Length']);

function withoutControls(text: string): string {
  return text.replace(/[\x00-\x08\n-\x1f\x7f\u2028\u2029]/g, ' ');
}

const FROM = 1;
const TO = 2;
const CALL_ID = 4;
const CSEQ = 8;
const MAX_FORWARDS = 16;
const CONTENT_TYPE = 32;
const CONTENT_LENGTH = 64;
const RSEQ = 128;
const RACK = 256;
const SESSION_EXPIRES = 512;
const MIN_SE = 1024;
const EXPIRES = 2048;

/** Adds a field; some may occur only once in a message (RFC 3261 section 7.3.1). */
function addField(head: Head, name: string, value: string): void {
  switch (name) {
    case 'Via':
      addVias(head, value);
      return;
    case 'From':
      return addIdentity(head, FROM, name, value);
    case 'To':
      return addIdentity(head, TO, name, value);
    case 'Call-ID':
      if (value.includes(' ') || value.includes('\t')) head.refuse('Bad Call-ID Header');
      return addIdentity(head, CALL_ID, name, value);
    case 'CSeq':
      return addIdentity(head, CSEQ, name, value);
    case 'Content-Length':
      addContentLength(head, value);
      return;
    case 'Content-Type':
      return addOnce(head, CONTENT_TYPE, name, value);
    case 'Max-Forwards':
      return addOnce(head, MAX_FORWARDS, name, value);
    case 'Session-Expires':
      return addOnce(head, SESSION_EXPIRES, name, value);
    case 'Min-SE':
      return addOnce(head, MIN_SE, name, value);
    case 'Expires':
      return addOnce(head, EXPIRES, name, value);
    case 'RSeq':
      return addOnce(head, RSEQ, name, value);
    case 'RAck':
      return addOnce(head, RACK, name, value);
    default:
      head.fields.push({ name, value });
  }
}

/** A field that matches messages: a second one must be equal. */
function addIdentity(head: Head, bit: number, name: string, value: string): void {
  const isSecond = (head.seen & bit) !== 0;
  addOnce(head, bit, name, value);
  if (isSecond && head.fields.some((field) => field.name === name && field.value !== value))
    head.refuse(`Bad ${name} Header`);
}

/** The first one counts, regardless of others. */
function addOnce(head: Head, bit: number, name: string, value: string): void {
  if ((head.seen & bit) !== 0) return;
  head.seen |= bit;
  head.fields.push({ name, value });
}

function addVias(head: Head, value: string): void {
  if (!value.includes(',')) {
    head.fields.push({ name: 'Via', value });
    return;
  }
  const first = head.fields.length;
  for (const element of splitList(value)) {
    // A part that does not begin like a Via follows a comma in a parameter of the previous one.
    const last = /^SIP[ \t]*\//i.test(element) ? undefined : head.fields[head.fields.length - 1];
    if (last !== undefined && head.fields.length > first) {
      head.fields[head.fields.length - 1] = { name: 'Via', value: `${last.value},${element}` };
    } else if (head.fields.length === MAX_HEADER_FIELDS) head.refuse(TOO_MANY_HEADERS);
    else if (element !== '') head.fields.push({ name: 'Via', value: element });
  }
}

/** Two equal ones count as one; two different ones would let two elements see two different messages. */
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
 * Whether there is a control character other than tab anywhere but after a backslash in a quoted string, the only place
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
