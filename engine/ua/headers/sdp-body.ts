/**
 * The session description in a message's body. Of a multipart body (SIP-I carries ISUP beside the SDP) only the SDP
 * part is used: the other parts contain the numbers that this product hides.
 */
import type { Headers, SipMessage } from '../transactions/transactions.js';
import { bodyParts, type BodyPart } from './body-parts.js';

/** SDP of a request or response; undefined if its body is empty or something else. */
export function sdpOf(message: SipMessage): string | undefined {
  const { body } = message;
  if (body === undefined || body === '') return undefined;
  if (isPlain(message)) return body;
  const found = bodyParts(message).find(isSession)?.content;
  // The line break before a delimiter belongs to the delimiter, but the last line of an SDP needs one.
  return found === undefined || /\n$/.test(found) || found === body ? found : `${found}\r\n`;
}

/**
 * Headers of the refusal of a body that we must know and do not: 415, with what we accept (RFC 3261 8.2.3, RFC 5621
 * 6.2). Undefined if there is nothing to refuse:
 *
 * - a body that is SDP, or that its sender marks as optional (`handling=optional`, RFC 3204 6);
 * - a multipart body with SDP and no part that is required and unknown. A part that does not say how it is to be
 *   handled would be required too; but many carriers add parts without saying so, and nothing is lost with them;
 * - the same without SDP, if all its parts are optional.
 */
export function unreadableBody(
  message: SipMessage,
): { readonly status: 415; readonly headers: Headers } | undefined {
  const { body } = message;
  if (body === undefined || isPlain(message) || body.trim() === '') return undefined;
  if (OPTIONAL.test(message.header('Content-Disposition') ?? '')) return undefined;
  const parts = bodyParts(message);
  const hasSdp = parts.some(isSession);
  const unknown = parts.filter((part) => !isSdp(part) && (hasSdp ? isRequired(part) : !isOptional(part)));
  if (parts.length > 0 && unknown.length === 0) return undefined;
  const accepted: Headers = unknown.some(({ isEncoded }) => isEncoded)
    ? { 'Accept-Encoding': 'identity' }
    : { Accept: 'application/sdp' };
  return { status: 415, headers: accepted };
}

const SDP = 'application/sdp';
const OPTIONAL = /;\s*handling\s*=\s*"?optional\b/i;
/**
 * Signalling of the telephone network beside the SIP that says the same (ITU-T Q.1912.5). It comes marked as required,
 * and a call that had to do without it would be no call.
 */
const SET_ASIDE: readonly string[] = ['application/isup', 'application/qsig'];

/** Nearly every body: SDP and nothing else, without any header that says more of it. */
function isPlain(message: SipMessage): boolean {
  return (
    message.header('Content-Type') === SDP &&
    message.header('Content-Encoding') === undefined &&
    message.header('Content-Disposition') === undefined
  );
}

/** Describes the session. An early session (RFC 3959) is another one, which we do not set up. */
function isSession(part: BodyPart): boolean {
  return isSdp(part) && part.disposition !== 'early-session';
}

function isSdp({ type, isEncoded, content }: BodyPart): boolean {
  return !isEncoded && (type === SDP || (type === '' && content.startsWith('v=')));
}

function isRequired({ type, handling, isAlternative }: BodyPart): boolean {
  return handling === 'required' && !isAlternative && !SET_ASIDE.includes(type);
}

function isOptional({ handling }: BodyPart): boolean {
  return handling === 'optional';
}
