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
  /** Node has it from 22.16 on. */
  readonly backup?: (database: Database, file: string, options: { readonly rate: number }) => Promise<number>;
}

/** Pages that are copied before others have their turn; a megabyte. */
const COPIED_AT_ONCE = 256;
/** The first and the last pause of this thread for a copy to begin; each is twice the one before. */
const SHORTEST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 640;
/** Results of SQLite: nothing went wrong, or the database is busy or locked. */
const NOT_BEGUN: readonly unknown[] = [0, 5, 6];

export async function openDatabase(file: string): Promise<Database> {
  const { DatabaseSync } = await sqlite();
  return new DatabaseSync(file);
}

/**
 * Copies a database that is in use into a file that does not exist yet, through the connection that owns it. The copy is
 * consistent and has every transaction that was committed before the call; later ones may be in it, as a whole. With
 * SQLite's online backup, writes go on meanwhile; where Node has none, they wait.
 */
export async function copyDatabase(database: Database, file: string): Promise<void> {
  const { backup } = await sqlite();
  if (backup === undefined) database.prepare('VACUUM INTO ?').run(file);
  else
    for (let pauseMs = SHORTEST_PAUSE_MS; ; pauseMs *= 2) {
      const copying = backup(database, file, { rate: COPIED_AT_ONCE });
      // It begins in another thread. Node gives it up if a transaction of this one is open by then, so this one waits.
      pause(pauseMs);
      try {
        return void (await copying);
      } catch (error) {
        if (pauseMs >= LONGEST_PAUSE_MS || !hasNotBegun(error)) throw error;
      }
    }
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function hasNotBegun(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && NOT_BEGUN.includes(error.errcode);
}

async function sqlite(): Promise<SqliteModule> {
  const builtIn = process.getBuiltinModule('node:sqlite') as SqliteModule | undefined;
  return builtIn ?? ((await import('@photostructure/sqlite')) as unknown as SqliteModule);
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
