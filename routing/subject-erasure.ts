/**
 * Takes the number of a person out of the journal: relations that are over, last callers, registrations; notes have it
 * replaced. What is in force has a purpose that the number serves, and is kept unless it is named in the request:
 *
 *     kept                    because                                                           named by
 *     relations in force      the application ends them; calls of other people depend on them   `bindings`
 *     their user data         the same, where it mentions the number: then it is replaced       `bindings`
 *     registrations           with such a relation: its calls would be refused                  `bindings`
 *     blacklist               it keeps its effect only as long as it has the number             `blacklist`
 *     onboarding              the record of a customer, which the customer files                never
 */
import type { Binding } from './binding.js';
import { relationChange } from './claims.js';
import { removeTemporaryCallee } from './expiry.js';
import { keys, POOL_SCOPE } from './journal/documents.js';
import type { Change } from './journal/journal.js';
import type { Ledger } from './ledger.js';
import { numberOf, type E164 } from './numbers/number.js';
import { subjectHoldings, type Subject, type SubjectHoldings } from './subject-holdings.js';
import type { BlacklistEntry } from './rules/blacklist.js';
import type { RuleLists } from './rules/rule-lists.js';
import { NONE } from './table/table.js';

/** What is kept by default and may be erased all the same. */
export const ALSO_ERASED = ['bindings', 'blacklist', 'waiting'] as const;
export type AlsoErased = (typeof ALSO_ERASED)[number];

export interface ErasureRequest extends Subject {
  readonly also: readonly AlsoErased[];
  /** Counts, and changes nothing. */
  readonly dryRun: boolean;
}

/** Something that stays, and why. */
export interface KeptThing {
  readonly what: string;
  readonly count: number;
  readonly because: string;
  /** The first ones; none of them has a number in it. */
  readonly ids?: readonly string[];
  /** RFC 3339: when the last of them ends by itself. */
  readonly until?: string;
}

/** What was erased (or would be) of one store. */
export interface StoreOutcome {
  /** How many things of each kind were deleted. */
  readonly erased: Readonly<Record<string, number>>;
  /** How many texts had the number replaced by asterisks. */
  readonly replaced: Readonly<Record<string, number>>;
  readonly kept: readonly KeptThing[];
  /** What was done with the store's bytes, and what is for the operator to do. */
  readonly notes: readonly string[];
}

const SHOWN_IDS = 100;
const MAX_PASSES = 3;
const IN_FORCE = 'relations in force';

export class SubjectErasure {
  constructor(
    readonly ledger: Ledger,
    readonly lists: RuleLists,
  ) {}

  /** Idempotent. Rejects with BindingError (journal-unavailable). */
  async run(request: ErasureRequest): Promise<StoreOutcome> {
    const { erased, replaced, kept, removals } = this.#plan(request);
    if (!request.dryRun) {
      let left = removals;
      for (let pass = 0; pass < MAX_PASSES && left.length > 0; pass += 1) {
        let isDone = true;
        for (const remove of left) isDone = (await remove()) && isDone;
        // Another request has changed one of them meanwhile.
        left = isDone ? [] : this.#plan(request).removals;
      }
    }
    const notes = request.dryRun ? [] : await this.ledger.removeResidue(request.mention.data.digits);
    return { erased: counted(erased), replaced: counted(replaced), kept, notes };
  }

  #plan(request: ErasureRequest): Plan {
    const { number, mention, also } = request;
    const held = subjectHoldings(this.ledger.table, this.lists, request);
    const now = this.ledger.clock();
    const isOver = ({ expiresAt = Infinity }: { readonly expiresAt?: number | undefined }): boolean =>
      expiresAt <= now;
    const goes = (one: { readonly expiresAt?: number | undefined }): boolean =>
      also.includes('bindings') || isOver(one);
    const bindings = held.bindings.filter((one) => (isParty(one, number) ? goes(one) : isOver(one)));
    const gone = new Set(bindings.map(({ id }) => id));
    const mentions = held.bindings.filter((one) => !gone.has(one.id) && !isParty(one, number));
    const rewritten = also.includes('bindings') ? mentions : [];
    const parts = held.parts.filter((part) => !gone.has(part.subscriptionId) && goes(part));
    const callees = held.temporaryCallees.filter((one) => (one.callee === number ? goes(one) : isOver(one)));
    const stays = [
      ...held.bindings.filter((one) => !gone.has(one.id) && !rewritten.includes(one)),
      ...held.parts.filter((one) => !goes(one)),
      ...held.temporaryCallees.filter((one) => !callees.includes(one)),
    ];
    const isBound = stays.some((one) => 'a' in one && one.a === number);
    const listed = held.blacklist.filter((entry) => entry.number === number);
    const barred = listed.filter((entry) => also.includes('blacklist') || isOver(entry));
    const notes = held.blacklist.filter((entry) => entry.number !== number);
    return {
      erased: {
        relations: bindings.length + parts.length + callees.length,
        lastCallers: held.callBacks.length,
        registrations: isBound ? 0 : held.registrations.length,
        blacklistEntries: barred.length,
      },
      replaced: {
        userData: rewritten.length,
        notesOfBlacklist: notes.length,
        notesOfComplaints: held.complaints.length,
      },
      kept: keptOf({ stays, registrations: isBound ? held.registrations : [], onboarding: held.onboarding }, [
        ...listed.filter((entry) => !barred.includes(entry)),
      ]),
      removals: [
        ...held.callBacks.map(
          ({ subscriptionId }) =>
            () =>
              this.#forgetCaller(subscriptionId),
        ),
        ...callees.map((one) => () => this.#forgetCallee(one.subscriptionId, one.revision)),
        ...parts.map((part) => () => this.#removeRow(part.subscriptionId, numberOf(part.b))),
        ...bindings.map(
          ({ id }) =>
            () =>
              this.#removeRow(id),
        ),
        ...rewritten.map((one) => () => this.#rewrite(one, mention.without(one.userData ?? ''))),
        ...(isBound ? [] : held.registrations).map(
          (one) => () => this.#enter(one.appKey, { remove: [keys.registration(one.number)] }),
        ),
        ...barred.map((entry) => () => this.#enter(entry.appKey, { remove: [keyOf(entry)] })),
        ...notes.map((entry) => () => {
          const value = { ...entry, note: mention.without(entry.note ?? '') };
          return this.#enter(entry.appKey, { put: [{ key: keyOf(entry), revision: 1, value }] });
        }),
        ...held.complaints.map((complaint) => () => {
          const value = { ...complaint, note: mention.without(complaint.note ?? '') };
          const put = [{ key: keys.complaint(complaint.id), revision: 1, value }];
          return this.#enter(complaint.appKey, { put });
        }),
      ],
    };
  }

  async #removeRow(subscriptionId: string, b?: number): Promise<boolean> {
    const { rows } = this.ledger.table;
    const whole = rows.findId(subscriptionId);
    const row = whole === NONE || b === undefined ? whole : rows.findPart(rows.x(whole), b);
    return row === NONE || this.ledger.remove(row);
  }

  async #rewrite(before: Binding, userData: string): Promise<boolean> {
    const after = { ...before, userData, revision: before.revision + 1 };
    const entry = await this.ledger.enter(relationChange(before, after, this.ledger.policy.quotas));
    return entry.done;
  }

  async #forgetCaller(subscriptionId: string): Promise<boolean> {
    const appKey = this.#applicationOf(subscriptionId);
    return appKey === undefined || this.#enter(appKey, { remove: [keys.callback(subscriptionId)] });
  }

