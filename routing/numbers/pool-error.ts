/** Why a change of the number pool was not made. */
export class PoolError extends Error {
  override readonly name = 'PoolError';
  constructor(
    readonly reason:
      | 'invalid'
      | 'number-not-found'
      | 'number-in-use'
      | 'number-owned-elsewhere'
      | 'application-not-found'
      | 'journal-unavailable',
    /** Holds no full number. */
    message: string,
  ) {
    super(message);
  }
}
