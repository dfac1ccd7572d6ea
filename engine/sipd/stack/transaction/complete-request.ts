/**
 * From a draft to the request on the wire: spec, drachtio wire protocol 8 ("who writes what").
 *
 * A draft's Via, Route, Record-Route, RSeq and Content-Length are dropped: the stack writes those.
 */
import { Headers, MalformedMessage, NO_BODY, SipRequest, type HeaderField } from '../parse/message.js';
import { parseNameAddress } from '../parse/address.js';
import type { RequestDraft, TransportName } from '../stack.js';
import { StackError } from '../stack-error.js';

/** What the stack writes about itself. */
export interface Sender {
  /** `host:port` of the transport chosen. */
  readonly sentBy: string;
  readonly transport: TransportName;
  readonly branch: string;
  /** Whether the peer may send its requests over our connection (RFC 5923). */
  readonly offersAlias: boolean;
}

/** Header values that identify a new request; each is kept if the draft has it. */
export interface NewIdentity {
  readonly fromTag: string;
  readonly callId: string;
  readonly cseq: number;
}

/** A dialog as its requests are written. */
export interface DialogIdentity {
  readonly callId: string;
  readonly localHeader: string;
  readonly remoteHeader: string;
  readonly localContact: string | undefined;
}

const STACKS_OWN = new Set(['Via', 'Route', 'Record-Route', 'RSeq', 'Content-Length', 'Max-Forwards']);
const IDENTITY = new Set(['From', 'To', 'Call-ID', 'CSeq']);
const WITH_CONTACT = new Set(['INVITE', 'SUBSCRIBE']);
const WITH_CONTACT_IN_DIALOG = new Set(['INVITE', 'SUBSCRIBE', 'REFER', 'UPDATE', 'NOTIFY']);

/**
 * A request outside any dialog. Throws StackError (`invalid-from`, `missing-content-type`), MalformedMessage for junk.
 */
export function completeNewRequest(
  draft: RequestDraft,
  sender: Sender,
  identity: NewIdentity,
  routes: readonly string[] = [],
): SipRequest {
  const given = new Headers(draft.headers);
  const own = ownContact(sender, isSips(draft.uri));
  const from = localised(given.get('From') ?? own, sender.sentBy);
  const address = parseNameAddress(from);
  if (address === undefined) throw new StackError('invalid-from', `invalid from value provided: ${from}`);
  const cseq = /^\d+/.exec(given.get('CSeq') ?? '')?.[0] ?? String(identity.cseq);
  const fields: HeaderField[] = [via(sender)];
  for (const value of routes) fields.push({ name: 'Route', value });
  fields.push(
    { name: 'Max-Forwards', value: given.get('Max-Forwards') ?? '70' },
    { name: 'From', value: address.params.has('tag') ? from : `${from};tag=${identity.fromTag}` },
    { name: 'To', value: localised(given.get('To') ?? `<${draft.uri}>`, sender.sentBy) },
    { name: 'Call-ID', value: given.get('Call-ID') ?? identity.callId },
    { name: 'CSeq', value: `${cseq} ${draft.method}` },
  );
  addGiven(fields, given, sender.sentBy);
  if (!given.has('Contact') && WITH_CONTACT.has(draft.method)) fields.push({ name: 'Contact', value: own });
  const request = finish(draft.method, draft.uri, fields, draft.body);
  const flaw = request.firstUnreadableField();
  if (flaw !== undefined) throw new MalformedMessage(`expected a readable ${flaw} header`);
  return request;
}

/** A request within a dialog; `routes` are Route values, `uri` is the Request-URI (RFC 3261 12.2.1.1). */
export function completeDialogRequest(
  draft: Omit<RequestDraft, 'uri'>,
  sender: Sender,
  dialog: DialogIdentity,
  cseq: number,
  uri: string,
  routes: readonly string[],
): SipRequest {
  const given = new Headers(draft.headers);
  const fields: HeaderField[] = [via(sender)];
  for (const value of routes) fields.push({ name: 'Route', value });
  fields.push(
    { name: 'Max-Forwards', value: given.get('Max-Forwards') ?? '70' },
    { name: 'From', value: dialog.localHeader },
    { name: 'To', value: dialog.remoteHeader },
    { name: 'Call-ID', value: dialog.callId },
    { name: 'CSeq', value: `${cseq} ${draft.method}` },
  );
  addGiven(fields, given, sender.sentBy);
  if (!given.has('Contact') && WITH_CONTACT_IN_DIALOG.has(draft.method)) {
    fields.push({ name: 'Contact', value: dialog.localContact ?? ownContact(sender) });
  }
  return finish(draft.method, uri, fields, draft.body);
}

