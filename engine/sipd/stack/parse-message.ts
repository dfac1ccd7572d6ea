/**
 * Bytes from the network to a SIP message (RFC 3261 section 7), or to the reason why not.
 *
 * Nothing here throws, whatever the bytes are, and nothing looks at a byte more than a fixed number of times. What the
 * stack relies on (start line, top Via, From, To, Call-ID, CSeq, Contact, lengths) is checked here, so that it is
 * refused in one place; other header values pass as text.
 */
import { codeAt, endOf, readNumber, TOKEN } from './characters.js';
import { Headers, NO_BODY, SipRequest, SipResponse, type SipMessage } from './message.js';
import { parseNameAddress } from './parse-address.js';
import { METHODS, splitList } from './parse-fields.js';
import { readHead, type Head } from './parse-head.js';
import { isUri, parseUri } from './parse-uri.js';

const MAX_URI_LENGTH = 4_096;
const MAX_METHOD_LENGTH = 64;
/** The start line is of another protocol, or of another version of SIP. */
export const NOT_SIP = 'Not SIP';

export type ParseResult = ParsedMessage | MalformedMessage | KeepAlive;

export interface ParsedMessage {
  readonly kind: 'message';
  readonly message: SipMessage;
  /** Bytes of the message with line ends before it; more may follow its body. */
  readonly consumed: number;
}

export interface MalformedMessage {
  readonly kind: 'malformed';
  /** The reason phrase to answer with: `Bad To Header`. */
  readonly reason: string;
  /** What to answer: 400, or 414 or 513 where they say it better. */
  readonly status: 400 | 414 | 513;
  /**
   * What to answer to: its top Via is readable, of From, To, Call-ID and CSeq the text is there if it came at all.
   * Undefined where it must be dropped: a response, an ACK, no usable Via, not SIP/2.0.
   */
  readonly request: SipRequest | undefined;
}

export interface KeepAlive {
  readonly kind: 'keep-alive';
  /** `ping` is CRLFCRLF, which a stream answers with CRLF; `pong` one CRLF (RFC 5626 section 4.4.1); `stun` a binding. */
  readonly form: 'ping' | 'pong' | 'stun';
}

/** Parses one datagram: one message; without Content-Length its body is the rest (RFC 3261 section 18.3). */
export function parseMessage(bytes: Buffer): ParseResult {
  const start = skipLineEnds(bytes, 0);
  if (start === bytes.length) return { kind: 'keep-alive', form: start > 2 ? 'ping' : 'pong' };
  if (isStun(bytes)) return { kind: 'keep-alive', form: 'stun' };
  const head = readHead(bytes, start);
  if (head.end < 0) return finishMessage(head, NO_BODY, bytes.length);
  const available = bytes.length - head.end;
  if (head.contentLength > available) head.refuse('Bad Content-Length Header');
  const length = head.contentLength < 0 ? available : Math.min(head.contentLength, available);
  const end = head.end + length;
  return finishMessage(head, length === 0 ? NO_BODY : bytes.subarray(head.end, end), end);
}

/** Makes a message of a head and the bytes of its body. */
export function finishMessage(head: Head, body: Buffer, consumed: number): ParsedMessage | MalformedMessage {
  const message = isStatusLine(head.startLine) ? responseOf(head, body) : requestOf(head, body);
  if (!message) return { kind: 'malformed', reason: head.fault ?? NOT_SIP, status: 400, request: undefined };
  checkFields(head, message);
  const reason = head.fault;
  if (reason === undefined) return { kind: 'message', message, consumed };
  const isAnswerable =
    message.kind === 'request' && message.method !== 'ACK' && message.firstUnreadableField() !== 'Via';
  return { kind: 'malformed', reason, status: statusOf(reason), request: isAnswerable ? message : undefined };
}

/** Position of the first byte from `position` on that is no CR or LF. */
export function skipLineEnds(bytes: Buffer, position: number): number {
  while (bytes[position] === 0x0d || bytes[position] === 0x0a) position += 1;
  return position;
}

