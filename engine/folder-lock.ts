/**
 * One service to a data folder. Two would each believe the outbox and the unfinished recordings to be theirs, and report the
 * other's calls as lost, whatever the journal is. The lock is the kernel's, taken by SQLite on a file of its own: it ends with
 * the process that holds it, however that ends, so there is nothing to clean up after a crash and no process id to mistake.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '../routing/journal/sqlite-open.js';

/** Never opened by any other code of this process: closing it once more would end the lock (fcntl(2)). */
const LOCK_FILE = 'service.lock';
const OWNER_FILE = 'service.owner';

export class FolderLock {
  readonly #database: Database;

  private constructor(database: Database) {
    this.#database = database;
  }

  /** Takes the lock. Rejects with an Error that says who holds it, or why it cannot be taken. */
  static async take(folder: string): Promise<FolderLock> {
    let database: Database | undefined;
    try {
      database = await openDatabase(join(folder, LOCK_FILE));
      // The transaction is never committed: it writes nothing, and its lock is all that is wanted.
      database.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN IMMEDIATE');
    } catch (error) {
      database?.close();
      throw refusal(folder, error);
    }
    const owner = { process: process.pid, host: hostname(), since: new Date().toISOString() };
    try {
      writeFileSync(join(folder, OWNER_FILE), `${JSON.stringify(owner)}\n`, { mode: 0o600 });
    } catch {
      // It tells people who has the lock, and is not what locks: a full disk keeps no service from starting.
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
