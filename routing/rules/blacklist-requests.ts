/** Changes and searches of the blacklists. Every engine has a change as soon as it is durable. */
import { BindingError } from '../bindings/binding-error.js';
import type { Found, Page } from '../bindings/bindings.js';
import { keys } from '../journal/documents.js';
import { maskNumber, type E164 } from '../numbers/number.js';
import type { BlacklistEntry, BlacklistKind, BlacklistWish } from './blacklist.js';
import { readBlacklistCsv, type BlacklistTerms } from './blacklist-csv.js';
import type { Listed, Lists } from './lists.js';
import type { LineFault } from './registration-requests.js';
import type { RuleBook } from './rule-book.js';

export interface BlacklistSelector {
  readonly kind?: BlacklistKind | undefined;
  readonly appKey?: string | undefined;
  /** Entries that concern this number, beginnings too. */
  readonly number?: E164 | undefined;
}

/** Country code and at least one digit more: a shorter beginning would bar a country. */
const PREFIX = /^\+[1-9]\d{1,14}\*$/;

export class BlacklistRequests {
  constructor(
    readonly lists: Lists,
    readonly book: RuleBook,
  ) {}

  /** Adds entries, or replaces those for the same kind, number, X and application. All are checked before one is made. */
  async add(wishes: readonly BlacklistWish[]): Promise<readonly BlacklistEntry[]> {
    const entries = wishes.map((wish) => this.read(wish));
    await this.lists.put(entries.map((entry) => this.#listed(entry)));
    return entries;
  }

  /** Good lines are taken, bad ones told. A commit that fails leaves earlier ones in force. */
  async importCsv(
    csv: string,
    terms: BlacklistTerms,
  ): Promise<{ readonly taken: number; readonly faults: readonly LineFault[] }> {
    const { wishes, faults } = readBlacklistCsv(csv, terms);
    const told = [...faults];
    const taken = new Map<string, Listed>();
    for (const { line, wish } of wishes) {
      try {
        const listed = this.#listed(this.read(wish));
        taken.set(`${listed.scope} ${listed.document.key}`, listed);
      } catch (error) {
        if (!(error instanceof BindingError)) throw error;
        told.push({ line, message: error.message });
      }
    }
    await this.lists.put([...taken.values()]);
    return { taken: taken.size, faults: told.sort((one, other) => one.line - other.line) };
  }

  /** Throws `invalid` or `not-found`, with what was expected. */
  read({ kind, number: text, x: xText, appKey, expiresAt, note }: BlacklistWish): BlacklistEntry {
    this.lists.scopeOf(appKey);
    const addedAt = this.lists.clock();
    const number = this.#number(text);
    if (kind === 'x' && xText === undefined)
      throw new BindingError('invalid', 'x: expected the X that the number is barred from, found none', 'x');
    if (kind !== 'x' && xText !== undefined)
      throw new BindingError('invalid', `x: expected it with kind x only, found it with ${kind}`, 'x');
    if (expiresAt !== undefined && expiresAt <= addedAt) {
      const found = new Date(expiresAt).toISOString();
      throw new BindingError('invalid', `until: expected a time to come, found ${found}`, 'until');
    }
    const x = xText === undefined ? undefined : this.lists.readNumber(xText, 'x');
    return {
      kind,
      number,
      addedAt,
      ...(x !== undefined && { x }),
      ...(appKey !== undefined && { appKey }),
      ...(expiresAt !== undefined && { expiresAt }),
      ...(note !== undefined && note !== '' && { note }),
    };
  }

  /** Throws `not-found` if there is no such entry in force. */
  async remove(wish: Pick<BlacklistWish, 'kind' | 'number' | 'x' | 'appKey'>): Promise<void> {
    const { kind, appKey } = wish;
    const x = wish.x === undefined ? undefined : this.lists.readNumber(wish.x, 'x');
    const key = keyOf({ kind, number: this.#number(wish.number), x });
    const scope = appKey ?? this.lists.scopeOf(undefined);
    if (this.book.lists.entry(scope, key) === undefined)
      throw new BindingError('not-found', `no blacklist of that kind has ${maskNumber(wish.number)}`);
    await this.lists.remove([{ scope, key }]);
  }

  /** Those in force, in the order in which they were added. */
  list({ kind, appKey, number }: BlacklistSelector, { pageIndex, pageSize }: Page): Found<BlacklistEntry> {
    const now = this.lists.clock();
    const items: BlacklistEntry[] = [];
    let total = 0;
    for (const [, entry] of this.book.lists.blacklist.all()) {
      if ((entry.expiresAt ?? Infinity) <= now) continue;
      if (kind !== undefined && entry.kind !== kind) continue;
      if (appKey !== undefined && entry.appKey !== appKey) continue;
      if (number !== undefined && !concerns(entry, number)) continue;
      if (total >= (pageIndex - 1) * pageSize && items.length < pageSize) items.push(entry);
      total += 1;
    }
    return { items, total };
  }

  #listed(value: BlacklistEntry): Listed {
    return {
      scope: this.lists.scopeOf(value.appKey),
      document: { key: keyOf(value), revision: 1, value },
    };
  }

  #number(text: string): string {
    const trimmed = text.trim();
    if (!trimmed.includes('*')) return this.lists.readNumber(trimmed, 'number');
    if (PREFIX.test(trimmed)) return trimmed;
    const expected = 'expected a phone number, or + with country code, first digits and *';
    throw new BindingError('invalid', `number: ${expected}, found ${maskNumber(text)}`, 'number');
  }
}

function concerns({ number }: BlacklistEntry, sought: E164): boolean {
  return number.endsWith('*') ? sought.startsWith(number.slice(0, -1)) : number === sought;
}

function keyOf({ kind, number, x }: Pick<BlacklistEntry, 'kind' | 'number' | 'x'>): string {
  return keys.blacklist(kind, number, x);
}
