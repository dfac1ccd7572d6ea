/** What the servers of a Redis journal have on their disks: whether it is enough after a crash, and not too much. */
import type { Redis } from 'ioredis';

/**
 * Whether a server may lose acknowledged changes in a crash. Some hosted servers do not allow reading their settings,
 * and a cluster node may be down: then there is nothing to report.
 */
export async function mayLoseChanges(servers: readonly Redis[]): Promise<boolean> {
  const settings = await Promise.allSettled(servers.map((redis) => redis.config('GET', 'append*')));
  return settings.some(
    (found) => found.status === 'fulfilled' && !isDurable(found.value as readonly string[]),
  );
}

/** Asks for append-only files without what has been removed; says what came of it. */
export async function rewriteFiles(servers: readonly Redis[]): Promise<string> {
  const asked = await Promise.allSettled(servers.map((redis) => redis.bgrewriteaof()));
  return asked.some(({ status }) => status === 'rejected')
    ? 'the files of Redis (AOF, RDB) still have them: rewrite them yourself'
    : 'Redis was asked to rewrite its append-only file; its RDB files and replicas are yours to look at';
}

/** The answer to CONFIG GET: names and values in turn. */
function isDurable(found: readonly string[]): boolean {
  const setting = (name: string): string | undefined => found[found.indexOf(name) + 1];
  return setting('appendonly') === 'yes' && setting('appendfsync') === 'always';
}
