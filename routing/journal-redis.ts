/**
 * Journal in Redis, or a Redis Cluster: for several engines. Each follows what the others commit, in milliseconds.
 *
 * While Redis is away `commit` and `refresh` reject at once and calls go on from memory; when it is back, what was
 * missed is read from the streams. A commit whose answer is lost is rejected too, although it may have been made: it is
 * never sent twice. Nothing acknowledged is lost if Redis runs with `appendonly yes` and `appendfsync always`.
 */
import { createHash } from 'node:crypto';
import type { Cluster, Redis } from 'ioredis';
import { JournalUnavailable } from './journal.js';
import type { Change, CommitResult, Follower, Journal, StoredDocument } from './journal.js';
import {
  commandConnection,
  keepers,
  listenerConnection,
  type RedisPlace,
} from './journal-redis-connection.js';
import { FollowedScope, type FollowedChange } from './journal-redis-scope.js';
import { commitScript } from './journal-redis-script.js';

export interface RedisJournalOptions extends RedisPlace {
  /** Before every key; `callveil:` by default. */
  readonly prefix?: string;
  /** Changes kept in each stream for engines that were away; beyond it they read everything anew. 100 000 by default. */
  readonly streamLength?: number;
  /** Hears that the server's settings do not make commits durable, and of trouble while following. */
  readonly warn?: (message: string) => void;
}

const sha = createHash('sha1').update(commitScript).digest('hex');
const openTimeoutMs = 5000;
/** How often a cluster's sequence numbers are looked at, as its nodes may lose each other's messages. */
const lookEveryMs = 5000;

export class RedisJournal implements Journal {
  readonly #commands: Redis | Cluster;
  readonly #listener: Redis;
  readonly #prefix: string;
  readonly #channel: string;
  readonly #streamLength: number;
  readonly #warn: (message: string) => void;
  readonly #scopes = new Map<string, FollowedScope>();
  readonly #announced = new Set<string>();
  readonly #under = new Set<Promise<unknown>>();
  #follower: Follower | undefined;
  #closed: Promise<void> | undefined;
  readonly #cluster: boolean;
  #look: NodeJS.Timeout | undefined;
  readonly shared = true;