/** ACK of a final from 300 to 699 (17.1.1.3) or CANCEL (9.1): everything but the method comes from the INVITE. */
export function completeFollower(
  invite: SipRequest,
  method: 'ACK' | 'CANCEL',
  to: string,
  extra: RequestDraft['headers'],
): SipRequest {
  const fields: HeaderField[] = [];
  for (const field of invite.headers) {
    if (field.name === 'Via' || field.name === 'Route' || field.name === 'From') fields.push(field);
    else if (field.name === 'Call-ID') fields.push(field);
  }
  fields.push(
    { name: 'Max-Forwards', value: '70' },
    { name: 'To', value: to },
    { name: 'CSeq', value: `${invite.cseq.number} ${method}` },
  );
  for (const field of new Headers(extra)) {
    if (!STACKS_OWN.has(field.name) && !IDENTITY.has(field.name) && !LOCALISED.has(field.name))
      fields.push(field);
  }
  return finish(method, invite.uri, fields, undefined);
}

/**
 * Our own Contact: the URI scheme is sip, and the transport is named unless it is UDP. `isSecure`: the request is for a
 * sips: URI, so that the dialog is one (RFC 3261 12.1).
 */
export function ownContact(sender: Pick<Sender, 'sentBy' | 'transport'>, isSecure = false): string {
  if (isSecure && sender.transport === 'tls') return `<sips:${sender.sentBy}>`;
  return `<sip:${sender.sentBy}${sender.transport === 'udp' ? '' : `;transport=${sender.transport}`}>`;
}

export function isSips(uri: string): boolean {
  return uri.slice(0, 5).toLowerCase() === 'sips:';
}

/** The Content-Type of a body without one: SDP is recognised by its first line. */
export function guessedContentType(body: Buffer): string | undefined {
  return body[0] === 0x76 && body[1] === 0x3d && body[2] === 0x30 ? 'application/sdp' : undefined;
}

const LOCALISED = new Set(['From', 'To', 'Contact', 'P-Asserted-Identity']);
const LOCALHOST = '@localhost';

/**
 * The localhost rule: a user that does not know the chosen transport writes `@localhost` as host, or `sip:localhost`,
 * and host and port of the transport replace it. The result always has the `<>` form.
 */
export function localised(value: string, sentBy: string): string {
  let text = value;
  if (!text.includes('localhost')) return text;
  if (!text.includes('<')) {
    const end = text.search(/[;?]/);
    text = end < 0 ? `<${text}>` : `<${text.slice(0, end)}>${text.slice(end)}`;
  }
  if (text.includes('<sip:localhost')) return replaceHost(text, text.indexOf('<sip:') + 5, sentBy);
  for (let at = text.indexOf(LOCALHOST); at >= 0; at = text.indexOf(LOCALHOST, at + 1)) {
    text = replaceHost(text, at + 1, sentBy);
  }
  return text;
}

/** Replaces `localhost[:port]` at `start`, if that is the whole host. */
function replaceHost(text: string, start: number, sentBy: string): string {
  const match = /^localhost(:\d+)?(?=[>;?,\s]|$)/.exec(text.slice(start, start + 24));
  return match === null ? text : text.slice(0, start) + sentBy + text.slice(start + match[0].length);
}

function via({ transport, sentBy, branch, offersAlias }: Sender): HeaderField {
  const alias = offersAlias ? ';alias' : '';
  return {
    name: 'Via',
    value: `SIP/2.0/${transport.toUpperCase()} ${sentBy};branch=${branch};rport${alias}`,
  };
}

function addGiven(fields: HeaderField[], given: Headers, sentBy: string): void {
  for (const field of given) {
    if (STACKS_OWN.has(field.name) || IDENTITY.has(field.name)) continue;
    if (!LOCALISED.has(field.name)) fields.push(field);
    else fields.push({ name: field.name, value: localised(field.value, sentBy) });
  }
}

function finish(method: string, uri: string, fields: HeaderField[], body: Buffer = NO_BODY): SipRequest {
  if (body.length > 0 && !fields.some(({ name }) => name === 'Content-Type')) {
    const value = guessedContentType(body);
    if (value === undefined) throw new StackError('missing-content-type', 'missing content-type');
    fields.push({ name: 'Content-Type', value });
  }
  fields.push({ name: 'Content-Length', value: String(body.length) });
  return new SipRequest(method, uri, Headers.ofParsed(fields), body);
}
