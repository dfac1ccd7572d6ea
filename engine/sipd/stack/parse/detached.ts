import { hasRawBytes } from './header-text.js';

/** A copy that does not hold on to the whole text of the message it was cut from, and is one piece. */
export function detached(text: string): string {
  const encoding = hasRawBytes(text) ? 'utf16le' : 'utf8';
  return Buffer.from(text, encoding).toString(encoding);
}
