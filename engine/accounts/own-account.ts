/** What operators do with their own accounts: another password, a second factor. The password is asked for each time. */
import type { Account } from './account.js';
import { AccountError } from './account-error.js';
import { nameKey, type AccountFile } from './account-file.js';
import { checkPassword } from './accounts.js';
import { enrolmentUri, newSecret, stepOfCode } from './one-time-codes.js';
import type { PasswordHashes } from './password-hashes.js';
import { newRecoveryCodes, recoveryHash } from './recovery-codes.js';
import type { Sessions } from './sessions.js';
import type { Credentials, SignIn } from './sign-in.js';

/** How long an authenticator may take to be set up. */
const ENROLMENT_MS = 900_000;

interface BegunEnrolment {
  readonly secret: string;
  /** The hash of the password that began it: another password ends it. */
  readonly password: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

export interface Enrolment {
  /** Base32, to be typed into an authenticator. */
  readonly secret: string;
  /** The same for a QR code. */
  readonly uri: string;
}

interface OwnAccountParts {
  readonly file: AccountFile;
  readonly hashes: PasswordHashes;
  readonly sessions: Sessions;
  readonly signIn: SignIn;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export class OwnAccount {
  readonly #parts: OwnAccountParts;
  readonly #enrolments = new Map<string, BegunEnrolment>();

  constructor(parts: OwnAccountParts) {
    this.#parts = parts;
  }

  /**
   * Ends every session of the account, that of the request too, and answers the id of a new one. Rejects with
   * AccountError (wrong, wait, busy, invalid, not-durable).
   */
  async changePassword(asked: Credentials, newPassword: string): Promise<string> {
    const { file, hashes, sessions, signIn } = this.#parts;
    checkPassword(newPassword, asked.name, 'newPassword');
    if (newPassword.normalize('NFC') === asked.password.normalize('NFC'))
      throw new AccountError('invalid', 'expected another password than the present one', {
        field: 'newPassword',
      });
    const { account } = await signIn.check(asked, { wantsCode: false });
    const password = await hashes.hash(newPassword);
    await file.change(asked.name, (current) => {
      sameAsChecked(current, account);
      return { ...current, password, mustChangePassword: false };
    });
    const key = nameKey(asked.name);
    sessions.endOf('account', key);
    return sessions.begin({ by: 'account', key });
  }

  /** Nothing has changed until `confirm`. Rejects with AccountError (wrong, wait, busy, conflict). */
  async enrol(asked: Credentials): Promise<Enrolment> {
    const { account } = await this.#parts.signIn.check(asked, { wantsCode: false });
    if (account.secondFactor !== undefined) throw isThere();
    const secret = newSecret();
    const until = this.#parts.now() + ENROLMENT_MS;
    this.#enrolments.set(nameKey(asked.name), { secret, password: account.password.hash, until });
    return { secret, uri: enrolmentUri(secret, account.name) };
  }

  /**
   * Puts the second factor in force with a code of the authenticator; answers the recovery codes, which nothing shows
   * again. Ends the other sessions of the account. Rejects with AccountError (invalid, conflict, not-durable).
   */
  async confirm(name: string, code: string, session: string | undefined): Promise<readonly string[]> {
    const { file, sessions, now } = this.#parts;
    const key = nameKey(name);
    const begun = this.#enrolments.get(key);
    if (begun === undefined || begun.until < now()) throw isNotBegun();
    const step = stepOfCode(code.replace(/\s/g, ''), begun.secret, now(), 0);
    if (step === undefined) throw new AccountError('invalid', 'the code is not right', { field: 'code' });
    const codes = newRecoveryCodes();
    const secondFactor = { secret: begun.secret, lastStep: step, recovery: codes.map(recoveryHash) };
    await file.change(name, (account) => {
      if (account.secondFactor !== undefined) throw isThere();
      if (account.password.hash !== begun.password) throw isNotBegun();
      return { ...account, secondFactor };
    });
    this.#enrolments.delete(key);
    sessions.endOf('account', key, session);
    return codes;
  }

  /**
   * Wants a code as well. Ends the other sessions of the account. Rejects with AccountError (wrong, wait, busy, conflict,
   * not-durable).
   */
  async removeSecondFactor(asked: Credentials, session: string | undefined): Promise<void> {
    const { file, sessions, signIn } = this.#parts;
    const { account } = await signIn.check(asked, { wantsCode: true });
    if (account.secondFactor === undefined) throw new AccountError('conflict', 'there is no second factor');
    await file.change(asked.name, (current) => {
      sameAsChecked(current, account);
      const { secondFactor: _, ...rest } = current;
      return rest;
    });
    sessions.endOf('account', nameKey(asked.name), session);
  }
}

/** The password may have been reset while the old one was being checked. */
function sameAsChecked(current: Account, checked: Account): void {
  if (current.password.hash !== checked.password.hash)
    throw new AccountError('wrong', 'the account was changed meanwhile');
}

function isThere(): AccountError {
  return new AccountError('conflict', 'there is a second factor already');
}

function isNotBegun(): AccountError {
  return new AccountError('conflict', 'no second factor is being set up');
}
