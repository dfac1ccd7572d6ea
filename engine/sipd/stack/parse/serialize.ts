/** A message to its bytes (RFC 3261 section 7): header order unchanged, Content-Length correct. */
import { bytesOf, hasRawBytes } from './header-text.js';
import type { SipMessage } from './message.js';

/** The bytes to send. Content-Length counts the body's bytes, at the position of the existing field or at the end. */
export function serialize(message: SipMessage): Buffer {
  const head = serializeHead(message);
  if (message.body.length === 0) return bytesOf(head);
  if (hasRawBytes(head)) return Buffer.concat([bytesOf(head), message.body]);
  const headLength = Buffer.byteLength(head);
  const bytes = Buffer.allocUnsafe(headLength + message.body.length);
  bytes.write(head, 0);
  bytes.set(message.body, headLength);
  return bytes;
}

/** Start line and header fields with the empty line after them. */
export function serializeHead(message: SipMessage): string {
  let text =
    message.kind === 'request'
      ? `${message.method} ${message.uri} SIP/2.0\r\n`
      : `SIP/2.0 ${message.status} ${message.reason}\r\n`;
  let hasLength = false;
  for (const { name, value } of message.headers) {
    if (name !== 'Content-Length') text += `${name}: ${value}\r\n`;
    else if (!hasLength) {
      text += `Content-Length: ${message.body.length}\r\n`;
      hasLength = true;
    }
  }
  return hasLength ? `${text}\r\n` : `${text}Content-Length: ${message.body.length}\r\n\r\n`;
}
