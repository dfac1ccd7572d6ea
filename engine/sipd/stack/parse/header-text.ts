/**
 * The text of a message's head, and its bytes. A head is UTF-8 (RFC 3261 section 7.3.1), but phones write names in
 * other charsets, and From and To must be returned unchanged. So a line that is not UTF-8 is read byte by byte: a byte
 * beyond ASCII becomes the lone surrogate 0xDC00 + byte, which no other text contains, and becomes that byte again when
 * it is sent.
 */
const RAW = /[\udc80-\udcff]/u;
const RAWS = /([\udc80-\udcff]+)/u;

/** The bytes from `start` to `end` as text. */
export function readText(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString('utf8', start, end);
  if (!text.includes('\ufffd')) return text;
  return bytes
    .toString('latin1', start, end)
    .replace(/[\x80-\xff]/g, (byte) => String.fromCharCode(0xdc00 + byte.charCodeAt(0)));
}

/** Whether it contains a byte that was not UTF-8. */
export function hasRawBytes(text: string): boolean {
  return RAW.test(text);
}

/** The bytes to send for a text. */
export function bytesOf(text: string): Buffer {
  if (!hasRawBytes(text)) return Buffer.from(text);
  const parts = text.split(RAWS).map((part, at) => {
    if (at % 2 === 0) return Buffer.from(part);
    return Buffer.from(Array.from(part, (raw) => raw.charCodeAt(0) - 0xdc00));
  });
  return Buffer.concat(parts);
}

/** A copy in one piece that does not keep the whole text of its message alive. */
export function detached(text: string): string {
  const encoding = hasRawBytes(text) ? 'utf16le' : 'utf8';
  return Buffer.from(text, encoding).toString(encoding);
}
