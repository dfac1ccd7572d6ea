/**
 * Journal in an SQLite file: the default, for one engine.
 *
 * Commits that arrive while the disk is busy share the next transaction and its sync (group commit), so that thousands
 * a second can be durable before each is acknowledged. A thread of its own owns the file (sqlite-thread.ts).
 */
import { JournalUnavailable, journalAilments } from './ailments.js';
import type { Change, CommitResult, Follower, Journal, JournalAilment, StoredDocument } from './journal.js';
import type { StoredRow, WrittenChange } from './sqlite-store.js';
import type { SqliteThread, StartSqliteThread } from './sqlite-thread.js';

/** Changes in one transaction. */
const MAX_GROUP = 1024;
/** How often a file that failed a write is tried again, so that recovery is noticed without a bind. */
const PROBE_MS = 5000;

interface Waiting {
  readonly change: Change;
  readonly written: WrittenChange;
  readonly resolve: (result: CommitResult) => void;
  readonly reject: (error: Error) => void;
}

export class SqliteJournal implements Journal {
  readonly #thread: SqliteThread;
  #follower: Follower | undefined;
  #waiting: Waiting[] = [];
  #committing: Promise<void> | undefined;
  #closed: Promise<void> | undefined;
  /** Why the last commit failed. */
  #ailment: JournalAilment | undefined;
  #probing: NodeJS.Timeout | undefined;
  readonly #alarm: (message: string) => void;
  readonly shared = false;

  private constructor(thread: SqliteThread, alarm: (message: string) => void) {
    this.#thread = thread;
    this.#alarm = alarm;
  }

  /**
   * Opens the file and creates it if it is missing. Rejects with an Error that names the file and the fault. `alarm` is
   * called once when changes are refused, and once when they are accepted again.
   */
  static async open(
    file: string,
    start: StartSqliteThread,
    alarm: (message: string) => void = () => undefined,
  ): Promise<SqliteJournal> {
    const thread = start();
    try {
      await thread.request('open', { file });
      return new SqliteJournal(thread, alarm);
    } catch (error) {
      await thread.close();
      throw new Error(`journal ${file}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  }

  get available(): boolean {
    return this.#ailment === undefined && this.#closed === undefined && this.#thread.isAlive;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  get ailments(): readonly JournalAilment[] {
    return this.available ? [] : [this.#ailment ?? 'away'];
  }

  async load(
    each: (scope: string, document: StoredDocument) => void,
    expect?: (documents: number) => void,
  ): Promise<void> {
    expect?.((await this.#thread.request('count', {})).documents);
    let next = this.#thread.request('page', { after: 0 });
    for (;;) {
      const { json, last } = await next;
      // The thread reads the next page while this one is processed.
      if (last !== 0) next = this.#thread.request('page', { after: last });
      for (const [scope, key, revision, value] of JSON.parse(json) as readonly StoredRow[])
        each(scope, { key, revision, value });
      if (last === 0) return;
    }
  }

  follow(follower: Follower): void {
    this.#follower = follower;
  }

  commit(change: Change): Promise<CommitResult> {
    if (this.#closed !== undefined) return Promise.reject(new JournalUnavailable('the journal is closed'));
    const put = change.put.map(({ key, revision, value }) => ({
      key,
      revision,
      json: JSON.stringify(value),
    }));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ change, written: { ...change, put }, resolve, reject });
      this.#committing ??= this.#commitGroups();
    });
  }

  refresh(): Promise<void> {
    return this.available
      ? Promise.resolve()
      : Promise.reject(new JournalUnavailable('the journal is closed'));
  }

  async removeResidue(digits: string): Promise<readonly string[]> {
    if (this.#closed !== undefined) throw new JournalUnavailable('the journal is closed');
    try {
      return [(await this.#thread.request('removeResidue', { digits })).found];
    } catch (error) {
      throw new JournalUnavailable(this.#fail(error));
    }
  }

  async copyTo(file: string): Promise<void> {
    if (this.#closed !== undefined) throw new JournalUnavailable('the journal is closed');
    await this.#thread.request('copyTo', { file });
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    clearInterval(this.#probing);
    await this.#committing;
    await this.#thread.close();
  }

  /** Commits group after group until none waits. Commits of the same turn of the loop are in one group. */
  async #commitGroups(): Promise<void> {
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, MAX_GROUP);
      try {
        const changes = group.map(({ written }) => written);
        const { results } = await this.#thread.request('commit', { changes });
        this.#recover();
        group.forEach((waiting, n) => this.#conclude(waiting, results[n]));
      } catch (error) {
        const reason = new JournalUnavailable(this.#fail(error));
        for (const { reject } of group) reject(reason);
      }
    }
    // In the same turn as the last check of #waiting; otherwise a commit made in between would never be written.
    this.#committing = undefined;
  }

  /** Answers why, in words. */
  #fail(error: unknown): string {
    const message = error instanceof Error ? error.message : String(error);
    const isFull = /disk is full|ENOSPC|EDQUOT/i.test(message);
    const ailment = isFull ? 'disk-full' : 'away';
    if (this.#ailment !== ailment) this.#alarm(`${journalAilments[ailment]} (${message})`);
    this.#ailment = ailment;
    this.#probing ??= setInterval(() => this.#probe(), PROBE_MS).unref();
    return isFull ? `the disk is full (${message})` : message;
  }

  #recover(): void {
    if (this.#ailment === undefined) return;
    this.#ailment = undefined;
    clearInterval(this.#probing);
    this.#probing = undefined;
    this.#alarm('the journal takes changes again');
  }

  #probe(): void {
    this.#thread.request('probe', {}).then(
      () => this.#recover(),
      (error: unknown) => this.#fail(error),
    );
  }

  #conclude({ change, resolve, reject }: Waiting, result: CommitResult | undefined): void {
    if (result === undefined) return reject(new JournalUnavailable('the journal answered short'));
    if (result.outcome === 'committed') this.#follower?.apply(change);
    resolve(result);
  }
}
