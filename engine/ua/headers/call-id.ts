/** Call-IDs. */
import { randomUUID } from 'node:crypto';

/**
 * A UUID of version 7 (RFC 9562 5.7): ids grow with time, so that records of calls that end together are together on
 * disk. Its 74 random bits cannot be guessed.
 */
export function newCallId(nowMs = Date.now()): string {
  const time = nowMs.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
