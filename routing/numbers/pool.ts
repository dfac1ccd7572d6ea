/**
 * The number pool: X and Y numbers of applications, their cities and statuses. A number's document is in its
 * application's scope, beside the counters of its relations, so that it cannot be removed while a binding is being
 * made on it. Ownership is a claim in a scope of its own, so that no two applications get the same number.
 */
import type { Applications, NumberCause, NumberStatus, PoolNumber } from '../application.js';
import { BindingError } from '../bindings/binding-error.js';
import type { Found, Page } from '../bindings/bindings.js';
import { unused } from '../claims.js';
import { keys, POOL_SCOPE } from '../journal/documents.js';
import type { Change, Holding } from '../journal/journal.js';
import type { Entry, Ledger } from '../ledger.js';
import { maskNumber, numberOf, type E164 } from './number.js';
import { countByArea, type AreaCounts, type CensusSelector } from './pool-census.js';
import type { PoolChoice } from './pool-choice.js';
import { readNumbersCsv, type ImportFault } from './pool-csv.js';
import { NONE } from '../table/table.js';

export type { ImportFault } from './pool-csv.js';

/** A number, its status and its use. */
export interface PoolNumberUse extends PoolNumber {
  /** Relations on it, as X or as Y. */
  readonly relations: number;
  /** Milliseconds since 1970; the pool does not hand it out before. */
  readonly restsUntil: number | undefined;
}

export interface NumberSelector {
  readonly appKey?: string | undefined;
  readonly areaCode?: string | undefined;
  readonly status?: NumberStatus | undefined;
}

/** Changes in one commit. */
const BATCH = 256;

/** An application has a number that it did not have before, by this engine's doing. */
export type OnCame = (number: E164, appKey: string, how: 'added' | 'transferred') => void;

export class Pool {
  #onCame: OnCame = () => undefined;

  constructor(
    readonly ledger: Ledger,
    readonly choice: PoolChoice,
    readonly applications: Applications,
  ) {}

  onCame(handler: OnCame): void {
    this.#onCame = handler;
  }

  get(number: E164): PoolNumberUse | undefined {
    const index = this.ledger.table.numbers.find(numberOf(number));
    return index === NONE ? undefined : this.#use(index);
  }

  list({ appKey, areaCode, status }: NumberSelector, { pageIndex, pageSize }: Page): Found<PoolNumberUse> {
    const { numbers } = this.ledger.table;
    const area = areaCode === undefined ? undefined : this.ledger.policy.readAreaCode(areaCode);
    const items: PoolNumberUse[] = [];
    let total = 0;
    for (let index = 0; index < numbers.size; index += 1) {
      const owner = numbers.owner(index);
      if (owner === undefined || (appKey !== undefined && owner !== appKey)) continue;
      if (areaCode !== undefined && numbers.area(index) !== area) continue;
      if (status !== undefined && numbers.status(index) !== status) continue;
      const use =
        total >= (pageIndex - 1) * pageSize && items.length < pageSize ? this.#use(index) : undefined;
      if (use !== undefined) items.push(use);
      total += 1;
    }
    return { items, total };
  }

  /** How many numbers each area code has, and what they can do at the moment. Looks at every number. */
  census(selector: CensusSelector): readonly AreaCounts[] {
    return countByArea(this.ledger.table, selector, (index) => this.choice.restsUntil(index));
  }

  /** Area code of a number: as the pool has it, else as its digits tell. */
  areaCodeOf(number: E164): string | undefined {
    return this.get(number)?.areaCode ?? this.ledger.policy.areaCodeOf(number);
  }

  /** Cities of an area code as the policy names them; there may be several or none. */
  cityNames(areaCode: string): readonly string[] {
    return this.ledger.policy.cities.of(areaCode).map(({ city }) => city);
  }

