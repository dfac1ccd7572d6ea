/**
 * The commit as a Lua script: Redis runs it completely or not at all, and with `appendfsync always` answers when it is
 * on the disk. It repeats the decisions of `rules.ts`, in the same order.
 *
 * A scope is five keys with the scope as hash tag, so that a Redis Cluster keeps them together:
 *
 *     {scope}:documents  hash    key -> revision:JSON
 *     {scope}:claims     hash    claim -> holder
 *     {scope}:counters   hash    counter -> integer
 *     {scope}:sequence   string  number of changes committed
 *     {scope}:stream     stream  the last changes, entry n-1 being the nth
 *
 * Every change is also published. A follower that misses a message reads the stream; one that missed more than the
 * stream still has reads the documents.
 */
import { createHash } from 'node:crypto';
import type { Cluster, Redis } from 'ioredis';

export interface ScopeKeys {
  readonly documents: string;
  readonly claims: string;
  readonly counters: string;
  readonly sequence: string;
  readonly stream: string;
}

export function scopeKeys(prefix: string, scope: string): ScopeKeys {
  const key = (name: string): string => `${prefix}{${scope}}:${name}`;
  return {
    documents: key('documents'),
    claims: key('claims'),
    counters: key('counters'),
    sequence: key('sequence'),
    stream: key('stream'),
  };
}

/**
 * KEYS: documents, claims, counters, sequence, stream. ARGV: change (WrittenChange as JSON), what followers need of it,
 * scope, channel, stream length, number of the last change the committer knows. Answers {'committed', sequence},
 * {'stale', key, revision}, {'conflict', claim, holder}, {'full', counter} or, when the store has lost changes,
 * {'behind', sequence}.
 */
const commitScript = `
local documents, claims, counters, sequence, stream = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local change = cjson.decode(ARGV[1])

local made = tonumber(redis.call('GET', sequence) or '0')
if made < tonumber(ARGV[6]) then return {'behind', made} end

for _, e in ipairs(change.expect) do
  local found = redis.call('HGET', documents, e.key)
  local revision = found and tonumber(string.match(found, '^%d+')) or 0
  if revision ~= e.revision then return {'stale', e.key, revision} end
end

local released = {}
for _, r in ipairs(change.release) do released[r.claim .. '\\n' .. r.holder] = true end
for _, c in ipairs(change.claim) do
  local owner = redis.call('HGET', claims, c.claim)
  if owner and owner ~= c.holder and not released[c.claim .. '\\n' .. owner] then
    return {'conflict', c.claim, owner}
  end
end

for _, c in ipairs(change.count) do
  local value = tonumber(redis.call('HGET', counters, c.counter) or '0')
  if c.by >= 0 and value + c.by > c.max then return {'full', c.counter} end
end

for _, key in ipairs(change.remove) do redis.call('HDEL', documents, key) end
for _, p in ipairs(change.put) do
  redis.call('HSET', documents, p.key, string.format('%d:', p.revision) .. p.json)
end
for _, r in ipairs(change.release) do
  if redis.call('HGET', claims, r.claim) == r.holder then redis.call('HDEL', claims, r.claim) end
end
for _, c in ipairs(change.claim) do redis.call('HSET', claims, c.claim, c.holder) end
for _, c in ipairs(change.count) do
  if c.by ~= 0 and redis.call('HINCRBY', counters, c.counter, string.format('%d', c.by)) == 0 then
    redis.call('HDEL', counters, c.counter)
  end
end

local n = redis.call('INCR', sequence)
redis.call('XADD', stream, 'MAXLEN', '~', ARGV[5], string.format('%d-1', n), 'change', ARGV[2])
redis.call('PUBLISH', ARGV[4], string.format('%d', n) .. ' ' .. ARGV[3] .. ' ' .. ARGV[2])
return {'committed', n}
`;

const sha = createHash('sha1').update(commitScript).digest('hex');

export interface ScriptedCommit {
  /** JSON of the change, its documents as JSON within it. */
  readonly change: string;
  /** JSON of what followers receive. */
  readonly followed: string;
  readonly scope: string;
  readonly channel: string;
  /** About how many changes the stream keeps. */
  readonly streamLength: number;
  /** Number of the last change that the follower has. */
  readonly last: number;
}

/** The script's answer. The script itself is sent only to a server that does not have it yet. */
export async function runCommit(
  redis: Redis | Cluster,
  { documents, claims, counters, sequence, stream }: ScopeKeys,
  { change, followed, scope, channel, streamLength, last }: ScriptedCommit,
): Promise<readonly unknown[]> {
  const keys = [documents, claims, counters, sequence, stream];
  const values = [change, followed, scope, channel, String(streamLength), String(last)];
  try {
    return (await redis.evalsha(sha, keys.length, ...keys, ...values)) as readonly unknown[];
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    return (await redis.eval(commitScript, keys.length, ...keys, ...values)) as readonly unknown[];
  }
}