/** A STUN message: two zero bits, and the magic cookie of RFC 5389 section 6 after type and length. */
function isStun(bytes: Buffer): boolean {
  return bytes.length >= 20 && (bytes[0] ?? 0xff) < 4 && bytes.readUInt32BE(4) === 0x2112a442;
}

/** No method has a `/`, so what starts with a version is a response. */
function isStatusLine(line: string): boolean {
  return codeAt(line, 3) === 0x2f && line.slice(0, 3).toUpperCase() === 'SIP';
}

/** `SIP/2.0 200 OK`; the reason may be empty. Undefined where there is nothing to make a response of. */
function responseOf(head: Head, body: Buffer): SipResponse | undefined {
  const line = head.startLine;
  const status = readNumber(line, 8, 11, 699);
  if (
    !isVersionAt(line, 0) ||
    codeAt(line, 7) !== 0x20 ||
    status < 100 ||
    (line.length > 11 && codeAt(line, 11) !== 0x20)
  ) {
    head.refuse('Bad Status Line');
    return undefined;
  }
  return new SipResponse(status, line.slice(12), Headers.ofParsed(head.fields), body);
}

/** `INVITE sip:x@host SIP/2.0`, single spaces. Undefined where it is not a request of SIP/2.0 at all. */
function requestOf(head: Head, body: Buffer): SipRequest | undefined {
  const line = head.startLine.trimEnd();
  const methodEnd = endOf(TOKEN, line, 0);
  const uriStart = methodEnd + 1;
  const uriEnd = line.length - VERSION.length - 1;
  const isRequestLine =
    codeAt(line, methodEnd) === 0x20 && uriEnd >= uriStart && codeAt(line, uriEnd) === 0x20;
  if (methodEnd === 0 || methodEnd > MAX_METHOD_LENGTH || !isRequestLine || !isVersionAt(line, uriEnd + 1)) {
    head.refuse(NOT_SIP);
    return undefined;
  }
  const method = METHODS.find(line, 0, methodEnd) ?? line.slice(0, methodEnd);
  const uri = line.slice(uriStart, uriEnd);
  if (line.length !== head.startLine.length) head.refuse('Bad Request Line');
  else if (uri.length > MAX_URI_LENGTH) head.refuse(URI_TOO_LONG);
  else if (!isRequestUri(uri)) head.refuse('Bad Request-URI');
  return new SipRequest(method, uri, Headers.ofParsed(head.fields), body);
}

const VERSION = 'SIP/2.0';
const URI_TOO_LONG = 'Request-URI Too Long';

/** Compared without case (RFC 3261 section 7.1). */
function isVersionAt(line: string, start: number): boolean {
  return (
    line.startsWith(VERSION, start) || line.slice(start, start + VERSION.length).toUpperCase() === VERSION
  );
}

/** Headers have no place in a Request-URI (RFC 3261 section 19.1.1). Unknown schemes pass; the stack answers 416. */
function isRequestUri(uri: string): boolean {
  const parsed = parseUri(uri);
  if (parsed) return parsed.headers === undefined;
  return isUri(uri) && !/^(?:sips?|tel):/i.test(uri);
}

/** The fields every message must have, each well-formed, and those that would mislead the stack if they were not. */
function checkFields(head: Head, message: SipMessage): void {
  const field = message.firstUnreadableField();
  if (field !== undefined) {
    head.refuse(`${message.headers.has(field) ? 'Bad' : 'Missing'} ${field} Header`);
    return;
  }
  if (message.kind === 'request' && message.cseq.method !== message.method)
    head.refuse('CSeq Method Mismatch');
  for (const { name, value } of head.fields) {
    if (name === 'Contact' && !isContact(value)) head.refuse('Bad Contact Header');
  }
}

function isContact(value: string): boolean {
  if (value === '*') return true;
  if (!value.includes(',')) return parseNameAddress(value) !== undefined;
  return splitList(value).every((contact) => parseNameAddress(contact) !== undefined);
}

function statusOf(reason: string): 400 | 414 | 513 {
  if (reason === URI_TOO_LONG) return 414;
  return reason === 'Message Too Large' ? 513 : 400;
}
