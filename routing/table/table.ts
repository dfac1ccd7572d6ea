/**
 * The routing table: everything a call needs, in this process's memory. Applying journal changes is the only way to
 * change it. It reflects the documents: expired bindings stay until they are swept, so readers compare times (`alive`).
 * `numbers.ts` and `rows.ts` explain how a million fit.
 */
import type { CallbackRecord, TemporaryCallee } from '../binding.js';
import { keys, readDocument, type RoutingDocument } from '../journal/documents.js';
import type { AppliedChange, StoredDocument } from '../journal/journal.js';
import { numberOf, type E164 } from '../numbers/number.js';
import { NONE } from './hash.js';
import { NumberTable } from './numbers.js';
import { BindingRows } from './rows.js';

export { NONE };

/** What an applied document or removal was about, for listeners. */
export type TableEvent =
  | { readonly kind: 'bound' | 'modified'; readonly subscriptionId: string }
  | { readonly kind: 'unbound'; readonly subscriptionId: string; readonly expiresAt: number }
  | { readonly kind: 'number'; readonly number: E164 };

export class Table {
  readonly numbers = new NumberTable();
  readonly rows = new BindingRows(this.numbers);
  /** By `subscriptionId` of an AX binding; few, since they last a minute. */
  readonly #temporary = new Map<string, TemporaryCallee>();
  /** Call-back records that were loaded before their binding. */
  readonly #early = new Map<string, CallbackRecord>();

  /** Answers what happened, once the whole change is applied. */
  apply(change: AppliedChange): readonly TableEvent[] {
    const events: TableEvent[] = [];
    for (const key of change.remove) this.#remove(key, events);
    for (const document of change.put) this.put(document, events);
    return events;
  }

  put(document: StoredDocument, events?: TableEvent[]): void {
    const read = readDocument(document);
    if (read === undefined) return;
    if (read.kind === 'binding' || read.kind === 'number') events?.push(this.#eventOf(read));
    switch (read.kind) {
      case 'binding':
        this.rows.put(read.value);
        return this.#takeEarly(read.value.id);
      case 'yb':
        return this.rows.putPart(read.value);
      case 'temporary':
        this.#temporary.set(read.value.subscriptionId, read.value);
        return;
      case 'callback':
        return this.#putCallback(read.value);
      case 'rest':
        return this.numbers.setReleasedAt(this.numbers.mention(numberOf(read.value.number)), read.value.at);
      case 'number':
        return this.numbers.put(read.value, document.revision);
      case 'application':
      case 'filing':
      case 'blacklist':
      case 'registration':
      case 'complaint':
      case 'onboarding':
        return;
    }
  }

  /** Makes the documents of a scope exactly these (`Follower.replace`). */
  replace(scope: string, documents: readonly StoredDocument[]): readonly TableEvent[] {
    const kept = new Set(documents.map(({ key }) => key));
    const gone: string[] = [];
    for (let row = 0; row < this.rows.size; row += 1) {
      if (this.rows.kind(row) === 'free' || this.rows.shared(row).appKey !== scope) continue;
      const key = this.#keyOf(row);
      if (!kept.has(key)) gone.push(key);
      this.rows.setCaller(row, 0, 0);
      this.#temporary.delete(this.rows.id(row));
    }
    for (let number = 0; number < this.numbers.size; number += 1) {
      const key = keys.number(this.numbers.e164(number));
      if (this.numbers.owner(number) === scope && !kept.has(key)) gone.push(key);
    }
    return this.apply({ scope, remove: gone, put: documents });
  }

  /** Whether the row's binding is in force; for a YB part, whether its AX part is in force too. */
  alive(row: number, at: number): boolean {
    if (row === NONE || this.rows.expiresAt(row) <= at) return false;
    if (this.rows.kind(row) !== 'YB') return true;
    const whole = this.rows.findParty(this.rows.x(row), this.rows.a(row));
    return whole !== NONE && this.rows.expiresAt(whole) > at;
  }

  temporaryCallee(subscriptionId: string, at: number): TemporaryCallee | undefined {
    const callee = this.#temporary.get(subscriptionId);
    return callee !== undefined && callee.expiresAt > at ? callee : undefined;
  }

  /** Expired ones included. */
  lastTemporaryCallee(subscriptionId: string): TemporaryCallee | undefined {
    return this.#temporary.get(subscriptionId);
  }

  /** Expired temporary callees, with the application they belong to. */
  expiredTemporaryCallees(at: number): readonly TemporaryCallee[] {
    return [...this.#temporary.values()].filter(({ expiresAt }) => expiresAt <= at);
  }

  #remove(key: string, events: TableEvent[]): void {
    const [kind, id = '', b = ''] = key.split('/');
    const row = kind === 'number' || kind === 'rest' ? NONE : this.rows.findId(id);
    switch (kind) {
      case 'binding':
        if (row === NONE) return;
        events.push({ kind: 'unbound', subscriptionId: id, expiresAt: this.rows.expiresAt(row) });
        return this.rows.remove(row);
      case 'yb':
        return this.#removePart(id, b as E164, events);
      case 'temporary':
        this.#temporary.delete(id);
        return;
      case 'callback':
        if (row !== NONE) this.rows.setCaller(row, 0, 0);
        return;
      case 'number': {
        const number = this.numbers.find(numberOf(id as E164));
        if (number === NONE) return;
        this.numbers.remove(number);
        events.push({ kind: 'number', number: id as E164 });
        return;
      }
      default:
        return;
    }
  }

  /** In a change's removals, parts come before their AX part. */
  #removePart(subscriptionId: string, b: E164, events: TableEvent[]): void {
    const whole = this.rows.findId(subscriptionId);
    const row = whole === NONE ? NONE : this.rows.findPart(this.rows.x(whole), numberOf(b));
    if (row === NONE) return;
    this.rows.remove(row);
    events.push({ kind: 'modified', subscriptionId });
  }

  #putCallback(record: CallbackRecord): void {
    const row = this.rows.findId(record.subscriptionId);
    if (row === NONE) this.#early.set(record.subscriptionId, record);
    else this.rows.setCaller(row, numberOf(record.caller), record.expiresAt ?? Infinity);
  }

  #takeEarly(subscriptionId: string): void {
    const record = this.#early.size > 0 ? this.#early.get(subscriptionId) : undefined;
    if (record === undefined) return;
    this.#early.delete(subscriptionId);
    this.#putCallback(record);
  }

  #keyOf(row: number): string {
    if (this.rows.kind(row) !== 'YB') return keys.binding(this.rows.id(row));
    return keys.yb(this.rows.id(row), this.rows.part(row).b);
  }

  #eventOf(read: RoutingDocument & { readonly kind: 'binding' | 'number' }): TableEvent {
    if (read.kind === 'number') return { kind: 'number', number: read.value.number };
    const kind = this.rows.findId(read.value.id) === NONE ? 'bound' : 'modified';
    return { kind, subscriptionId: read.value.id };
  }
}
