/** Why something about an account was not done. */

export type AccountErrorReason =
  /** Name, password or code; which one is not said. */
  | 'wrong'
  /** Too many attempts at this account. */
  | 'wait'
  /** As many passwords are being checked as may be at once. */
  | 'busy'
  | 'invalid'
  | 'exists'
  | 'not-found'
  /** The second factor is there already, or not there. */
  | 'conflict'
  /** The file cannot be written; nothing was changed. */
  | 'not-durable';

export class AccountError extends Error {
  override readonly name = 'AccountError';

  constructor(
    readonly reason: AccountErrorReason,
    message: string,
    readonly detail: {
      /** Of `wait`. */
      readonly seconds?: number;
      /** Of `invalid`: the field of the request. */
      readonly field?: string;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
  }
}
