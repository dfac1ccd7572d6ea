/**
 * An unreliable response in a usable form. Its sender and its request are known by the branch, so those fields are
 * written again. The peer's own parts that remain are its status, its To if that is readable, and the fields with a
 * meaning of their own (Contact, Record-Route, Reason …). The body is dropped, because it may be incomplete.
 */
import { Headers, NO_BODY, SipResponse, type HeaderField, type SipRequest } from '../parse/message.js';
import { parseParty } from '../parse/address.js';

const OUR_OWN = new Set(['From', 'To', 'Call-ID', 'CSeq']);
const OF_THE_BODY = new Set(['Content-Length', 'Content-Type', 'Content-Encoding', 'Content-Disposition']);

export function usableResponse(response: SipResponse, request: SipRequest): SipResponse {
  const fields: HeaderField[] = [];
  for (const field of response.headers) {
    if (!OUR_OWN.has(field.name) && !OF_THE_BODY.has(field.name)) fields.push(field);
  }
  const theirTo = response.headers.get('To');
  const isReadable = theirTo !== undefined && parseParty(theirTo) !== undefined;
  for (const { name, value } of request.headers) {
    if (OUR_OWN.has(name)) fields.push({ name, value: name === 'To' && isReadable ? theirTo : value });
  }
  return new SipResponse(response.status, response.reason, Headers.ofParsed(fields), NO_BODY);
}