  async #forgetCallee(subscriptionId: string, revision: number): Promise<boolean> {
    const appKey = this.#applicationOf(subscriptionId);
    if (appKey === undefined) return true;
    return (await this.ledger.enter(removeTemporaryCallee(appKey, subscriptionId, revision))).done;
  }

  #applicationOf(subscriptionId: string): string | undefined {
    const { rows } = this.ledger.table;
    const row = rows.findId(subscriptionId);
    return row === NONE ? undefined : rows.shared(row).appKey;
  }

  async #enter(appKey: string | undefined, part: Partial<Change>): Promise<boolean> {
    const nothing = { expect: [], put: [], remove: [], release: [], claim: [], count: [] };
    return (await this.ledger.enter({ ...nothing, ...part, scope: appKey ?? POOL_SCOPE })).done;
  }
}

/** As A, as B, or as the number to call back. */
function isParty(binding: Binding, number: E164): boolean {
  const {
    a,
    b,
    callbackNum,
  }: { readonly a: E164; readonly b?: E164; readonly callbackNum?: E164 | undefined } = binding;
  return a === number || b === number || callbackNum === number;
}

interface Plan extends Pick<StoreOutcome, 'erased' | 'replaced' | 'kept'> {
  /** Each answers false if what it was to change has changed. */
  readonly removals: readonly (() => Promise<boolean>)[];
}

function keptOf(
  {
    stays,
    registrations,
    onboarding,
  }: {
    readonly stays: readonly (
      | SubjectHoldings['bindings'][number]
      | SubjectHoldings['parts'][number]
      | SubjectHoldings['temporaryCallees'][number]
    )[];
    readonly registrations: SubjectHoldings['registrations'];
    readonly onboarding: SubjectHoldings['onboarding'];
  },
  blacklist: readonly BlacklistEntry[],
): readonly KeptThing[] {
  const things: KeptThing[] = [];
  const ids = [...new Set(stays.map((one) => ('id' in one ? one.id : one.subscriptionId)))];
  if (stays.length > 0)
    things.push({
      ...{ what: IN_FORCE, count: stays.length, ids: ids.slice(0, SHOWN_IDS) },
      ...{ because: 'they are in force: the application ends them', ...endOf(stays) },
    });
  if (registrations.length > 0)
    things.push({
      ...{ what: 'registrations', count: registrations.length },
      because: 'without them the calls of the relations in force would be refused',
    });
  if (blacklist.length > 0)
    things.push({
      ...{ what: 'blacklist entries', count: blacklist.length, ...endOf(blacklist) },
      because: 'they bar calls or binds, and can do so only with the number',
    });
  if (onboarding.length > 0)
    things.push({
      ...{ what: 'onboarding records', count: onboarding.length },
      ids: onboarding.map(({ appKey }) => appKey).slice(0, SHOWN_IDS),
      because: 'the number is in what a customer has filed: the customer files it without',
    });
  return things;
}

/** When the last one ends; nothing if one of them has no end. */
function endOf(things: readonly { readonly expiresAt?: number | undefined }[]): { readonly until?: string } {
  const until = things.reduce((latest, { expiresAt = Infinity }) => Math.max(latest, expiresAt), 0);
  return until === Infinity ? {} : { until: new Date(until).toISOString() };
}

function keyOf({ kind, number, x }: BlacklistEntry): string {
  return keys.blacklist(kind, number, x);
}

/** Without the kinds of which there is none. */
function counted(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
