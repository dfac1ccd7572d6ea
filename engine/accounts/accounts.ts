/** The accounts as an administrator sees them: added, changed, reset, removed; each change ends their sessions. */
import type { OperatorRole } from '../../config/config.js';
import type { Account } from './account.js';
import { AccountError } from './account-error.js';
import { nameKey, type AccountFile } from './account-file.js';
import type { Attempts } from './attempts.js';
import type { Operator } from './operator.js';
import type { PasswordHashes } from './password-hashes.js';
import type { Sessions } from './sessions.js';

/** NIST SP 800-63B 3.1.1: long instead of complicated. */
const PASSWORD_LENGTH = { min: 12, max: 256 };

export interface NewAccount {
  readonly name: string;
  readonly role: OperatorRole;
  readonly applications?: readonly string[] | undefined;
  readonly password: string;
}

export interface ListedAccount extends Pick<
  Account,
  'name' | 'role' | 'applications' | 'createdAt' | 'signedInAt' | 'mustChangePassword'
> {
  readonly hasSecondFactor: boolean;
  readonly sessions: number;
}

interface AccountsParts {
  readonly file: AccountFile;
  readonly hashes: PasswordHashes;
  readonly sessions: Sessions;
  readonly attempts: Attempts;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export class Accounts {
  readonly #parts: AccountsParts;

  constructor(parts: AccountsParts) {
    this.#parts = parts;
  }

  get isEmpty(): boolean {
    return this.#parts.file.isEmpty;
  }

  list(): readonly ListedAccount[] {
    const { file, sessions } = this.#parts;
    return file.list().map(({ password: _, homes: _homes, secondFactor, ...account }) => ({
      ...account,
      hasSecondFactor: secondFactor !== undefined,
      sessions: sessions.count('account', nameKey(account.name)),
    }));
  }

  find(name: string): Pick<ListedAccount, 'mustChangePassword' | 'hasSecondFactor'> | undefined {
    const account = this.#parts.file.find(name);
    if (account === undefined) return undefined;
    const { mustChangePassword, secondFactor } = account;
    return { mustChangePassword, hasSecondFactor: secondFactor !== undefined };
  }

  /** The operator that an account is now. */
  operatorOf(name: string): Operator | undefined {
    const account = this.#parts.file.find(name);
    return account === undefined ? undefined : operatorOf(account);
  }

  /** Rejects with AccountError (invalid, exists, conflict, busy, not-durable). */
  async add({ name, role, applications, password }: NewAccount): Promise<void> {
    const { file, hashes, attempts, now } = this.#parts;
    checkPassword(password, name);
    if (file.find(name) !== undefined) throw new AccountError('exists', 'there is an account of that name');
    const hashed = await hashes.hash(password);
    await file.add({
      ...{ name: name.normalize('NFKC'), ...rightsOf(role, applications), password: hashed },
      ...{ mustChangePassword: true, createdAt: now() },
    });
    attempts.forget(nameKey(name));
  }

  /** Rejects with AccountError (invalid, not-found, not-durable). */
  async changeRole(
    name: string,
    role: OperatorRole,
    applications: readonly string[] | undefined,
  ): Promise<void> {
    const rights = rightsOf(role, applications);
    await this.#parts.file.change(name, ({ applications: _, ...account }) => ({ ...account, ...rights }));
    this.endSessions(name);
  }

  /**
   * A new password, which the operator has to change at once, and no second factor unless it is kept. Rejects with
   * AccountError (invalid, not-found, busy, not-durable).
   */
  async reset(name: string, password: string, keepsSecondFactor: boolean): Promise<void> {
    const { file, hashes, attempts } = this.#parts;
    checkPassword(password, name);
    if (file.find(name) === undefined) throw new AccountError('not-found', 'there is no such account');
    const hashed = await hashes.hash(password);
    await file.change(name, ({ secondFactor, homes: _, ...account }) => ({
      ...account,
      ...{ password: hashed, mustChangePassword: true },
      ...(keepsSecondFactor && secondFactor !== undefined && { secondFactor }),
    }));
    attempts.forget(nameKey(name));
    this.endSessions(name);
  }

  /** Rejects with AccountError (not-found, not-durable). */
  async remove(name: string): Promise<void> {
    await this.#parts.file.remove(name);
    this.#parts.attempts.forget(nameKey(name));
    this.endSessions(name);
  }

  /** Answers how many there were. */
  endSessions(name: string): number {
    return this.#parts.sessions.endOf('account', nameKey(name));
  }
}

export function operatorOf({ name, role, applications }: Account): Operator {
  return { name, role, ...(applications !== undefined && { applications }), by: 'account' };
}

/** Throws AccountError (invalid). */
export function checkPassword(password: string, name: string, field = 'password'): void {
  const length = [...password].length;
  const { min, max } = PASSWORD_LENGTH;
  if (length < min || length > max)
    throw new AccountError('invalid', `expected a password of ${min} to ${max} characters`, { field });
  const key = nameKey(name);
  const isName = nameKey(password) === key || (key.length > 3 && nameKey(password).includes(key));
  if (isName || new Set(password).size < 4)
    throw new AccountError('invalid', 'expected a password that is harder to guess', { field });
}

/** A subscriber reads the messages of applications, and has to name some; the other roles have no such limit. */
function rightsOf(
  role: OperatorRole,
  applications: readonly string[] = [],
): Pick<Account, 'role' | 'applications'> {
  return role === 'subscriber' ? { role, applications } : { role };
}