  private constructor(options: RedisJournalOptions) {
    this.#prefix = options.prefix ?? 'callveil:';
    this.#channel = `${this.#prefix}changes`;
    this.#streamLength = options.streamLength ?? 100_000;
    this.#warn = (message) => {
      if (this.#closed === undefined) options.warn?.(message);
    };
    this.#cluster = options.cluster;
    this.#commands = commandConnection(options);
    this.#listener = listenerConnection(options, this.#commands);
    for (const redis of [this.#commands, this.#listener])
      redis.on('error', (error: Error) => this.#warn(`redis: ${error.message}`));
  }

  /** Connects. Rejects with an Error that names the server (not its password) when it cannot be reached. */
  static async open(options: RedisJournalOptions): Promise<RedisJournal> {
    const journal = new RedisJournal(options);
    try {
      await inTime(Promise.all([journal.#commands.connect(), journal.#listener.connect()]));
      await journal.#checkDurability();
    } catch (error) {
      await journal.close();
      const { host } = new URL(options.url);
      throw new Error(`journal in redis at ${host}: ${messageOf(error)}`, { cause: error });
    }
    return journal;
  }

  get available(): boolean {
    return this.#closed === undefined && this.#commands.status === 'ready';
  }

  async load(
    each: (scope: string, document: StoredDocument) => void,
    expect?: (documents: number) => void,
  ): Promise<void> {
    const names = await this.#commands.smembers(`${this.#prefix}scopes`);
    const counts = await Promise.all(names.map((name) => this.#scope(name).count()));
    expect?.(counts.reduce((sum, count) => sum + count, 0));
    for (const name of names) await this.#scope(name).load((document) => each(name, document));
  }

  follow(follower: Follower): void {
    this.#follower = follower;
    this.#listener.on('message', (_channel: string, message: string) => this.#onMessage(message));
    for (const redis of [this.#commands, this.#listener]) redis.on('ready', () => this.#onReady());
    this.#onReady();
    if (this.#cluster)
      this.#look = setInterval(() => this.#scopes.forEach((scope) => this.#catchUpSoon(scope)), lookEveryMs);
  }

  commit(change: Change): Promise<CommitResult> {
    return this.#track(() => this.#commit(change));
  }

  refresh(scope: string): Promise<void> {
    return this.#track(() => this.#scope(scope).catchUp());
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    clearInterval(this.#look);
    await Promise.allSettled(this.#under);
    this.#commands.disconnect();
    this.#listener.disconnect();
  }

  async #commit(change: Change): Promise<CommitResult> {
    const scope = this.#scope(change.scope);
    if (!this.#announced.has(change.scope)) {
      await this.#commands.sadd(`${this.#prefix}scopes`, change.scope);
      this.#announced.add(change.scope);
    }
    const { put, remove } = change;
    const written = put.map(({ key, revision, value }) => ({ key, revision, json: JSON.stringify(value) }));
    const followed: FollowedChange = { put, remove };
    const answer = await this.#run(
      scope,
      JSON.stringify({ ...change, put: written }),
      JSON.stringify(followed),
    );
    const [outcome, name, detail] = answer;
    if (outcome === 'stale') return { outcome, key: String(name), revision: Number(detail) };
    if (outcome === 'conflict') return { outcome, claim: String(name), holder: String(detail) };
    if (outcome === 'full') return { outcome, counter: String(name) };
    if (!scope.offer(Number(name), followed)) await scope.catchUp();
    return { outcome: 'committed' };
  }

  async #run(scope: FollowedScope, change: string, followed: string): Promise<readonly unknown[]> {
    const { documents, claims, counters, sequence, stream } = scope.keys;
    const keys = [documents, claims, counters, sequence, stream];
    const values = [change, followed, scope.name, this.#channel, String(this.#streamLength)];
    try {
      return (await this.#commands.evalsha(sha, keys.length, ...keys, ...values)) as readonly unknown[];
    } catch (error) {
      if (!messageOf(error).startsWith('NOSCRIPT')) throw error;
      return (await this.#commands.eval(commitScript, keys.length, ...keys, ...values)) as readonly unknown[];
    }
  }

  /** `<number> <scope> <change>`; a scope has no space, since application keys have none. */
  #onMessage(message: string): void {
    const afterNumber = message.indexOf(' ');
    const afterScope = message.indexOf(' ', afterNumber + 1);
    const scope = this.#scope(message.slice(afterNumber + 1, afterScope));
    const change = JSON.parse(message.slice(afterScope + 1)) as FollowedChange;
    if (!scope.offer(Number(message.slice(0, afterNumber)), change)) this.#catchUpSoon(scope);
  }

  /** Both connected, or again: from here on messages come; what came before is read. */
  #onReady(): void {
    const again = async (): Promise<void> => {
      if (this.#listener.status !== 'ready' || this.#commands.status !== 'ready') return;
      await this.#listener.subscribe(this.#channel);
      for (const name of await this.#commands.smembers(`${this.#prefix}scopes`)) this.#scope(name);
      for (const scope of this.#scopes.values()) this.#catchUpSoon(scope);
    };
    this.#track(again).catch((error: unknown) => this.#warn(`redis: ${messageOf(error)}`));
  }

  #catchUpSoon(scope: FollowedScope): void {
    this.#track(() => scope.catchUp()).catch((error: unknown) => this.#warn(`redis: ${messageOf(error)}`));
  }

  #scope(name: string): FollowedScope {
    let scope = this.#scopes.get(name);
    if (scope === undefined) {
      scope = new FollowedScope(name, this.#commands, this.#prefix, () => this.#follower);
      this.#scopes.set(name, scope);
    }
    return scope;
  }

  /** Remembers work until it is done, for `close`, and turns its failure into the port's. */
  async #track<T>(start: () => Promise<T>): Promise<T> {
    if (this.#closed !== undefined) throw new JournalUnavailable('the journal is closed');
    const work = start();
    const settled = work.catch(() => undefined);
    this.#under.add(settled);
    try {
      return await work;
    } catch (error) {
      throw new JournalUnavailable(messageOf(error), { cause: error });
    } finally {
      this.#under.delete(settled);
    }
  }

  /** Some hosted servers do not let their settings be read, and of a cluster a node may be away: then there is nothing to say. */
  async #checkDurability(): Promise<void> {
    const asked = keepers(this.#commands).map((redis) => redis.config('GET', 'append*'));
    const settings = await Promise.allSettled(asked);
    const isCareless = settings.some(
      (found) => found.status === 'fulfilled' && !isDurable(found.value as readonly string[]),
    );
    if (isCareless)
      this.#warn('redis may lose acknowledged changes in a crash: set appendonly yes and appendfsync always');
  }
}

/** A cluster of which no node answers is tried for ever; a service that starts wants to know. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${openTimeoutMs} ms`)), openTimeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The answer to CONFIG GET: names and values in turn. */
function isDurable(found: readonly string[]): boolean {
  const setting = (name: string): string | undefined => found[found.indexOf(name) + 1];
  return setting('appendonly') === 'yes' && setting('appendfsync') === 'always';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
