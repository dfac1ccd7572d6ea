/**
 * The outbox's file: messages on their way to applications, and the records of past calls for the operator. SQLite with
 * a write-ahead log, each batch one transaction synced to disk.
 */
import { openBroughtForward, type FormatStep } from '../../routing/journal/sqlite-format.js';
import {
  copyDatabase,
  inTransaction,
  type Database,
  type Statement,
} from '../../routing/journal/sqlite-open.js';
import { SqliteResidue } from '../../routing/journal/sqlite-residue.js';
import { EventStore, type ResendQuery } from './event-store.js';
import { SubjectRows, type ErasedPage, type SubjectErasureQuery } from './subject-rows.js';
import { UnfiledStore } from './unfiled-store.js';
import type { PastRecord } from '../records/record-store.js';

/** A message waiting for an application. */
export interface StoredMessage {
  readonly id: number;
  readonly appKey: string;
  /** Which of the application's addresses it goes to. */
  readonly channel: string;
  /** Messages of one group are sent one after the other; the session's id. */
  readonly group: string;
  readonly body: string;
  /** How often it has failed. */
  readonly failures: number;
  /** When it may be sent again, milliseconds since 1970; 0 for one that has not been tried. */
  readonly dueAt: number;
  /** When what it tells happened, milliseconds since 1970; 0 if that is unknown. */
  readonly at: number;
}

