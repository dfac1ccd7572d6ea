/** Why something about an account was not done, as a problem of the API. */
import { AccountError } from '../../accounts/account-error.js';
import { OperatorProblem, problemOf, problems } from './problems.js';

/** Any error; those that are no AccountError as everywhere else. */
export function accountProblem(error: unknown): OperatorProblem {
  if (!(error instanceof AccountError)) return problemOf(error);
  const { message, detail } = error;
  const field = `body/${detail.field ?? ''}`;
  switch (error.reason) {
    case 'wrong':
      return new OperatorProblem(problems.unauthorized, message, { code: 'wrong-credentials' });
    case 'wait':
      return new OperatorProblem(problems.tooManyFailures, `wait ${detail.seconds ?? 0} s`, {
        retryAfter: detail.seconds,
      });
    case 'busy':
      return new OperatorProblem(problems.signInBusy, message);
    case 'invalid':
      return new OperatorProblem(problems.invalid, message, { faults: [{ field, message }] });
    case 'exists':
    case 'conflict':
      return new OperatorProblem(problems.conflict, message);
    case 'not-found':
      return new OperatorProblem(problems.notFound, message);
    case 'not-durable':
      return new OperatorProblem(problems.storeAway, message, {}, detail.cause);
  }
}

/**
 * The same for an operator who is signed in: a wrong password there does not end the session, which 401 would say.
 */
export function ownProblem(error: unknown): OperatorProblem {
  const isWrong = error instanceof AccountError && error.reason === 'wrong';
  if (!isWrong) return accountProblem(error);
  return new OperatorProblem(problems.forbidden, error.message, { code: 'wrong-credentials' });
}
