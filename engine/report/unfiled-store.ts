/**
 * The records in the outbox's file that the store of records does not have yet. A record comes in with the transaction
 * that makes it durable and goes out once the store has it, so that none is lost while the store is away.
 */
import type { Database, Statement } from '../../routing/journal/sqlite-open.js';
import type { PastRecord } from '../records/record-store.js';
import { recordOfBody } from './past-record.js';

export interface UnfiledRows {
  readonly records: readonly PastRecord[];
  /** In the order of `records`. */
  readonly keys: readonly number[];
}

const SCHEMA = `
  -- An id is never used again: what is filed is removed by its id.
  CREATE TABLE unfiled (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL);
  -- What an earlier version kept, before there was a store of records.
  INSERT INTO unfiled (body)
    SELECT json_object('ended', ended, 'recording', recording, 'of', body) FROM record ORDER BY id;
`;

/** A record of an earlier version. */
interface Earlier {
  readonly ended: number;
  readonly recording: string | null;
  readonly of: string;
}

export class UnfiledStore {
  readonly #add: Statement;
  readonly #page: Statement;
  readonly #remove: Statement;

  /** Makes its table where it is missing, in the transaction of the caller. */
  static create(database: Database): void {
    const isThere = database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'unfiled'`).get();
    if (isThere === undefined) database.exec(SCHEMA);
  }

  constructor(database: Database) {
    this.#add = database.prepare('INSERT INTO unfiled (body) VALUES (?)');
    this.#page = database.prepare('SELECT id, body FROM unfiled ORDER BY id LIMIT ?');
    this.#remove = database.prepare('DELETE FROM unfiled WHERE id = ?');
  }

  add(record: PastRecord): void {
    this.#add.run(JSON.stringify(record));
  }

  page(limit: number): UnfiledRows {
    const rows = this.#page.all(limit) as { readonly id: number; readonly body: string }[];
    return { records: rows.map(({ body }) => recordIn(body)), keys: rows.map(({ id }) => id) };
  }

  remove(keys: readonly number[]): void {
    for (const key of keys) this.#remove.run(key);
  }
}

function recordIn(body: string): PastRecord {
  const stored = JSON.parse(body) as PastRecord | Earlier;
  return 'of' in stored ? recordOfBody(stored.of, stored.ended, stored.recording) : stored;
}