/** Which messages to read. */
export interface DueQuery {
  readonly appKey: string;
  readonly channel: string;
  /** Skips messages behind one of their group that is not due. */
  readonly inOrder: boolean;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** The messages waiting for one receiver, on disk and in memory. */
export interface Backlog {
  readonly appKey: string;
  readonly channel: string;
  readonly waiting: number;
  /** How many of them have failed before. */
  readonly failed: number;
  /** When the first one may be sent, milliseconds since 1970; 0 means at once. */
  readonly nextDueAt: number;
  /** When what the oldest one tells happened, milliseconds since 1970; 0 if that is unknown. */
  readonly oldestAt: number;
}

export interface StoredRecord {
  readonly sessionId: string;
  readonly appKey: string;
  readonly endedAt: number;
  /** File name of the call's recording. */
  readonly recording: string | null;
  /** The record as JSON. */
  readonly body: string;
}

/** A call in progress. */
export interface StoredCall {
  readonly sessionId: string;
  readonly appKey: string;
  /** Its facts as JSON. */
  readonly body: string;
}

/** Dialogs of a call, each as JSON. In a write, null leaves a dialog unchanged. */
export interface StoredDialogs {
  readonly sessionId: string;
  readonly caller: string | null;
  readonly callee: string | null;
}

export type Write =
  /** `event`: it is kept to be pulled as well, or only to be pulled. */
  | {
      readonly write: 'message';
      readonly message: StoredMessage;
      readonly isPushed: boolean;
      readonly event?: { readonly kind: string; readonly at: number } | undefined;
    }
  /** A call has ended: it is no longer in progress. */
  | { readonly write: 'record'; readonly record: StoredRecord; readonly past: PastRecord | undefined }
  /** A record of the past that is none of a call. */
  | { readonly write: 'past'; readonly past: PastRecord }
  | { readonly write: 'call'; readonly call: StoredCall }
  | { readonly write: 'forget-call'; readonly sessionId: string }
  | { readonly write: 'dialogs'; readonly dialogs: StoredDialogs }
  | { readonly write: 'forget-dialogs'; readonly sessionId: string }
  | { readonly write: 'alive'; readonly at: number }
  /** Delivered. */
  | { readonly write: 'remove'; readonly id: number }
  /** Deletes a message and keeps it among those that were never taken. */
  | { readonly write: 'give-up'; readonly id: number; readonly at: number; readonly because: string }
  /** The message is pushed with others in its body from now on. */
  | {
      readonly write: 'join';
      readonly id: number;
      readonly group: string;
      readonly body: string;
      readonly others: readonly number[];
    }
  | { readonly write: 'retry'; readonly id: number; readonly failures: number; readonly dueAt: number }
  /** The application no longer wants them. */
  | { readonly write: 'drop'; readonly appKey: string; readonly channel: string }
  /** The machine's clock has stepped by this many milliseconds; messages due after `latest` are due then. */
  | { readonly write: 'shift'; readonly stepMs: number; readonly latest: number };

const SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  -- What is deleted is overwritten: a number that was forgotten is not to be found in a free page.
  PRAGMA secure_delete = ON;
`;
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS message (
    id INTEGER PRIMARY KEY, app TEXT NOT NULL, channel TEXT NOT NULL, grp TEXT NOT NULL,
    body TEXT NOT NULL, failures INTEGER NOT NULL, due INTEGER NOT NULL, at INTEGER NOT NULL DEFAULT 0);
  DROP INDEX IF EXISTS message_due;
  CREATE INDEX IF NOT EXISTS message_receiver ON message (app, channel, id);
  CREATE INDEX IF NOT EXISTS message_group ON message (grp, id);
  CREATE TABLE IF NOT EXISTS record (
    id INTEGER PRIMARY KEY, session TEXT NOT NULL, app TEXT NOT NULL, ended INTEGER NOT NULL,
    recording TEXT, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS call (session TEXT PRIMARY KEY, app TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS dialogs (session TEXT PRIMARY KEY, caller TEXT, callee TEXT) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS alive (id INTEGER PRIMARY KEY CHECK (id = 0), at INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS record_session ON record (session);
  CREATE INDEX IF NOT EXISTS record_ended ON record (ended);
  CREATE INDEX IF NOT EXISTS record_recording ON record (recording) WHERE recording IS NOT NULL;
`;

/** One for each format. The first is also what files of 0.1.0 and before, which have no number, are brought to. */
const FORMATS: readonly FormatStep[] = [
  (database) => {
    database.exec(SCHEMA);
    addTimes(database);
    EventStore.create(database);
    UnfiledStore.create(database);
  },
];

const MESSAGE_OF_RECEIVER = 'FROM message AS m WHERE app = ? AND channel = ? AND due <= ? AND id > ?';
const IN_FRONT = `SELECT 1 FROM message AS f
  WHERE f.grp = m.grp AND f.id < m.id AND f.app = m.app AND f.channel = m.channel AND f.due > ?`;
const MESSAGE = 'id, app AS appKey, channel, grp AS "group", body, failures, due AS dueAt, at';
/** Records whose push waits, alone or with others in one body (`JOINED`). */
const WAITS = `SELECT 1 FROM message WHERE app = r.app AND channel = 'fee'
  AND (grp = r.session OR (grp = '*' AND instr(body, r.session) > 0))`;
const RECORD = 'session AS sessionId, app AS appKey, ended AS endedAt, recording, body';

export class OutboxStore {
  readonly events: EventStore;
  readonly subjects: SubjectRows;
  readonly unfiled: UnfiledStore;
  readonly #database: Database;
  readonly #residue: SqliteResidue;
  readonly #writes: Readonly<Record<Exclude<Write['write'], 'past'>, Statement>>;
  readonly #reads: Readonly<
    Record<
      | 'calls'
      | 'dialogs'
      | 'alive'
      | 'due'
      | 'dueInOrder'
      | 'onChannel'
      | 'backlog'
      | 'recording'
      | 'session'
      | 'recent'
      | 'recentOf'
      | 'forget',
      Statement
    >
  >;

