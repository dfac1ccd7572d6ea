/** What the server of a Redis journal says about itself, asked once over a connection of its own. */
import { Cluster } from 'ioredis';
import { commandConnection, keepers, type RedisPlace } from './redis-connection.js';
import { mayLoseChanges } from './redis-files.js';

export interface RedisFacts {
  readonly version: string;
  readonly role: string;
  /** Whether it may lose acknowledged changes in a crash. */
  readonly mayLose: boolean;
}

/** Rejects with an Error if it cannot be reached in time. */
export async function redisFacts(place: RedisPlace, withinMs: number): Promise<RedisFacts> {
  const redis = commandConnection(place);
  let lastError: Error | undefined;
  redis.on('error', (error: Error) => (lastError = error));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(lastError ?? new Error(`no answer within ${withinMs} ms`)), withinMs);
  });
  try {
    await Promise.race([redis.connect(), late]);
    const [keeper] = keepers(redis);
    const info = await Promise.race([keeper === undefined ? redis.info() : keeper.info(), late]);
    const mayLose = await Promise.race([mayLoseChanges(keepers(redis)), late]);
    const field = (name: string): string => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? '';
    return { version: field('redis_version'), role: field('role'), mayLose };
  } catch (error) {
    throw redis instanceof Cluster ? error : (lastError ?? error);
  } finally {
    clearTimeout(timer);
    redis.disconnect();
  }
}
