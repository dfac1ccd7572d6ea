/**
 * The file of records, on the thread that owns it. SQLite with a write-ahead log, each batch one transaction synced to
 * disk: what was put is forgotten by its owner. `party` has a row for each number of a record, so that the records of
 * a number are read in their order without looking at any others.
 */
import { openBroughtForward, type FormatStep } from '../../routing/journal/sqlite-format.js';
import {
  copyDatabase,
  inTransaction,
  type Database,
  type Statement,
} from '../../routing/journal/sqlite-open.js';
import { SqliteResidue } from '../../routing/journal/sqlite-residue.js';
import { keyOf, sourceOf, Tallies, TALLY_KEY, TALLY_SUMS, type Tally } from './call-tally.js';
import type {
  CallTotals,
  PastRecord,
  PlacedRecord,
  RecordKind,
  RecordPlace,
  RecordQuery,
  TotalsQuery,
} from './record-store.js';
import { digitsOf, numbersOf, RECORD_COLUMNS, recordIn, valuesOf, type RecordRow } from './record-row.js';
import { sqlSearch } from './sqlite-search.js';

const SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  -- What is deleted is overwritten: a number that was erased is not to be found in a free page.
  PRAGMA secure_delete = ON;
  PRAGMA cache_size = -32768;
`;
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS record (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, ended INTEGER NOT NULL,
    app TEXT NOT NULL, binding TEXT, caller TEXT, x TEXT, dialled TEXT, display TEXT, callee TEXT, trunk_in TEXT,
    trunk_out TEXT, ending TEXT NOT NULL, talk INTEGER NOT NULL, details TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS party (
    number INTEGER NOT NULL, at INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (number, at, seq)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS tally (
    scope TEXT NOT NULL, dimension TEXT NOT NULL, hour INTEGER NOT NULL, value TEXT NOT NULL, ending TEXT NOT NULL,
    calls INTEGER NOT NULL, answered INTEGER NOT NULL, talk INTEGER NOT NULL, rang INTEGER NOT NULL,
    delay INTEGER NOT NULL, PRIMARY KEY (scope, dimension, hour, value, ending)) WITHOUT ROWID;
  CREATE UNIQUE INDEX IF NOT EXISTS record_id ON record (id, kind);
  CREATE INDEX IF NOT EXISTS record_at ON record (at);
  -- Nearly all are calls: a search for them finds them by time.
  CREATE INDEX IF NOT EXISTS record_kind ON record (kind, at) WHERE kind <> 'call';
  CREATE INDEX IF NOT EXISTS record_app ON record (app, at);
  CREATE INDEX IF NOT EXISTS record_ending ON record (ending, at);
  CREATE INDEX IF NOT EXISTS record_binding ON record (binding, at) WHERE binding IS NOT NULL;
  CREATE INDEX IF NOT EXISTS record_trunk_in ON record (trunk_in, at) WHERE trunk_in IS NOT NULL;
  CREATE INDEX IF NOT EXISTS record_trunk_out ON record (trunk_out, at) WHERE trunk_out IS NOT NULL;
`;

/** One for each format. The first is also what files without a number are brought to. */
const FORMATS: readonly FormatStep[] = [(database) => database.exec(SCHEMA)];

const COLUMNS = RECORD_COLUMNS.join(', ');
const PLACES = RECORD_COLUMNS.map(() => '?').join(', ');

const KEY = TALLY_KEY.join(', ');
const TALLY = [...TALLY_KEY, ...TALLY_SUMS] as const;

type TallyPart = Pick<Tally, 'scope' | 'dimension'>;
type TotalsRow = Omit<CallTotals, 'key'> & { readonly key: string | number };

export interface FoundStep {
  readonly records: readonly PlacedRecord[];
  readonly next: RecordPlace | undefined;
}

interface EdgeRow {
  readonly at: number;
  readonly seq: number;
}

