/** Signing in, the own account and those of all operators, as the console uses them. Every method rejects with a Problem. */
import type {
  Page,
  ShownAccount,
  ShownEnrolment,
  ShownOperator,
  ShownSignInWays,
} from '../api/operator/answers.js';
import type { Request } from './request.js';

/** With a token, or with the rest. */
export interface Credentials {
  readonly token?: string;
  readonly name?: string;
  readonly password?: string;
  readonly code?: string | undefined;
}

export interface Rights {
  readonly role: ShownOperator['role'];
  /** subscriber: whose messages it may read. */
  readonly applications?: readonly string[] | undefined;
}

export class AccountsClient {
  readonly #ask: <T>(request: Request) => Promise<T>;

  constructor(ask: <T>(request: Request) => Promise<T>) {
    this.#ask = ask;
  }

  ways(signal?: AbortSignal): Promise<ShownSignInWays> {
    return this.#ask({ method: 'GET', path: '/v1/sign-in', signal });
  }

  /** The browser keeps the session in a cookie that no script can read. */
  signIn(credentials: Credentials): Promise<ShownOperator> {
    return this.#ask({ method: 'POST', path: '/v1/sign-in', body: credentials });
  }

  /** `next`: where the operator signs out at the provider too. */
  signOut(): Promise<{ readonly next?: string | undefined }> {
    return this.#ask({ method: 'POST', path: '/v1/sign-out' });
  }

  changePassword(password: string, newPassword: string): Promise<void> {
    return this.#ask({ method: 'POST', path: '/v1/me/password', body: { password, newPassword } });
  }

  enrol(password: string): Promise<ShownEnrolment> {
    return this.#ask({ method: 'POST', path: '/v1/me/second-factor', body: { password } });
  }

  /** Answers the recovery codes. */
  async confirm(code: string): Promise<readonly string[]> {
    const path = '/v1/me/second-factor/confirm';
    const { recoveryCodes } = await this.#ask<{ readonly recoveryCodes: readonly string[] }>({
      ...{ method: 'POST', path, body: { code } },
    });
    return recoveryCodes;
  }

  removeSecondFactor(password: string, code: string): Promise<void> {
    return this.#ask({ method: 'POST', path: '/v1/me/second-factor/remove', body: { password, code } });
  }

  list(signal?: AbortSignal): Promise<Page<ShownAccount>> {
    return this.#ask({ method: 'GET', path: '/v1/accounts', signal });
  }

  add(account: Rights & { readonly name: string; readonly password: string }): Promise<void> {
    return this.#ask({ method: 'POST', path: '/v1/accounts', body: account });
  }

  changeRole(name: string, rights: Rights): Promise<void> {
    return this.#ask({ method: 'PATCH', path: pathOf(name), body: rights });
  }

  reset(name: string, password: string, keepSecondFactor: boolean): Promise<void> {
    return this.#ask({ method: 'POST', path: `${pathOf(name)}/reset`, body: { password, keepSecondFactor } });
  }

  endSessions(name: string): Promise<{ readonly ended: number }> {
    return this.#ask({ method: 'DELETE', path: `${pathOf(name)}/sessions` });
  }

  remove(name: string): Promise<void> {
    return this.#ask({ method: 'DELETE', path: pathOf(name) });
  }
}

function pathOf(name: string): string {
  return `/v1/accounts/${encodeURIComponent(name)}`;
}
