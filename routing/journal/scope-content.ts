/**
 * Everything the journal holds of a scope, rebuilt from memory for a store that has lost it. Documents, claims and
 * counters are as if every change in force had just been committed.
 */
import type { Application } from '../application.js';
import { documentOf, holdingsOf, type Quotas, type Relation } from '../claims.js';
import { keys, POOL_SCOPE } from './documents.js';
import type { Filing } from '../filing.js';
import type { Holding, ScopeContent, StoredDocument } from './journal.js';
import { e164From } from '../numbers/number.js';
import { ownership } from '../numbers/pool.js';
import type { RuleBook } from '../rules/rule-book.js';
import type { Table } from '../table/table.js';

export interface Memory {
  readonly table: Table;
  readonly quotas: Quotas;
  /** Applications that the journal keeps; others are only in the configuration file. */
  readonly savedApplications: Iterable<Application>;
  /** What the configuration file said at the last start, if a start has stored it. */
  readonly filing: Filing | undefined;
  /** The lists that the rules of carriers and law read. */
  readonly rules: Pick<RuleBook, 'documents'>;
}

export function scopeContent(memory: Memory, scope: string): ScopeContent {
  return scope === POOL_SCOPE ? poolContent(memory) : applicationContent(memory, scope);
}

function poolContent({ table: { numbers }, savedApplications, filing, rules }: Memory): ScopeContent {
  function* documents(): Generator<StoredDocument> {
    for (const application of savedApplications)
      yield { key: keys.application(application.appKey), revision: 1, value: application };
    if (filing !== undefined) yield { key: keys.filing('last'), revision: 1, value: filing };
    yield* rules.documents(POOL_SCOPE);
  }
  function* claims(): Generator<Holding> {
    for (let number = 0; number < numbers.size; number += 1) {
      const owner = numbers.owner(number);
      if (owner !== undefined) yield ownership(numbers.e164(number), owner);
    }
  }
  return { documents: documents(), claims: claims(), counters: [] };
}

function applicationContent(memory: Memory, appKey: string): ScopeContent {
  const { table, quotas } = memory;
  function* documents(): Generator<StoredDocument> {
    yield* numberDocuments(table, appKey);
    yield* memory.rules.documents(appKey);
    for (const row of rowsOf(table, appKey)) {
      yield documentOf(relationAt(table, row));
      yield* attachedDocuments(table, row);
    }
  }
  function* claims(): Generator<Holding> {
    for (const row of rowsOf(table, appKey)) yield* holdingsOf(relationAt(table, row), quotas).claims;
  }
  const counters = new Map<string, number>();
  for (const row of rowsOf(table, appKey))
    for (const counter of holdingsOf(relationAt(table, row), quotas).counters)
      counters.set(counter, (counters.get(counter) ?? 0) + 1);
  return { documents: documents(), claims: claims(), counters };
}

function* rowsOf({ rows }: Table, appKey: string): Generator<number> {
  for (let row = 0; row < rows.size; row += 1)
    if (rows.kind(row) !== 'free' && rows.shared(row).appKey === appKey) yield row;
}

function relationAt({ rows }: Table, row: number): Relation {
  return rows.kind(row) === 'YB' ? rows.part(row) : rows.binding(row);
}

function* numberDocuments({ numbers }: Table, appKey: string): Generator<StoredDocument> {
  for (let index = 0; index < numbers.size; index += 1) {
    if (numbers.owner(index) !== appKey) continue;
    const number = numbers.e164(index);
    yield { key: keys.number(number), revision: numbers.revision(index), value: numbers.pooled(index) };
    const at = numbers.releasedAt(index);
    if (at > 0) yield { key: keys.rest(number), revision: 1, value: { number, at } };
  }
}

/** What belongs to a binding: the callee set for A's next call, and the last caller who reached A. */
function* attachedDocuments(table: Table, row: number): Generator<StoredDocument> {
  const { rows } = table;
  if (rows.kind(row) === 'YB') return;
  const subscriptionId = rows.id(row);
  const temporary = table.lastTemporaryCallee(subscriptionId);
  if (temporary !== undefined)
    yield { key: keys.temporary(subscriptionId), revision: temporary.revision, value: temporary };
  const until = rows.callerUntil(row);
  const caller = rows.caller(row, -Infinity);
  if (until === 0 || caller === 0) return;
  const expiresAt = until === Infinity ? undefined : until;
  const value = { subscriptionId, caller: e164From(caller), at: rows.changedAt(row), expiresAt };
  yield { key: keys.callback(subscriptionId), revision: 1, value };
}
