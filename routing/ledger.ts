/**
 * Turns a binding request into a committed change. If the journal refuses a commit, the refusal may rest on something
 * outdated: an expired binding that has not been swept, or a change by another engine. That is cleared up first, and
 * the request is tried again.
 */
import { BindingError } from './bindings/binding-error.js';
import { quotaOf, relationChange, ruleOf, together, type RuleBroken } from './claims.js';
import { keys } from './journal/documents.js';
import type { Change, CommitResult, Journal } from './journal/journal.js';
import { JournalUnavailable } from './journal/ailments.js';
import { numberOf, type E164 } from './numbers/number.js';
import type { Policy } from './numbers/policy.js';
import { NONE, type Table } from './table/table.js';

/** Attempts of one request. Each failed one means that another request succeeded in between. */
const MAX_ATTEMPTS = 16;

export type Entry =
  /** In force. */
  | { readonly done: true }
  /** What the request was computed from has changed, and the table now has the change: compute it again. */
  | { readonly done: false; readonly broken: undefined }
  /** `holder`: the key of the document that has the claim; undefined if a counter was full. */
  | { readonly done: false; readonly broken: RuleBroken; readonly holder?: string | undefined };

/** What a request would make, and the change that makes it. */
export interface Proposal<T> {
  readonly made: T;
  readonly change: Change;
}

export class Ledger {
  constructor(
    readonly journal: Journal,
    readonly table: Table,
    readonly policy: Policy,
    readonly clock: () => number,
  ) {}

  /** Commits once. Rejects with BindingError `journal-unavailable`. */
  async enter(change: Change): Promise<Entry> {
    const result = await this.#commit(change);
    if (result.outcome === 'committed') return { done: true };
    if (result.outcome === 'stale') {
      await this.refresh(change.scope);
      if (change.expect.some(({ key, revision }) => key === result.key && revision === 0))
        await this.#sweepIfExpired(result.key);
      return { done: false, broken: undefined };
    }
    if (await this.#makeRoom(change.scope, result)) return { done: false, broken: undefined };
    if (result.outcome === 'full') return { done: false, broken: quotaOf(result.counter) };
    return { done: false, broken: ruleOf(result.claim), holder: result.holder };
  }

  /**
   * Proposes a change and commits it; proposes again as long as another request was faster. Resolves with what was
   * made. `refused` receives the broken rule and throws, or returns if the next proposal will avoid it.
   */
  async settle<T>(propose: () => Proposal<T>, refused: (broken: RuleBroken) => void): Promise<T> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const { made, change } = propose();
      const entry = await this.enter(change);
      if (entry.done) return made;
      if (entry.broken !== undefined) refused(entry.broken);
    }
    throw new BindingError('journal-unavailable', 'too many others changed the same thing; try again');
  }

  /** Removes a binding and everything that belongs to it; false if it was gone already. */
  async remove(row: number): Promise<boolean> {
    const entry = await this.enter(this.removal(row));
    return entry.done;
  }

  /** The change that removes a row's binding or YB part. X (or Y) rests from then on. */
  removal(row: number): Change {
    const { rows } = this.table;
    const { quotas } = this.policy;
    if (rows.kind(row) === 'YB') {
      const part = rows.part(row);
      return withRest(relationChange(part, undefined, quotas), part.y, this.clock());
    }
    const binding = rows.binding(row);
    const parts = binding.mode === 'AXYB' ? this.partsOf(row) : [];
    const removals: [Change, ...Change[]] = [relationChange(binding, undefined, quotas)];
    for (const part of parts) removals.unshift(relationChange(rows.part(part), undefined, quotas));
    return withRest(together(removals), binding.x, this.clock());
  }

  /** Rows of the YB parts of an AXYB binding's row, expired ones included. */
  partsOf(row: number): readonly number[] {
    const { rows } = this.table;
    return [...rows.onX(rows.x(row))].filter((other) => rows.kind(other) === 'YB');
  }

  /** Brings the table up to date with every engine's commits. */
  async refresh(scope: string): Promise<void> {
    await this.#orUnavailable(this.journal.refresh(scope));
  }

  /** Overwrites what the store still has of removed documents with these digits; says what it did. */
  removeResidue(digits: string): Promise<readonly string[]> {
    return this.#orUnavailable(this.journal.removeResidue(digits));
  }

  #commit(change: Change): Promise<CommitResult> {
    return this.#orUnavailable(this.journal.commit(change));
  }

  async #orUnavailable<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) throw error;
      throw new BindingError('journal-unavailable', error.message);
    }
  }

  /** Sweeps what only seems to be in the way; true if there was something. */
  async #makeRoom(
    scope: string,
    refusal: CommitResult & { readonly outcome: 'conflict' | 'full' },
  ): Promise<boolean> {
    if (this.journal.shared) await this.refresh(scope);
    const now = this.clock();
    const expired = this.#rowsBehind(refusal).filter((row) => !this.table.alive(row, now));
    const swept = await Promise.all(expired.map((row) => this.remove(row)));
    return swept.length > 0;
  }

  /** For a document that should not exist: it has expired, or it is valid and the next attempt will see it. */
  async #sweepIfExpired(key: string): Promise<void> {
    const row = this.#rowOfKey(key);
    if (row !== NONE && !this.table.alive(row, this.clock())) await this.remove(row);
  }

  #rowsBehind(refusal: CommitResult & { readonly outcome: 'conflict' | 'full' }): readonly number[] {
    const { rows, numbers } = this.table;
    if (refusal.outcome === 'conflict') {
      const row = this.#rowOfKey(refusal.holder);
      return row === NONE ? [] : [row];
    }
    const [kind, number = ''] = refusal.counter.split('|');
    if (kind === 'a') return [...rows.ofA(numberOf(number as E164))];
    const index = numbers.find(numberOf(number as E164));
    if (index === NONE) return [];
    return kind === 'x' ? [...rows.onX(index)] : [...rows.servedBy(index)];
  }

  #rowOfKey(key: string): number {
    const { rows } = this.table;
    const [kind, id = '', b = ''] = key.split('/');
    const row = rows.findId(id);
    return kind === 'yb' && row !== NONE ? rows.findPart(rows.x(row), numberOf(b as E164)) : row;
  }
}

/** Notes that a relation left the number, so that it is not handed out again at once. */
function withRest(change: Change, number: E164, at: number): Change {
  const rest = { key: keys.rest(number), revision: 1, value: { number, at } };
  return { ...change, put: [...change.put, rest] };
}
