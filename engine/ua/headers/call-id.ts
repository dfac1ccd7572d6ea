/** Names of calls. */
import { randomUUID } from 'node:crypto';

/**
 * A UUID of version 7 (RFC 9562 5.7): names grow with time, so that what calls that end together leave on disk lies
 * together there. Its 74 random bits cannot be guessed.
 */
export function newCallId(nowMs = Date.now()): string {
  const time = nowMs.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
