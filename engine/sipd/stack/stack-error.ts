/** The error of the stack's functions. */
export type StackErrorCode =
  | 'invalid-uri'
  | 'invalid-from'
  | 'no-transport'
  | 'to-myself'
  | 'missing-content-type'
  | 'unknown-transaction'
  | 'dialog-ended'
  | 'no-100rel'
  | 'ack-not-wanted'
  | 'transport-closed'
  | 'overloaded';

/** A request of the stack's user cannot be carried out; `code` is stable, `message` explains. */
export class StackError extends Error {
  override readonly name = 'StackError';
  constructor(
    readonly code: StackErrorCode,
    message: string,
  ) {
    super(message);
  }
}
