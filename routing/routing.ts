/**
 * Routing as the engine uses it: one object that holds the table, keeps it up to date with the journal, answers calls
 * and changes bindings. A call reads memory only; changes go through the journal. The file is longer than others because
 * the interface, with what it promises, stands beside the one object that keeps the promises.
 */
import { randomUUID } from 'node:crypto';
import type { Application, Applications } from './application.js';
import { AllBindings } from './bindings/all.js';
import { BindingContext } from './bindings/context.js';
import { BindingError } from './bindings/binding-error.js';
import type { Bindings } from './bindings/bindings.js';
import { recordCallback } from './callback.js';
import { keys, POOL_SCOPE, readDocument } from './journal/documents.js';
import { EffectsUnderWay } from './effects-under-way.js';
import { Expiry, removeTemporaryCallee } from './expiry.js';
import { explain, type Explanation } from './explain.js';
import { FiledApplications, type FileReport, type Origins } from './filed-applications.js';
import type { FiledApplication } from './filing.js';
import type { Change, Journal, JournalAilment, StoredDocument } from './journal/journal.js';
import { JournalUnavailable } from './journal/ailments.js';
import { Ledger } from './ledger.js';
import type { E164 } from './numbers/number.js';
import type { Policy } from './numbers/policy.js';
import { Pool } from './numbers/pool.js';
import { PoolChoice } from './numbers/pool-choice.js';
import type {
  NeedsY,
  RefusalReason,
  Resolution,
  ResolutionEffect,
  ResolutionQuery,
  RoutingView,
} from './resolution.js';
import { refusal } from './refusal.js';
import { resolve } from './resolve.js';
import { Mention } from './numbers/mention.js';
import { SubjectErasure, type ErasureRequest, type StoreOutcome } from './subject-erasure.js';
import { subjectHoldings, type SubjectHoldings } from './subject-holdings.js';
import { underRestrictions } from './restrictions.js';
import { Compliance } from './rules/compliance.js';
import { messageUnderRules } from './rules/message-under-rules.js';
import { mayCall, type MayCall } from './rules/may-call.js';
import { RuleBook } from './rules/rule-book.js';
import type { RulesPolicy } from './rules/rules-policy.js';
import { trafficOf, underRules } from './rules/under-rules.js';
import {
  resolveMessage,
  type ForwardedMessage,
  type MessageNeedsY,
  type MessageQuery,
  type MessageResolution,
} from './resolve-message.js';
import { scopeContent } from './journal/scope-content.js';
import { NONE, Table, type TableEvent } from './table/table.js';

export interface RoutingOptions {
  readonly journal: Journal;
  readonly policy: Policy;
  /** The rules of carriers and law; absent: none but the blacklists. */
  readonly rules?: RulesPolicy | undefined;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Applications of the configuration file; those of the journal are laid over them. */
  readonly applications: Applications;
  /** A UUID in lower case; random by default. */
  readonly newId?: () => string;
  /** How often expired bindings are swept; 1000 by default, 0 only on demand. */
  readonly sweepEveryMs?: number;
  /** Called with the reason when a sweep failed; the next one comes all the same. */
  readonly onSweepFailed?: (flaw: unknown) => void;
}

export type { Applications } from './application.js';

type Connection = Extract<Resolution, { kind: 'connect' }>;

export type RoutingChange =
  | { readonly kind: 'bound' | 'modified' | 'unbound' | 'expired'; readonly subscriptionId: string }
  | { readonly kind: 'number'; readonly number: E164 };

