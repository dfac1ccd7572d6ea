/** The register of complaints, and how each application stands by it. */
import { randomUUID } from 'node:crypto';
import { BindingError } from '../bindings/binding-error.js';
import type { Found, Page } from '../bindings/bindings.js';
import { keys } from '../journal/documents.js';
import { numberOf } from '../numbers/number.js';
import { NONE } from '../table/table.js';
import type { Complaint, ComplaintCategory, Standing } from './complaints.js';
import type { Lists } from './lists.js';
import type { RuleBook } from './rule-book.js';

export interface ComplaintWish {
  readonly appKey?: string | undefined;
  /** The privacy number; its application, if none is named. */
  readonly x?: string | undefined;
  readonly category: ComplaintCategory;
  /** Milliseconds since 1970; now by default. */
  readonly at?: number | undefined;
  readonly note?: string | undefined;
}

export class ComplaintRequests {
  constructor(
    readonly lists: Lists,
    readonly book: RuleBook,
  ) {}

  /** Throws `invalid` or `not-found`. Answers the complaint and how its application stands now. */
  async add(wish: ComplaintWish): Promise<{ readonly complaint: Complaint; readonly standing: Standing }> {
    const x = wish.x === undefined ? undefined : this.lists.readNumber(wish.x, 'x');
    const { numbers } = this.lists.ledger.table;
    const index = x === undefined ? NONE : numbers.find(numberOf(x));
    const owner = index === NONE ? undefined : numbers.owner(index);
    const appKey = wish.appKey ?? owner;
    if (appKey === undefined)
      throw new BindingError(
        'invalid',
        'expected appKey, or x, a privacy number of an application',
        'appKey',
      );
    this.lists.scopeOf(appKey);
    const now = this.lists.clock();
    const { at = now, category, note } = wish;
    if (at > now)
      throw new BindingError(
        'invalid',
        `at: expected no time to come, found ${new Date(at).toISOString()}`,
        'at',
      );
    const complaint: Complaint = {
      id: randomUUID(),
      appKey,
      category,
      valid: true,
      at,
      ...(x !== undefined && { x }),
      ...(note !== undefined && note !== '' && { note }),
    };
    await this.#put(complaint);
    return { complaint, standing: this.book.standing(appKey, now) };
  }

  /** Found to be valid or not. Throws `not-found`. */
  async judge(id: string, valid: boolean): Promise<Complaint> {
    const before = this.#require(id);
    const after = { ...before, valid };
    await this.#put(after);
    return after;
  }

  async remove(id: string): Promise<void> {
    const { appKey } = this.#require(id);
    await this.lists.remove([{ scope: appKey, key: keys.complaint(id) }]);
  }

  list(
    { appKey }: { readonly appKey?: string | undefined },
    { pageIndex, pageSize }: Page,
  ): Found<Complaint> {
    const { complaints } = this.book.lists;
    const all = appKey === undefined ? complaints.all() : complaints.of(appKey);
    const from = (pageIndex - 1) * pageSize;
    // Newest last would put what matters on the last page.
    const sorted = [...all].sort((one, other) => other.at - one.at || (one.id < other.id ? -1 : 1));
    return { items: sorted.slice(from, from + pageSize), total: sorted.length };
  }

  /** How many valid ones were made in a time, by application. */
  validIn(from: number, until: number, appKey?: string): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    const { complaints } = this.book.lists;
    for (const { appKey: key, valid, at } of appKey === undefined ? complaints.all() : complaints.of(appKey))
      if (valid && at >= from && at < until) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  }

  /** How every application stands this month. */
  standings(): readonly Standing[] {
    const now = this.lists.clock();
    return this.lists.applications.list().map(({ appKey }) => this.book.standing(appKey, now));
  }

  #require(id: string): Complaint {
    const found = this.book.lists.complaints.get(id);
    if (found === undefined) throw new BindingError('not-found', 'there is no such complaint');
    return found;
  }

  async #put(value: Complaint): Promise<void> {
    await this.lists.put([
      { scope: value.appKey, document: { key: keys.complaint(value.id), revision: 1, value } },
    ]);
  }
}