  /**
   * Adds numbers from the configuration file, an operator, or an import. Numbers the application already has stay as
   * they are. PoolError invalid, application-not-found, number-owned-elsewhere; numbers before the bad one have been
   * added.
   */
  async add(
    appKey: string,
    numbers: readonly { readonly number: string; readonly areaCode: string }[],
  ): Promise<readonly PoolNumber[]> {
    this.#requireApplication(appKey);
    const { policy } = this.ledger;
    const wanted = numbers.map(({ number: text, areaCode }) => {
      const number = policy.parse(text);
      if (number === undefined)
        throw new PoolError('invalid', `expected a phone number, found ${maskNumber(text)}`);
      const area = policy.readAreaCode(areaCode);
      if (area === undefined)
        throw new PoolError(
          'invalid',
          `${maskNumber(number)}: expected the area code of a city, found ${areaCode}`,
        );
      return { number, appKey, areaCode: area, status: 'normal' as const };
    });
    const added: PoolNumber[] = [];
    for (let from = 0; from < wanted.length; from += BATCH)
      added.push(
        ...(await Promise.all(wanted.slice(from, from + BATCH).map((number) => this.#addOne(number)))),
      );
    return added;
  }

  /** CSV with a heading `number,area_code`; every good line is added, every bad one reported. */
  async importCsv(
    appKey: string,
    csv: string,
  ): Promise<{ readonly added: number; readonly faults: readonly ImportFault[] }> {
    this.#requireApplication(appKey);
    const { numbers, faults } = readNumbersCsv(csv, this.ledger.policy);
    const told = [...faults];
    let added = 0;
    for (let from = 0; from < numbers.length; from += BATCH) {
      const lines = numbers.slice(from, from + BATCH).map(async ({ line, number, areaCode }) => {
        try {
          await this.#addOne({ number, appKey, areaCode, status: 'normal' });
          added += 1;
        } catch (error) {
          if (!(error instanceof PoolError) || error.reason === 'journal-unavailable') throw error;
          told.push({ line, message: error.message });
        }
      });
      await Promise.all(lines);
    }
    return { added, faults: told.sort((one, other) => one.line - other.line) };
  }

  /** `cause` belongs to `unavailable`. Calls and bindings see the new status at once. */
  async setStatus(number: E164, status: NumberStatus, cause?: NumberCause): Promise<PoolNumber> {
    return this.#change(number, ({ cause: _, ...before }) => ({
      ...before,
      status,
      ...(cause !== undefined && status === 'unavailable' && { cause }),
    }));
  }

  async setAreaCode(number: E164, areaCode: string): Promise<PoolNumber> {
    const area = this.ledger.policy.readAreaCode(areaCode);
    if (area === undefined)
      throw new PoolError('invalid', `expected the area code of a city, found ${areaCode}`);
    return this.#change(number, (before) => ({ ...before, areaCode: area }));
  }

  /** Gives numbers to another application; numbers in use stay where they are and are reported. */
  async transfer(
    numbers: readonly E164[],
    toAppKey: string,
  ): Promise<{ readonly moved: readonly E164[]; readonly inUse: readonly E164[] }> {
    this.#requireApplication(toAppKey);
    const moved: E164[] = [];
    const inUse: E164[] = [];
    for (const number of numbers) {
      const before = this.#require(number);
      try {
        if (before.appKey !== toAppKey) await this.#move(number, before, toAppKey);
        moved.push(number);
      } catch (error) {
        if (!(error instanceof PoolError) || error.reason !== 'number-in-use') throw error;
        inUse.push(number);
      }
    }
    return { moved, inUse };
  }

  /** number-in-use while it has any relation. */
  async remove(number: E164): Promise<void> {
    const { appKey } = this.#require(number);
    await this.#takeOut(number);
    await this.#enter({ ...empty(POOL_SCOPE), release: [ownership(number, appKey)] });
  }

