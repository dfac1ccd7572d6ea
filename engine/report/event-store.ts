/**
 * What the outbox keeps of messages beside those that wait: the ones that applications pull, and the ones that were
 * given up. Ids come from one sequence for all of them and are never used twice, also after everything was delivered
 * and the service restarted: a message's key is its id behind the name of this outbox.
 */
import { randomBytes } from 'node:crypto';
import type { Database, Statement } from '../../routing/journal/sqlite-open.js';

/** A message as an application pulls it. */
export interface StoredEvent {
  readonly id: number;
  readonly appKey: string;
  /** `eventType`; `fee` for a record. */
  readonly kind: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly group: string;
  readonly body: string;
}

export interface EventQuery {
  readonly appKeys: readonly string[] | undefined;
  readonly kinds: readonly string[] | undefined;
  readonly afterId: number;
  readonly limit: number;
}

/** `missed`: some after that id have been deleted since. */
export interface EventPage {
  readonly events: readonly StoredEvent[];
  readonly missed: boolean;
}

/** A message that its receiver has never taken. */
export interface UndeliveredMessage {
  readonly id: number;
  readonly appKey: string;
  readonly channel: string;
  readonly group: string;
  readonly body: string;
  readonly failures: number;
  /** When it was given up, milliseconds since 1970. */
  readonly at: number;
  readonly because: string;
}

export interface UndeliveredQuery {
  readonly appKeys: readonly string[] | undefined;
  readonly afterId: number;
  readonly limit: number;
}

