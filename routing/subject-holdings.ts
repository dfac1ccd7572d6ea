/**
 * What routing holds about the number of a person: relations, entries of the lists of carriers and law, and free text in
 * either that mentions it.
 */
import type { Binding, TemporaryCallee, YbPart } from './binding.js';
import type { Mention } from './numbers/mention.js';
import { e164From, numberOf, type E164 } from './numbers/number.js';
import type { BlacklistEntry } from './rules/blacklist.js';
import type { Complaint } from './rules/complaints.js';
import type { Onboarding } from './rules/onboarding.js';
import type { Registration } from './rules/registrations.js';
import type { RuleLists } from './rules/rule-lists.js';
import type { Table } from './table/table.js';

export interface SubjectHoldings {
  /** As A, as B, as the number to call back, or in user data. */
  readonly bindings: readonly Binding[];
  /** AXYB: as a B behind Y. */
  readonly parts: readonly YbPart[];
  readonly temporaryCallees: readonly TemporaryCallee[];
  /** The last caller of a relation. */
  readonly callBacks: readonly { readonly subscriptionId: string; readonly caller: E164 }[];
  readonly registrations: readonly Registration[];
  /** Those of the number itself or with it in their note; an entry for its beginning says nothing of a person. */
  readonly blacklist: readonly BlacklistEntry[];
  /** With the number in their note. */
  readonly complaints: readonly Complaint[];
  /** With the number in one of their texts. */
  readonly onboarding: readonly Onboarding[];
}

/** Whose holdings are asked for. */
export interface Subject {
  readonly number: E164;
  readonly mention: Mention;
}

/** Reads every row, expired ones that have not been swept included. */
export function subjectHoldings(
  table: Table,
  lists: RuleLists,
  { number, mention }: Subject,
): SubjectHoldings {
  const { rows } = table;
  const wanted = numberOf(number);
  const isMentioned = (text: string | undefined): boolean => text !== undefined && mention.isIn(text);
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
    if (isB || rows.a(row) === wanted || isMentioned(rows.userData(row))) bindings.push(rows.binding(row));
    const subscriptionId = rows.id(row);
    if (rows.caller(row, 0) === wanted) callBacks.push({ subscriptionId, caller: e164From(wanted) });
    const temporary = kind === 'AX' ? table.lastTemporaryCallee(subscriptionId) : undefined;
    if (temporary !== undefined && (temporary.callee === number || isMentioned(temporary.userData)))
      temporaryCallees.push(temporary);
  }
  return { bindings, parts, temporaryCallees, callBacks, ...listed(lists, { number, mention }) };
}

function listed(
  { registrations, blacklist, complaints, onboarding }: RuleLists,
  { number, mention }: Subject,
): Pick<SubjectHoldings, 'registrations' | 'blacklist' | 'complaints' | 'onboarding'> {
  const isNoted = ({ note = '' }: { readonly note?: string | undefined }): boolean => mention.isIn(note);
  return {
    registrations: [...registrations.all()].filter((one) => one.number === number),
    blacklist: [...blacklist.all()].flatMap(([, entry]) =>
      entry.number === number || isNoted(entry) ? [entry] : [],
    ),
    complaints: [...complaints.all()].filter(isNoted),
    onboarding: [...onboarding.values()].filter((one) => mention.isIn(JSON.stringify(one))),
  };
}
