/**
 * Journal in Redis or a Redis Cluster, for several engines. Each follows the commits of the others within milliseconds.
 *
 * While Redis is unavailable, `commit` and `refresh` reject at once and calls are routed from memory. When it is back,
 * the missed changes are read from the streams. A commit whose answer is lost is rejected although it may have been
 * made; it is never sent twice, and is settled when the stream can be read again (redis-outcomes.ts). A Redis that
 * comes back without its data is not believed (redis-scope.ts): an operator decides. No acknowledged change is lost if
 * Redis runs with `appendonly yes` and `appendfsync always`.
 */
import type { Cluster, Redis } from 'ioredis';
import { JournalUnavailable, journalAilments } from './ailments.js';
import type {
  Change,
  CommitResult,
  Follower,
  Journal,
  JournalAilment,
  JournalRecovery,
  ScopeContent,
  StoredDocument,
  StoreStatus,
} from './journal.js';
import {
  commandConnection,
  isUsable,
  keepers,
  listenerConnection,
  type RedisPlace,
  writeAilment,
} from './redis-connection.js';
import { decide } from './redis-decision.js';
import { mayLoseChanges, rewriteFiles } from './redis-files.js';
import { checkFormat } from './redis-format.js';
import { UnknownOutcomes } from './redis-outcomes.js';
import { FollowedScope, type FollowedChange } from './redis-scope.js';
import { runCommit } from './redis-script.js';
import { RedisStatus } from './redis-status.js';

export interface RedisJournalOptions extends RedisPlace {
  /** Prefix of every key; `callveil:` by default. */
  readonly prefix?: string;
  /**
   * Changes kept in each stream for engines that were disconnected; beyond that they read everything again. 100 000 by
   * default.
   */
  readonly streamLength?: number;
  /** Receives warnings: settings of the server that do not make commits durable, trouble while following. */
  readonly warn?: (message: string) => void;
  /** Receives what needs an operator. */
  readonly alarm?: (message: string) => void;
  /** How often an idle connection checks the server; 5000 by default. */
  readonly lookEveryMs?: number;
}

const OPEN_TIMEOUT_MS = 5000;
/** Cluster nodes may lose each other's messages, and any server may stop writing, or lose data, between changes. */
const DEFAULT_LOOK_EVERY_MS = 5000;

