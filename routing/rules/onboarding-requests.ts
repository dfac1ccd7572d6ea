/** Customers' onboarding records. */
import { BindingError } from '../bindings/binding-error.js';
import { keys } from '../journal/documents.js';
import type { Lists } from './lists.js';
import type { Onboarding } from './onboarding.js';
import type { RuleBook } from './rule-book.js';

export class OnboardingRequests {
  constructor(
    readonly lists: Lists,
    readonly book: RuleBook,
  ) {}

  get(appKey: string): Onboarding | undefined {
    return this.book.lists.onboarding.get(appKey);
  }

  list(): readonly Onboarding[] {
    return [...this.book.lists.onboarding.values()];
  }

  /** Adds or replaces a record. Throws `not-found`, or `invalid` for a forbidden trade that is to be approved. */
  async save(record: Omit<Onboarding, 'changedAt'>): Promise<Onboarding> {
    const { appKey, trade, state } = record;
    const scope = this.lists.scopeOf(appKey);
    const forbidden = this.book.policy.of(appKey).onboarding?.forbiddenTrades ?? [];
    if (state === 'approved' && forbidden.includes(trade))
      throw new BindingError(
        'invalid',
        `trade: expected none of the forbidden ones (${forbidden.join(', ')}), found ${trade}`,
        'trade',
      );
    const value: Onboarding = { ...record, changedAt: this.lists.clock() };
    await this.lists.put([{ scope, document: { key: keys.onboarding('record'), revision: 1, value } }]);
    return value;
  }

  /** Throws `not-found`. */
  async remove(appKey: string): Promise<void> {
    if (this.get(appKey) === undefined)
      throw new BindingError('not-found', `the customer of ${appKey} has filed nothing`);
    await this.lists.remove([{ scope: appKey, key: keys.onboarding('record') }]);
  }
}
