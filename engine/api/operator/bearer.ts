/**
 * Operators: bearer tokens of the configuration, each with a role. A role may do everything that the roles below it
 * may; only the audit is for auditors and admins.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { OperatorConfig, OperatorRole } from '../../../config/config.js';
import { OperatorProblem, problems } from './problems.js';

export interface Operator {
  readonly name: string;
  readonly role: OperatorRole;
  /** subscriber: whose messages it may read. */
  readonly applications?: readonly string[];
}

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

/** The operator of a request's Authorization header. Throws OperatorProblem; `onWrong` before, for a wrong token. */
export function bearerOf(
  tokens: OperatorConfig['tokens'],
): (authorization: string | undefined, onWrong: () => void) => Operator {
  const known = tokens.map(({ token, ...one }) => ({ ...one, hash: hashOf(token) }));
  return (authorization, onWrong) => {
    const [, token] = /^Bearer +([^ ]{1,512}) *$/i.exec(authorization ?? '') ?? [];
    if (token === undefined)
      throw new OperatorProblem(problems.unauthorized, 'expected Authorization: Bearer <token>');
    const hash = hashOf(token);
    // Every token is compared, so that the time taken reveals nothing.
    const [operator] = known.filter((one) => timingSafeEqual(one.hash, hash));
    if (!operator) {
      onWrong();
      throw new OperatorProblem(problems.unauthorized, 'the token is not known');
    }
    const { hash: _, ...found } = operator;
    return found;
  };
}

/** The same while the tokens change: `tokens` is asked at each request. */
export function bearersOf(tokens: () => OperatorConfig['tokens']): ReturnType<typeof bearerOf> {
  let known = tokens();
  let operatorOf = bearerOf(known);
  return (authorization, onWrong) => {
    if (tokens() !== known) operatorOf = bearerOf((known = tokens()));
    return operatorOf(authorization, onWrong);
  };
}

export function requireRole(operator: Operator, role: OperatorRole): void {
  if (mayDo(operator, role)) return;
  throw new OperatorProblem(problems.forbidden, `expected the role ${role}, found ${operator.role}`);
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
