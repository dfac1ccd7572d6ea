/** An engine's routing on a journal in Redis, as several of them share one server; and waiting for what they hear. */
import type { Test } from 'tap';
import { ApplicationRegistry } from '../../../routing/application.js';
import { RedisJournal } from '../../../routing/journal/redis.js';
import { createRouting, type Routing } from '../../../routing/routing.js';
import { application, chinaPolicy, noon, privateNumber } from '../stages/routing-world.js';

export const redisApplication = application('AXB');
export const redisX = privateNumber(1);

export interface RedisEngine {
  readonly journal: RedisJournal;
  readonly routing: Routing;
  /** Resolves when the log has had such a line, at any level. */
  said(pattern: RegExp): Promise<string>;
}

export async function redisEngine(
  t: Test,
  port: number,
  options: { readonly lookEveryMs?: number } = {},
): Promise<RedisEngine> {
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const hear = (line: string): void => {
    lines.push(line);
    for (const look of waiting) look();
  };
  const url = `redis://127.0.0.1:${port}`;
  const journal = await RedisJournal.open({ url, cluster: false, warn: hear, alarm: hear, ...options });
  t.teardown(() => journal.close());
  const routing = await createRouting({
    journal,
    policy: chinaPolicy,
    clock: () => noon,
    applications: new ApplicationRegistry([redisApplication]),
    sweepEveryMs: 0,
  });
  await routing.pool.add(redisApplication.appKey, [{ number: redisX, areaCode: '0755' }]);
  const said = (pattern: RegExp): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        const line = lines.find((each) => pattern.test(each));
        if (line === undefined) return;
        waiting.delete(look);
        resolve(line);
      };
      waiting.add(look);
      look();
    });
  return { journal, routing, said };
}

/** Resolves when it is so in the engine's table. */
export function inTable({ routing }: RedisEngine, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (isSo()) return resolve();
    const stop = routing.onChange(() => {
      if (!isSo()) return;
      stop();
      resolve();
    });
  });
}
