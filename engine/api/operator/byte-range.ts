/** The part of a content that a Range header asks for (RFC 9110 14.2): one range of bytes. */

/** First and last byte, both within. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * `none`: no header, or one that is not understood or asks for several ranges, which the whole content answers.
 * `outside`: there is no such byte (416).
 */
export function byteRange(header: string | undefined, length: number): ByteRange | 'none' | 'outside' {
  const [, from = '', to = ''] = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(header ?? '') ?? [];
  if (from === '' && to === '') return 'none';
  if (from === '') {
    const last = Number(to);
    return last === 0 ? 'outside' : { first: Math.max(0, length - last), last: length - 1 };
  }
  const first = Number(from);
  const last = to === '' ? length - 1 : Math.min(Number(to), length - 1);
  if (to !== '' && Number(to) < first) return 'none';
  return first >= length ? 'outside' : { first, last };
}
