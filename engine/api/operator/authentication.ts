/**
 * Who makes a request: the bearer token in its Authorization header, or else the session in its cookie. A session goes by
 * `Authorization: Session <id>` too, for programs; no page of another site can send that header.
 *
 * A browser sends the cookie by itself, so a request with it counts only if our own page makes it.
 */
import type { FastifyRequest } from 'fastify';
import type { Config } from '../../../config/config.js';
import type { OpenedAccounts } from '../../accounts/open-accounts.js';
import type { Operator } from '../../accounts/operator.js';
import type { SessionOf } from '../../accounts/sessions.js';
import type { FailedSignIns } from '../failed-sign-ins.js';
import { Bearers } from './bearer.js';
import { OperatorProblem, problems } from './problems.js';
import { isOwnPage, sessionIdOf } from './session-cookie.js';

/** What an account has to do before anything else. */
export type FirstDeed = 'change-password' | 'set-up-second-factor';

export interface Authenticated {
  readonly operator: Operator;
  /** Missing for a bearer token. */
  readonly session?: string | undefined;
  readonly of?: SessionOf | undefined;
  readonly firstDeed?: FirstDeed | undefined;
}

export interface AuthenticationParts {
  readonly config: Pick<Config, 'operator'>;
  readonly accounts: Pick<OpenedAccounts, 'accounts' | 'sessions'>;
  readonly signIns: FailedSignIns;
}

export class Authentication {
  readonly bearers: Bearers;
  readonly #parts: AuthenticationParts;

  constructor(parts: AuthenticationParts) {
    this.#parts = parts;
    this.bearers = new Bearers(() => parts.config.operator.tokens);
  }

  /** Throws OperatorProblem (unauthorized, forbidden, too-many-failures). */
  of(request: FastifyRequest): Authenticated {
    const { signIns, config } = this.#parts;
    const { authorization = '' } = request.headers;
    const given = /^Session +([\w-]{43}) *$/i.exec(authorization)?.[1];
    // A proxy that asks for a password itself hands its own Authorization on, which says nothing here.
    const isForUs = /^(?:Bearer|Session)\b/i.test(authorization);
    const session = given ?? (isForUs ? undefined : sessionIdOf(request, config.operator));
    if (session !== undefined) {
      if (given === undefined && !isOwnPage(request, config.operator, true))
        throw new OperatorProblem(problems.forbidden, 'a page of another site makes this request', {
          code: 'other-site',
        });
      // No wrong one can be guessed, so a source that guesses tokens does not keep it out.
      return this.#bySession(session, request.headers['callveil-unattended'] === undefined);
    }
    if (!signIns.mayTry(request.ip))
      throw new OperatorProblem(problems.tooManyFailures, 'wait before the next one');
    return { operator: this.bearers.of(authorization, () => signIns.failed(request.ip)) };
  }

  /** The operator of a session is what its account or its token is now. */
  operatorOf(of: SessionOf): Operator | undefined {
    switch (of.by) {
      case 'account':
        return this.#parts.accounts.accounts.operatorOf(of.key);
      case 'token':
        return this.bearers.ofKey(of.key);
      case 'openid':
        return of.operator;
    }
  }

  firstDeedOf(of: SessionOf): FirstDeed | undefined {
    if (of.by !== 'account') return undefined;
    const { accounts } = this.#parts.accounts;
    const { secondFactor } = this.#parts.config.operator.accounts;
    const account = accounts.find(of.key);
    if (account?.mustChangePassword === true) return 'change-password';
    const isMissing = secondFactor === 'required' && account?.hasSecondFactor === false;
    return isMissing ? 'set-up-second-factor' : undefined;
  }

  #bySession(session: string, isAttended: boolean): Authenticated {
    const { sessions } = this.#parts.accounts;
    const of = sessions.find(session, isAttended);
    const operator = of && this.operatorOf(of);
    if (of !== undefined && operator !== undefined)
      return { operator, session, of, firstDeed: this.firstDeedOf(of) };
    sessions.end(session);
    throw new OperatorProblem(problems.unauthorized, 'the session has ended');
  }
}

/** Throws OperatorProblem (forbidden) for a route that does not belong to the first deed. */
export function requireFirstDeed({ firstDeed }: Authenticated, isOwn: boolean): void {
  if (firstDeed === undefined || isOwn) return;
  const wanted =
    firstDeed === 'change-password'
      ? 'the password has to be changed first'
      : 'a second factor is wanted first';
  throw new OperatorProblem(problems.forbidden, wanted, { code: firstDeed });
}
