/** Refusals that need no transaction: the same request gets the same answer again (RFC 3261 8.2.7). */
import { completeResponse } from './complete-response.js';
import type { SipRequest } from '../parse/message.js';
import { reasonPhrase } from '../parse/reason-phrases.js';
import { serialize } from '../parse/serialize.js';
import type { UnreadInvite } from '../parse/unread-invite.js';
import type { StackCore } from '../core.js';
import type { Flow } from '../stack.js';
import type { Outlet } from './transaction.js';

/** Refuses a new call because there are too many. */
export function shed(
  core: StackCore,
  request: SipRequest,
  flow: Flow,
  outlet: Outlet,
  seconds: number,
): void {
  const headers = [['Retry-After', String(seconds)]] as const;
  refuse(
    core,
    request,
    flow,
    outlet,
    503,
    headers,
    undefined,
    core.shedTag.beginning + tagOf(request.headers.get('Via'), request.callId),
  );
}

/** The same for one of which only that has been read. The bytes of what is repeated are those that came. */
export function shedUnread(core: StackCore, invite: UnreadInvite, flow: Flow, seconds: number): void {
  const { via, vias, from, to, callId, cseq } = invite;
  const asksRport = via.params.has('rport');
  const top = completedVia(vias[0] ?? '', via.host, asksRport, flow);
  let text = `SIP/2.0 503 ${reasonPhrase(503)}\r\nVia: ${top}`;
  for (let at = 1; at < vias.length; at += 1) text += `\r\nVia: ${vias[at]}`;
  text += `\r\nFrom: ${from}\r\nTo: ${to};tag=${core.shedTag.beginning}${tagOf(top, callId)}`;
  text += `\r\nCall-ID: ${callId}\r\nCSeq: ${cseq}\r\nRetry-After: ${seconds}\r\nContent-Length: 0\r\n\r\n`;
  core.transports.responseOutlet(flow, undefined, asksRport, via.port).send(Buffer.from(text, 'latin1'));
}

/** Sends `status` to a request that is not processed further. */
export function refuse(
  core: StackCore,
  request: SipRequest,
  flow: Flow,
  outlet: Outlet,
  status: number,
  headers: readonly (readonly [string, string])[] = [],
  reason?: string,
  toTag?: string,
): void {
  const hasTag =
    request.headers.get('To') === undefined || /;\s*tag\s*=/i.test(request.headers.get('To') ?? '');
  const response = completeResponse(
    request,
    reason === undefined ? { status, headers } : { status, headers, reason },
    {
      toTag: hasTag
        ? undefined
        : (toTag ?? tagOf(request.headers.get('Via'), request.headers.get('Call-ID'))),
      sentBy: '',
      isDialogForming: false,
      defaults: [],
    },
  );
  core.user.onTraffic?.('out', response, flow);
  outlet.send(serialize(response));
}

/**
 * The request with its top Via completed: `received` if it names another host than the source or asks for `rport`, and
 * `rport` always (RFC 3261 18.2.1, RFC 3581 4; drachtio-server also shows rport without being asked).
 */
export function completedVia(value: string, host: string, asksRport: boolean, flow: Flow): string {
  let text = value.replace(TRAILING, '');
  if (asksRport) text = text.replace(RPORT, '');
  if (text.includes('received') || text.includes('RECEIVED')) text = text.replace(RECEIVED, '');
  const received = asksRport || host !== flow.remoteAddress ? `;received=${flow.remoteAddress}` : '';
  return `${text};rport=${flow.remotePort}${received}`;
}

const RPORT = /;\s*rport\s*(?:=[^;]*)?(?=;|$)/i;
/** If nothing follows the last `;` or `,`, our added parameters would follow an empty one. */
const TRAILING = /[;,\s]+$/;
const RECEIVED = /;\s*received\s*=\s*[^;\s]*/i;

/** A To tag that is the same for the same request: FNV-1a of its identifying fields. */
function tagOf(via = '', callId = ''): string {
  let hash = 0x811c9dc5;
  const text = `${via}${callId}`;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
