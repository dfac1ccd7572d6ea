/**
 * Journal port: what makes the routing table durable and shared. Types and documentation only.
 *
 * A change is atomic: every document it expects is as expected, every claim it makes is free or already held by the
 * same holder and every counter stays in its bounds, or nothing of it is written. Claims and counters are what makes
 * the five modes' uniqueness and quota rules hold across engines; they are computed in `routing/claims.ts` and mean
 * nothing here. Everything lives in a scope (an application's key), and a change is about one scope only, so that a
 * store which is spread over machines can keep each scope together.
 *
 * Implementations: sqlite.ts (default), redis.ts (several engines), memory.ts (tests, try-outs).
 * All pass test/contract/journal.
 */

/** A stored document: bindings, temporary callees, call-back records, pool numbers, applications. */
export interface StoredDocument {
  /** Unique within its scope, all kinds together: `binding/<id>`, `number/<e164>` … */
  readonly key: string;
  /** From 1, chosen by whoever puts it; `expect` compares it. */
  readonly revision: number;
  /** JSON-encodable value. */
  readonly value: unknown;
}

export interface Holding {
  readonly claim: string;
  /** Key of the document that holds it. */
  readonly holder: string;
}

export interface Count {
  readonly counter: string;
  /** Added to the counter, which starts at 0; may be 0 to check the bound only. */
  readonly by: number;
  /** The change is refused if the counter would be above it afterwards; not looked at when `by` is negative. */
  readonly max: number;
}

export interface Change {
  /** Groups what belongs together (the application's key). */
  readonly scope: string;
  /** Documents that must be at this revision, 0 meaning that there must be none. */
  readonly expect: readonly { readonly key: string; readonly revision: number }[];
  readonly put: readonly StoredDocument[];
  readonly remove: readonly string[];
  /** Given up before any is taken; only if held by that holder. */
  readonly release: readonly Holding[];
  readonly claim: readonly Holding[];
  readonly count: readonly Count[];
}

export type CommitResult =
  /** Durable, applied here, and on its way to every follower. */
  | { readonly outcome: 'committed' }
  /** The first document, in the order given, that is not as expected; revision 0: it does not exist. */
  | { readonly outcome: 'stale'; readonly key: string; readonly revision: number }
  /** The first claim, in the order given, that somebody else holds. */
  | { readonly outcome: 'conflict'; readonly claim: string; readonly holder: string }
  /** The first counter, in the order given, that would pass its bound. */
  | { readonly outcome: 'full'; readonly counter: string };

/** What a follower must know of a change; the rest was for the store. */
export type AppliedChange = Pick<Change, 'scope' | 'put' | 'remove'>;

export interface Follower {
  /** Every change in the order it was committed, this process's own included, each exactly once. Must not throw. */
  apply(change: AppliedChange): void;
  /** Changes were missed for good: these are all documents of the scope now. */
  replace(scope: string, documents: readonly StoredDocument[]): void;
}

/** Why a journal takes no changes. */
export type JournalAilment =
  /** It cannot be reached. */
  | 'away'
  /** It has lost changes that are in force here, in some scope at least: an operator decides (`JournalRecovery`). */
  | 'lost-changes'
  /** It is reached, and does not write. */
  | 'disk-full'
  | 'read-only'
  | 'out-of-memory'
  | 'cannot-save'
  | 'too-few-replicas';

/** Everything a store holds of a scope. */
export interface ScopeContent {
  readonly documents: Iterable<StoredDocument>;
  readonly claims: Iterable<Holding>;
  readonly counters: Iterable<readonly [counter: string, value: number]>;
}

/** For a store that can lose what was committed while this process still has it. */
export interface JournalRecovery {
  /** Scopes in which that has happened: changes of them are refused, and nothing is taken over from the store. */
  readonly lost: readonly string[];
  /**
   * Puts `content` in the place of what the store has of a lost scope; undefined: what it has is right. Resolves when the
   * follower agrees with the store again, and every other engine finds it so. Rejects with JournalUnavailable.
   */
  decide(scope: string, content: ScopeContent | undefined): Promise<void>;
}

export interface Journal {
  /**
   * Every document as of now, in no order, streamed so that a million bindings need no second copy. Once, first.
   *
   * @param expect told before the documents about how many there are, for making room.
   */
  load(
    each: (scope: string, document: StoredDocument) => void,
    expect?: (documents: number) => void,
  ): Promise<void>;
  /** From what was loaded on. Once, directly after `load`, before any commit. */
  follow(follower: Follower): void;
  /**
   * Resolves only when the change is durable and the follower has it; several at once share one write. Rejects with
   * JournalUnavailable when it is not applied or cannot be known to be.
   */
  commit(change: Change): Promise<CommitResult>;
  /**
   * Resolves when the follower has whatever anybody had committed in the scope before the call. For a miss during a
   * call and for a refused commit; costs nothing where no other engine writes. Rejects with JournalUnavailable.
   */
  refresh(scope: string): Promise<void>;
  /** false while the store is away. */
  readonly available: boolean;
  /** Why changes are refused now, or would be; empty when all is well. */
  readonly ailments: readonly JournalAilment[];
  /** undefined where a store cannot lose what is in force here. */
  readonly recovery?: JournalRecovery | undefined;
  /** Whether other engines write too, so that `refresh` can bring something new. */
  readonly shared: boolean;
  /** Waits for commits under way. Closing twice is harmless. */
  close(): Promise<void>;
}
