/**
 * Ids of messages. Carriers write the same one differently in the answer to submit_sm and in the receipt: with leading
 * zeros, in small letters, or hexadecimal in one and decimal in the other, since the field is a string in SMPP 3.4 and
 * was hexadecimal in 3.3.
 */

/** How the answer to submit_sm writes an id that the receipt writes otherwise. */
export type MessageIds = 'same' | 'hexadecimal' | 'decimal';

/** The id as receipts will have it. */
export function sentId(written: string, ids: MessageIds): string {
  if (ids === 'hexadecimal' && /^[0-9a-f]{1,64}$/i.test(written)) return BigInt(`0x${written}`).toString(10);
  if (ids === 'decimal' && /^\d{1,64}$/.test(written)) return canonicalId(BigInt(written).toString(16));
  return canonicalId(written);
}

export function canonicalId(written: string): string {
  const id = written.trim();
  return /^[0-9a-f]+$/i.test(id) ? id.toUpperCase().replace(/^0+(?=.)/, '') : id;
}