export class RecordFileStore {
  readonly #database: Database;
  readonly #residue: SqliteResidue;
  readonly #statements: Readonly<
    Record<
      | 'find'
      | 'add'
      | 'change'
      | 'addParty'
      | 'removeParty'
      | 'forgetCalls'
      | 'forget'
      | 'about'
      | 'remove'
      | 'addTally'
      | 'forgetTallies'
      | 'nextTallies',
      Statement
    >
  >;

  private constructor(database: Database, file: string) {
    this.#database = database;
    this.#residue = new SqliteResidue(database, file);
    const prepare = (sql: string): Statement => database.prepare(sql);
    this.#statements = {
      find: prepare(`SELECT seq, ${COLUMNS} FROM record WHERE id = ? AND kind = ?`),
      add: prepare(
        `INSERT INTO record (${COLUMNS}) VALUES (${PLACES}) ON CONFLICT (id, kind) DO NOTHING RETURNING seq`,
      ),
      change: prepare(
        `UPDATE record SET ${RECORD_COLUMNS.map((name) => `${name} = ?`).join(', ')} WHERE seq = ?`,
      ),
      addParty: prepare('INSERT INTO party VALUES (?, ?, ?)'),
      removeParty: prepare('DELETE FROM party WHERE number = ? AND at = ? AND seq = ?'),
      forgetCalls: prepare(forgetting('record_at', 'kind')),
      forget: prepare(forgetting('record_kind', `kind <> 'call' AND kind`)),
      about: prepare('SELECT seq FROM party WHERE number = ? LIMIT ?'),
      remove: prepare(`DELETE FROM record WHERE seq = ? RETURNING seq, ${COLUMNS}`),
      addTally: prepare(`INSERT INTO tally VALUES (${TALLY.map(() => '?').join(', ')})
        ON CONFLICT DO UPDATE SET ${TALLY_SUMS.map((sum) => `${sum} = ${sum} + excluded.${sum}`).join(', ')}`),
      forgetTallies: prepare(`DELETE FROM tally WHERE (${KEY}) IN
        (SELECT ${KEY} FROM tally WHERE scope = ? AND dimension = ? AND hour < ? LIMIT ?) RETURNING hour`),
      // A comparison of rows would read all rows of the part before.
      nextTallies: prepare(`
        SELECT * FROM (SELECT scope, dimension FROM tally WHERE scope = ?1 AND dimension > ?2 ORDER BY 2 LIMIT 1)
        UNION ALL SELECT * FROM (SELECT scope, dimension FROM tally WHERE scope > ?1 ORDER BY 1, 2 LIMIT 1)
        ORDER BY 1 LIMIT 1`),
    };
  }

  static open(file: string): Promise<RecordFileStore> {
    return openBroughtForward(file, SETTINGS, FORMATS, (database) => new RecordFileStore(database, file));
  }

  /** Copies everything that is committed into a new file, while writes go on. */
  copyTo(file: string): Promise<void> {
    return copyDatabase(this.#database, file);
  }

  put(records: readonly PastRecord[]): void {
    inTransaction(this.#database, () => {
      const tallies = new Tallies();
      for (const record of records) this.#putOne(record, tallies);
      for (const row of tallies.rows()) this.#statements.addTally.run(...TALLY.map((name) => row[name]));
    });
  }

  totals(query: TotalsQuery): readonly CallTotals[] {
    const { scope, dimension, value, column, firstHour, endHour } = sourceOf(query);
    const rows = this.#database
      .prepare(
        `SELECT ${column} AS key, sum(calls) AS calls, sum(answered) AS answered, sum(talk) AS talkMs, sum(rang) AS rang,
           sum(delay) AS delayMs FROM tally WHERE scope = ? AND dimension = ? AND hour >= ? AND hour < ?
           ${value === undefined ? '' : 'AND value = ?'} GROUP BY ${column} HAVING sum(calls) > 0`,
      )
      .all(scope, dimension, firstHour, endHour, ...(value === undefined ? [] : [value])) as TotalsRow[];
    return rows.map((row) => ({ ...row, key: keyOf(row.key, query.by) }));
  }

  /**
   * Deletes some of before an hour; answers how many. Hours are sorted within a scope and a dimension, so each of these is
   * looked at by itself: there may be millions of rows.
   */
  forgetTotals(hour: number, limit: number): number {
    const { forgetTallies, nextTallies } = this.#statements;
    let forgotten = 0;
    let part: TallyPart | undefined = { scope: '', dimension: '' };
    while (part !== undefined && forgotten < limit) {
      const { scope, dimension } = part;
      forgotten += forgetTallies.all(scope, dimension, hour, limit - forgotten).length;
      part = nextTallies.get(scope, dimension) as TallyPart | undefined;
    }
    return forgotten;
  }

  /** One step of a search: the rows it found, and where to go on if it has not looked at all of them. */
  search(query: RecordQuery, behind: RecordPlace | undefined, limit: number, scan: number): FoundStep {
    const { sql, values, edge } = sqlSearch(query, behind, limit, scan);
    const records = (this.#database.prepare(sql).all(...values) as RecordRow[]).map(recordIn);
    if (edge === undefined || records.length >= limit) return { records, next: undefined };
    const last = this.#database.prepare(edge.sql).get(...edge.values) as EdgeRow | undefined;
    return { records, next: last && { at: last.at, sequence: last.seq } };
  }

  find(kind: RecordKind, id: string): PlacedRecord | undefined {
    const row = this.#statements.find.get(id, kind) as RecordRow | undefined;
    return row && recordIn(row);
  }

  /** Deletes some that ended before this time; answers how many. */
  forget(kind: RecordKind, endedBefore: number, limit: number): number {
    return inTransaction(this.#database, () => {
      const { forgetCalls, forget } = this.#statements;
      const rows = (kind === 'call' ? forgetCalls : forget).all(kind, endedBefore, limit) as RecordRow[];
      rows.forEach((row) => this.#removeParties(recordIn(row)));
      return rows.length;
    });
  }

  /** Deletes some in which the number has a part; answers how many. */
  erase(number: string, limit: number): number {
    return inTransaction(this.#database, () => {
      const rows = this.#statements.about.all(digitsOf(number), limit) as { readonly seq: number }[];
      for (const { seq } of rows)
        for (const row of this.#statements.remove.all(seq) as RecordRow[]) this.#removeParties(recordIn(row));
      return rows.length;
    });
  }

  /** Overwrites what is left of erased records with these digits: in the write-ahead log, or in free space. */
  removeResidue(digits: string): void {
    this.#residue.remove(digits);
  }

  /** Throws if the disk is full; it is closed nevertheless. */
  close(): void {
    try {
      this.#residue.emptyLog();
    } finally {
      this.#database.close();
      this.#residue.close();
    }
  }

  #putOne(record: PastRecord, tallies: Tallies): void {
    const { add, change, addParty } = this.#statements;
    tallies.add(record);
    const added = add.get(...valuesOf(record)) as { readonly seq: number } | undefined;
    const before = added === undefined ? this.find(record.kind, record.id) : undefined;
    const seq = added?.seq ?? before?.place.sequence ?? 0;
    if (before !== undefined) {
      tallies.undo(before);
      this.#removeParties(before);
      change.run(...valuesOf(record), seq);
    }
    for (const number of numbersOf(record)) addParty.run(digitsOf(number), Math.round(record.at), seq);
  }

  #removeParties(record: PlacedRecord): void {
    const { at, sequence } = record.place;
    for (const number of numbersOf(record)) this.#statements.removeParty.run(digitsOf(number), at, sequence);
  }
}

/** A call may have come before the time and ended after it: the index leads by `at`, which is never later. */
function forgetting(index: string, kind: string): string {
  return `DELETE FROM record WHERE seq IN (SELECT seq FROM record INDEXED BY ${index}
    WHERE ${kind} = ?1 AND at < ?2 AND ended < ?2 ORDER BY at LIMIT ?3) RETURNING seq, ${COLUMNS}`;
}
