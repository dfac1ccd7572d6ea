/**
 * The file of messages: those on their way, and what became of those that have ended. SQLite with a write-ahead log,
 * each batch one transaction synced to disk.
 */
import { openBroughtForward, type FormatStep } from '../../routing/journal/sqlite-format.js';
import {
  copyDatabase,
  inTransaction,
  type Database,
  type Statement,
} from '../../routing/journal/sqlite-open.js';
import { SqliteResidue } from '../../routing/journal/sqlite-residue.js';
import { Mention, type MentionData } from '../../routing/numbers/mention.js';
import { bodyWithout, concernOf } from './subject-body.js';
import { recordOfMessage } from './past-record.js';
import type { UnfiledPage } from '../records/record-store.js';
import type { KeptMessage, MessageEntry, MessageFacts, MessagePlace, MessageStage } from './message-facts.js';

export type MessageWrite =
  | { readonly write: 'keep'; readonly message: KeptMessage; readonly reference: string | undefined }
  | { readonly write: 'sending'; readonly id: string; readonly attempts: number; readonly trunk: string }
  | { readonly write: 'later'; readonly id: string; readonly attempts: number; readonly dueAt: number }
  | {
      readonly write: 'ended';
      readonly id: string;
      readonly result: string;
      readonly at: number;
      readonly carrierId: string | undefined;
    }
  | { readonly write: 'reported'; readonly id: string };

const SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  -- What is deleted is overwritten: a text that was sent is not to be found in a free page.
  PRAGMA secure_delete = ON;
`;
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS message (
    id TEXT PRIMARY KEY, reference TEXT, app TEXT NOT NULL, received INTEGER NOT NULL, stage TEXT NOT NULL,
    due INTEGER NOT NULL, attempts INTEGER NOT NULL, trunk TEXT, carrier TEXT, result TEXT, ended INTEGER,
    reported INTEGER NOT NULL, body TEXT NOT NULL, filed INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
  CREATE UNIQUE INDEX IF NOT EXISTS message_reference ON message (reference) WHERE reference IS NOT NULL;
  CREATE INDEX IF NOT EXISTS message_due ON message (due) WHERE stage = 'kept';
  CREATE INDEX IF NOT EXISTS message_left ON message (received) WHERE stage = 'sending' OR reported = 0;
  CREATE INDEX IF NOT EXISTS message_carrier ON message (trunk, carrier) WHERE carrier IS NOT NULL;
  CREATE INDEX IF NOT EXISTS message_received ON message (received);
`;

/** An ended message is filed in the store of records, and once more when a receipt has changed its result. */
const UNFILED_INDEX = `CREATE INDEX IF NOT EXISTS message_unfiled ON message (ended) WHERE stage = 'ended' AND filed = 0`;
const FILED_COLUMN = 'ALTER TABLE message ADD COLUMN filed INTEGER NOT NULL DEFAULT 0';

/** One for each format. The first is also what files without a number are brought to. */
const FORMATS: readonly FormatStep[] = [
  (database) => {
    database.exec(SCHEMA);
    const hasFiled = database.prepare(`SELECT 1 FROM pragma_table_info('message') WHERE name = 'filed'`);
    if (hasFiled.get() === undefined) database.exec(FILED_COLUMN);
    database.exec(UNFILED_INDEX);
  },
];

interface Row {
  readonly stage: MessageStage;
  readonly due: number;
  readonly attempts: number;
  readonly result: string | null;
  readonly ended: number | null;
  readonly reported: number;
  readonly body: string;
}

export interface SubjectMessages {
  readonly messages: readonly MessageFacts[];
  readonly nextId: string | undefined;
}

export interface SubjectMessagesQuery {
  readonly mention: MentionData;
  readonly afterId: string;
  readonly limit: number;
}

/** What was erased of one page; those that have not ended, or are not reported yet, are kept. */
export interface ErasedMessages {
  readonly erased: number;
  readonly replaced: number;
  readonly kept: number;
  readonly nextId: string | undefined;
}

type PageRow = Pick<Row, 'stage' | 'reported' | 'body'> & { readonly id: string };

const ROW = 'stage, due, attempts, result, ended, reported, body';
/** The index on `received` has the primary key behind it. */
const BEFORE = '(received, id) < (?, ?) ORDER BY received DESC, id DESC LIMIT ?';
const FORGET = `SELECT id FROM message WHERE received < ? AND stage = 'ended' AND reported = 1 LIMIT ?`;

export class MessageStore {
  readonly #database: Database;
  readonly #residue: SqliteResidue;
  readonly #writes: Readonly<
    Record<MessageWrite['write'] | 'result' | 'filed' | 'replace' | 'erase', Statement>
  >;
  readonly #reads: Readonly<
    Record<
      | 'reference'
      | 'id'
      | 'carrier'
      | 'due'
      | 'left'
      | 'recent'
      | 'recentOf'
      | 'page'
      | 'waiting'
      | 'unfiled'
      | 'forget',
      Statement
    >
  >;

