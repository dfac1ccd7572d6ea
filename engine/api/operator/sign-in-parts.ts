/** What signing in works with, however it is done. */
import type { FastifyRequest } from 'fastify';
import type { Config } from '../../../config/config.js';
import type { Operator } from '../../accounts/operator.js';
import type { Logger } from '../../observe/log.js';
import type { FailedSignIns } from '../failed-sign-ins.js';
import type { Authentication } from './authentication.js';
import type { OperatorContext } from './context.js';

export interface SignInParts extends Pick<OperatorContext, 'accounts' | 'audit'> {
  readonly config: Pick<Config, 'operator'>;
  readonly signIns: FailedSignIns;
  readonly authentication: Authentication;
  /** Who makes the request from here on, for the log. */
  readonly isNow: (request: FastifyRequest, operator: Operator) => void;
  readonly logger: Logger;
}

/** Writes a sign-in to the audit. It is in force, whether the disk is full or not; looks are refused then. */
export async function noteSignIn(
  { audit, isNow }: SignInParts,
  request: FastifyRequest,
  operator: Operator,
  how: Readonly<Record<string, unknown>>,
): Promise<void> {
  isNow(request, operator);
  const { name, role } = operator;
  const what = { operation: 'signIn', ...how, client: request.ip };
  await audit.write({ who: { name, role }, action: 'changed', what }).catch(() => undefined);
}