  private constructor(database: Database, file: string) {
    this.#database = database;
    this.#residue = new SqliteResidue(database, file);
    this.events = new EventStore(database);
    this.subjects = new SubjectRows(database);
    this.unfiled = new UnfiledStore(database);
    const prepare = (sql: string): Statement => database.prepare(sql);
    this.#writes = {
      message: prepare('INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
      record: prepare('INSERT INTO record (session, app, ended, recording, body) VALUES (?, ?, ?, ?, ?)'),
      call: prepare('INSERT OR REPLACE INTO call VALUES (?, ?, ?)'),
      'forget-call': prepare('DELETE FROM call WHERE session = ?'),
      dialogs: prepare(
        `INSERT INTO dialogs VALUES (?, ?, ?) ON CONFLICT (session) DO UPDATE
         SET caller = coalesce(excluded.caller, caller), callee = coalesce(excluded.callee, callee)`,
      ),
      'forget-dialogs': prepare('DELETE FROM dialogs WHERE session = ?'),
      alive: prepare('INSERT OR REPLACE INTO alive VALUES (0, ?)'),
      remove: prepare('DELETE FROM message WHERE id = ?'),
      'give-up': prepare('DELETE FROM message WHERE id = ?'),
      join: prepare('UPDATE message SET grp = ?, body = ? WHERE id = ?'),
      retry: prepare('UPDATE message SET failures = ?, due = ? WHERE id = ?'),
      drop: prepare('DELETE FROM message WHERE app = ? AND channel = ?'),
      shift: prepare('UPDATE message SET due = min(due + ?, ?) WHERE due > 0'),
    };
    this.#reads = {
      calls: prepare('SELECT session AS sessionId, app AS appKey, body FROM call ORDER BY session'),
      dialogs: prepare('SELECT session AS sessionId, caller, callee FROM dialogs ORDER BY session'),
      alive: prepare('SELECT at FROM alive'),
      due: prepare(`SELECT ${MESSAGE} ${MESSAGE_OF_RECEIVER} ORDER BY id LIMIT ?`),
      dueInOrder: prepare(
        `SELECT ${MESSAGE} ${MESSAGE_OF_RECEIVER} AND NOT EXISTS (${IN_FRONT}) ORDER BY id LIMIT ?`,
      ),
      onChannel: prepare(`SELECT ${MESSAGE} FROM message WHERE channel = ? AND id > ? ORDER BY id LIMIT ?`),
      backlog: prepare(
        `SELECT app AS appKey, channel, count(*) AS waiting, sum(failures > 0) AS failed, min(due) AS nextDueAt,
           coalesce(min(nullif(at, 0)), 0) AS oldestAt
         FROM message GROUP BY app, channel`,
      ),
      recording: prepare(`SELECT ${RECORD} FROM record WHERE recording = ?`),
      session: prepare(`SELECT ${RECORD} FROM record WHERE session = ?`),
      recent: prepare(`SELECT ${RECORD} FROM record WHERE ended < ? ORDER BY ended DESC LIMIT ?`),
      recentOf: prepare(
        `SELECT ${RECORD} FROM record WHERE app = ? AND ended < ? ORDER BY ended DESC LIMIT ?`,
      ),
      forget: prepare(
        `DELETE FROM record WHERE id IN (SELECT id FROM record AS r WHERE ended < ? AND NOT EXISTS (${WAITS}) LIMIT ?)
         RETURNING id`,
      ),
    };
  }

  static open(file: string): Promise<OutboxStore> {
    return openBroughtForward(file, SETTINGS, FORMATS, (database) => new OutboxStore(database, file));
  }

  /** Copies everything that is committed into a new file, while writes go on. */
  copyTo(file: string): Promise<void> {
    return copyDatabase(this.#database, file);
  }

  /** Writes all of them, or none. */
  write(writes: readonly Write[]): void {
    inTransaction(this.#database, () => {
      for (const write of writes) this.#one(write);
      const last = writes.findLast((write) => write.write === 'message');
      if (last !== undefined) this.events.take(last.message.id);
    });
  }

