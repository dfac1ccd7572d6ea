/** What a peer requires of us beside RFC 3261 (8.2.2.3): of every request but ACK and CANCEL. */
import type { IncomingRequest, SipMessage } from '../transactions/transactions.js';

/** Answers 420 to a request that requires an extension we lack; false where it requires none. */
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
