/**
 * The accounts of one engine, `accounts.json` of its data folder, readable by its own user only. A change is on the disk
 * before it is in force: the file is written under another name, synced and renamed, so a crash leaves the old or the new
 * one.
 */
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './account.js';
import { AccountError } from './account-error.js';

const FILE = 'accounts.json';
const VERSION = 1;
/** Far more than a company has operators; the file is written as a whole. */
const MOST = 1000;

/** Two names that look alike are one name. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

export class AccountFile {
  readonly #folder: string;
  #accounts: ReadonlyMap<string, Account>;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(folder: string, accounts: readonly Account[]) {
    this.#folder = folder;
    this.#accounts = new Map(accounts.map((one) => [nameKey(one.name), one]));
  }

  /** Rejects with an Error for a person if there is a file that cannot be read. */
  static async open(folder: string): Promise<AccountFile> {
    return new AccountFile(folder, await readAccounts(join(folder, FILE)));
  }

  /** By name. */
  list(): readonly Account[] {
    return [...this.#accounts.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  find(name: string): Account | undefined {
    return this.#accounts.get(nameKey(name));
  }

  get isEmpty(): boolean {
    return this.#accounts.size === 0;
  }

  /** Rejects with AccountError (exists, conflict, not-durable). */
  add(account: Account): Promise<void> {
    return this.#change((accounts) => {
      const key = nameKey(account.name);
      if (accounts.has(key)) throw new AccountError('exists', 'there is an account of that name');
      if (accounts.size >= MOST)
        throw new AccountError('conflict', `there are ${MOST} accounts, which is the most`);
      accounts.set(key, account);
    });
  }

  /**
   * `change` makes the new account of the one in force; it may throw. Rejects with AccountError (not-found,
   * not-durable).
   */
  async change(name: string, change: (account: Account) => Account): Promise<Account> {
    let changed: Account | undefined;
    await this.#change((accounts) => {
      changed = change(existing(accounts.get(nameKey(name))));
      accounts.set(nameKey(name), changed);
    });
    return existing(changed);
  }

  /** Rejects with AccountError (not-found, not-durable). */
  remove(name: string): Promise<void> {
    return this.#change((accounts) => {
      existing(accounts.get(nameKey(name)));
      accounts.delete(nameKey(name));
    });
  }

  /** Waits for the change under way. */
  async close(): Promise<void> {
    await this.#last.catch(() => undefined);
  }

  /** Changes wait for each other. */
  #change(change: (accounts: Map<string, Account>) => void): Promise<void> {
    const turn = this.#last.then(async () => {
      const accounts = new Map(this.#accounts);
      change(accounts);
      await this.#write([...accounts.values()]);
      this.#accounts = accounts;
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #write(accounts: readonly Account[]): Promise<void> {
    const file = join(this.#folder, FILE);
    try {
      const handle = await open(`${file}.new`, 'w', 0o600);
      try {
        await handle.writeFile(`${JSON.stringify({ version: VERSION, accounts }, undefined, 1)}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(`${file}.new`, file);
      const folder = await open(this.#folder, 'r');
      await folder.sync().finally(() => folder.close());
    } catch (cause) {
      throw new AccountError('not-durable', 'the accounts cannot be written', { cause });
    }
  }
}

function existing(account: Account | undefined): Account {
  if (account === undefined) throw new AccountError('not-found', 'there is no such account');
  return account;
}

async function readAccounts(file: string): Promise<readonly Account[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  const { version, accounts } = parsed(text);
  if (version === VERSION && Array.isArray(accounts)) return accounts as Account[];
  throw new Error(`${file}: expected accounts of version ${VERSION}, found ${String(version ?? 'no JSON')}`);
}

function parsed(text: string): { readonly version?: unknown; readonly accounts?: unknown } {
  try {
    return JSON.parse(text) as { version?: unknown; accounts?: unknown };
  } catch {
    return {};
  }
}
