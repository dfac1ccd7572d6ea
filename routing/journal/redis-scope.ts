/**
 * One scope of a Redis journal as this process follows it: which change it has applied last, and how it gets the
 * missing ones. Changes are applied strictly by number, whether they come as a message, as the answer to our own
 * commit, or from the stream. Duplicates are skipped; a gap is filled from the stream.
 *
 * A store that has lost its memory (emptied, restored from a copy, failed over to a replica that was behind) is
 * recognised by a number below ours, or by a different change under our number. Then nothing is taken from it: the
 * scope is lost until the store has our history again, or an operator has decided.
 */
import type { Cluster, Redis } from 'ioredis';
import { JournalUnavailable } from './ailments.js';
import type { AppliedChange, Follower, StoredDocument } from './journal.js';
import { scopeKeys, type ScopeKeys } from './redis-script.js';

/** The part of a change that is in the stream. `id` identifies changes; engines before 0.2 wrote none. */
export type FollowedChange = Omit<AppliedChange, 'scope'> & { readonly id?: string };

/** Stream entries or hash fields in one read. */
const PAGE_SIZE = 1000;

type Entry = readonly [id: string, fields: readonly string[]];

/** A position in the history: the number of its last change, and that change's id if it is known. */
interface Head {
  readonly number: number;
  readonly id: string | undefined;
}

/** The listeners of a scope. */
export interface ScopeListener {
  readonly follower: () => Follower | undefined;
  /** A change has been applied. */
  seen(id: string): void;
  /** Everything has been read again; it may contain changes that were not seen one by one. */
  reloaded(scope: string, documents: ReadonlyMap<string, StoredDocument>): void;
  /** The store has fallen behind what was applied here, or has our history again. */
  lost(scope: string, isLost: boolean, detail: string): void;
}

export class FollowedScope {
  readonly keys: ScopeKeys;
  /** The last change applied. */
  #last: Head = { number: 0, id: undefined };
  #isLost = false;
  #pulling: Promise<void> = Promise.resolve();
  #isPulling = false;
  #behind = 0;
  #queued: Promise<void> | undefined;

  constructor(
    readonly name: string,
    readonly redis: Redis | Cluster,
    prefix: string,
    readonly listener: ScopeListener,
  ) {
    this.keys = scopeKeys(prefix, name);
  }

  /** Whether the store has lost changes that are applied here and no operator has decided yet. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** Number of the last change applied. */
  get last(): number {
    return this.#last.number;
  }

  /** How many changes were missing here when the store was read last. */
  get behind(): number {
    return this.#behind;
  }

  /** How many documents there are. */
  count(): Promise<number> {
    return this.redis.hlen(this.keys.documents);
  }

  /** Loads every document; changes made meanwhile are in the stream after the number read first. */
  async load(each: (document: StoredDocument) => void): Promise<void> {
    const head = await this.#head();
    await this.#scan(each);
    this.#last = head;
  }