export class RedisJournal implements Journal, JournalRecovery {
  readonly #commands: Redis | Cluster;
  readonly #listener: Redis;
  readonly #prefix: string;
  readonly #channel: string;
  readonly #streamLength: number;
  readonly #warn: (message: string) => void;
  readonly #alarm: (message: string) => void;
  readonly #lookEveryMs: number;
  readonly #scopes = new Map<string, FollowedScope>();
  readonly #announced = new Set<string>();
  readonly #under = new Set<Promise<unknown>>();
  #follower: Follower | undefined;
  #closed: Promise<void> | undefined;
  /** Why the server (in a cluster: the scope's node) answers but does not write. */
  readonly #trouble = new Map<string, JournalAilment>();
  #look: NodeJS.Timeout | undefined;
  readonly #status = new RedisStatus();
  readonly #outcomes = new UnknownOutcomes((change) => {
    this.commit(change).catch((error: unknown) => this.#warn(`redis: ${messageOf(error)}`));
  });
  readonly shared = true;
  readonly recovery: JournalRecovery = this;

  private constructor(options: RedisJournalOptions) {
    this.#prefix = options.prefix ?? 'callveil:';
    this.#channel = `${this.#prefix}changes`;
    this.#streamLength = options.streamLength ?? 100_000;
    this.#warn = (message) => {
      if (this.#closed === undefined) options.warn?.(message);
    };
    this.#alarm = (message) => {
      if (this.#closed === undefined) options.alarm?.(message);
    };
    this.#lookEveryMs = options.lookEveryMs ?? DEFAULT_LOOK_EVERY_MS;
    this.#commands = commandConnection(options);
    this.#listener = listenerConnection(options, this.#commands);
    for (const redis of [this.#commands, this.#listener])
      redis.on('error', (error: Error) => this.#warn(`redis: ${error.message}`));
  }

  /** Connects. Rejects with an Error that names the server (not its password) if it cannot be reached. */
  static async open(options: RedisJournalOptions): Promise<RedisJournal> {
    const journal = new RedisJournal(options);
    try {
      await inTime(Promise.all([journal.#commands.connect(), journal.#listener.connect()]));
      await checkFormat(journal.#commands, journal.#prefix);
      if (await mayLoseChanges(keepers(journal.#commands)))
        journal.#warn(
          'redis may lose acknowledged changes in a crash: set appendonly yes and appendfsync always',
        );
    } catch (error) {
      await journal.close();
      const { host } = new URL(options.url);
      throw new Error(`journal in redis at ${host}: ${messageOf(error)}`, { cause: error });
    }
    return journal;
  }

  get available(): boolean {
    return this.#closed === undefined && isUsable(this.#commands);
  }

  get waiting(): number {
    return this.#under.size;
  }

  get ailments(): readonly JournalAilment[] {
    if (!this.available) return ['away'];
    return [...(this.lost.length > 0 ? (['lost-changes'] as const) : []), ...new Set(this.#trouble.values())];
  }

  get store(): StoreStatus {
    const behind = [...this.#scopes.values()].map((scope) => scope.behind);
    const changesBehind = behind.reduce((sum, each) => sum + each, 0);
    if (!this.available) return { role: 'unknown', replicas: 0, changesBehind };
    return { ...this.#status.replication, changesBehind };
  }

  get lost(): readonly string[] {
    return [...this.#scopes.values()].filter(({ isLost }) => isLost).map(({ name }) => name);
  }

  decide(scope: string, content: ScopeContent | undefined): Promise<void> {
    return this.#track(() => this.#decide(this.#scope(scope), content));
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
    this.#look = setInterval(() => this.#lookAround(), this.#lookEveryMs);
  }

  commit(change: Change): Promise<CommitResult> {
    return this.#track(() => this.#commit(change));
  }

  refresh(scope: string): Promise<void> {
    return this.#track(() => this.#scope(scope).catchUp());
  }

  removeResidue(digits: string): Promise<readonly string[]> {
    return this.#track(async () => {
      let changes = 0;
      for (const scope of this.#scopes.values()) changes += await scope.forgetChanges(digits);
      return [`${changes} changes taken off the streams`, await rewriteFiles(keepers(this.#commands))];
    });
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
    if (scope.isLost) throw new Error(journalAilments['lost-changes']);
    if (!this.available) throw new Error(journalAilments.away);
    await this.#announce(scope);
    const { put, remove } = change;
    const followed = { id: this.#outcomes.start(change), put, remove };
    const [outcome, name, detail] = await this.#ask(scope, change, followed);
    if (outcome === 'stale') return { outcome, key: String(name), revision: Number(detail) };
    if (outcome === 'conflict') return { outcome, claim: String(name), holder: String(detail) };
    if (outcome === 'full') return { outcome, counter: String(name) };
    if (outcome === 'committed') return { outcome };
    await scope.catchUp();
    throw new Error('the store was behind for a moment');
  }

  /** Answers as the script does, once the follower has the change. */
  async #ask(
    scope: FollowedScope,
    change: Change,
    followed: FollowedChange & { readonly id: string },
  ): Promise<readonly unknown[]> {
    const { id } = followed;
    const put = change.put.map(({ key, revision, value }) => ({
      key,
      revision,
      json: JSON.stringify(value),
    }));
    let answer: readonly unknown[];
    try {
      answer = await runCommit(this.#commands, scope.keys, {
        ...{ change: JSON.stringify({ ...change, put }), followed: JSON.stringify(followed) },
        ...{ scope: scope.name, last: scope.last },
        ...{ channel: this.#channel, streamLength: this.#streamLength },
      });
    } catch (error) {
      if (!isRefusal(error)) return this.#unanswered(id, error);
      this.#outcomes.dropped(id);
      this.#noteWriting(scope, messageOf(error));
      throw error;
    }
    const [outcome, number] = answer;
    if (outcome === 'committed') {
      this.#noteWriting(scope, undefined);
      try {
        if (!scope.offer(Number(number), followed)) await scope.catchUp();
      } catch (error) {
        return this.#unanswered(id, error);
      }
    }
    this.#outcomes.answered(id);
    return answer;
  }

  /** The follower may have received it all the same. */
  #unanswered(id: string, error: unknown): readonly unknown[] {
    if (this.#outcomes.unanswered(id)) return ['committed'];
    throw error;
  }

  /** Registers the scope for engines that start later. */
  async #announce(scope: FollowedScope): Promise<void> {
    const { name } = scope;
    if (this.#announced.has(name)) return;
    try {
      await this.#commands.sadd(`${this.#prefix}scopes`, name);
    } catch (error) {
      if (isRefusal(error)) this.#noteWriting(scope, messageOf(error));
      throw error;
    }
    this.#announced.add(name);
  }

  async #decide(scope: FollowedScope, content: ScopeContent | undefined): Promise<void> {
    const found = await scope.sequence();
    await scope.catchUp().catch(() => undefined);
    if (!scope.isLost) return;
    await this.#announce(scope);
    const decision = { scope: scope.name, found, last: scope.last, channel: this.#channel, content };
    if (!(await decide(this.#commands, scope.keys, decision)))
      throw new Error('the store has changed meanwhile: look again, and decide again');
    await scope.catchUp();
  }

  /** `<number> <scope> <change>`; a scope contains no space, since application keys have none. */
  #onMessage(message: string): void {
    const afterNumber = message.indexOf(' ');
    const afterScope = message.indexOf(' ', afterNumber + 1);
    const scope = this.#scope(message.slice(afterNumber + 1, afterScope));
    const change = JSON.parse(message.slice(afterScope + 1)) as FollowedChange;
    if (!scope.offer(Number(message.slice(0, afterNumber)), change)) this.#catchUpSoon(scope);
  }

  /** Both are connected, for the first time or again: messages come from here on, and what came before is read. */
  #onReady(): void {
    const again = async (): Promise<void> => {
      if (this.#listener.status !== 'ready' || this.#commands.status !== 'ready') return;
      this.#announced.clear();
      await this.#listener.subscribe(this.#channel);
      this.#lookAtServers();
      for (const name of await this.#commands.smembers(`${this.#prefix}scopes`)) this.#scope(name);
      for (const scope of this.#scopes.values()) this.#catchUpSoon(scope);
    };
    this.#track(again).catch((error: unknown) => this.#warn(`redis: ${messageOf(error)}`));
  }

  /** The scope is known again, so compensations that failed before are tried again. */
  #catchUpSoon(scope: FollowedScope): void {
    this.#track(() => scope.catchUp()).then(
      () => this.#outcomes.retry(scope.name),
      (error: unknown) => {
        // The loss has been reported already.
        if (!scope.isLost) this.#warn(`redis: ${messageOf(error)}`);
      },
    );
  }

  #lookAtServers(): void {
    this.#status
      .look(keepers(this.#commands))
      .catch((error: unknown) => this.#warn(`redis: ${messageOf(error)}`));
  }

  /** Checks every scope, and whether a write would be accepted: without binds, nothing else would notice. */
  #lookAround(): void {
    if (!this.available) return;
    this.#lookAtServers();
    for (const scope of this.#scopes.values()) {
      this.#catchUpSoon(scope);
      // Writes nothing, and is refused like any write.
      this.#commands.setrange(scope.keys.sequence, 0, '').then(
        () => this.#noteWriting(scope, undefined),
        (error: unknown) => this.#noteWriting(scope, messageOf(error)),
      );
    }
  }

  /**
   * `refusal`: the server's error for a write, undefined if it accepted one. An error with another cause says nothing.
   */
  #noteWriting({ name }: FollowedScope, refusal: string | undefined): void {
    const ailment = refusal === undefined ? undefined : writeAilment(refusal);
    if (ailment !== undefined) {
      const isNews = !this.ailments.includes(ailment);
      this.#trouble.set(name, ailment);
      if (isNews) this.#alarm(`redis: ${journalAilments[ailment]}: ${refusal ?? ''}`);
    } else if (refusal === undefined && this.#trouble.delete(name) && this.#trouble.size === 0)
      this.#warn('redis: takes changes again');
  }

  #scope(name: string): FollowedScope {
    let scope = this.#scopes.get(name);
    if (scope === undefined) {
      scope = new FollowedScope(name, this.#commands, this.#prefix, {
        follower: () => this.#follower,
        seen: (id) => this.#outcomes.seen(id),
        reloaded: (found, documents) => this.#outcomes.found(found, documents),
        lost: (lost, isLost, detail) => {
          const message = `journal of ${lost}: ${detail}`;
          if (isLost) this.#alarm(message);
          else this.#warn(message);
        },
      });
      this.#scopes.set(name, scope);
    }
    return scope;
  }

  /** Keeps work until it is done, for `close`, and turns its failure into the port's error. */
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
}

/** A cluster client retries for ever if no node answers; a starting service needs to know. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${OPEN_TIMEOUT_MS} ms`)), OPEN_TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The server's own error: it has not done what it refuses. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && error.name === 'ReplyError';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
