/**
 * Signing in with name, password and, where the account has a second factor, a code. There is one answer for all that is
 * wrong, and it costs the same: which of the three it was, and whether there is such an account, is not said.
 */
import type { Account, HashedPassword, SecondFactor } from './account.js';
import { AccountError } from './account-error.js';
import { nameKey, type AccountFile } from './account-file.js';
import { type Attempt, type Attempts } from './attempts.js';
import { newSecret, stepOfCode } from './one-time-codes.js';
import type { PasswordHashes } from './password-hashes.js';
import { usedHash } from './recovery-codes.js';
import type { Sessions } from './sessions.js';

export interface Credentials {
  readonly name: string;
  readonly password: string;
  /** One of the authenticator, or a recovery code. */
  readonly code?: string | undefined;
  /** The network it comes from. */
  readonly source: string;
}

export interface SignedIn {
  readonly account: Account;
  readonly session: string;
  /** Attempts since the last right one. */
  readonly wrongBefore: number;
}

interface SignInParts {
  readonly file: AccountFile;
  readonly hashes: PasswordHashes;
  readonly sessions: Sessions;
  readonly attempts: Attempts;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** When and with which code an account was used could not be written. */
  readonly onUnwritten: (error: unknown) => void;
}

/** What a code was good for. */
type UsedCode =
  | { readonly kind: 'none' }
  | { readonly kind: 'step'; readonly step: number }
  | { readonly kind: 'recovery'; readonly hash: string };

export class SignIn {
  readonly #parts: SignInParts;
  /** In place of the secret of an account that has none, so that the same is computed. */
  readonly #noSecret = newSecret();
  /** Steps whose code was used: in force before the file has them. */
  readonly #used = new Map<string, number>();

  constructor(parts: SignInParts) {
    this.#parts = parts;
  }

  /** Rejects with AccountError (wrong, wait, busy, not-durable). */
  async signIn(credentials: Credentials): Promise<SignedIn> {
    const { file, sessions } = this.#parts;
    const { account, wrongBefore } = await this.check(credentials, { wantsCode: true });
    const fresh = await this.#note(account, credentials.password);
    // A new password, a second factor or a removal has ended its sessions meanwhile, and this one would be left over.
    const current = file.find(account.name);
    if (current === undefined || ![account.password.hash, fresh?.hash].includes(current.password.hash))
      throw wrong();
    if (current.secondFactor?.secret !== account.secondFactor?.secret) throw wrong();
    const session = sessions.begin({ by: 'account', key: nameKey(current.name) });
    return { account: current, session, wrongBefore };
  }

  /** The same for somebody who is signed in; without `wantsCode` the password alone decides. */
  async check(
    { name, password, code = '', source }: Credentials,
    { wantsCode }: { readonly wantsCode: boolean },
  ): Promise<{ readonly account: Account; readonly wrongBefore: number }> {
    const { file, hashes, attempts } = this.#parts;
    const account = file.find(name);
    const attempt: Attempt = { name: nameKey(name), source, isAccount: account !== undefined };
    attempts.begin(attempt);
    const isKnown = attempts.isHome(attempt);
    const isRight = await hashes.matches(password, account?.password, isKnown).catch((error: unknown) => {
      attempts.undo(attempt);
      throw error;
    });
    const used = this.#codeOf(attempt.name, code, account?.secondFactor);
    if (account === undefined || !isRight) throw wrong();
    if (wantsCode && used === undefined) {
      attempts.wrongCode(attempt);
      throw wrong();
    }
    if (wantsCode && used !== undefined) await this.#use(account.name, used);
    return { account, wrongBefore: attempts.right(attempt) };
  }

  /** undefined: a code is wanted, and this is none that counts. */
  #codeOf(key: string, typed: string, factor: SecondFactor | undefined): UsedCode | undefined {
    const code = typed.replace(/\s/g, '');
    const { secret, lastStep, recovery } = factor ?? { secret: this.#noSecret, lastStep: 0, recovery: [] };
    const last = Math.max(lastStep, this.#used.get(key) ?? 0);
    const step = stepOfCode(code, secret, this.#parts.now(), last);
    const hash = usedHash(code, recovery);
    if (factor === undefined) return { kind: 'none' };
    if (step !== undefined) return { kind: 'step', step };
    return hash === undefined ? undefined : { kind: 'recovery', hash };
  }

  /** From here on it is used. Two requests with the same code at once: the second one is wrong. */
  async #use(name: string, used: UsedCode): Promise<void> {
    const { file } = this.#parts;
    if (used.kind === 'none') return;
    if (used.kind === 'step') {
      this.#used.set(nameKey(name), used.step);
      return;
    }
    // On the disk first: after a crash it must not work again.
    await file.change(name, ({ secondFactor, ...account }) => {
      if (secondFactor?.recovery.includes(used.hash) !== true) throw wrong();
      const recovery = secondFactor.recovery.filter((one) => one !== used.hash);
      return { ...account, secondFactor: { ...secondFactor, recovery } };
    });
  }

  /**
   * Writes down when and where it was used, and hashes the password again if that is due: answers the new hash. A full disk keeps no
   * operator out: the code stays used in memory.
   */
  async #note({ name, password: old }: Account, password: string): Promise<HashedPassword | undefined> {
    const { file, hashes, attempts, now, onUnwritten } = this.#parts;
    const fresh = hashes.isOutdated(old) ? await hashes.hash(password).catch(() => undefined) : undefined;
    const step = this.#used.get(nameKey(name)) ?? 0;
    const change = ({ secondFactor, ...account }: Account): Account => ({
      ...account,
      ...{ signedInAt: now(), homes: attempts.homesOf(nameKey(name)) },
      ...(secondFactor && {
        secondFactor: { ...secondFactor, lastStep: Math.max(step, secondFactor.lastStep) },
      }),
      ...(fresh !== undefined && account.password.hash === old.hash && { password: fresh }),
    });
    await file.change(name, change).catch(onUnwritten);
    return fresh;
  }
}

function wrong(): AccountError {
  return new AccountError('wrong', 'name, password or code is wrong');
}
