/**
 * Slows down guessing at one account from all sources together. After a few wrong attempts each further one has to wait,
 * twice as long every time, up to a limit that is short: a stranger must not lock an operator out. Where an operator has
 * signed in before, it has attempts of its own; `Account.homes` has these networks after a restart, which ends every session.
 * An attempt is counted when it begins, so that many at once gain nothing.
 *
 * Wrong codes behind the right password are counted apart, wait longer, and spare no source: only a person who has the
 * password gets there. Names that do not exist wait like those that do.
 */
import { AccountError } from './account-error.js';

/** In a row, before the first wait. */
const FREE = 5;
const MOST_WAIT_MS = { password: 30_000, code: 900_000 };
/** After that long without an attempt all are forgotten. */
const FORGET_MS = 3_600_000;
const MAX_HOMES = 8;
/** Names that do not exist; a further one replaces the oldest. */
const MAX_STRANGERS = 10_000;

interface Row {
  readonly count: number;
  readonly at: number;
}

export interface Attempt {
  /** `nameKey` of what was typed. */
  readonly name: string;
  /** The network it comes from. */
  readonly source: string;
  readonly isAccount: boolean;
}

export class Attempts {
  readonly #elapsed: () => number;
  readonly #passwords = new Map<string, Row>();
  readonly #strangers = new Map<string, Row>();
  readonly #codes = new Map<string, Row>();
  readonly #homes = new Map<string, Set<string>>();

  /** `elapsed`: milliseconds of a monotonic clock. */
  constructor(elapsed: () => number) {
    this.#elapsed = elapsed;
  }

  /** Counts it as wrong until `right`. Throws AccountError (wait), and then it does not count. */
  begin(attempt: Attempt): void {
    const rows = this.#rowsOf(attempt);
    const wait = Math.max(
      this.#waitOf(rows.get(this.#keyOf(attempt)), MOST_WAIT_MS.password),
      this.#waitOf(this.#codes.get(attempt.name), MOST_WAIT_MS.code),
    );
    if (wait > 0)
      throw new AccountError('wait', 'too many attempts were wrong', { seconds: Math.ceil(wait / 1000) });
    this.#count(rows, this.#keyOf(attempt));
    for (const key of rows.keys())
      if (rows === this.#strangers && rows.size > MAX_STRANGERS) rows.delete(key);
  }

  /** The password was right, and the code was not. */
  wrongCode({ name }: Attempt): void {
    this.#count(this.#codes, name);
  }

  /** Whether the account has signed in from there. */
  isHome({ name, source }: Attempt): boolean {
    return this.#homes.get(name)?.has(source) === true;
  }

  /** Networks it has signed in from, the last one last. */
  homesOf(name: string): readonly string[] {
    return [...(this.#homes.get(name) ?? [])];
  }

  addHome(name: string, source: string): void {
    const homes = this.#homes.get(name) ?? new Set();
    this.#homes.set(name, homes);
    homes.delete(source);
    homes.add(source);
    for (const home of homes) if (homes.size > MAX_HOMES) homes.delete(home);
  }

  /** It was not checked after all. */
  undo(attempt: Attempt): void {
    const rows = this.#rowsOf(attempt);
    const row = rows.get(this.#keyOf(attempt));
    if (row !== undefined) rows.set(this.#keyOf(attempt), { ...row, count: row.count - 1 });
  }

  /** Answers how many attempts since the last right one were wrong. */
  right({ name, source }: Attempt): number {
    const own = `${name} ${source}`;
    const wrong = [this.#passwords.get(name), this.#passwords.get(own)].reduce(
      (sum, row) => sum + (row?.count ?? 0),
      this.#codes.get(name)?.count ?? 0,
    );
    for (const key of [name, own]) this.#passwords.delete(key);
    this.#codes.delete(name);
    this.addHome(name, source);
    return Math.max(0, wrong - 1);
  }

  /** The account is gone, or begins afresh. */
  forget(name: string): void {
    for (const rows of [this.#passwords, this.#codes])
      for (const key of rows.keys()) if (key === name || key.startsWith(`${name} `)) rows.delete(key);
    this.#homes.delete(name);
  }

  #rowsOf({ isAccount }: Attempt): Map<string, Row> {
    return isAccount ? this.#passwords : this.#strangers;
  }

  #keyOf(attempt: Attempt): string {
    return this.isHome(attempt) ? `${attempt.name} ${attempt.source}` : attempt.name;
  }

  #count(rows: Map<string, Row>, key: string): void {
    const row = rows.get(key);
    const at = this.#elapsed();
    const before = row === undefined || at - row.at > FORGET_MS ? 0 : row.count;
    rows.delete(key);
    rows.set(key, { count: before + 1, at });
  }

  #waitOf(row: Row | undefined, mostMs: number): number {
    if (row === undefined || row.count < FREE) return 0;
    const whole = Math.min(mostMs, 1000 * 2 ** (row.count - FREE));
    return row.at + whole - this.#elapsed();
  }
}
