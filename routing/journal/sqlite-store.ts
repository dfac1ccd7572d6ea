/**
 * The SQLite file of the journal, used by the worker thread alone.
 *
 * WAL with synchronous=FULL: a transaction is on the disk before COMMIT returns. The lock is exclusive, so that a
 * second service on the same file, whose memory would not know our changes, is refused at its start.
 */
import type { Change, CommitResult } from './journal.js';
import { refuse } from './rules.js';
import { bringForward, type FormatStep } from './sqlite-format.js';
import { copyDatabase, inTransaction, openDatabase, type Database, type Statement } from './sqlite-open.js';
import { SqliteResidue } from './sqlite-residue.js';

/** A change with its documents' values as JSON. */
export interface WrittenChange extends Omit<Change, 'put'> {
  readonly put: readonly { readonly key: string; readonly revision: number; readonly json: string }[];
}

/** scope, key, revision, value. */
export type StoredRow = readonly [scope: string, key: string, revision: number, value: unknown];

/**
 * 64 MiB of pages in memory and a checkpoint every 32 MiB: keys are random, so frequent checkpoints would write all
 * pages again.
 */
const settings = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  -- A deleted row is overwritten in a page that is written anyway; what is left elsewhere goes with an erasure.
  PRAGMA secure_delete = FAST;
  PRAGMA cache_size = -65536;
  PRAGMA wal_autocheckpoint = 8192;
`;
const schema = `
  CREATE TABLE documents (scope TEXT, key TEXT, revision INTEGER, value TEXT, UNIQUE (scope, key)) STRICT;
  CREATE TABLE claims (scope TEXT, claim TEXT, holder TEXT, PRIMARY KEY (scope, claim)) STRICT, WITHOUT ROWID;
  CREATE TABLE counters (scope TEXT, counter TEXT, value INTEGER, PRIMARY KEY (scope, counter)) STRICT, WITHOUT ROWID;
`;
/** One for each format; the file of every release so far has the first. */
const FORMATS: readonly FormatStep[] = [(database) => database.exec(schema)];

const pageQuery = `
  SELECT group_concat(row, ',') AS json, max(id) AS last, count(*) AS count FROM (
    SELECT rowid AS id, '[' || json_quote(scope) || ',' || json_quote(key) || ',' || revision || ',' || value || ']' AS row
    FROM documents WHERE rowid > ? ORDER BY rowid LIMIT ?
  )`;

export class SqliteStore {
  readonly #database: Database;
  readonly #statements = new Map<string, Statement>();
  readonly #residue: SqliteResidue;

  private constructor(database: Database, file: string) {
    this.#database = database;
    this.#residue = new SqliteResidue(database, file);
  }

  /** Throws an Error that says what is wrong with the file. */
  static async open(file: string): Promise<SqliteStore> {
    const database = await openDatabase(file);
    try {
      database.exec(settings);
      // Takes the lock, which this connection then keeps.
      inTransaction(database, () => undefined);
      bringForward(database, FORMATS);
    } catch (error) {
      database.close();
      const isLocked = error instanceof Error && /locked|busy/i.test(error.message);
      throw isLocked ? new Error('another process has it open', { cause: error }) : error;
    }
    return new SqliteStore(database, file);
  }

  /** How many documents there are. */
  count(): number {
    const { count } = this.#statement('SELECT count(*) AS count FROM documents').get() as {
      readonly count: number;
    };
    return count;
  }

  /**
   * The next documents after a rowid, as a JSON array of StoredRow, with the rowid to continue from, 0 at the end. One
   * string built by SQLite is several times faster than rows.
   */
  page(after: number, limit: number): { readonly json: string; readonly last: number } {
    const { json, last, count } = this.#statement(pageQuery).get(after, limit) as {
      readonly json: string | null;
      readonly last: number | null;
      readonly count: number;
    };
    return { json: `[${json ?? ''}]`, last: count < limit ? 0 : (last ?? 0) };
  }

  /** One transaction and one sync for all; each change has its own outcome, as if they came one after the other. */
  commit(changes: readonly WrittenChange[]): readonly CommitResult[] {
    return inTransaction(this.#database, () => changes.map((change) => this.#commitOne(change)));
  }

  /** Rewrites an existing row: throws while nothing can be written. */
  probe(): void {
    this.#database.exec(`PRAGMA user_version = ${FORMATS.length}`);
  }

  /** Copies everything that is committed into a new file, while commits go on. */
  copyTo(file: string): Promise<void> {
    return copyDatabase(this.#database, file);
  }

  /** Overwrites what is left of removed documents that had these digits; says what it found. */
  removeResidue(digits: string): string {
    // Files of earlier versions keep a counter, which may be named for a number, at 0.
    this.#run('DELETE FROM counters WHERE value = 0');
    return this.#residue.remove(digits);
  }

  close(): void {
    this.#database.close();
    this.#residue.close();
  }

  #commitOne(change: WrittenChange): CommitResult {
    const { scope } = change;
    const refusal = refuse(
      { ...change, put: [] },
      {
        revision: (key) =>
          this.#read<number>('SELECT revision AS v FROM documents WHERE scope = ? AND key = ?', scope, key) ??
          0,
        holder: (claim) =>
          this.#read<string>('SELECT holder AS v FROM claims WHERE scope = ? AND claim = ?', scope, claim),
        counter: (name) =>
          this.#read<number>(
            'SELECT value AS v FROM counters WHERE scope = ? AND counter = ?',
            scope,
            name,
          ) ?? 0,
      },
    );
    if (refusal !== undefined) return refusal;
    this.#write(change);
    return { outcome: 'committed' };
  }

  #write({ scope, remove, put, release, claim, count }: WrittenChange): void {
    for (const key of remove) this.#run('DELETE FROM documents WHERE scope = ? AND key = ?', scope, key);
    for (const { key, revision, json } of put)
      this.#run(
        `INSERT INTO documents VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET revision = excluded.revision, value = excluded.value`,
        ...[scope, key, revision, json],
      );
    for (const { claim: name, holder } of release)
      this.#run('DELETE FROM claims WHERE scope = ? AND claim = ? AND holder = ?', scope, name, holder);
    for (const { claim: name, holder } of claim)
      this.#run(
        'INSERT INTO claims VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET holder = excluded.holder',
        ...[scope, name, holder],
      );
    for (const { counter, by } of count) {
      if (by === 0) continue;
      this.#run(
        'INSERT INTO counters VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = value + excluded.value',
        ...[scope, counter, by],
      );
      // It may be named for a number that is forgotten.
      if (by < 0)
        this.#run('DELETE FROM counters WHERE scope = ? AND counter = ? AND value = 0', scope, counter);
    }
  }

  #read<T>(sql: string, ...values: readonly string[]): T | undefined {
    const row = this.#statement(sql).get(...values) as { readonly v: T } | undefined;
    return row?.v;
  }

  #run(sql: string, ...values: readonly (string | number)[]): void {
    this.#statement(sql).run(...values);
  }

  #statement(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
