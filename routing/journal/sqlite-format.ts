/**
 * The format of an SQLite file, as a number in its header (`user_version`). A file of an earlier format is brought
 * forward step by step in one transaction; a file of a later one is refused before anything is written to it, because
 * this version cannot know what it would destroy.
 */
import { NewerFormat } from './newer-format.js';
import { inTransaction, openDatabase, type Database } from './sqlite-open.js';

/** Brings a file from the format before to the next one. The first step makes the tables of a new file. */
export type FormatStep = (database: Database) => void;

/**
 * Opens a file with these settings (SQL), in the newest format, and makes the store over it. It is closed again if any
 * of that throws: NewerFormat, SQLite's own errors, or what `make` throws.
 */
export async function openBroughtForward<Store>(
  file: string,
  settings: string,
  steps: readonly FormatStep[],
  make: (database: Database) => Store,
): Promise<Store> {
  const database = await openDatabase(file);
  try {
    database.exec(settings);
    bringForward(database, steps);
    return make(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Files of versions that did not number their formats have the number 0, like a new file: the first step must leave
 * what it finds.
 */
export function bringForward(database: Database, steps: readonly FormatStep[]): void {
  const found = formatOf(database);
  if (found > steps.length) throw new NewerFormat(found, steps.length);
  if (found === steps.length) return;
  inTransaction(database, () => {
    for (const step of steps.slice(found)) step(database);
    database.exec(`PRAGMA user_version = ${steps.length}`);
  });
}

export function formatOf(database: Database): number {
  return (database.prepare('PRAGMA user_version').get() as { readonly user_version: number }).user_version;
}