export interface Routing {
  readonly applications: Applications;
  readonly bindings: Bindings;
  readonly pool: Pool;
  /** The rules of carriers and law, and the lists they read. */
  readonly compliance: Compliance;
  /** false while changes answer `journal-unavailable`; calls are still routed. */
  readonly available: boolean;
  /** Why changes are refused, and in which scopes the store has lost some. */
  readonly journal: {
    readonly ailments: readonly JournalAilment[];
    readonly lostScopes: readonly string[];
  };
  /**
   * Who a call reaches. Answers from memory. Only after a miss is the journal asked once (another engine may have made
   * the binding a moment ago), and only for a stranger who calls an AXYB number is something written (a Y for them)
   * before the answer. Never rejects.
   */
  resolve(query: ResolutionQuery): Promise<Resolution>;
  /** The rules of carriers and law about a connection that the application chose (X mode): it, or a refusal. */
  permit(chosen: Connection, query: ResolutionQuery): Resolution;
  /** Whether a call would be put through, and what every rule says; from memory alone. Changes and counts nothing. */
  mayCall(query: ResolutionQuery): MayCall;
  /** Whom a short message reaches, in the same way. Never rejects. */
  resolveMessage(query: MessageQuery): Promise<MessageResolution>;
  /** The rules of carriers and law about a receiver that the application chose: the message as it is, or a refusal. */
  permitMessage(chosen: ForwardedMessage, query: MessageQuery): MessageResolution;
  /** The same answer from memory alone, step by step; changes nothing. */
  explain(query: ResolutionQuery): Explanation;
  /**
   * Commits what a call changes, at the moment that the effect names. Rejects with BindingError (journal-unavailable).
   */
  applyEffect(effect: ResolutionEffect): Promise<void>;
  /**
   * An operator's decision for every scope in which the store has lost changes. `restore` writes what is in force here
   * in place of what the store has; `accept` takes what the store has, which ends every binding missing there. Answers
   * the scopes, none if nothing was lost. Rejects with BindingError (journal-unavailable).
   */
  recoverJournal(decision: 'restore' | 'accept'): Promise<readonly string[]>;
  /**
   * Takes over the applications and numbers of the configuration file; once, at the start. Rejects with PoolError
   * (invalid; journal-unavailable if numbers are new).
   */
  takeFile(applications: readonly FiledApplication[]): Promise<FileReport>;
  /**
   * The same with the file as it is now, while calls go on. Rejects like `takeFile`, and then the earlier file is in
   * force; numbers that were added before the failure stay.
   */
  retakeFile(applications: readonly FiledApplication[]): Promise<FileReport>;
  /** What is held about the number of a person. Reads every row. */
  holdings(number: E164): SubjectHoldings;
  /** The number as it may be written in texts. */
  mentionOf(number: E164): Mention;
  /**
   * Takes the number of a person out of the journal, as far as nothing in force needs it, on every engine. Idempotent.
   * Rejects with BindingError (journal-unavailable); then a part of it may have been done.
   */
  erase(request: ErasureRequest): Promise<StoreOutcome>;
  /** Where what is in force comes from. */
  readonly origins: Origins;
  /** Adds or replaces an application durably, on every engine. Rejects with BindingError (journal-unavailable). */
  saveApplication(application: Application): Promise<void>;
  /** Called after a change is in force, also one of another engine. Returns a function that removes the listener. */
  onChange(listener: (change: RoutingChange) => void): () => void;
  /** Removes expired bindings now instead of at the next sweep; answers how many. */
  sweep(): Promise<number>;
  /** Stops sweeping. Afterwards the owner of the journal closes it. */
  close(): Promise<void>;
}

/** Loads the journal into memory and follows it. Resolves when calls can be answered. */
export async function createRouting(options: RoutingOptions): Promise<Routing> {
  options.policy.readGeocoder();
  const routing = new MemoryRouting(options);
  await routing.open(options.sweepEveryMs ?? 1000);
  return routing;
}

/** Misses that a change on another engine could turn into a hit. */
const MAY_BE_NEWS: ReadonlySet<RefusalReason> = new Set<RefusalReason>([
  'no-binding',
  'no-temporary-callee',
  'no-callback-record',
  'extension-unknown',
  'no-xy-binding',
]);

/** Misses of an A that an effect of the previous call could turn into a hit. */
const MAY_BE_UNDER_WAY: ReadonlySet<RefusalReason> = new Set<RefusalReason>([
  'no-temporary-callee',
  'no-callback-record',
]);

class MemoryRouting implements Routing {
  readonly applications: Applications;
  readonly bindings: AllBindings;
  readonly pool: Pool;
  readonly compliance: Compliance;
  readonly #rules: RuleBook;
  readonly #table = new Table();
  readonly #ledger: Ledger;
  readonly #expiry: Expiry;
  readonly #view: RoutingView;
  readonly #listeners = new Set<(change: RoutingChange) => void>();
  readonly #effects = new EffectsUnderWay();
  /** Keys of the applications that the journal keeps. */
  readonly #saved = new Set<string>();
  readonly #filed: FiledApplications;

