/**
 * Commits of this process whose answer has not come, and how the lost ones are settled. Such a request is answered 503
 * although the change may have been stored; sooner or later the stream shows it, by the change's id. A binding made
 * that way is then removed, because the customer got a 503 and will ask again. A change of something that existed
 * before (a modify, a removal) stays: it is what was asked for, and the table agrees with the store.
 */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Change, StoredDocument } from './journal.js';

interface Attempt {
  readonly change: Change;
  /** The stream showed it before its answer came. */
  isStored: boolean;
  /** Its answer will not come. */
  isUnknown: boolean;
}

/** Beyond this many, the oldest are left as they are. */
const MAX_UNKNOWN = 10_000;

export class UnknownOutcomes {
  readonly #attempts = new Map<string, Attempt>();
  /** Compensating changes that have not been made yet. */
  readonly #owed = new Set<Change>();
  readonly #takeBack: (change: Change) => void;

  /** `takeBack` commits a change that undoes another. */
  constructor(takeBack: (change: Change) => void) {
    this.#takeBack = takeBack;
  }

  /** Registers a commit; answers its id. */
  start(change: Change): string {
    const id = randomUUID();
    this.#attempts.set(id, { change, isStored: false, isUnknown: false });
    return id;
  }

  /** Its answer has come. */
  answered(id: string): void {
    const attempt = this.#attempts.get(id);
    this.#attempts.delete(id);
    if (attempt !== undefined) this.#owed.delete(attempt.change);
  }

  /** The store or this process has refused it, so it was certainly not made. */
  dropped(id: string): void {
    this.#attempts.delete(id);
  }

  /** Its answer will not come: true if the stream has shown it already. */
  unanswered(id: string): boolean {
    const attempt = this.#attempts.get(id);
    if (attempt === undefined) return false;
    if (attempt.isStored) {
      this.answered(id);
      return true;
    }
    attempt.isUnknown = true;
    const [oldest] = this.#attempts.keys();
    if (this.#attempts.size > MAX_UNKNOWN && oldest !== undefined) this.#attempts.delete(oldest);
    return false;
  }

  /** The stream has the change. */
  seen(id: string): void {
    const attempt = this.#attempts.get(id);
    if (attempt === undefined) return;
    if (attempt.isUnknown) this.#settle(id, attempt);
    else attempt.isStored = true;
  }

  /** All documents of a scope: if the document of an unknown change is among them, the change was stored. */
  found(scope: string, documents: ReadonlyMap<string, StoredDocument>): void {
    for (const [id, attempt] of this.#attempts) {
      const { change, isUnknown } = attempt;
      const isThere = change.put.every((put) => isDeepStrictEqual(plain(put), documents.get(put.key)));
      if (isUnknown && change.scope === scope && change.put.length > 0 && isThere) this.#settle(id, attempt);
    }
  }

  /** Tries again what could not be undone, once the scope has caught up. */
  retry(scope: string): void {
    const underWay = new Set<Change>();
    for (const { change, isUnknown } of this.#attempts.values()) if (!isUnknown) underWay.add(change);
    for (const change of this.#owed)
      if (change.scope === scope && !underWay.has(change)) this.#takeBack(change);
  }

  #settle(id: string, { change }: Attempt): void {
    this.#attempts.delete(id);
    if (this.#owed.delete(change)) return;
    const undoing = undo(change);
    if (undoing === undefined) return;
    this.#owed.add(undoing);
    this.#takeBack(undoing);
  }
}

/** The change that undoes one that only created documents; undefined for any other. */
function undo({ scope, expect, put, remove, release, claim, count }: Change): Change | undefined {
  const isNew = ({ key }: StoredDocument): boolean =>
    expect.some((expected) => expected.key === key && expected.revision === 0);
  const makes = put.length > 0 && claim.length > 0 && put.every(isNew);
  if (!makes || remove.length > 0 || release.length > 0) return undefined;
  return {
    scope,
    expect: put.map(({ key, revision }) => ({ key, revision })),
    put: [],
    remove: put.map(({ key }) => key),
    release: claim,
    claim: [],
    count: count.map(({ counter, by, max }) => ({ counter, by: -by, max })),
  };
}

/** The form in which the store returns it. */
function plain(document: StoredDocument): unknown {
  return JSON.parse(JSON.stringify(document));
}