  /** Applies the nth change; false if changes before it are missing or being read. */
  offer(n: number, change: FollowedChange): boolean {
    if (this.#isLost) return false;
    if (n <= this.#last.number) return true;
    if (n !== this.#last.number + 1 || this.#isPulling) return false;
    this.#apply(n, change);
    return true;
  }

  /** Resolves when everything committed before the call is applied. Concurrent calls share one read. */
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
    this.#behind = 0;
    try {
      while (await this.#pullPage());
      if (this.#isLost)
        this.#tell(false, `the store has the history up to change ${this.#last.number} again`);
    } finally {
      this.#isPulling = false;
    }
  }

  /** Whether there may be more. Reading starts at our last change, to check that it is still the same. */
  async #pullPage(): Promise<boolean> {
    const { number: last, id } = this.#last;
    const from = `${Math.max(last, 1)}-1`;
    const [sequence, entries] = await Promise.all([
      this.sequence(),
      this.redis.xrange(this.keys.stream, from, '+', 'COUNT', PAGE_SIZE),
    ]);
    if (sequence < last) this.#lose(sequence);
    this.#behind = Math.max(this.#behind, sequence - last);
    const isOurs = entries[0] !== undefined && numberOf(entries[0]) === last;
    if (isOurs && id !== undefined && changeOf(entries[0] as Entry).id !== id) this.#lose(sequence);
    const news = isOurs ? entries.slice(1) : entries;
    const isGap = news[0] === undefined ? sequence > last : numberOf(news[0]) !== last + 1;
    if (isGap) await this.#reload();
    else for (const entry of news) this.#apply(numberOf(entry), changeOf(entry));
    return isGap || entries.length === PAGE_SIZE;
  }

  /** Reads everything again, unless the store loses its memory meanwhile. */
  async #reload(): Promise<void> {
    const head = await this.#head();
    if (head.number < this.#last.number) this.#lose(head.number);
    const documents = new Map<string, StoredDocument>();
    await this.#scan((document) => documents.set(document.key, document));
    const after = await this.sequence();
    if (after < head.number) this.#lose(after);
    this.#last = head;
    this.listener.follower()?.replace(this.name, [...documents.values()]);
    this.listener.reloaded(this.name, documents);
  }

  #apply(n: number, { id, put, remove }: FollowedChange): void {
    this.#last = { number: n, id };
    this.listener.follower()?.apply({ scope: this.name, put, remove });
    if (id !== undefined) this.listener.seen(id);
  }

  #lose(found: number): never {
    const detail = `the store has lost changes: it is at ${found}, and ${this.#last.number} were made`;
    this.#tell(true, detail);
    throw new JournalUnavailable(`${detail}; an operator has to decide (journal restore, or journal accept)`);
  }

  #tell(isLost: boolean, detail: string): void {
    if (this.#isLost === isLost) return;
    this.#isLost = isLost;
    this.listener.lost(this.name, isLost, detail);
  }

  async #scan(each: (document: StoredDocument) => void): Promise<void> {
    let cursor = '0';
    do {
      const [next, fields] = await this.redis.hscan(this.keys.documents, cursor, 'COUNT', PAGE_SIZE);
      for (let n = 0; n < fields.length; n += 2) each(readDocument(fields[n] ?? '', fields[n + 1] ?? ''));
      cursor = next;
    } while (cursor !== '0');
  }

  async #head(): Promise<Head> {
    const number = await this.sequence();
    const at = `${Math.max(number, 1)}-1`;
    const [entry] = await this.redis.xrange(this.keys.stream, at, at);
    return { number, id: entry && changeOf(entry).id };
  }

  /**
   * Takes changes off the beginning of the stream, up to the last one with these digits; answers how many. An engine that
   * has not read them yet finds a gap and reads all documents.
   */
  async forgetChanges(digits: string): Promise<number> {
    const { stream } = this.keys;
    let last = 0;
    for (let from = 1; ;) {
      const entries = await this.redis.xrange(stream, `${from}-1`, '+', 'COUNT', PAGE_SIZE);
      for (const entry of entries)
        if (entry[1].some((field) => field.includes(digits))) last = numberOf(entry);
      const end = entries.at(-1);
      if (entries.length < PAGE_SIZE || end === undefined) break;
      from = numberOf(end) + 1;
    }
    return last === 0 ? 0 : this.redis.xtrim(stream, 'MINID', '=', `${last + 1}-1`);
  }

  /** Number of the last change the store has. */
  async sequence(): Promise<number> {
    return Number((await this.redis.get(this.keys.sequence)) ?? 0);
  }
}

function numberOf([id]: Entry): number {
  return Number(id.slice(0, id.indexOf('-')));
}

function changeOf([, [, json = '{}']]: Entry): FollowedChange {
  return JSON.parse(json) as FollowedChange;
}

function readDocument(key: string, text: string): StoredDocument {
  const colon = text.indexOf(':');
  return { key, revision: Number(text.slice(0, colon)), value: JSON.parse(text.slice(colon + 1)) };
}
