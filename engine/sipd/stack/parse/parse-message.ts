/**
 * Bytes from the network to a SIP message (RFC 3261 section 7), or to the reason why not.
 *
 * Nothing here throws, for any bytes, and no byte is read more than a fixed number of times. Everything that
 * matches, answers and frames messages is checked here, so that it is refused in one place: top Via, tags, Call-ID,
 * CSeq, lengths, the Contacts of a REGISTER. Other header values pass as text.
 */
import { Headers, NO_BODY, SipRequest, SipResponse, type SipMessage } from './message.js';
import { parseNameAddress } from './address.js';
import { splitList } from './fields.js';
import { readHead, type Head } from './head.js';
import { isStatusLine, readRequestLine, readStatusLine } from './start-line.js';

const MAX_URI_LENGTH = 4_096;
/** The start line is of another protocol. */
export const NOT_SIP = 'Not SIP';

export type ParseResult = ParsedMessage | MalformedMessage | KeepAlive;

export interface ParsedMessage {
  readonly kind: 'message';
  readonly message: SipMessage;
  /** Bytes of the message with preceding line ends; more may follow its body. */
  readonly consumed: number;
  /** The message on the wire. */
  readonly raw: Buffer;
}

export interface MalformedMessage {
  readonly kind: 'malformed';
  /** The reason phrase of the answer: `Bad To Header`. */
  readonly reason: string;
  /** The status of the answer: 400, or 414, 505 or 513 where they fit better. */
  readonly status: 400 | 414 | 505 | 513;
  /**
   * The request to answer: it has a Via, and the text of From, To, Call-ID and CSeq if they came at all. Undefined if
   * it cannot be answered: a response, an ACK, no Via, not SIP.
   */
  readonly request: SipRequest | undefined;
  /** A response with a known branch. Its body is dropped, because it may be incomplete. */
  readonly response: SipResponse | undefined;
  /** What came. */
  readonly raw: Buffer;
}

export interface KeepAlive {
  readonly kind: 'keep-alive';
  /**
   * `ping` is CRLFCRLF, which a stream answers with CRLF; `pong` one CRLF (RFC 5626 section 4.4.1); `stun` a binding.
   */
  readonly form: 'ping' | 'pong' | 'stun';
}

/** Parses one datagram: one message; without Content-Length its body is the rest (RFC 3261 section 18.3). */
export function parseMessage(bytes: Buffer): ParseResult {
  const start = skipLineEnds(bytes, 0);
  if (start === bytes.length) return { kind: 'keep-alive', form: start > 2 ? 'ping' : 'pong' };
  if (isStun(bytes)) return { kind: 'keep-alive', form: 'stun' };
  const raw = start === 0 ? bytes : bytes.subarray(start);
  const head = readHead(bytes, start);
  if (head.end < 0) return finishMessage(head, NO_BODY, bytes.length, raw);
  const available = bytes.length - head.end;
  if (head.contentLength > available) head.refuse('Bad Content-Length Header');
  const length = head.contentLength < 0 ? available : Math.min(head.contentLength, available);
  const end = head.end + length;
  return finishMessage(head, length === 0 ? NO_BODY : bytes.subarray(head.end, end), end, raw);
}

/** Makes a message of a head and the bytes of its body. `raw`: all of it. */
export function finishMessage(
  head: Head,
  body: Buffer,
  consumed: number,
  raw: Buffer,
): ParsedMessage | MalformedMessage {
  const message = isStatusLine(head.startLine) ? responseOf(head, body) : requestOf(head, body);
  if (message !== undefined) checkFields(head, message);
  const reason = head.fault;
  if (message !== undefined && reason === undefined) return { kind: 'message', message, consumed, raw };
  return malformed(reason ?? NOT_SIP, message, raw);
}

function malformed(reason: string, message: SipMessage | undefined, raw: Buffer): MalformedMessage {
  const isRequest = message?.kind === 'request' && message.method !== 'ACK';
  const isResponse = message?.kind === 'response' && message.firstUnreadableField() !== 'Via';
  return {
    kind: 'malformed',
    reason,
    status: statusOf(reason),
    request: isRequest && (message.headers.get('Via') ?? '') !== '' ? message : undefined,
    response: isResponse
      ? new SipResponse(message.status, message.reason, message.headers, NO_BODY)
      : undefined,
    raw,
  };
}

/** Position of the first byte from `position` on that is neither CR nor LF. */
export function skipLineEnds(bytes: Buffer, position: number): number {
  while (bytes[position] === 0x0d || bytes[position] === 0x0a) position += 1;
  return position;
}

/** A STUN message: two zero bits, and the magic cookie of RFC 5389 section 6 after type and length. */
function isStun(bytes: Buffer): boolean {
  return bytes.length >= 20 && (bytes[0] ?? 0xff) < 4 && bytes.readUInt32BE(4) === 0x2112a442;
}

/** An invalid status stands for the failure that a gateway makes of it. */
function responseOf(head: Head, body: Buffer): SipResponse {
  const line = readStatusLine(head.startLine);
  if (line === undefined) head.refuse('Bad Status Line');
  const { status, reason } = line ?? { status: 502, reason: 'Bad Gateway' };
  return new SipResponse(status, reason, Headers.ofParsed(head.fields), body);
}

function requestOf(head: Head, body: Buffer): SipRequest | undefined {
  const line = readRequestLine(head.startLine);
  if (line === undefined) {
    head.refuse(NOT_SIP);
    return undefined;
  }
  if (line.version !== '2.0') head.refuse(OTHER_VERSION);
  else if (line.uri.length > MAX_URI_LENGTH) head.refuse(URI_TOO_LONG);
  return new SipRequest(line.method, line.uri, Headers.ofParsed(head.fields), body);
}

const URI_TOO_LONG = 'Request-URI Too Long';
const OTHER_VERSION = 'Version Not Supported';

/**
 * The fields every message must have, each well-formed, and those that would mislead the stack if they were malformed.
 */
function checkFields(head: Head, message: SipMessage): void {
  const field = message.firstUnreadableField();
  if (field !== undefined) {
    head.refuse(`${message.headers.has(field) ? 'Bad' : 'Missing'} ${field} Header`);
    return;
  }
  if (message.kind === 'response') return;
  if (message.cseq.method !== message.method) head.refuse('CSeq Method Mismatch');
  if (message.method !== 'REGISTER') return; // which is about Contacts; the router reads what an INVITE needs
  for (const { name, value } of head.fields) {
    if (name === 'Contact' && !isContact(value)) head.refuse('Bad Contact Header');
  }
}

function isContact(value: string): boolean {
  if (value === '*') return true;
  if (!value.includes(',')) return parseNameAddress(value) !== undefined;
  return splitList(value).every((contact) => contact === '' || parseNameAddress(contact) !== undefined);
}

function statusOf(reason: string): MalformedMessage['status'] {
  switch (reason) {
    case URI_TOO_LONG:
      return 414;
    case OTHER_VERSION:
      return 505;
    case 'Message Too Large':
      return 513;
    default:
      return 400;
  }
}