  /** These are filed; a restart does not find them again. */
  filed(keys: readonly number[]): void {
    inTransaction(this.#database, () => this.unfiled.remove(keys));
  }

  /** Messages that were given up wait again; answers how many. */
  resend(query: ResendQuery): number {
    return inTransaction(this.#database, () => this.events.resend(query));
  }

  /** Erases one page of what is about a number. */
  eraseSubject(query: SubjectErasureQuery): ErasedPage {
    return inTransaction(this.#database, () => this.subjects.erase(query));
  }

  /** Overwrites what is left of deleted rows with these digits; says what it found. */
  removeResidue(digits: string): string {
    return this.#residue.remove(digits);
  }

  /** Messages due for a receiver, after an id, in their order. */
  due({ appKey, channel, inOrder, until }: DueQuery, afterId: number, limit: number): StoredMessage[] {
    const rows = inOrder
      ? this.#reads.dueInOrder.all(appKey, channel, until, afterId, until, limit)
      : this.#reads.due.all(appKey, channel, until, afterId, limit);
    return rows as StoredMessage[];
  }

  /** Messages for any receiver of that kind, after an id, in order, due or not. */
  onChannel(channel: string, afterId: number, limit: number): StoredMessage[] {
    return this.#reads.onChannel.all(channel, afterId, limit) as StoredMessage[];
  }

  /** The calls in progress, and the last sign of life of the run that had them. */
  openCalls(): { readonly calls: StoredCall[]; readonly aliveAt: number } {
    const alive = this.#reads.alive.get() as { at: number } | undefined;
    return { calls: this.#reads.calls.all() as StoredCall[], aliveAt: alive?.at ?? 0 };
  }

  /** What later SIP processes need to end the calls in progress. */
  dialogs(): StoredDialogs[] {
    return this.#reads.dialogs.all() as StoredDialogs[];
  }

  backlog(): Backlog[] {
    return this.#reads.backlog.all() as Backlog[];
  }

  recordOfRecording(fileName: string): StoredRecord | undefined {
    return this.#reads.recording.get(fileName) as StoredRecord | undefined;
  }

  recordOfSession(sessionId: string): StoredRecord | undefined {
    return this.#reads.session.get(sessionId) as StoredRecord | undefined;
  }

  /** Newest first, those that ended before an instant, of one application or all. */
  recentRecords(appKey: string | undefined, endedBefore: number, limit: number): StoredRecord[] {
    const rows =
      appKey === undefined
        ? this.#reads.recent.all(endedBefore, limit)
        : this.#reads.recentOf.all(appKey, endedBefore, limit);
    return rows as StoredRecord[];
  }

  /** Deletes records of calls that ended before this time, except those whose push still waits; answers how many. */
  forgetRecords(endedBefore: number, limit: number): number {
    return this.#reads.forget.all(endedBefore, limit).length;
  }

  close(): void {
    this.#database.close();
    this.#residue.close();
  }

  #one(write: Write): void {
    switch (write.write) {
      case 'message': {
        const { event, isPushed, message } = write;
        const { id, appKey, channel, group, body, failures, dueAt, at } = message;
        if (event !== undefined) this.events.add({ ...event, id, appKey, group, body });
        if (isPushed) this.#writes.message.run(id, appKey, channel, group, body, failures, dueAt, at);
        return;
      }
      case 'record': {
        const { sessionId, appKey, endedAt, recording, body } = write.record;
        this.#writes.record.run(sessionId, appKey, endedAt, recording, body);
        if (write.past !== undefined) this.unfiled.add(write.past);
        return void this.#writes['forget-call'].run(sessionId);
      }
      case 'past':
        return void this.unfiled.add(write.past);
      case 'call':
        return void this.#writes.call.run(write.call.sessionId, write.call.appKey, write.call.body);
      case 'forget-call':
        return void this.#writes['forget-call'].run(write.sessionId);
      case 'dialogs': {
        const { sessionId, caller, callee } = write.dialogs;
        return void this.#writes.dialogs.run(sessionId, caller, callee);
      }
      case 'forget-dialogs':
        return void this.#writes['forget-dialogs'].run(write.sessionId);
      case 'alive':
        return void this.#writes.alive.run(write.at);
      case 'give-up':
        this.events.giveUp(write.id, write.at, write.because);
        return void this.#writes['give-up'].run(write.id);
      case 'join':
        this.#writes.join.run(write.group, write.body, write.id);
        for (const id of write.others) this.#writes.remove.run(id);
        return;
      case 'remove':
        return void this.#writes.remove.run(write.id);
      case 'retry':
        return void this.#writes.retry.run(write.failures, write.dueAt, write.id);
      case 'drop':
        return void this.#writes.drop.run(write.appKey, write.channel);
      case 'shift':
        return void this.#writes.shift.run(write.stepMs, write.latest);
    }
  }
}

/** Files of earlier versions do not say how old a message is: those in them count from now. */
function addTimes(database: Database): void {
  const columns = database.prepare('PRAGMA table_info(message)').all() as { name: string }[];
  if (columns.some(({ name }) => name === 'at')) return;
  database.exec('ALTER TABLE message ADD COLUMN at INTEGER NOT NULL DEFAULT 0');
  database.exec(`UPDATE message SET at = 1000 * strftime('%s', 'now')`);
}
