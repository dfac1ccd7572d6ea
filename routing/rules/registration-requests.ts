/** Imports, searches and removals of registrations. */
import { BindingError } from '../bindings/binding-error.js';
import type { Found, Page } from '../bindings/bindings.js';
import { keys, POOL_SCOPE } from '../journal/documents.js';
import { maskNumber, type E164 } from '../numbers/number.js';
import type { Lists, Listed } from './lists.js';
import type { Registration, Registrations, RegistrationState } from './registrations.js';

export interface RegistrationImport {
  /** undefined: for every application. */
  readonly appKey?: string | undefined;
  /** As people write them; `registered` by default. */
  readonly state?: RegistrationState | undefined;
  readonly expiresAt?: number | undefined;
  readonly batch?: string | undefined;
}

export interface RegistrationSelector {
  readonly appKey?: string | undefined;
  readonly batch?: string | undefined;
  readonly state?: RegistrationState | undefined;
  readonly number?: E164 | undefined;
}

/** A line that was not taken; from 1. */
export interface LineFault {
  readonly line: number;
  readonly message: string;
}

export type RegistrationCounts = Readonly<Record<RegistrationState | 'expired', number>>;

export class RegistrationRequests {
  constructor(
    readonly lists: Lists,
    readonly registrations: Registrations,
  ) {}

  /** Adds or replaces them. Good lines are taken, bad ones told. A commit that fails leaves earlier ones in force. */
  async add(
    texts: readonly string[],
    { appKey, state = 'registered', expiresAt, batch }: RegistrationImport,
  ): Promise<{ readonly taken: number; readonly faults: readonly LineFault[] }> {
    const scope = this.lists.scopeOf(appKey);
    const at = this.lists.clock();
    if (expiresAt !== undefined && expiresAt <= at)
      throw new BindingError(
        'invalid',
        `until: expected a time to come, found ${new Date(expiresAt).toISOString()}`,
        'until',
      );
    const faults: LineFault[] = [];
    const taken = new Map<E164, Listed>();
    for (const [n, text] of texts.entries()) {
      if (text.trim() === '') continue;
      const number = this.lists.ledger.policy.parse(text);
      if (number === undefined) {
        faults.push({
          line: n + 1,
          message: `expected a phone number, found ${maskNumber(text.slice(0, 40))}`,
        });
        continue;
      }
      const value: Registration = {
        number,
        state,
        at,
        ...(appKey !== undefined && { appKey }),
        ...(expiresAt !== undefined && { expiresAt }),
        ...(batch !== undefined && { batch }),
      };
      taken.set(number, { scope, document: { key: keys.registration(number), revision: 1, value } });
    }
    await this.lists.put([...taken.values()]);
    return { taken: taken.size, faults };
  }

  /** In the order of their first import. */
  list(selector: RegistrationSelector, { pageIndex, pageSize }: Page): Found<Registration> {
    const items: Registration[] = [];
    let total = 0;
    for (const one of this.#matching(selector)) {
      if (total >= (pageIndex - 1) * pageSize && items.length < pageSize) items.push(one);
      total += 1;
    }
    return { items, total };
  }

  /** How many there are in each state. */
  counts(selector: RegistrationSelector): RegistrationCounts {
    const now = this.lists.clock();
    const counts = { registered: 0, pending: 0, rejected: 0, expired: 0 };
    for (const { state, expiresAt = Infinity } of this.#matching(selector))
      counts[expiresAt <= now ? 'expired' : state] += 1;
    return counts;
  }

  /** Removes numbers, or a whole batch; answers how many there were. */
  async remove(
    appKey: string | undefined,
    which: { readonly numbers?: readonly E164[] | undefined; readonly batch?: string | undefined },
  ): Promise<number> {
    const scope = this.lists.scopeOf(appKey);
    const { numbers = [], batch } = which;
    const found = numbers.filter((number) => this.registrations.get(scope, number) !== undefined);
    if (batch !== undefined)
      for (const one of this.registrations.of(scope)) if (one.batch === batch) found.push(one.number);
    const gone = [...new Set(found)];
    await this.lists.remove(gone.map((number) => ({ scope, key: keys.registration(number) })));
    return gone.length;
  }

  *#matching({ appKey, batch, state, number }: RegistrationSelector): Generator<Registration> {
    const scopes = appKey === undefined ? undefined : [appKey];
    if (number !== undefined) {
      const all = scopes ?? [POOL_SCOPE, ...this.lists.applications.list().map((one) => one.appKey)];
      for (const scope of all) {
        const found = this.registrations.get(scope, number);
        if (found !== undefined) yield found;
      }
      return;
    }
    const source = appKey === undefined ? this.registrations.all() : this.registrations.of(appKey);
    for (const one of source)
      if ((batch === undefined || one.batch === batch) && (state === undefined || one.state === state))
        yield one;
  }
}
