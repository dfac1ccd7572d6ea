/**
 * Journal in this process's memory, for tests and try-outs, and the simplest statement of what a commit means. Several
 * journals opened on one `MemoryStore` behave like engines on one shared store.
 */
import { JournalUnavailable } from './ailments.js';
import { refuse } from './rules.js';
import type {
  AppliedChange,
  Change,
  CommitResult,
  Follower,
  Journal,
  JournalAilment,
  JournalRecovery,
  StoredDocument,
} from './journal.js';

interface Scope {
  readonly documents: Map<string, StoredDocument>;
  readonly claims: Map<string, string>;
  readonly counters: Map<string, number>;
}

/** The state that journals share. */
export class MemoryStore {
  readonly scopes = new Map<string, Scope>();
  readonly followers = new Set<Follower>();

  scope(name: string): Scope {
    let scope = this.scopes.get(name);
    if (scope === undefined) {
      scope = { documents: new Map(), claims: new Map(), counters: new Map() };
      this.scopes.set(name, scope);
    }
    return scope;
  }
}

export class MemoryJournal implements Journal {
  readonly #store: MemoryStore;
  #follower: Follower | undefined;
  #closed = false;
  /** Set it to false to simulate an unavailable store. */
  available = true;
  readonly shared = false;
  readonly waiting = 0;
  /** Set it to simulate a store that has lost changes. */
  recovery: JournalRecovery | undefined;

  constructor(store = new MemoryStore()) {
    this.#store = store;
  }

  get ailments(): readonly JournalAilment[] {
    if (!this.available) return ['away'];
    return (this.recovery?.lost.length ?? 0) > 0 ? ['lost-changes'] : [];
  }

  load(
    each: (scope: string, document: StoredDocument) => void,
    expect?: (documents: number) => void,
  ): Promise<void> {
    expect?.([...this.#store.scopes.values()].reduce((sum, { documents }) => sum + documents.size, 0));
    for (const [name, scope] of this.#store.scopes)
      for (const document of scope.documents.values()) each(name, document);
    return Promise.resolve();
  }

  follow(follower: Follower): void {
    this.#follower = follower;
    this.#store.followers.add(follower);
  }

  commit(change: Change): Promise<CommitResult> {
    if (this.#closed || !this.available)
      return Promise.reject(new JournalUnavailable('memory journal is closed'));
    const scope = this.#store.scope(change.scope);
    const refusal = refuse(change, {
      revision: (key) => scope.documents.get(key)?.revision ?? 0,
      holder: (claim) => scope.claims.get(claim),
      counter: (name) => scope.counters.get(name) ?? 0,
    });
    if (refusal !== undefined) return Promise.resolve(refusal);
    write(scope, change);
    const applied: AppliedChange = { scope: change.scope, put: change.put, remove: change.remove };
    for (const follower of this.#store.followers) follower.apply(applied);
    return Promise.resolve({ outcome: 'committed' });
  }

  refresh(): Promise<void> {
    return this.available
      ? Promise.resolve()
      : Promise.reject(new JournalUnavailable('memory journal is away'));
  }

  removeResidue(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  close(): Promise<void> {
    this.#closed = true;
    if (this.#follower !== undefined) this.#store.followers.delete(this.#follower);
    return Promise.resolve();
  }
}

function write(scope: Scope, change: Change): void {
  for (const key of change.remove) scope.documents.delete(key);
  for (const document of change.put) scope.documents.set(document.key, document);
  for (const { claim, holder } of change.release)
    if (scope.claims.get(claim) === holder) scope.claims.delete(claim);
  for (const { claim, holder } of change.claim) scope.claims.set(claim, holder);
  for (const { counter, by } of change.count) {
    const after = (scope.counters.get(counter) ?? 0) + by;
    if (after === 0) scope.counters.delete(counter);
    else scope.counters.set(counter, after);
  }
}
