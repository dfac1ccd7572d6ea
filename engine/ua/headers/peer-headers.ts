/** Headers of a peer that we use, beside those with its numbers and its SDP. */
import type { IncomingRequest, SipMessage } from '../transactions/transactions.js';

/** The Q.850 cause of a Reason header (RFC 3326 2). Nothing else of it is ever used: its text may name a person. */
export function q850Of(message: SipMessage): number | undefined {
  const value = message.header('Reason');
  if (value === undefined) return undefined;
  const cause = /\bQ\.850\s*;[^,]{0,200}?\bcause\s*=\s*(\d{1,3})\b/i.exec(value.slice(0, 512))?.[1];
  return cause === undefined || Number(cause) > 127 ? undefined : Number(cause);
}

/** The seconds of a Retry-After, without its comment and parameters (RFC 3261 20.33). */
export function retryAfterOf(message: SipMessage): number | undefined {
  const seconds = /^\s*(\d{1,9})\s*(?:[(;]|$)/.exec(message.header('Retry-After') ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}

/**
 * Answers 420 to a request that requires an extension we lack (RFC 3261 8.2.2.3); false if it requires none. Call it
 * for every request except ACK and CANCEL.
 */
export function refuseExtensions(request: IncomingRequest): boolean {
  const unsupported = unsupportedExtensions(request);
  if (unsupported === undefined) return false;
  request.respond(420, { headers: { Unsupported: unsupported } });
  return true;
}

function unsupportedExtensions(message: SipMessage): string | undefined {
  const required = message.header('Require');
  if (required === undefined) return undefined;
  const lacking = required
    .slice(0, 256)
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => /^[\w.!%*+`'~-]+$/.test(tag) && !/^(100rel|timer)$/i.test(tag));
  return lacking.length === 0 ? undefined : lacking.join(', ');
}
