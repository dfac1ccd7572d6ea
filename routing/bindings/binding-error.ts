/** Why a binding request was refused: a closed list, so that each API can map reason and mode to its own code. */

export type BindingErrorReason =
  /** A field of the request is wrong; `field` names it. */
  | 'invalid'
  /** The policy does not allow this party's number to be bound (400, 95 …); `field` names it. */
  | 'number-not-allowed'
  /** The application may not do this: wrong mode, frozen, disabled. */
  | 'wrong-mode'
  /** X is in no pool. */
  | 'x-unknown'
  /** X is in another application's pool. */
  | 'x-not-owned'
  /** X is suspended, unavailable or frozen for binding. */
  | 'x-unavailable'
  /** X already carries its maximum of relations (AXB: 5000). */
  | 'x-full'
  /** No number of the city (or, in loose matching, of the pool) is free. */
  | 'no-free-x'
  /** AXYB: no Y is free. */
  | 'no-free-y'
  /** The party is already on that X (AXB in either role; AXE: A; AXYB: B has a Y already). */
  | 'collision'
  /** AX, AXYB: X belongs to another A. */
  | 'x-taken'
  /** AX, AXYB: A already has five X. */
  | 'too-many-x'
  /** AXE: the requested extension is in use. */
  | 'extension-taken'
  /** AXE: every extension of X is in use. */
  | 'no-extension'
  /** A blacklist bars the number, or the number and that X; `field` names it. */
  | 'blacklisted'
  /** The application may make no relations: complaints, or what its customer has (not) filed. */
  | 'application-barred'
  /** Nothing matches the selector. */
  | 'not-found'
  /** The journal is unavailable; try again later. */
  | 'journal-unavailable';

/** The result of a search; `not-found` is thrown where it is undefined. */
export function foundOrNone<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof BindingError && error.reason === 'not-found') return undefined;
    throw error;
  }
}

export class BindingError extends Error {
  override readonly name = 'BindingError';
  constructor(
    readonly reason: BindingErrorReason,
    /** What was expected and what was found; it contains no full number. */
    message: string,
    /** The field of the request, for `invalid` and `number-not-allowed`. */
    readonly field?: string,
  ) {
    super(message);
  }
}