  /**
   * Out of one scope, then into the other: after a crash in between, adding or moving the number again completes it.
   */
  async #move(
    number: E164,
    { relations: _, restsUntil: __, ...before }: PoolNumberUse,
    toAppKey: string,
  ): Promise<void> {
    await this.#takeOut(number);
    await this.#addOne({ ...before, appKey: toAppKey }, 'transferred');
  }

  async #addOne(wanted: PoolNumber, how: Parameters<OnCame>[2] = 'added'): Promise<PoolNumber> {
    const { number, appKey } = wanted;
    const existing = this.get(number);
    if (existing?.appKey === appKey) return existing;
    await this.#own(number, appKey);
    const document = { key: keys.number(number), revision: 1, value: wanted };
    const entry = await this.#enter({
      ...empty(appKey),
      expect: [{ key: document.key, revision: 0 }],
      put: [document],
    });
    if (entry.done) this.#onCame(number, appKey, how);
    return entry.done ? wanted : this.#require(number);
  }

  /**
   * Takes the number for the application. It takes it from another one only if that one's document is gone, as after a
   * crash between the two halves of a move. The other application may be unknown by then.
   */
  async #own(number: E164, appKey: string): Promise<void> {
    const claim = [ownership(number, appKey)];
    const elsewhere = (): PoolError =>
      new PoolError('number-owned-elsewhere', `${maskNumber(number)} is another application's`);
    for (let release: Holding[] = []; ;) {
      const has = this.get(number)?.appKey;
      if (has !== undefined && has !== appKey) throw elsewhere();
      const entry = await this.#enter({ ...empty(POOL_SCOPE), release, claim });
      if (entry.done) return;
      const holder = 'holder' in entry ? entry.holder : undefined;
      if (holder === undefined || release.some((one) => one.holder === holder)) throw elsewhere();
      await this.#guarded(this.ledger.refresh(holder));
      release = [ownership(number, holder)];
    }
  }

  async #takeOut(number: E164): Promise<void> {
    for (;;) {
      const { appKey } = this.#require(number);
      const revision = this.ledger.table.numbers.revision(this.ledger.table.numbers.find(numberOf(number)));
      const key = keys.number(number);
      const entry = await this.#enter({
        ...empty(appKey),
        expect: [{ key, revision }],
        remove: [key],
        count: unused(number),
      });
      if (entry.done) return;
      if (entry.broken !== undefined)
        throw new PoolError('number-in-use', `${maskNumber(number)} still has relations`);
    }
  }

  async #change(number: E164, next: (before: PoolNumber) => PoolNumber): Promise<PoolNumber> {
    const { numbers } = this.ledger.table;
    for (;;) {
      const { relations: _, restsUntil: __, ...before } = this.#require(number);
      const revision = numbers.revision(numbers.find(numberOf(number)));
      const key = keys.number(number);
      const value = next(before);
      const entry = await this.#enter({
        ...empty(before.appKey),
        expect: [{ key, revision }],
        put: [{ key, revision: revision + 1, value }],
      });
      if (entry.done) return value;
    }
  }

  #use(index: number): PoolNumberUse | undefined {
    const { numbers } = this.ledger.table;
    const pooled = numbers.pooled(index);
    const relations = numbers.relations(index) + numbers.serves(index);
    return pooled && { ...pooled, relations, restsUntil: this.choice.restsUntil(index) };
  }

  #require(number: E164): PoolNumberUse {
    const found = this.get(number);
    if (found === undefined) throw new PoolError('number-not-found', `${maskNumber(number)} is in no pool`);
    return found;
  }

  #requireApplication(appKey: string): void {
    if (this.applications.get(appKey) === undefined)
      throw new PoolError('application-not-found', `no application ${appKey}`);
  }

  #enter(change: Change): Promise<Entry> {
    return this.#guarded(this.ledger.enter(change));
  }

  async #guarded<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (error instanceof BindingError && error.reason === 'journal-unavailable')
        throw new PoolError('journal-unavailable', error.message);
      throw error;
    }
  }
}

/** The claim in `poolScope` on behalf of a number's application. */
export function ownership(number: E164, appKey: string): Holding {
  return { claim: `number|${number}`, holder: appKey };
}

function empty(scope: string): Change {
  return { scope, expect: [], put: [], remove: [], release: [], claim: [], count: [] };
}

/** Why a change of the number pool was refused. */
export class PoolError extends Error {
  override readonly name = 'PoolError';
  constructor(
    readonly reason:
      | 'invalid'
      | 'number-not-found'
      | 'number-in-use'
      | 'number-owned-elsewhere'
      | 'application-not-found'
      | 'journal-unavailable',
    /** Holds no full number. */
    message: string,
  ) {
    super(message);
  }
}
