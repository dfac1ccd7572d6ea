/**
 * A response that cannot be relied on, as it can be used: who it is from, and to which request, is known by the branch, so
 * that is written in our own words. What is left of the peer's is its status, its To where that is readable, and the fields
 * that mean something by themselves (Contact, Record-Route, Reason …); the body, which may not be whole, is not.
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