/** Which ones to push again: those of an application, or those with these ids. */
export interface ResendQuery {
  readonly appKey: string | undefined;
  readonly ids: readonly number[] | undefined;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS event (
    id INTEGER PRIMARY KEY, app TEXT NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL, grp TEXT NOT NULL,
    body TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS event_app ON event (app, id);
  CREATE INDEX IF NOT EXISTS event_at ON event (at);
  CREATE TABLE IF NOT EXISTS undelivered (
    id INTEGER PRIMARY KEY, app TEXT NOT NULL, channel TEXT NOT NULL, grp TEXT NOT NULL, body TEXT NOT NULL,
    failures INTEGER NOT NULL, at INTEGER NOT NULL, because TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS undelivered_app ON undelivered (app, id);
  -- The newest event of an application that its retention has deleted.
  CREATE TABLE IF NOT EXISTS forgotten (app TEXT PRIMARY KEY, id INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS sequence (one INTEGER PRIMARY KEY CHECK (one = 0), name TEXT NOT NULL, last INTEGER NOT NULL);
`;

const EVENT = 'id, app AS appKey, kind, at, grp AS "group", body';
const UNDELIVERED = 'id, app AS appKey, channel, grp AS "group", body, failures, at, because';
/** A list as JSON, or null for any. */
const IN = (column: string, list: string): string =>
  `(${list} IS NULL OR ${column} IN (SELECT value FROM json_each(${list})))`;

export class EventStore {
  readonly #statements: Readonly<
    Record<
      | 'add'
      | 'take'
      | 'read'
      | 'gone'
      | 'forget'
      | 'remember'
      | 'giveUp'
      | 'listUndelivered'
      | 'resend'
      | 'resent'
      | 'forgetUndelivered'
      | 'sequence',
      Statement
    >
  >;
  readonly name: string;

  /** Makes its tables where they are missing; the ids go on after those of the messages that wait. */
  static create(database: Database): void {
    database.exec(SCHEMA);
    // A name begins with a letter, so that a key is a token of HTTP.
    database
      .prepare('INSERT OR IGNORE INTO sequence VALUES (0, ?, (SELECT coalesce(max(id), 0) FROM message))')
      .run(`e${randomBytes(5).toString('hex')}`);
  }

  constructor(database: Database) {
    const prepare = (sql: string): Statement => database.prepare(sql);
    this.name = (database.prepare('SELECT name FROM sequence').get() as { name: string }).name;
    const which = `app = coalesce(?1, app) AND ${IN('id', '?2')}`;
    this.#statements = {
      add: prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)'),
      take: prepare('UPDATE sequence SET last = ? WHERE last < ?'),
      read: prepare(
        `SELECT ${EVENT} FROM event WHERE id > ?1 AND ${IN('app', '?2')} AND ${IN('kind', '?3')} ORDER BY id LIMIT ?4`,
      ),
      gone: prepare(`SELECT max(id) AS id FROM forgotten WHERE ${IN('app', '?1')}`),
      forget: prepare(
        'DELETE FROM event WHERE id IN (SELECT id FROM event WHERE at < ? LIMIT ?) RETURNING id, app AS appKey',
      ),
      remember: prepare(
        'INSERT INTO forgotten VALUES (?, ?) ON CONFLICT (app) DO UPDATE SET id = max(id, excluded.id)',
      ),
      giveUp: prepare(
        `INSERT INTO undelivered SELECT id, app, channel, grp, body, failures + 1, ?, ? FROM message WHERE id = ?`,
      ),
      listUndelivered: prepare(
        `SELECT ${UNDELIVERED} FROM undelivered WHERE ${IN('app', '?1')} AND id > ?2 ORDER BY id LIMIT ?3`,
      ),
      resend: prepare(
        // Due long ago, and not 0, which is for those that were never pushed.
        `INSERT INTO message SELECT id, app, channel, grp, body, 0, 1, at FROM undelivered WHERE ${which}`,
      ),
      resent: prepare(`DELETE FROM undelivered WHERE ${which} RETURNING id`),
      forgetUndelivered: prepare(
        'DELETE FROM undelivered WHERE id IN (SELECT id FROM undelivered WHERE at < ? LIMIT ?) RETURNING id',
      ),
      sequence: prepare('SELECT last FROM sequence'),
    };
  }

  /** The greatest id that was ever used. */
  get lastId(): number {
    return (this.#statements.sequence.get() as { last: number }).last;
  }

  /** Ids up to this one are used. */
  take(id: number): void {
    this.#statements.take.run(id, id);
  }

  add({ id, appKey, kind, at, group, body }: StoredEvent): void {
    this.#statements.add.run(id, appKey, kind, at, group, body);
  }

  read({ appKeys, kinds, afterId, limit }: EventQuery): EventPage {
    const { read, gone } = this.#statements;
    const apps = listOf(appKeys);
    const newest = (gone.get(apps) as { id: number | null }).id ?? 0;
    const events = read.all(afterId, apps, listOf(kinds), limit) as StoredEvent[];
    return { events, missed: newest > afterId };
  }

  /** Deletes events that happened before this time; answers how many. */
  forget(before: number, limit: number): number {
    const deleted = this.#statements.forget.all(before, limit) as { id: number; appKey: string }[];
    const newest = new Map<string, number>();
    for (const { id, appKey } of deleted) newest.set(appKey, Math.max(id, newest.get(appKey) ?? 0));
    for (const [appKey, id] of newest) this.#statements.remember.run(appKey, id);
    return deleted.length;
  }

  /** Keeps a message that waits, before it is deleted. */
  giveUp(id: number, at: number, because: string): void {
    this.#statements.giveUp.run(at, because, id);
  }

  undelivered({ appKeys, afterId, limit }: UndeliveredQuery): UndeliveredMessage[] {
    return this.#statements.listUndelivered.all(listOf(appKeys), afterId, limit) as UndeliveredMessage[];
  }

  /** They wait again, as if they had never been pushed, with their ids; answers how many. */
  resend({ appKey, ids }: ResendQuery): number {
    this.#statements.resend.run(appKey ?? null, listOf(ids));
    return this.#statements.resent.all(appKey ?? null, listOf(ids)).length;
  }

  forgetUndelivered(before: number, limit: number): number {
    return this.#statements.forgetUndelivered.all(before, limit).length;
  }
}

function listOf(values: readonly (string | number)[] | undefined): string | null {
  return values === undefined ? null : JSON.stringify(values);
}
