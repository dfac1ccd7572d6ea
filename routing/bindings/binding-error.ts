/** Why a binding request was not done: a closed list, so that an edge can map reason and mode to its own code. */

export type BindingErrorReason =
  /** A field of the request is wrong; `field` names it. */
  | 'invalid'
  /** Number of a party that policy does not let be bound (400, 95 …); `field` names it. */
  | 'number-not-allowed'
  /** The application may not do this: another mode, frozen, disabled. */
  | 'wrong-mode'
  /** X is in no pool. */
  | 'x-unknown'
  /** X is in another application's pool. */
  | 'x-not-owned'
  /** X is suspended, unavailable or frozen for binding. */
  | 'x-unavailable'
  /** X carries as many relations as it may (AXB: 5000). */
  | 'x-full'
  /** No number of the city (or, loosely, of the pool) can be handed out. */
  | 'no-free-x'
  /** AXYB: no Y can be handed out. */
  | 'no-free-y'
  /** The party is on that X already (AXB either role; AXE A; AXYB B already has a Y). */
  | 'collision'
  /** AX, AXYB: X is another A's. */
  | 'x-taken'
  /** AX, AXYB: A has five X. */
  | 'too-many-x'
  /** AXE: the wanted extension is somebody's. */
  | 'extension-taken'
  /** AXE: every extension of X is somebody's. */
  | 'no-extension'
  /** Nothing matches the selector. */
  | 'not-found'
  /** The store is away; try again later. */
  | 'journal-unavailable';

/** What a search finds; undefined where it throws `not-found`. */
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
    /** What was expected and what was found; holds no full number. */
    message: string,
    /** The request's field, for `invalid` and `number-not-allowed`. */
    readonly field?: string,
  ) {
    super(message);
  }
}
