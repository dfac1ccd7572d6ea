/**
 * The applications and numbers of the configuration file. They are put in force beside the journal's at the start, and
 * can be distinguished later.
 */
import type { Application, Applications, PoolNumber } from './application.js';
import { BindingError } from './bindings/binding-error.js';
import { keys, POOL_SCOPE } from './journal/documents.js';
import { differingKeys, filingOf, mergeFiled, type FiledApplication, type Filing } from './filing.js';
import type { Change } from './journal/journal.js';
import type { E164 } from './numbers/number.js';
import type { Policy } from './numbers/policy.js';
import type { Pool } from './numbers/pool.js';

/** Where a setting comes from: the file, the API (through the journal), or the file with some keys set by the API. */
export type Source = 'file' | 'api' | 'file and api';

export interface Origins {
  /** `fromApi`: which keys, if both. */
  ofApplication(application: Application): { readonly source: Source; readonly fromApi: readonly string[] };
  ofNumber(number: PoolNumber): 'file' | 'api';
}

/** What happened to the file's settings where the journal had other ones. */
export interface FileReport {
  readonly applications: readonly {
    readonly appKey: string;
    readonly fromApi: readonly string[];
    readonly fromFile: readonly string[];
  }[];
  readonly numbers: readonly FiledNumberReport[];
  /** Why the next start will not know what the file says now; undefined: it will. */
  readonly unsaved?: string;
}

export interface FiledNumberReport {
  /** As the file has it. */
  readonly number: string;
  /** The application in the file. */
  readonly appKey: string;
  /** The application that had the number. */
  readonly holder: string;
  /**
   * `in-use`: the file moves the number, and it stays because bindings are on it. `moved-by-api`: it stays where the
   * API put it.
   */
  readonly outcome: 'moved' | 'in-use' | 'moved-by-api';
}

export class FiledApplications implements Origins {
  #filed: ReadonlyMap<string, Application>;
  readonly #stored = new Map<string, Application>();
  /** By number: the application that has it in the file. */
  #numbers = new Map<E164, string>();
  /** What the last start that read a file has stored. */
  #filing: Filing | undefined;

  constructor(filed: Iterable<Application>) {
    this.#filed = new Map([...filed].map((one) => [one.appKey, one]));
  }

  get filing(): Filing | undefined {
    return this.#filing;
  }

  /** Applications of the journal, now or when they change. */
  hear(found: { readonly application: Application } | { readonly filing: Filing }): void {
    if ('filing' in found) this.#filing = found.filing;
    else this.#stored.set(found.application.appKey, found.application);
  }

