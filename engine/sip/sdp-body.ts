/**
 * The session description in a message's body. A multipart body (SIP-I carries ISUP beside the SDP) gives up its SDP
 * part and nothing else: the other parts hold the numbers this product hides.
 */
import type { SipMessage } from './transactions.js';

/** SDP of a request or response; undefined when its body is empty or something else. */
export function sdpOf(message: SipMessage): string | undefined {
  const body = message.body;
  if (body === undefined || body === '') return undefined;
  const type = message.header('Content-Type')?.trim() ?? '';
  if (/^application\/sdp\b/i.test(type) || (type === '' && body.startsWith('v='))) return body;
  if (/^multipart\//i.test(type)) return sdpPart(body, boundaryOf(type));
  return undefined;
}

function boundaryOf(type: string): string | undefined {
  const match = /;\s*boundary\s*=\s*(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type);
  return match?.[1] ?? match?.[2];
}

/** The first part whose own Content-Type is SDP (RFC 2046 5.1.1). */
function sdpPart(body: string, boundary: string | undefined): string | undefined {
  if (boundary === undefined) return undefined;
  for (const part of `\r\n${body}`.split(`\r\n--${boundary}`, 16).slice(1)) {
    const end = part.indexOf('\r\n\r\n');
    if (end >= 0 && /^content-type\s*:\s*application\/sdp\b/im.test(part.slice(0, end))) {
      const sdp = part.slice(end + 4);
      // The line break before the delimiter belongs to the delimiter, unless the sender left its own out.
      return sdp.endsWith('\r\n') ? sdp : `${sdp}\r\n`;
    }
  }
  return undefined;
}
