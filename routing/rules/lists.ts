/** What changes of every list need: numbers as people write them, applications that exist, commits in batches. */
import type { Applications } from '../application.js';
import { BindingError } from '../bindings/binding-error.js';
import type { Change, StoredDocument } from '../journal/journal.js';
import { POOL_SCOPE } from '../journal/documents.js';
import type { Ledger } from '../ledger.js';
import { maskNumber, type E164 } from '../numbers/number.js';

/** Documents in one commit. */
const BATCH = 256;

/** A document of a list, and the scope it is in. */
export interface Listed {
  readonly scope: string;
  readonly document: StoredDocument;
}

export class Lists {
  constructor(
    readonly ledger: Ledger,
    readonly applications: Applications,
  ) {}

  get clock(): () => number {
    return this.ledger.clock;
  }

  /** Throws `invalid`. */
  readNumber(text: string, field: string): E164 {
    const number = this.ledger.policy.parse(text);
    if (number !== undefined) return number;
    throw new BindingError('invalid', `${field}: expected a phone number, found ${maskNumber(text)}`, field);
  }

  /** The scope of what concerns an application, or all. Throws `not-found`. */
  scopeOf(appKey: string | undefined): string {
    if (appKey === undefined) return POOL_SCOPE;
    if (this.applications.get(appKey) !== undefined) return appKey;
    throw new BindingError('not-found', `there is no application ${appKey}`);
  }

  /** Commits them all; those of earlier batches stay if one fails. Rejects with `journal-unavailable`. */
  async put(listed: readonly Listed[]): Promise<void> {
    await this.#inBatches(listed, (scope, batch) => ({
      ...nothing(scope),
      put: batch.map(({ document }) => document),
    }));
  }

  async remove(listed: readonly { readonly scope: string; readonly key: string }[]): Promise<void> {
    await this.#inBatches(listed, (scope, batch) => ({
      ...nothing(scope),
      remove: batch.map(({ key }) => key),
    }));
  }

  async #inBatches<T extends { readonly scope: string }>(
    all: readonly T[],
    changeOf: (scope: string, batch: readonly T[]) => Change,
  ): Promise<void> {
    const byScope = new Map<string, T[]>();
    for (const one of all) {
      const list = byScope.get(one.scope);
      if (list === undefined) byScope.set(one.scope, [one]);
      else list.push(one);
    }
    for (const [scope, list] of byScope)
      for (let from = 0; from < list.length; from += BATCH)
        await this.ledger.enter(changeOf(scope, list.slice(from, from + BATCH)));
  }
}

function nothing(scope: string): Change {
  return { scope, expect: [], put: [], remove: [], release: [], claim: [], count: [] };
}