  private constructor(database: Database, file: string) {
    this.#database = database;
    this.#residue = new SqliteResidue(database, file);
    this.clean();
    const prepare = (sql: string): Statement => database.prepare(sql);
    this.#writes = {
      keep: prepare(
        `INSERT INTO message (id, reference, app, received, stage, due, attempts, result, ended, reported, body)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ),
      sending: prepare(`UPDATE message SET stage = 'sending', attempts = ?, trunk = ? WHERE id = ?`),
      later: prepare(`UPDATE message SET stage = 'kept', attempts = ?, due = ? WHERE id = ?`),
      ended: prepare(`UPDATE message SET stage = 'ended', result = ?, ended = ?, carrier = ? WHERE id = ?`),
      reported: prepare('UPDATE message SET reported = 1, body = ? WHERE id = ?'),
      result: prepare('UPDATE message SET result = ?, filed = 0 WHERE id = ?'),
      replace: prepare('UPDATE message SET body = ? WHERE id = ?'),
      erase: prepare('DELETE FROM message WHERE id = ?'),
      filed: prepare('UPDATE message SET filed = 1 WHERE id = ? AND result = ?'),
    };
    this.#reads = {
      reference: prepare(`SELECT ${ROW} FROM message WHERE reference = ?`),
      id: prepare(`SELECT ${ROW} FROM message WHERE id = ?`),
      carrier: prepare(`SELECT ${ROW} FROM message WHERE trunk = ? AND carrier = ?`),
      due: prepare(`SELECT ${ROW} FROM message WHERE stage = 'kept' AND due <= ? ORDER BY due LIMIT ?`),
      left: prepare(
        `SELECT ${ROW} FROM message WHERE (stage = 'sending' OR reported = 0) AND stage <> 'kept'
         ORDER BY received LIMIT ?`,
      ),
      page: prepare('SELECT id, stage, reported, body FROM message WHERE id > ? ORDER BY id LIMIT ?'),
      recent: prepare(`SELECT ${ROW} FROM message WHERE ${BEFORE}`),
      recentOf: prepare(`SELECT ${ROW} FROM message WHERE app = ? AND ${BEFORE}`),
      unfiled: prepare(
        `SELECT ${ROW}, trunk FROM message WHERE stage = 'ended' AND filed = 0 ORDER BY ended LIMIT ?`,
      ),
      waiting: prepare(`SELECT count(*) AS waiting FROM message WHERE stage <> 'ended'`),
      forget: prepare(`DELETE FROM message WHERE id IN (${FORGET}) RETURNING id`),
    };
  }

  static open(file: string): Promise<MessageStore> {
    return openBroughtForward(file, SETTINGS, FORMATS, (database) => new MessageStore(database, file));
  }

  /** Copies everything that is committed into a new file, while writes go on. */
  copyTo(file: string): Promise<void> {
    return copyDatabase(this.#database, file);
  }

  /**
   * Writes all of them, or none. For each `keep`, by its place, the message that had its reference already: then it
   * was not written.
   */
  write(writes: readonly MessageWrite[]): (KeptMessage | undefined)[] {
    return inTransaction(this.#database, () => writes.map((write) => this.#one(write)));
  }

  due(now: number, limit: number): KeptMessage[] {
    return (this.#reads.due.all(now, limit) as Row[]).map(messageIn);
  }

  /** In the middle of an attempt, or ended without its notice. */
  left(limit: number): KeptMessage[] {
    return (this.#reads.left.all(limit) as Row[]).map(messageIn);
  }

  /** Sets the result of the message that a carrier knows by that id. */
  receipt(trunk: string, carrierId: string, result: string): KeptMessage | undefined {
    const row = this.#reads.carrier.get(trunk, carrierId) as Row | undefined;
    if (row === undefined) return undefined;
    const message = messageIn(row);
    this.#writes.result.run(result, message.facts.id);
    return message;
  }

  /** Newest first, those before a place in the history. */
  recent(appKey: string | undefined, { receivedAt, id = '' }: MessagePlace, limit: number): MessageEntry[] {
    const rows =
      appKey === undefined
        ? this.#reads.recent.all(receivedAt, id, limit)
        : this.#reads.recentOf.all(appKey, receivedAt, id, limit);
    return (rows as Row[]).map(entryIn);
  }

  /** Those with a number in one page of all; `nextId`: where to go on. */
  subject({ mention: data, afterId, limit }: SubjectMessagesQuery): SubjectMessages {
    const { rows, nextId } = this.#page(afterId, limit);
    const mention = new Mention(data);
    const found = rows.filter(({ body }) => concernOf(body, mention) !== 'nothing');
    return { messages: found.map(({ body }) => JSON.parse(body) as MessageFacts), nextId };
  }

  /** Erases those of one page that are about a number, and replaces it in the user data of others. */
  eraseSubject({
    mention: data,
    afterId,
    limit,
    dryRun,
  }: SubjectMessagesQuery & { readonly dryRun: boolean }): ErasedMessages {
    const { rows, nextId } = this.#page(afterId, limit);
    const mention = new Mention(data);
    const counts = { erased: 0, replaced: 0, kept: 0 };
    const one = ({ id, stage, reported, body }: PageRow): void => {
      const concern = concernOf(body, mention);
      if (concern === 'nothing') return;
      if (stage !== 'ended' || reported === 0) return void (counts.kept += 1);
      counts[concern === 'party' ? 'erased' : 'replaced'] += 1;
      if (dryRun) return;
      const left = bodyWithout(body, mention);
      if (left === undefined) this.#writes.erase.run(id);
      else this.#writes.replace.run(left, id);
    };
    inTransaction(this.#database, () => rows.forEach(one));
    return { ...counts, nextId };
  }

  /** Overwrites what is left of deleted rows with these digits; says what it found. */
  removeResidue(digits: string): string {
    return this.#residue.remove(digits);
  }

  /** Ended messages that the store of records does not have as they are, the oldest ends first. */
  unfiled(limit: number): UnfiledPage {
    const rows = this.#reads.unfiled.all(limit) as (Row & { readonly trunk: string | null })[];
    const records = rows.map(({ body, result, attempts, ended, trunk }) => {
      const facts = JSON.parse(body) as MessageFacts;
      const endedAt = ended ?? facts.receivedAt;
      return recordOfMessage({
        ...{ facts, result: result ?? '', attempts, endedAt, trunk: trunk ?? undefined },
      });
    });
    return { records, keys: records.map(({ id, ending }) => `${ending} ${id}`) };
  }

  /** The store of records has them; one whose result has changed since is filed again. */
  filed(keys: readonly string[]): void {
    inTransaction(this.#database, () => {
      for (const key of keys) {
        const space = key.indexOf(' ');
        this.#writes.filed.run(key.slice(space + 1), key.slice(0, space));
      }
    });
  }

  get waiting(): number {
    return (this.#reads.waiting.get() as { waiting: number }).waiting;
  }

  /** Deletes those that came before this time and have ended; answers how many. */
  forget(before: number, limit: number): number {
    return this.#reads.forget.all(before, limit).length;
  }

  /** The write-ahead log still has the texts that are deleted; what is in it goes to the file, and it is emptied. */
  clean(): void {
    this.#residue.emptyLog();
  }

  /** Throws if the disk is full; it is closed nevertheless. */
  close(): void {
    try {
      this.clean();
    } finally {
      this.#database.close();
      this.#residue.close();
    }
  }

  #page(
    afterId: string,
    limit: number,
  ): { readonly rows: readonly PageRow[]; readonly nextId: string | undefined } {
    const rows = this.#reads.page.all(afterId, limit) as PageRow[];
    return { rows, nextId: rows.length < limit ? undefined : rows.at(-1)?.id };
  }

  #one(write: MessageWrite): KeptMessage | undefined {
    switch (write.write) {
      case 'keep':
        return this.#keep(write.message, write.reference);
      case 'sending':
        this.#writes.sending.run(write.attempts, write.trunk, write.id);
        return undefined;
      case 'later':
        this.#writes.later.run(write.attempts, write.dueAt, write.id);
        return undefined;
      case 'ended':
        this.#writes.ended.run(write.result, write.at, write.carrierId ?? null, write.id);
        return undefined;
      case 'reported': {
        const row = this.#reads.id.get(write.id) as Row | undefined;
        if (row !== undefined) this.#writes.reported.run(withoutText(row.body), write.id);
        return undefined;
      }
    }
  }

  #keep(message: KeptMessage, reference: string | undefined): KeptMessage | undefined {
    const earlier =
      reference === undefined ? undefined : (this.#reads.reference.get(reference) as Row | undefined);
    if (earlier !== undefined) return messageIn(earlier);
    const { facts, stage, dueAt, attempts, result = null, isReported } = message;
    const { id, appKey, receivedAt } = facts;
    const ended = stage === 'ended' ? receivedAt : null;
    const body = isReported ? withoutText(JSON.stringify(facts)) : JSON.stringify(facts);
    const known = [id, reference ?? null, appKey, receivedAt, stage, dueAt, attempts] as const;
    this.#writes.keep.run(...known, result, ended, isReported ? 1 : 0, body);
    return undefined;
  }
}

function messageIn({ stage, due, attempts, result, reported, body }: Row): KeptMessage {
  const facts = JSON.parse(body) as MessageFacts;
  return { facts, stage, attempts, dueAt: due, result: result ?? undefined, isReported: reported === 1 };
}

function entryIn({ stage, attempts, result, ended, body }: Row): MessageEntry {
  const {
    text: _,
    sentText: __,
    receiptTo: ___,
    expiresAt: ____,
    ...facts
  } = JSON.parse(body) as MessageFacts;
  return { ...facts, stage, attempts, result: result ?? undefined, endedAt: ended ?? undefined };
}

function withoutText(body: string): string {
  const { sentText: _, ...facts } = JSON.parse(body) as MessageFacts;
  return JSON.stringify({ ...facts, text: '' });
}
