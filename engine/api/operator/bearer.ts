/**
 * Operators: bearer tokens of the configuration, each with a role. A role may do everything that the roles below it
 * may; only the audit is for auditors and admins.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { OperatorConfig, OperatorRole } from '../../../config/config.js';
import type { Operator } from '../../accounts/operator.js';
import { OperatorProblem, problems } from './problems.js';

const rank: Readonly<Record<OperatorRole, number>> = {
  subscriber: 0,
  viewer: 1,
  auditor: 1,
  operator: 2,
  admin: 3,
};

/** An auditor sees what a viewer sees, and no viewer or operator reads the audit. */
function mayDo(operator: Operator, role: OperatorRole): boolean {
  if (role === 'auditor') return operator.role === 'auditor' || operator.role === 'admin';
  return rank[operator.role] >= rank[role];
}

/** Whether it gets numbers masked. */
export function seesMasked(operator: Operator | undefined): boolean {
  return operator?.role === 'viewer' || operator?.role === 'auditor';
}

/** The tokens that are in force. A reload may change them: they are asked for at each request. */
export class Bearers {
  readonly #tokens: () => OperatorConfig['tokens'];
  #asked: OperatorConfig['tokens'] | undefined;
  #known: readonly { readonly hash: Buffer; readonly operator: Operator }[] = [];

  constructor(tokens: () => OperatorConfig['tokens']) {
    this.#tokens = tokens;
  }

  /** The operator of an Authorization header. Throws OperatorProblem; `onWrong` before, for a wrong token. */
  of(authorization: string | undefined, onWrong: () => void): Operator {
    const [, token] = /^Bearer +([^ ]{1,512}) *$/i.exec(authorization ?? '') ?? [];
    if (token === undefined)
      throw new OperatorProblem(problems.unauthorized, 'expected Authorization: Bearer <token>');
    const operator = this.ofToken(token);
    if (operator !== undefined) return operator;
    onWrong();
    throw new OperatorProblem(problems.unauthorized, 'the token is not known');
  }

  ofToken(token: string): Operator | undefined {
    return this.#find(hashOf(token));
  }

  /** By what `tokenKey` said when the token was last seen. */
  ofKey(key: string): Operator | undefined {
    return this.#find(Buffer.from(key, 'base64'));
  }

  #find(hash: Buffer): Operator | undefined {
    const tokens = this.#tokens();
    if (tokens !== this.#asked) {
      this.#asked = tokens;
      this.#known = tokens.map(({ token, ...operator }) => ({ operator, hash: hashOf(token) }));
    }
    // Every token is compared, so that the time taken reveals nothing.
    const [found] = this.#known.filter((one) => timingSafeEqual(one.hash, hash));
    return found?.operator;
  }
}

/** What a session keeps of a token. */
export function tokenKey(token: string): string {
  return hashOf(token).toString('base64');
}

export function requireRole(operator: Operator, role: OperatorRole): void {
  if (mayDo(operator, role)) return;
  throw new OperatorProblem(problems.forbidden, `expected the role ${role}, found ${operator.role}`);
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
