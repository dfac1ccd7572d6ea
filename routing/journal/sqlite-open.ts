/** SQLite: the module built into Node where there is one, else the package with the same API. */

type SqlValue = string | number | null;

/** The part of a prepared statement that the journal uses. */
export interface Statement {
  get(...values: readonly SqlValue[]): unknown;
  all(...values: readonly SqlValue[]): unknown[];
  run(...values: readonly SqlValue[]): unknown;
}

export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

interface SqliteModule {
  readonly DatabaseSync: new (file: string) => Database;
}

export async function openDatabase(file: string): Promise<Database> {
  const builtIn = process.getBuiltinModule('node:sqlite') as SqliteModule | undefined;
  const { DatabaseSync } = builtIn ?? ((await import('@photostructure/sqlite')) as SqliteModule);
  return new DatabaseSync(file);
}

/** Everything that `work` writes, or nothing: what it throws is thrown once it is taken back. */
export function inTransaction<T>(database: Database, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const done = work();
    database.exec('COMMIT');
    return done;
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

/** SQLite may have rolled back by itself (a full disk), which makes ROLLBACK an error that hides the first one. */
function rollBack(database: Database): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    return;
  }
}