  /** Puts in force what file and journal together say, once the journal is loaded. */
  merge(applications: Applications): void {
    for (const [appKey, stored] of this.#stored) {
      const filed = this.#filed.get(appKey);
      if (filed !== undefined) applications.put(mergeFiled(filed, stored, this.#filing).application);
    }
  }

  /**
   * Another file takes the place of this one, as if it had been there at the start: an application that it leaves out
   * is gone, unless the journal keeps it. Returns a function that takes everything back.
   */
  replace(filed: readonly FiledApplication[], applications: Applications): () => void {
    const [before, numbers, all] = [this.#filed, this.#numbers, applications.list()];
    // The numbers belong to the pool.
    this.#filed = new Map(filed.map(({ numbers: _, ...one }) => [one.appKey, one]));
    this.#numbers = new Map();
    for (const appKey of before.keys())
      if (!this.#filed.has(appKey) && !this.#stored.has(appKey)) applications.remove(appKey);
    for (const one of this.#filed.values()) applications.put(one);
    this.merge(applications);
    return () => {
      this.#filed = before;
      this.#numbers = numbers;
      for (const { appKey } of applications.list()) applications.remove(appKey);
      for (const one of all) applications.put(one);
    };
  }

  ofApplication(application: Application): { readonly source: Source; readonly fromApi: readonly string[] } {
    const filed = this.#filed.get(application.appKey);
    if (filed === undefined) return { source: 'api', fromApi: [] };
    const fromApi = differingKeys(filed, application);
    return { source: fromApi.length === 0 ? 'file' : 'file and api', fromApi };
  }

  ofNumber({ number, appKey }: PoolNumber): 'file' | 'api' {
    return this.#numbers.get(number) === appKey ? 'file' : 'api';
  }

  /**
   * Makes the file's settings durable where they are the later change, gives its applications their numbers, and stores
   * what the file says for the next start. Rejects with PoolError for a number that cannot be read.
   */
  async take(filed: readonly FiledApplication[], { pool, policy, enter }: Taking): Promise<FileReport> {
    const last = this.#filing;
    const differing = filed.flatMap((one) => {
      const stored = this.#stored.get(one.appKey);
      return stored === undefined ? [] : [{ appKey: one.appKey, ...mergeFiled(one, stored, last) }];
    });
    const reported = differing.filter(({ fromApi, fromFile }) => fromApi.length + fromFile.length > 0);
    const numbers: FiledNumberReport[] = [];
    for (const { appKey, numbers: given } of filed)
      numbers.push(...(await this.#takeNumbers(appKey, given, { pool, policy, enter })));
    const edited = differing.filter(({ fromFile }) => fromFile.length > 0);
    const unsaved = await this.#leave(
      edited.map(({ application }) => application),
      filingOf(filed),
      enter,
    );
    return {
      applications: reported.map(({ appKey, fromApi, fromFile }) => ({ appKey, fromApi, fromFile })),
      numbers,
      ...(unsaved !== undefined && { unsaved }),
    };
  }

  async #takeNumbers(
    appKey: string,
    given: FiledApplication['numbers'],
    { pool, policy }: Taking,
  ): Promise<FiledNumberReport[]> {
    const before = this.#filing?.[appKey]?.numbers ?? {};
    const elsewhere: FiledNumberReport[] = [];
    const here = new Map<string, FiledApplication['numbers'][number]>();
    for (const one of given) {
      const number = policy.parse(one.number);
      if (number !== undefined) this.#numbers.set(number, appKey);
      const holder = number === undefined ? undefined : pool.get(number)?.appKey;
      if (number === undefined || holder === undefined || holder === appKey) here.set(number ?? '', one);
      else if (one.number in before)
        elsewhere.push({ number: one.number, appKey, holder, outcome: 'moved-by-api' });
      else {
        const { moved } = await pool.transfer([number], appKey);
        elsewhere.push({
          number: one.number,
          appKey,
          holder,
          outcome: moved.length > 0 ? 'moved' : 'in-use',
        });
        if (moved.length > 0) here.set(number, one);
      }
    }
    for (const { number, areaCode } of await pool.add(appKey, [...here.values()])) {
      const wanted = here.get(number)?.areaCode ?? areaCode;
      if (policy.readAreaCode(wanted) !== areaCode) await pool.setAreaCode(number, wanted);
    }
    return elsewhere;
  }

  /** What cannot be written now is in force all the same: a journal that takes no changes must not prevent a start. */
  async #leave(
    edited: readonly Application[],
    filing: Filing,
    enter: Taking['enter'],
  ): Promise<string | undefined> {
    const isKnown = JSON.stringify(filing) === JSON.stringify(this.#filing);
    if (isKnown && edited.length === 0) return undefined;
    const put = edited.map((value) => ({ key: keys.application(value.appKey), revision: 1, value }));
    const document = { key: keys.filing('last'), revision: 1, value: filing };
    const nothing = { expect: [], remove: [], release: [], claim: [], count: [] };
    try {
      await enter({ ...nothing, scope: POOL_SCOPE, put: [...put, document] });
      return undefined;
    } catch (error) {
      if (error instanceof BindingError && error.reason === 'journal-unavailable') return error.message;
      throw error;
    }
  }
}

/** The collaborators. */
interface Taking {
  readonly pool: Pool;
  readonly policy: Pick<Policy, 'parse' | 'readAreaCode'>;
  readonly enter: (change: Change) => Promise<unknown>;
}
