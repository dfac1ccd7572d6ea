/** A final response that the stack generates in place of one that does not come (RFC 3261 8.1.3.1). */
import { Headers, NO_BODY, SipResponse, type SipRequest } from '../parse/message.js';

const MADE_UP_FROM = new Set(['Via', 'From', 'Call-ID', 'CSeq']);

/** `tag`: for a To that has none. */
export function madeUpResponse(
  request: SipRequest,
  status: number,
  reason: string,
  tag: () => string,
): SipResponse {
  const fields = [...request.headers].filter(({ name }) => MADE_UP_FROM.has(name));
  const to = request.headers.get('To') ?? '';
  const value = request.to.params.has('tag') ? to : `${to};tag=${tag()}`;
  fields.push({ name: 'To', value }, { name: 'Content-Length', value: '0' });
  return new SipResponse(status, reason, Headers.ofParsed(fields), NO_BODY);
}
