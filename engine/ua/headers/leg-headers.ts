/**
 * Headers of our messages, built from an allow-list. No function here takes a message of the other leg, so nothing of
 * it can cross: each header is a constant, comes from configuration, or shows the privacy number of `LegIdentity`.
 *
 * The SIP server writes Via, Call-ID, CSeq, tags, and Contact, which depends on the transport it really uses (a Contact
 * written here would send a TCP peer's in-dialog requests to UDP). It replaces `@localhost` by its address.
 */
import { MIN_INTERVAL } from '../../sipd/stack/dialog/session-timer.js';
import type { InviteRequest, MessageRequest, RejectOptions } from '../../sip/signaling.js';
import { identityHeaders } from './identity-headers.js';
import type { HeaderLine, Headers } from '../transactions/transactions.js';

export const ALLOWED_METHODS = 'INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK';
/** Outside a dialog. */
export const METHODS_OUTSIDE = `${ALLOWED_METHODS}, MESSAGE`;
const SDP = 'application/sdp';

/** Headers of an INVITE to a callee; `reliable` is its setting for provisionals (RFC 3262 4). */
export function inviteHeaders(request: InviteRequest, reliable: InviteRequest['reliable'] = 'off'): Headers {
  const { From = '', ...identity } = identityHeaders(request.identity);
  const headers: Headers = {
    From,
    To: `<${withoutParameters(request.uri)}>`,
    ...identity,
    'Max-Forwards': String(request.maxForwards),
    Allow: ALLOWED_METHODS,
    Supported: 'timer',
    'User-Agent': 'Callveil',
  };
  if (request.sessionSeconds !== undefined && request.sessionSeconds > 0) {
    // Without a refresher, which the callee chooses (RFC 4028 7.1).
    headers['Session-Expires'] = String(request.sessionSeconds);
    headers['Min-SE'] = String(MIN_INTERVAL);
  }
  if (reliable !== 'off') headers['Supported'] = `${headers['Supported'] ?? ''}, 100rel`;
  if (reliable === 'required') headers['Require'] = '100rel';
  if (request.offer !== undefined) headers['Content-Type'] = SDP;
  return addConfigured(headers, request.headers);
}

/** Headers of a MESSAGE to a party (RFC 3428 4). It creates no dialog, so it has no Contact. */
export function messageHeaders({ identity, uri, contentType, expiresSeconds }: MessageRequest): Headers {
  const { From = '', ...more } = identityHeaders(identity);
  return {
    From,
    To: `<${withoutParameters(uri)}>`,
    ...more,
    ...(expiresSeconds !== undefined && { Expires: String(expiresSeconds) }),
    'Content-Type': contentType,
    'User-Agent': 'Callveil',
  };
}

/** Headers of a provisional; `reliable` if the caller requires 100rel (RFC 3262 3). */
export function provisionalHeaders(sdp: string | undefined, reliable: boolean): Headers {
  const headers: Headers = {};
  if (sdp !== undefined) headers['Content-Type'] = SDP;
  if (reliable) headers['Require'] = '100rel';
  return headers;
}

/** Headers of a 200 with SDP, a re-INVITE or an ACK with SDP. */
export function sdpHeaders(): Headers {
  return { Allow: ALLOWED_METHODS, 'Content-Type': SDP };
}

/** Headers of a re-INVITE without SDP. */
export function bareHeaders(): Headers {
  return { Allow: ALLOWED_METHODS };
}

/** Headers of OPTIONS in a dialog (RFC 3261 11.1). */
export function probeHeaders(): Headers {
  return { Accept: SDP };
}

/** Headers of OPTIONS outside a dialog: no number, and nothing of a call (RFC 3261 11.1). */
export function pingHeaders(uri: string): Headers {
  return {
    From: '<sip:localhost>',
    To: `<${withoutParameters(uri)}>`,
    Accept: SDP,
    'User-Agent': 'Callveil',
  };
}

/** Headers of a failure response. */
export function rejectHeaders(options: RejectOptions): Headers {
  const headers: Headers = {};
  if (options.q850 !== undefined) headers['Reason'] = reason(options.q850);
  if (options.retryAfterSeconds !== undefined) headers['Retry-After'] = String(options.retryAfterSeconds);
  if (options.warning !== undefined) {
    headers['Warning'] = `${options.warning.code} callveil "${quotable(options.warning.text)}"`;
  }
  return headers;
}

/** The challenges of a 401 or 407, a line for each (RFC 3261 7.3.1, RFC 8760 2.4). */
export function challengeLines(status: number, challenges: readonly string[] = []): HeaderLine[] {
  const name = status === 407 ? 'Proxy-Authenticate' : 'WWW-Authenticate';
  return challenges.map((challenge) => [name, challenge]);
}

/** Headers of a BYE or a CANCEL (RFC 3326): a cause and never a text. */
export function endHeaders(q850: number | undefined): Headers {
  return q850 === undefined ? {} : { Reason: reason(q850) };
}

function reason(q850: number): string {
  return `Q.850;cause=${q850}`;
}

/** A To has no parameters of the transport (RFC 3261 19.1.1); those of the user, before the @, and `user` stay. */
function withoutParameters(uri: string): string {
  const end = uri.indexOf('@') + 1 + uri.slice(uri.indexOf('@') + 1).search(/[;?]|$/);
  return uri.slice(0, end) + (/;user=phone(?:;|$)/.test(uri.slice(end)) ? ';user=phone' : '');
}

/** The check of the configuration refuses these and more; here they are the last defence of dialog and caller. */
const RESERVED =
  /^(.|via|from|to|call-id|cseq|contact|route|record-route|max-forwards|content-.*|p-asserted-identity|p-preferred-identity|remote-party-id|privacy|require|proxy-require|(proxy-)?authorization|session-expires|min-se|replaces)$/i;

function addConfigured(headers: Headers, configured: InviteRequest['headers']): Headers {
  for (const [name, value] of Object.entries(configured ?? {})) {
    if (RESERVED.test(name) || !/^[\w-]+$/.test(name)) continue;
    const there = Object.keys(headers).find((one) => one.toLowerCase() === name.toLowerCase());
    headers[there ?? name] = value.replace(/[\r\n]+/g, ' ');
  }
  return headers;
}

/** Text for a quoted string: printable ASCII, without any run of digits that could be a number. */
function quotable(text: string): string {
  return text
    .replace(/[^\x20-\x7e]|["\\]/g, ' ')
    .replace(/\d{5,}/g, '*')
    .slice(0, 128);
}
