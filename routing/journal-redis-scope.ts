/**
 * One scope of a Redis journal as this process follows it: which change it has applied last, and how it comes by those
 * it has not. Changes are applied strictly by their number, whether they come as a message, as the answer to our own
 * commit, or out of the stream; what comes twice is passed over, a gap is filled from the stream.
 */
import type { Cluster, Redis } from 'ioredis';
import type { AppliedChange, Follower, StoredDocument } from './journal.js';
import { scopeKeys, type ScopeKeys } from './journal-redis-script.js';

/** Of a change, what is in the stream. */
export type FollowedChange = Omit<AppliedChange, 'scope'>;

/** Entries read from a stream, or fields from a hash, at once. */
const pageSize = 1000;

export class FollowedScope {
  readonly keys: ScopeKeys;
  /** Number of the last change applied. */
  #last = 0;
  #pulling: Promise<void> = Promise.resolve();
  #isPulling = false;
  #queued: Promise<void> | undefined;

  constructor(
    readonly name: string,
    readonly redis: Redis | Cluster,
    prefix: string,
    readonly follower: () => Follower | undefined,
  ) {
    this.keys = scopeKeys(prefix, name);
  }

  /** How many documents there are. */
  count(): Promise<number> {
    return this.redis.hlen(this.keys.documents);
  }

  /** Hands over every document; changes made meanwhile are in the stream after the number read first. */
  async load(each: (document: StoredDocument) => void): Promise<void> {
    this.#last = await this.#sequence();
    let cursor = '0';
    do {
      const [next, fields] = await this.redis.hscan(this.keys.documents, cursor, 'COUNT', pageSize);
      for (let n = 0; n < fields.length; n += 2) each(readDocument(fields[n] ?? '', fields[n + 1] ?? ''));
      cursor = next;
    } while (cursor !== '0');
  }

  /** The nth change; false when those before it are missing, or some are being read just now. */
  offer(n: number, change: FollowedChange): boolean {
    if (n <= this.#last) return true;
    if (n !== this.#last + 1 || this.#isPulling) return false;
    this.#apply(n, change);
    return true;
  }

  /** Resolves when everything committed before the call is applied. Calls while one is waiting share it. */
  catchUp(): Promise<void> {
    this.#queued ??= this.#pullNext();
    return this.#queued;
  }

  async #pullNext(): Promise<void> {
    await this.#pulling.catch(() => undefined);
    this.#queued = undefined;
    this.#pulling = this.#pull();
    await this.#pulling;
  }

  async #pull(): Promise<void> {
    this.#isPulling = true;
    try {
      const sequence = await this.#sequence();
      if (sequence === this.#last) return;
      // A number below ours: the store lost its memory (restored from a copy, or emptied). It is right all the same.
      if (sequence < this.#last) await this.#reload();
      while (await this.#pullPage());
    } finally {
      this.#isPulling = false;
    }
  }

  /** Whether there may be more. */
  async #pullPage(): Promise<boolean> {
    const from = `${this.#last + 1}-1`;
    const entries = await this.redis.xrange(this.keys.stream, from, '+', 'COUNT', pageSize);
    const first = entries[0];
    const isGap =
      first === undefined ? (await this.#sequence()) > this.#last : numberOf(first) > this.#last + 1;
    if (isGap && (first !== undefined || (await this.#isTrimmed(from)))) {
      await this.#reload();
      return true;
    }
    for (const entry of entries) {
      const [, [, json = '{}'] = []] = entry;
      this.#apply(numberOf(entry), JSON.parse(json) as FollowedChange);
    }
    return entries.length === pageSize || isGap;
  }

  /** Nothing from there on although the sequence is past it: a change has come in between, or the stream is gone. */
  async #isTrimmed(from: string): Promise<boolean> {
    return (await this.redis.xrange(this.keys.stream, from, '+', 'COUNT', 1)).length === 0;
  }

  async #reload(): Promise<void> {
    const documents = new Map<string, StoredDocument>();
    await this.load((document) => documents.set(document.key, document));
    this.follower()?.replace(this.name, [...documents.values()]);
  }

  #apply(n: number, change: FollowedChange): void {
    this.#last = n;
    this.follower()?.apply({ scope: this.name, put: change.put, remove: change.remove });
  }

  async #sequence(): Promise<number> {
    return Number((await this.redis.get(this.keys.sequence)) ?? 0);
  }
}

function numberOf([id]: readonly [id: string, fields: readonly string[]]): number {
  return Number(id.slice(0, id.indexOf('-')));
}

function readDocument(key: string, text: string): StoredDocument {
  const colon = text.indexOf(':');
  return { key, revision: Number(text.slice(0, colon)), value: JSON.parse(text.slice(colon + 1)) };
}
