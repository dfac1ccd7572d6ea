/**
 * Journal port: what makes the routing table durable and shared. Types and documentation only.
 *
 * A change is atomic. It is written only if every document it expects is as expected, every claim it makes is free or
 * already held by the same holder, and every counter stays within its bounds. Claims and counters make the uniqueness
 * and quota rules of the five modes hold across engines; `routing/claims.ts` computes them, and they mean nothing here.
 * Each document lives in a scope (an application's key), and a change concerns one scope only, so that a store that is
 * spread over machines can keep each scope together.
 *
 * Implementations: sqlite.ts (default), redis.ts (several engines), memory.ts (tests, try-outs). All pass
 * test/contract/journal.
 */

/** A stored document: bindings and what belongs to them, pool numbers, applications, entries of the rules' lists. */
export interface StoredDocument {
  /** Unique within its scope, all kinds together: `binding/<id>`, `number/<e164>` … */
  readonly key: string;
  /** From 1; the writer chooses it, and `expect` compares it. */
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
  /** Added to the counter, which starts at 0; 0 only checks the bound. */
  readonly by: number;
  /** The change is refused if the counter would exceed it; ignored if `by` is negative. */
  readonly max: number;
}

export interface Change {
  /** The application's key. */
  readonly scope: string;
  /** Documents that must have this revision; 0: the document must not exist. */
  readonly expect: readonly { readonly key: string; readonly revision: number }[];
  readonly put: readonly StoredDocument[];
  readonly remove: readonly string[];
  /** Released before any claim is taken; only if that holder has it. */
  readonly release: readonly Holding[];
  readonly claim: readonly Holding[];
  readonly count: readonly Count[];
}

export type CommitResult =
  /** Durable, applied here, and on its way to every follower. */
  | { readonly outcome: 'committed' }
  /** The first document, in the order given, that is not as expected; revision 0: it does not exist. */
  | { readonly outcome: 'stale'; readonly key: string; readonly revision: number }
  /** The first claim, in the order given, that another holder has. */
  | { readonly outcome: 'conflict'; readonly claim: string; readonly holder: string }
  /** The first counter, in the order given, that would exceed its bound. */
  | { readonly outcome: 'full'; readonly counter: string };

/** The part of a change that followers need; the rest was for the store. */
export type AppliedChange = Pick<Change, 'scope' | 'put' | 'remove'>;

export interface Follower {
  /** Called for every change, this process's own included, in the order of commits, once each. Must not throw. */
  apply(change: AppliedChange): void;
  /** Changes were missed and cannot be read any more: these are all documents of the scope now. */
  replace(scope: string, documents: readonly StoredDocument[]): void;
}

/** Why a journal takes no changes. */
export type JournalAilment =
  /** It cannot be reached. */
  | 'away'
  /** It has lost changes that are in force here, in at least one scope: an operator decides (`JournalRecovery`). */
  | 'lost-changes'
  /** It answers, but does not write. */
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

/** For a store that can lose committed changes while this process still has them. */
export interface JournalRecovery {
  /** Scopes in which this has happened. Changes of them are refused, and nothing of them is taken from the store. */
  readonly lost: readonly string[];
  /**
   * Replaces what the store has of a lost scope by `content`; undefined accepts what the store has. Resolves when the
   * follower agrees with the store again, and every other engine will see the same. Rejects with JournalUnavailable.
   */
  decide(scope: string, content: ScopeContent | undefined): Promise<void>;
}

/** How the store of a shared journal is, as it was when it was asked last: every few seconds. */
export interface StoreStatus {
  /** `unknown` while it does not answer. */
  readonly role: 'master' | 'replica' | 'unknown';
  readonly replicas: number;
  /** How long its slowest replica has acknowledged nothing, and how much; undefined without replicas. */
  readonly replicaLagSeconds?: number;
  readonly replicaLagBytes?: number;
  /** Changes that were in the store and not in the follower. */
  readonly changesBehind: number;
}

export interface Journal {
  /**
   * Streams every document as of now, in no order, so that a million bindings need no second copy. Call it once, first.
   *
   * @param expect is called with their number before the first one, so that room can be made.
   */
  load(
    each: (scope: string, document: StoredDocument) => void,
    expect?: (documents: number) => void,
  ): Promise<void>;
  /** Follows changes from the load on. Call it once, directly after `load`, before any commit. */
  follow(follower: Follower): void;
  /**
   * Resolves only when the change is durable and the follower has it; concurrent commits share one write. Rejects with
   * JournalUnavailable if the change is not applied or its outcome is unknown.
   */
  commit(change: Change): Promise<CommitResult>;
  /**
   * Resolves when the follower has everything that any engine committed in the scope before the call. Used after a miss
   * during a call and after a refused commit. Costs nothing if no other engine writes. Rejects with JournalUnavailable.
   */
  refresh(scope: string): Promise<void>;
  /**
   * Overwrites what the store still has of removed documents with these digits in them: its history, free space of its
   * file. Other engines are not disturbed. Resolves with what it did, in words. Rejects with JournalUnavailable.
   */
  removeResidue(digits: string): Promise<readonly string[]>;
  /**
   * Copies everything that was committed before the call, and possibly later changes, consistently into a new file, while
   * changes go on. Absent where the store is not a file of this engine and has a backup of its own. Rejects if the disk fails.
   */
  copyTo?(file: string): Promise<void>;
  /** false while the store is unavailable. */
  readonly available: boolean;
  /** Why changes are refused now, or would be; empty if all is well. */
  readonly ailments: readonly JournalAilment[];
  /** undefined for a store that cannot lose what is in force here. */
  readonly recovery?: JournalRecovery | undefined;
  /** undefined for a store that no other engine writes to. */
  readonly store?: StoreStatus | undefined;
  /** Changes that wait for the store or its answer. */
  readonly waiting: number;
  /** Whether other engines write too, so that `refresh` can bring something new. */
  readonly shared: boolean;
  /** Waits for commits in progress. Idempotent. */
  close(): Promise<void>;
}
