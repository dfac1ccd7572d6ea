/** From a draft to the response on the wire: spec, drachtio wire protocol 8 ("who writes what"). */
import { guessedContentType, localised } from './complete-request.js';
import {
  createResponse,
  Headers,
  NO_BODY,
  type HeaderField,
  type SipRequest,
  type SipResponse,
} from '../parse/message.js';
import { reasonPhrase } from '../parse/reason-phrases.js';
import type { ResponseDraft } from '../stack.js';

/** What the stack adds to the draft of a response. */
export interface ResponseParts {
  /** For the To; undefined in a 100, and if the request's To has a tag already. */
  readonly toTag: string | undefined;
  /** `host:port` for `@localhost`. */
  readonly sentBy: string;
  /** Record-Route of the request, for responses that create a dialog (RFC 3261 12.1.1). */
  readonly isDialogForming: boolean;
  /** Fields to add if the draft has none of that name. */
  readonly defaults: readonly HeaderField[];
}

const COPIED = new Set(['Via', 'From', 'Call-ID', 'CSeq']);
const STACKS_OWN = new Set([
  'Via',
  'From',
  'To',
  'Call-ID',
  'CSeq',
  'Route',
  'Record-Route',
  'RSeq',
  'Content-Length',
  'Max-Forwards',
]);

/** Throws TypeError for a status, reason or header that cannot be sent. */
export function completeResponse(
  request: SipRequest,
  draft: ResponseDraft,
  parts: ResponseParts,
): SipResponse {
  const body = draft.body ?? NO_BODY;
  const fields: HeaderField[] = [];
  for (const field of request.headers) {
    if (COPIED.has(field.name)) fields.push(field);
    else if (field.name === 'To') fields.push(parts.toTag === undefined ? field : tagged(field, parts.toTag));
    else if (field.name === 'Record-Route' && parts.isDialogForming) fields.push(field);
  }
  const given = new Headers(draft.headers);
  for (const field of given) {
    if (STACKS_OWN.has(field.name)) continue;
    const isLocal = field.name === 'Contact' && field.value.includes('localhost');
    fields.push(isLocal ? { name: 'Contact', value: localised(field.value, parts.sentBy) } : field);
  }
  for (const field of parts.defaults) if (!given.has(field.name)) fields.push(field);
  const type = body.length > 0 && !given.has('Content-Type') ? guessedContentType(body) : undefined;
  if (type !== undefined) fields.push({ name: 'Content-Type', value: type });
  fields.push({ name: 'Content-Length', value: String(body.length) });
  const { status } = draft;
  const reason = draft.reason ?? reasonPhrase(status);
  return createResponse({ status, reason, headers: Headers.ofParsed(fields), body });
}

function tagged(to: HeaderField, tag: string): HeaderField {
  return { name: 'To', value: `${to.value};tag=${tag}` };
}
