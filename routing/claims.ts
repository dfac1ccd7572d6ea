/**
 * Every uniqueness and quota rule of the five modes, once: the claims and counters a binding holds while it exists.
 * A change takes what the new document holds and the old one did not, and gives back the rest, so binding, modifying,
 * transferring, unbinding and sweeping all obey the same rules on every engine.
 *
 *     claim       held by                 rule                                                        refused as
 *     pair|X|N    AXB (N: A, and B)       a number once on an X, in either role (spec 3)              collision
 *     pair|X|A    AXE                     A once on an X, or call-back would be ambiguous (spec 5)    collision
 *     ext|X|E     AXE                     no extension twice on an X (spec 5.1)                       extension-taken
 *     own|X       AX, AXYB                one A to an X (spec 4, 6)                                   x-taken
 *     y|Y|A       YB                      A calling Y means one B; so no AX part twice on a Y (6.1)   y-taken
 *
 * That a B has one Y on an AX part is in the key of the YB part's document.
 *
 *     counter     counts                  bound                                                       refused as
 *     x|N         relations with N as X   AXB 5000; else none, kept so that a number in use stays     x-full
 *     y|N         relations with N as Y   1000 (spec 6.1)                                             y-full
 *     a|A         AX and AXYB of A        5 (spec 4, 6)                                               too-many-x
 */
import type { Binding, YbPart } from './binding.js';
import { keys } from './journal/documents.js';
import type { Change, Count, Holding, StoredDocument } from './journal/journal.js';
import type { E164 } from './numbers/number.js';
import type { PolicyData } from './numbers/policy.js';

export type Relation = Binding | YbPart;
export type Quotas = PolicyData['quotas'];

/** Which rule a refused commit met. */
export type RuleBroken =
  'collision' | 'extension-taken' | 'x-taken' | 'y-taken' | 'x-full' | 'y-full' | 'too-many-x';

const unbounded = Number.MAX_SAFE_INTEGER;

/** The change from one state of a relation to the next; undefined: it did not, or does not any more, exist. */
export function relationChange(
  before: Relation | undefined,
  after: Relation | undefined,
  quotas: Quotas,
): Change {
  const relation = after ?? before;
  if (relation === undefined) throw new TypeError('a change needs a relation before or after it');
  const key = keyOf(relation);
  const held = before === undefined ? [] : claimsOf(before);
  const wanted = after === undefined ? [] : claimsOf(after);
  const holding = (claim: string): Holding => ({ claim, holder: key });
  return {
    scope: relation.appKey,
    expect: [{ key, revision: before?.revision ?? 0 }],
    put: after === undefined ? [] : [documentOf(after)],
    remove: after === undefined ? [...attachedTo(relation), key] : [],
    release: held.filter((claim) => !wanted.includes(claim)).map(holding),
    claim: wanted.filter((claim) => !held.includes(claim)).map(holding),
    count: countChange(before, after, quotas),
  };
}

/** Everything a relation holds while it exists: claims, and counters it stands in once. */
export function holdingsOf(
  relation: Relation,
  quotas: Quotas,
): { readonly claims: readonly Holding[]; readonly counters: readonly string[] } {
  const holder = keyOf(relation);
  return {
    claims: claimsOf(relation).map((claim) => ({ claim, holder })),
    counters: countersOf(relation, quotas).map(([counter]) => counter),
  };
}

/** One change of several about the same scope. */
export function together(changes: readonly [Change, ...Change[]]): Change {
  return {
    scope: changes[0].scope,
    expect: changes.flatMap(({ expect }) => expect),
    put: changes.flatMap(({ put }) => put),
    remove: changes.flatMap(({ remove }) => remove),
    release: changes.flatMap(({ release }) => release),
    claim: changes.flatMap(({ claim }) => claim),
    count: changes.flatMap(({ count }) => count),
  };
}

export function documentOf(relation: Relation): StoredDocument {
  return { key: keyOf(relation), revision: relation.revision, value: relation };
}

/** The rule behind a claim or counter of the tables above. */
export function ruleOf(name: string): RuleBroken {
  switch (name.slice(0, name.indexOf('|'))) {
    case 'ext':
      return 'extension-taken';
    case 'own':
      return 'x-taken';
    case 'y':
      return 'y-taken';
    default:
      return 'collision';
  }
}

export function quotaOf(counter: string): RuleBroken {
  switch (counter.slice(0, counter.indexOf('|'))) {
    case 'x':
      return 'x-full';
    case 'y':
      return 'y-full';
    default:
      return 'too-many-x';
  }
}

/** Holds only while nothing is on the number, as X or as Y. */
export function unused(number: E164): readonly Count[] {
  return [
    { counter: `x|${number}`, by: 0, max: 0 },
    { counter: `y|${number}`, by: 0, max: 0 },
  ];
}

export function keyOf(relation: Relation): string {
  return relation.mode === 'YB' ? keys.yb(relation.subscriptionId, relation.b) : keys.binding(relation.id);
}

/** What goes with a binding that goes. */
function attachedTo(relation: Relation): readonly string[] {
  if (relation.mode === 'AX') return [keys.temporary(relation.id), keys.callback(relation.id)];
  return relation.mode === 'AXE' ? [keys.callback(relation.id)] : [];
}

function claimsOf(relation: Relation): readonly string[] {
  const { x, a } = relation;
  switch (relation.mode) {
    case 'AXB':
      return [`pair|${x}|${a}`, `pair|${x}|${relation.b}`];
    case 'AX':
    case 'AXYB':
      return [`own|${x}`];
    case 'AXE':
      return [`pair|${x}|${a}`, `ext|${x}|${relation.extension}`];
    case 'YB':
      return [`y|${relation.y}|${a}`];
  }
}

function countersOf(
  relation: Relation,
  quotas: Quotas,
): readonly (readonly [counter: string, max: number])[] {
  switch (relation.mode) {
    case 'AXB':
      return [[`x|${relation.x}`, quotas.pairsPerX]];
    case 'AX':
    case 'AXYB':
      return [
        [`a|${relation.a}`, quotas.xPerA],
        [`x|${relation.x}`, unbounded],
      ];
    case 'AXE':
      return [[`x|${relation.x}`, unbounded]];
    case 'YB':
      return [[`y|${relation.y}`, quotas.relationsPerY]];
  }
}

function countChange(
  before: Relation | undefined,
  after: Relation | undefined,
  quotas: Quotas,
): readonly Count[] {
  const left = before === undefined ? [] : countersOf(before, quotas);
  const entered = after === undefined ? [] : countersOf(after, quotas);
  const isIn = (list: typeof left, counter: string): boolean => list.some(([name]) => name === counter);
  return [
    ...left
      .filter(([counter]) => !isIn(entered, counter))
      .map(([counter]) => ({ counter, by: -1, max: unbounded })),
    ...entered.filter(([counter]) => !isIn(left, counter)).map(([counter, max]) => ({ counter, by: 1, max })),
  ];
}
