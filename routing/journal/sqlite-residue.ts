/**
 * What SQLite leaves of deleted rows: pages of the write-ahead log, free space of pages in files that were written without
 * `secure_delete`, and copies that a page keeps when its rows move. An erasure looks for it in the bytes of the file, and
 * only a file that has it is rewritten.
 */
import { closeSync, fstatSync, openSync, readSync, statfsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Database } from './sqlite-open.js';

const CHUNK = 1024 * 1024;
/** Room that is left to others. */
const SPARE_BYTES = 64 * 1024 * 1024;

export class SqliteResidue {
  readonly #database: Database;
  readonly #file: string;
  /**
   * Stays open beside the database: a process that closes any descriptor of a file loses all its locks on it (POSIX
   * fcntl), SQLite's included.
   */
  #descriptor: number | undefined;

  constructor(database: Database, file: string) {
    this.#database = database;
    this.#file = file;
  }

  /** Says what was found and done. Throws if there is no room to rewrite the file, or another process reads it. */
  remove(digits: string): string {
    const name = basename(this.#file);
    if (!this.emptyLog()) throw new Error(`${name}: another process reads it, so its log cannot be emptied`);
    const found = this.#search(digits);
    if (!found.isFound) return `${name}: ${found.bytes} bytes searched, the number is not in them`;
    this.#requireRoom(name, found.bytes);
    this.#database.exec('VACUUM');
    this.emptyLog();
    const again = this.#search(digits);
    const result = again.isFound ? 'its digits are in what is kept' : 'the number is not in them any more';
    return `${name}: written anew, ${again.bytes} bytes searched, ${result}`;
  }

  /** Moves what is in the write-ahead log to the file, and makes the log empty; false if a reader is in the way. */
  emptyLog(): boolean {
    const { busy } = this.#database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number };
    return busy === 0;
  }

  /** Once the database is closed. */
  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  /** What calls write to the same disk must not be refused for it. */
  #requireRoom(name: string, bytes: number): void {
    const { bavail, bsize } = statfsSync(dirname(this.#file));
    const [room, wanted] = [bavail * bsize, 2 * bytes + SPARE_BYTES];
    if (room < wanted)
      throw new Error(`${name}: expected ${wanted} bytes of room to write it anew, found ${room}`);
  }

  /** Reads by pieces that overlap, so that nothing is missed between two. */
  #search(text: string): { readonly bytes: number; readonly isFound: boolean } {
    this.#descriptor ??= openSync(this.#file, 'r');
    const { size } = fstatSync(this.#descriptor);
    const piece = Buffer.alloc(CHUNK + text.length - 1);
    for (let at = 0; at < size; at += CHUNK) {
      const read = readSync(this.#descriptor, piece, 0, piece.length, at);
      if (piece.subarray(0, read).includes(text)) return { bytes: size, isFound: true };
    }
    return { bytes: size, isFound: false };
  }
}
