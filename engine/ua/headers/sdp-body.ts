/**
 * The session description in a message's body. Of a multipart body (SIP-I carries ISUP beside the SDP) only the SDP
 * part is used: the other parts contain the numbers that this product hides.
 */
import type { Headers, SipMessage } from '../transactions/transactions.js';

/** SDP of a request or response; undefined if its body is empty or something else. */
export function sdpOf(message: SipMessage): string | undefined {
  const { body } = message;
  if (body === undefined || body === '' || isEncoded(message)) return undefined;
  const type = message.header('Content-Type')?.trim() ?? '';
  if (SDP.test(type) || (type === '' && body.startsWith('v='))) return body;
  if (!MULTIPART.test(type)) return undefined;
  return partsOf(body, boundaryOf(type)).find(({ head }) => SDP_PART.test(head))?.content;
}

/**
 * Headers of the refusal of an unreadable body: 415, with what we accept (RFC 3261 8.2.3). Undefined if there is SDP,
 * or if the sender marks the body as optional (`handling=optional`, RFC 3204 6).
 */
export function unreadableBody(
  message: SipMessage,
): { readonly status: 415; readonly headers: Headers } | undefined {
  const { body } = message;
  if (body === undefined || body.trim() === '' || sdpOf(message) !== undefined) return undefined;
  if (OPTIONAL.test(message.header('Content-Disposition') ?? '')) return undefined;
  const type = message.header('Content-Type') ?? '';
  const parts = MULTIPART.test(type) ? partsOf(body, boundaryOf(type)) : [];
  if (parts.length > 0 && parts.every(({ head }) => OPTIONAL_PART.test(head))) return undefined;
  const accepted: Headers = isEncoded(message)
    ? { 'Accept-Encoding': 'identity' }
    : { Accept: 'application/sdp' };
  return { status: 415, headers: accepted };
}

const SDP = /^application\/sdp\b/i;
const MULTIPART = /^\s*multipart\//i;
const OPTIONAL = /;\s*handling\s*=\s*"?optional\b/i;
const SDP_PART = /^content-type\s*:\s*application\/sdp\b/im;
const OPTIONAL_PART = /^content-disposition\s*:[^\r\n]*;\s*handling\s*=\s*"?optional\b/im;
const MAX_PARTS = 16;

function isEncoded(message: SipMessage): boolean {
  const encoding = message.header('Content-Encoding')?.trim().toLowerCase() ?? '';
  return encoding !== '' && encoding !== 'identity';
}

function boundaryOf(type: string): string | undefined {
  const match = /;\s*boundary\s*=\s*(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type);
  return match?.[1] ?? match?.[2];
}

/** The parts of a multipart body whose head is complete (RFC 2046 5.1.1). */
function partsOf(body: string, boundary: string | undefined): { head: string; content: string }[] {
  if (boundary === undefined) return [];
  const parts: { head: string; content: string }[] = [];
  for (const part of `\r\n${body}`
    .split(/\r?\n--/)
    .join('\r\n--')
    .split(`\r\n--${boundary}`, MAX_PARTS)
    .slice(1)) {
    const end = /\r?\n\r?\n/.exec(part);
    if (end === null) continue;
    const content = part.slice(end.index + end[0].length);
    // The line break before the delimiter belongs to the delimiter, unless the sender omitted it.
    parts.push({ head: part.slice(0, end.index), content: /\n$/.test(content) ? content : `${content}\r\n` });
  }
  return parts;
}
