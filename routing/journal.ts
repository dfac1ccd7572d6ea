/**
 * Journal port: what makes the routing table durable and shared. Types and documentation only.
 *
 * A change is atomic: every claim it makes is free or already held by the same document, or nothing of it is
 * written. Claims are what makes the five modes' uniqueness and quota rules hold across engines; they are
 * computed in `routing/` and mean nothing here.
 *
 * Implementations: journal-sqlite.ts (default), journal-redis.ts (several engines), journal-memory.ts (tests, try-outs).
 * All pass test/contract/journal.
 */

/** A stored document: bindings, temporary callees, call-back records, pool numbers, applications. */
export interface StoredDocument {
  /** Unique over all kinds: `binding/<id>`, `number/<e164>` … */
  readonly key: string;
  /** JSON-encodable value. */
  readonly value: unknown;
}

export interface Change {
  /** Groups what belongs together (the application's key); Redis hash-tags by it. */
  readonly scope: string;
  readonly put: readonly StoredDocument[];
  readonly remove: readonly string[];
  /** Claims to take, each for a document key. */
  readonly claim: readonly { readonly claim: string; readonly holder: string }[];
  /** Claims to give up; only if held by that holder. */
  readonly release: readonly { readonly claim: string; readonly holder: string }[];
}

export type CommitResult =
  /** Durable, and visible to every follower from now on. `position` grows with each commit. */
  | { readonly outcome: 'committed'; readonly position: string }
  /** The first claim, in the order given, that somebody else holds. Nothing was written. */
  | { readonly outcome: 'conflict'; readonly claim: string; readonly holder: string };

export interface Journal {
  /** Every document as of now, in no order, streamed so that a million bindings need no second copy. */
  load(each: (document: StoredDocument) => void): Promise<{ readonly position: string }>;
  /** Resolves only when the change is durable. Rejects with JournalUnavailable when that cannot be known to happen. */
  commit(change: Change): Promise<CommitResult>;
  /** Changes committed by other engines after `position`, in order; an engine's own come through `commit` alone. */
  follow(position: string, apply: (change: Change, position: string) => void): void;
  /** Asks the shared store for one document, for a miss during a call; undefined if it has none. */
  fetch(key: string): Promise<StoredDocument | undefined>;
  /** Finds who holds a claim. */
  holder(claim: string): Promise<string | undefined>;
  readonly available: boolean;
  close(): Promise<void>;
}

/** The store is away; the change is not applied, or not known to be. API answers 503. */
export class JournalUnavailable extends Error {
  override readonly name = 'JournalUnavailable';
}
