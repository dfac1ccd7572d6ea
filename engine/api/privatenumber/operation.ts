/** An operation of the compatible API: caller and parameters in, the fields of a successful answer out. */
import type { Application } from '../../../routing/application.js';
import { BindingError, type BindingErrorReason } from '../../../routing/bindings/binding-error.js';
import type { Fields } from './fields.js';
import { invalid, Refusal, results, type Result } from './result-codes.js';

export interface OperationRequest {
  readonly application: Application;
  /** POST and PUT: the body. GET: the query. DELETE: both, and the query wins (spec 1). */
  readonly fields: Fields;
  /** The query alone. */
  readonly query: Fields;
}

/** Added to `resultcode` and `resultdesc`; keys whose value is undefined are omitted. */
export type Answer = Readonly<Record<string, unknown>>;

export type Operation = (request: OperationRequest) => Answer | Promise<Answer>;

/** A mode's results for routing's refusals. Reasons with the same meaning in every mode are in `refusalOf`. */
export interface ModeRefusals {
  readonly reasons: Readonly<Partial<Record<BindingErrorReason, Result>>>;
  /** The API's names for routing's fields. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Runs a change of bindings and maps routing's refusals to the mode's results. */
export async function changing<T>(refusals: ModeRefusals, change: Promise<T>): Promise<T> {
  try {
    return await change;
  } catch (error) {
    throw refusedAs(error, refusals);
  }
}

/** Looks up bindings. A selector that routing refuses has the same result as in a change. */
export function asking<T>(refusals: ModeRefusals, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw refusedAs(error, refusals);
  }
}

function refusedAs(error: unknown, refusals: ModeRefusals): unknown {
  return error instanceof BindingError ? refusalOf(error, refusals) : error;
}

function refusalOf(error: BindingError, { reasons, fields }: ModeRefusals): Refusal {
  const result = reasons[error.reason];
  if (result) return new Refusal(result);
  const field = fields[error.field ?? ''] ?? error.field ?? 'parameter';
  switch (error.reason) {
    case 'journal-unavailable':
      return new Refusal(results.storeAway);
    case 'wrong-mode':
      return new Refusal(results.wrongMode);
    case 'x-unavailable':
      return new Refusal(results.numberBarred);
    case 'blacklisted':
      return new Refusal(results.numberBarred);
    case 'application-barred':
      return new Refusal(results.applicationFrozen);
    case 'number-not-allowed':
      return invalid(`${field} is a number that cannot be bound.`);
    case 'invalid':
      return invalid(`The value of ${field} is incorrect.`);
    default:
      return new Refusal(results.invalidRequest);
  }
}

/** `yyyy-MM-dd HH:mm:ss` in UTC, the form of all times in answers and notices. */
export function formatTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}
