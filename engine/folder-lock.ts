/**
 * One service to a data folder. Two services would each believe the outbox and the unfinished recordings to be theirs,
 * and report the other's calls as lost, with any journal. The kernel holds the lock, which SQLite takes on a file of
 * its own. It ends with the process that holds it, even after a crash, so there is nothing to clean up and no process
 * id to mistake.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '../routing/journal/sqlite-open.js';

/** No other code of this process may open this file: closing any descriptor of it releases the lock (fcntl(2)). */
const LOCK_FILE = 'service.lock';
const OWNER_FILE = 'service.owner';

export class FolderLock {
  readonly #database: Database;

  private constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Takes the lock. Rejects with an Error that says who holds it, or why it cannot be taken. `owner` is the process
   * that a reader of that message would look for.
   */
  static async take(folder: string, owner = process.pid): Promise<FolderLock> {
    let database: Database | undefined;
    try {
      database = await openDatabase(join(folder, LOCK_FILE));
      // The transaction is never committed: it writes nothing, and only its lock is needed.
      database.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN IMMEDIATE');
    } catch (error) {
      database?.close();
      throw refusal(folder, error);
    }
    const entry = { process: owner, host: hostname(), since: new Date().toISOString() };
    try {
      writeFileSync(join(folder, OWNER_FILE), `${JSON.stringify(entry)}\n`, { mode: 0o600 });
    } catch {
      // It tells people who has the lock; it is not the lock itself, so a full disk does not prevent a start.
    }
    return new FolderLock(database);
  }

  close(): Promise<void> {
    this.#database.close();
    return Promise.resolve();
  }
}

function refusal(folder: string, error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  if (!/locked|busy/i.test(message))
    return new Error(`the data folder ${folder} cannot be locked: ${message}`, { cause: error });
  return new Error(`the data folder ${folder} is in use by ${holderOf(folder)}`, { cause: error });
}

function holderOf(folder: string): string {
  try {
    const owner = JSON.parse(readFileSync(join(folder, OWNER_FILE), 'utf8')) as Record<string, unknown>;
    return `process ${owner['process']} on ${owner['host']}, since ${owner['since']}`;
  } catch {
    return 'another service';
  }
}
