/** What routing holds about the number of a person: relations, and entries of the lists of carriers and law. */
import type { Binding, TemporaryCallee, YbPart } from './binding.js';
import { e164From, numberOf, type E164 } from './numbers/number.js';
import type { BlacklistEntry } from './rules/blacklist.js';
import type { Registration } from './rules/registrations.js';
import type { RuleLists } from './rules/rule-lists.js';
import type { Table } from './table/table.js';

export interface SubjectHoldings {
  /** As A, as B, or as the number to call back. */
  readonly bindings: readonly Binding[];
  /** AXYB: as a B behind Y. */
  readonly parts: readonly YbPart[];
  readonly temporaryCallees: readonly TemporaryCallee[];
  /** The last caller of a relation. */
  readonly callBacks: readonly { readonly subscriptionId: string; readonly caller: E164 }[];
  readonly registrations: readonly Registration[];
  /** Those of the number itself; an entry for its beginning says nothing of a person. */
  readonly blacklist: readonly BlacklistEntry[];
}

/** Reads every row, expired ones that have not been swept included. */
export function subjectHoldings(table: Table, lists: RuleLists, number: E164): SubjectHoldings {
  const { rows } = table;
  const wanted = numberOf(number);
  const bindings: Binding[] = [];
  const parts: YbPart[] = [];
  const temporaryCallees: TemporaryCallee[] = [];
  const callBacks: SubjectHoldings['callBacks'][number][] = [];
  for (let row = 0; row < rows.size; row += 1) {
    const kind = rows.kind(row);
    if (kind === 'free') continue;
    const isB = rows.b(row) === wanted;
    if (kind === 'YB') {
      if (isB || rows.a(row) === wanted) parts.push(rows.part(row));
      continue;
    }
    if (isB || rows.a(row) === wanted) bindings.push(rows.binding(row));
    const subscriptionId = rows.id(row);
    if (rows.caller(row, 0) === wanted) callBacks.push({ subscriptionId, caller: e164From(wanted) });
    const temporary = kind === 'AX' ? table.lastTemporaryCallee(subscriptionId) : undefined;
    if (temporary?.callee === number) temporaryCallees.push(temporary);
  }
  const registrations = [...lists.registrations.all()].filter((one) => one.number === number);
  const blacklist = [...lists.blacklist.all()].flatMap(([, entry]) =>
    entry.number === number ? [entry] : [],
  );
  return { bindings, parts, temporaryCallees, callBacks, registrations, blacklist };
}
