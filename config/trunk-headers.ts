/** The headers that a trunk's configuration may add to an INVITE. */

/**
 * Names that belong to the dialog, the transaction, the body, the session timer, the credentials or the caller's
 * identity (RFC 3261 20, RFC 3325, RFC 4028). Every compact form (RFC 3261 7.3.3) is one of them too.
 */
const RESERVED = new Set(
  `via from to call-id cseq contact route record-route path service-route max-forwards require proxy-require supported
   unsupported allow allow-events event accept accept-encoding accept-language authorization proxy-authorization
   www-authenticate proxy-authenticate authentication-info p-asserted-identity p-preferred-identity remote-party-id
   privacy identity identity-info referred-by refer-to replaces join target-dialog session-expires min-se expires
   min-expires rack rseq reason warning retry-after subscription-state in-reply-to timestamp mime-version sip-etag
   sip-if-match reply-to recv-info info-package session-id`.split(/\s+/),
);

/**
 * Whether configuration may set a header. It never may set a number or an address of the other leg, as it sees none.
 */
export function mayBeConfigured(name: string): boolean {
  const lower = name.toLowerCase();
  return /^[a-z0-9_-]{2,64}$/.test(lower) && !RESERVED.has(lower) && !lower.startsWith('content-');
}

/** What a value may name: numbers as this trunk writes them, and the trunk. */
const VARIABLES = new Set(['called', 'display', 'trunk']);

/** What stands between { and } in a value and is none of them; undefined if all are. */
export function unknownVariable(value: string): string | undefined {
  const named = value.match(/\{[^{}]*\}?|\}/g) ?? [];
  return named.find((one) => !VARIABLES.has(one.slice(1, -1)) || !one.startsWith('{'));
}