  constructor({ journal, policy, rules, clock, applications, newId, onSweepFailed }: RoutingOptions) {
    this.applications = applications;
    this.#filed = new FiledApplications(applications.list());
    this.#ledger = new Ledger(journal, this.#table, policy, clock);
    const choice = new PoolChoice(this.#table, policy, clock);
    this.#rules = new RuleBook(rules, (appKey) => this.#table.numbers.countOf(appKey));
    this.compliance = new Compliance(this.#ledger, this.#rules, applications);
    this.bindings = new AllBindings(
      new BindingContext(this.#ledger, choice, newId ?? randomUUID, this.#rules),
    );
    this.pool = new Pool(this.#ledger, choice, applications);
    this.#expiry = new Expiry(this.#ledger, onSweepFailed ?? (() => undefined), () =>
      this.compliance.sweep(),
    );
    const application = (appKey: string): Application | undefined => applications.get(appKey);
    this.#view = { table: this.#table, policy, application, rules: this.#rules };
  }

  async open(sweepEveryMs: number): Promise<void> {
    const { journal } = this.#ledger;
    await journal.load(
      (scope, document) => {
        this.#table.put(document);
        this.#rules.put(scope, document);
        this.#putApplication(document);
      },
      (documents) => this.#table.rows.expect(documents),
    );
    this.#filed.merge(this.applications);
    journal.follow({
      apply: (change) => {
        for (const document of change.put) this.#putApplication(document);
        this.#rules.apply(change);
        this.#table.apply(change).forEach((event) => this.#tell(event));
      },
      replace: (scope, documents) => {
        for (const document of documents) this.#putApplication(document);
        this.#rules.replace(scope, documents);
        this.#table.replace(scope, documents).forEach((event) => this.#tell(event));
      },
    });
    if (sweepEveryMs > 0) this.#expiry.start(sweepEveryMs);
  }

  get available(): boolean {
    return this.#ledger.journal.ailments.length === 0;
  }

  get journal(): Routing['journal'] {
    const { ailments, recovery } = this.#ledger.journal;
    return { ailments, lostScopes: recovery?.lost ?? [] };
  }

  async resolve(query: ResolutionQuery): Promise<Resolution> {
    const first = resolve(this.#view, query);
    if (first.kind === 'needs-y') return this.#withY(first, query);
    const hasChanged =
      this.#effects.any && dependsOnEffects(first) && (await this.#effects.settled(first.subscriptionId));
    const isNews = first.kind === 'refuse' && (await this.#hearsNews(first.reason, first.application));
    if (!hasChanged && !isNews) return this.#counted(first, query);
    const second = resolve(this.#view, query);
    return second.kind === 'needs-y' ? this.#withY(second, query) : this.#counted(second, query);
  }

  permit(chosen: Connection, query: ResolutionQuery): Resolution {
    const found = underRestrictions(this.#view, chosen, query);
    return this.#rules.idle ? found : this.#counted(underRules(this.#rules, found, query), query);
  }

  /** A call that is put through counts for the frequencies. */
  #counted<R extends Resolution | NeedsY>(found: R, query: ResolutionQuery): R {
    if (this.#rules.idle || found.kind !== 'connect') return found;
    const call = trafficOf(found, query);
    if (call !== undefined) this.#rules.called(call);
    return found;
  }

  mayCall(query: ResolutionQuery): MayCall {
    return mayCall(this.#view, query);
  }

  async resolveMessage(query: MessageQuery): Promise<MessageResolution> {
    let found = resolveMessage(this.#view, query);
    if (
      found.kind === 'refuse' &&
      found.reason === 'no-binding' &&
      (await this.#hearsNews('no-binding', found.application))
    )
      found = resolveMessage(this.#view, query);
    const permitted = messageUnderRules(this.#rules, found, query);
    if (permitted.kind !== 'needs-y') return permitted;
    await this.#allocateY(permitted);
    const second = resolveMessage(this.#view, query);
    if (second.kind !== 'needs-y') return messageUnderRules(this.#rules, second, query);
    return { kind: 'refuse', reason: 'no-y-available', application: second.application, x: query.to };
  }

  permitMessage(chosen: ForwardedMessage, query: MessageQuery): MessageResolution {
    return messageUnderRules(this.#rules, chosen, query);
  }

  explain(query: ResolutionQuery): Explanation {
    return explain(this.#view, query);
  }

  applyEffect(effect: ResolutionEffect): Promise<void> {
    return this.#effects.add(effect.subscriptionId, this.#apply(effect));
  }

  async #apply(effect: ResolutionEffect): Promise<void> {
    const { subscriptionId } = effect;
    if (effect.kind === 'callback-record') return recordCallback(this.#ledger, subscriptionId, effect.caller);
    const row = this.#table.rows.findId(subscriptionId);
    if (row === NONE) return;
    const { appKey } = this.#table.rows.shared(row);
    await this.#ledger.enter(removeTemporaryCallee(appKey, subscriptionId, effect.revision));
  }

  async recoverJournal(decision: 'restore' | 'accept'): Promise<readonly string[]> {
    const { recovery } = this.#ledger.journal;
    const scopes = recovery?.lost ?? [];
    const { policy } = this.#ledger;
    const savedApplications = this.applications.list().filter(({ appKey }) => this.#saved.has(appKey));
    const { filing } = this.#filed;
    const memory = {
      table: this.#table,
      quotas: policy.quotas,
      savedApplications,
      filing,
      rules: this.#rules,
    };
    try {
      for (const scope of scopes)
        await recovery?.decide(scope, decision === 'restore' ? scopeContent(memory, scope) : undefined);
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) throw error;
      throw new BindingError('journal-unavailable', error.message);
    }
    return scopes;
  }

  takeFile(applications: readonly FiledApplication[]): Promise<FileReport> {
    const enter = (change: Change): Promise<unknown> => this.#ledger.enter(change);
    return this.#filed.take(applications, { pool: this.pool, policy: this.#ledger.policy, enter });
  }

  async retakeFile(applications: readonly FiledApplication[]): Promise<FileReport> {
    const takeBack = this.#filed.replace(applications, this.applications);
    try {
      return await this.takeFile(applications);
    } catch (error) {
      takeBack();
      throw error;
    }
  }

  holdings(number: E164): SubjectHoldings {
    return subjectHoldings(this.#table, this.#rules.lists, { number, mention: this.mentionOf(number) });
  }

  mentionOf(number: E164): Mention {
    return Mention.of(number, this.#ledger.policy);
  }

  erase(request: ErasureRequest): Promise<StoreOutcome> {
    return new SubjectErasure(this.#ledger, this.#rules.lists).run(request);
  }

  get origins(): Origins {
    return this.#filed;
  }

  async saveApplication(application: Application): Promise<void> {
    const document = { key: keys.application(application.appKey), revision: 1, value: application };
    const nothing = { expect: [], remove: [], release: [], claim: [], count: [] };
    const change = { ...nothing, scope: POOL_SCOPE, put: [document] };
    await this.#ledger.enter(change);
  }

  onChange(listener: (change: RoutingChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  sweep(): Promise<number> {
    return this.#expiry.sweep();
  }

  async close(): Promise<void> {
    await this.#expiry.stop();
    this.#listeners.clear();
  }

  /** Asks the journal for recent changes of other engines; false if there is no other engine. */
  async #hearsNews(reason: RefusalReason, application: Application | undefined): Promise<boolean> {
    const { journal } = this.#ledger;
    if (!MAY_BE_NEWS.has(reason) || !journal.shared || !journal.available) return false;
    try {
      await this.#ledger.refresh(application?.appKey ?? POOL_SCOPE);
      return true;
    } catch (error) {
      if (!(error instanceof BindingError)) throw error;
      return false;
    }
  }

  /** If the allocation failed, another call may have succeeded meanwhile: the table decides. */
  async #withY(needed: NeedsY, query: ResolutionQuery): Promise<Resolution> {
    await this.#allocateY(needed);
    const found = resolve(this.#view, query);
    return found.kind === 'needs-y'
      ? refusal('no-y-available', this.#view, query, needed.application)
      : this.#counted(found, query);
  }

  async #allocateY({ application, subscriptionId, b }: NeedsY | MessageNeedsY): Promise<void> {
    try {
      await this.bindings.axyb.allocateY(application, subscriptionId, b);
    } catch (error) {
      if (!(error instanceof BindingError)) throw error;
    }
  }

  #putApplication(document: StoredDocument): void {
    if (!/^(application|filing)\//.test(document.key)) return;
    const read = readDocument(document);
    if (read?.kind === 'filing') this.#filed.hear({ filing: read.value });
    if (read?.kind !== 'application') return;
    const application = read.value;
    this.#saved.add(application.appKey);
    this.#filed.hear({ application });
    this.applications.put(application);
  }

  #tell(event: TableEvent): void {
    for (const listener of this.#listeners) listener(this.#changeOf(event));
  }

  #changeOf(event: TableEvent): RoutingChange {
    if (event.kind !== 'unbound') return event;
    const { subscriptionId, expiresAt } = event;
    return { kind: expiresAt <= this.#ledger.clock() ? 'expired' : 'unbound', subscriptionId };
  }
}

/** Whether A calls out, and may be referred to the callee of the previous call. */
function dependsOnEffects(
  resolution: Resolution,
): resolution is Resolution & { readonly subscriptionId: string | undefined } {
  if (resolution.kind === 'connect') return resolution.direction === 1;
  return resolution.kind === 'refuse' && MAY_BE_UNDER_WAY.has(resolution.reason);
}
