/**
 * An operator's decision about a scope whose store has lost changes. `restore` writes what this engine has in memory in
 * place of what the store has; `accept` keeps what the store has. Both jump the number of changes and begin a new
 * stream, so that every engine finds a gap there, reads everything again and is no longer lost.
 */
import { randomUUID } from 'node:crypto';
import type { Cluster, Redis } from 'ioredis';
import type { ScopeContent } from './journal.js';
import type { FollowedChange } from './redis-scope.js';
import type { ScopeKeys } from './redis-script.js';

/** Fields in one write. */
const PAGE_SIZE = 1000;

/**
 * KEYS: documents, claims, counters, sequence, stream; for `restore` also the three that replace the first three. ARGV:
 * number the store was at, lowest number to jump from, followers' change, scope, channel. Answers the new number, or -1
 * if the store has changed meanwhile.
 */
const decideScript = `
local found = tonumber(redis.call('GET', KEYS[4]) or '0')
if found ~= tonumber(ARGV[1]) then return -1 end
for n = 6, #KEYS do
  redis.call('DEL', KEYS[n - 5])
  if redis.call('EXISTS', KEYS[n]) == 1 then redis.call('RENAME', KEYS[n], KEYS[n - 5]) end
end
local next = math.max(found, tonumber(ARGV[2])) + 1000
redis.call('SET', KEYS[4], string.format('%d', next))
redis.call('DEL', KEYS[5])
redis.call('XADD', KEYS[5], string.format('%d-1', next), 'change', ARGV[3])
redis.call('PUBLISH', ARGV[5], string.format('%d', next) .. ' ' .. ARGV[4] .. ' ' .. ARGV[3])
return next
`;

export interface Decision {
  readonly scope: string;
  /** The state of the store when the operator was asked. */
  readonly found: number;
  /** The last change this engine has. */
  readonly last: number;
  readonly channel: string;
  /** Replaces what the store has; undefined: the store is right. */
  readonly content: ScopeContent | undefined;
}

/** False if the store has changed meanwhile: then nothing is done. */
export async function decide(redis: Redis | Cluster, keys: ScopeKeys, decision: Decision): Promise<boolean> {
  const { scope, found, last, channel, content } = decision;
  const places = [keys.documents, keys.claims, keys.counters];
  const id = randomUUID();
  const written = content === undefined ? [] : places.map((key) => `${key}:${id}`);
  try {
    if (content !== undefined) await writeContent(redis, content, written);
    const all = [...places, keys.sequence, keys.stream, ...written];
    const change: FollowedChange = { id, put: [], remove: [] };
    const values = [String(found), String(last), JSON.stringify(change), scope, channel];
    return Number(await redis.eval(decideScript, all.length, ...all, ...values)) >= 0;
  } finally {
    if (written.length > 0) await redis.del(...written).catch(() => undefined);
  }
}

async function writeContent(
  redis: Redis | Cluster,
  { documents, claims, counters }: ScopeContent,
  [documentsKey = '', claimsKey = '', countersKey = '']: readonly string[],
): Promise<void> {
  const put = (key: string, fields: readonly string[]): Promise<unknown> => redis.hset(key, ...fields);
  for (const fields of pages(documents))
    await put(
      documentsKey,
      fields.flatMap(({ key, revision, value }) => [key, `${revision}:${JSON.stringify(value)}`]),
    );
  for (const fields of pages(claims))
    await put(
      claimsKey,
      fields.flatMap(({ claim, holder }) => [claim, holder]),
    );
  for (const fields of pages(counters))
    await put(
      countersKey,
      fields.flatMap(([counter, value]) => [counter, String(value)]),
    );
}

function* pages<T>(items: Iterable<T>): Generator<readonly T[]> {
  let page: T[] = [];
  for (const item of items) {
    page.push(item);
    if (page.length < PAGE_SIZE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
