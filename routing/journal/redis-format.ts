/** The format of a journal in Redis, as a number of its own. A store without one is of the first. */
import type { Cluster, Redis } from 'ioredis';
import { NewerFormat } from './newer-format.js';

const FORMAT = 1;

/** Writes the number where there is none. Rejects with NewerFormat if a later version has written here. */
export async function checkFormat(redis: Redis | Cluster, prefix: string): Promise<void> {
  const key = `${prefix}format`;
  const found = await redis.get(key);
  if (found !== null && Number(found) > FORMAT) throw new NewerFormat(Number(found), FORMAT);
  // A replica, or a server that is full, takes no number now; the next start writes it.
  if (found === null) await redis.setnx(key, FORMAT).catch(() => undefined);
}
