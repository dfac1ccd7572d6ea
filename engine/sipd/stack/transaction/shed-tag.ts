/**
 * The To tag of new calls that are refused because there are too many. Their ACKs carry it, belong to nothing, and need
 * not be parsed: a flood of calls brings a flood of them.
 */

/** How the tag begins. */
export const SHED_TAG = 'shed-';

const TAG = Buffer.from(`;tag=${SHED_TAG}`);
const ACK = Buffer.from('ACK ');

/** Whether these are the bytes of such an ACK. */
export function isAckOfShed(bytes: Buffer): boolean {
  return bytes.length > ACK.length && ACK.compare(bytes, 0, ACK.length) === 0 && bytes.includes(TAG);
}
