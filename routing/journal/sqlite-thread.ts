/**
 * What the SQLite journal asks the thread that owns its file, so that waiting for the disk never delays a call. The
 * engine gives the connection to that thread in.
 */
import type { CommitResult } from './journal.js';
import { SqliteStore, type WrittenChange } from './sqlite-store.js';

export interface SqliteRequests {
  readonly requests: {
    /** First, once. Creates the file if it is missing. */
    open(file: { readonly file: string }): object;
    count(asked: object): { readonly documents: number };
    /** Documents after the row `after`, as JSON; `last` is 0 behind the last of them. */
    page(page: { readonly after: number }): { readonly json: string; readonly last: number };
    commit(group: { readonly changes: readonly WrittenChange[] }): {
      readonly results: readonly CommitResult[];
    };
    /** Fails where the file cannot be written. */
    probe(asked: object): object;
    /** Overwrites what is left of removed documents that had these digits; says what it found. */
    removeResidue(asked: { readonly digits: string }): { readonly found: string };
    /** Copies everything that is committed into a new file; commits go on meanwhile. */
    copyTo(asked: { readonly file: string }): object;
    close(asked: object): object;
  };
  readonly notes: Record<never, never>;
}

type Requests = SqliteRequests['requests'];

/** The connection. Requests are answered in order, and rejected with the thread's words or with its end. */
export interface SqliteThread {
  readonly isAlive: boolean;
  request<K extends keyof Requests>(
    name: K,
    ask: Parameters<Requests[K]>[0],
  ): Promise<ReturnType<Requests[K]>>;
  /** Resolves when the thread has ended. */
  close(): Promise<void>;
}

export type StartSqliteThread = () => SqliteThread;

/** Documents in one answer while loading. */
const PAGE_SIZE = 4096;

/** The thread's answers. */
export class SqliteAnswers {
  #store: SqliteStore | undefined;

  async open(file: string): Promise<object> {
    this.#store = await SqliteStore.open(file);
    return {};
  }

  get store(): SqliteStore {
    if (this.#store === undefined) throw new Error('the journal is not open');
    return this.#store;
  }

  page(after: number): { readonly json: string; readonly last: number } {
    return this.store.page(after, PAGE_SIZE);
  }
}
