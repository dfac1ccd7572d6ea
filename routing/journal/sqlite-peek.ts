/**
 * Reads the journal's file while no service has it open, to tell what the next start would make of a configuration
 * file. Writes nothing.
 */
import { existsSync } from 'node:fs';
import type { Application } from '../application.js';
import { keys, POOL_SCOPE } from './documents.js';
import type { FileReport, FiledNumberReport } from '../filed-applications.js';
import { mergeFiled, type FiledApplication, type Filing } from '../filing.js';
import { openDatabase, type Database } from './sqlite-open.js';
import { ownership } from '../numbers/pool.js';
import type { Policy } from '../numbers/policy.js';

/** A service has the file open; ask it instead. */
export class JournalInUse extends Error {
  override readonly name = 'JournalInUse';
}

/**
 * undefined: there is no journal yet. Rejects with JournalInUse, or with an Error that says what is wrong with the
 * file.
 */
export async function foreseeFile(
  file: string,
  filed: readonly FiledApplication[],
  policy: Pick<Policy, 'parse'>,
): Promise<FileReport | undefined> {
  if (!existsSync(file)) return undefined;
  const database = await openDatabase(file);
  try {
    database.exec('PRAGMA query_only = ON');
    const { count } = database
      .prepare("SELECT count(*) AS count FROM sqlite_schema WHERE name = 'documents'")
      .get() as { readonly count: number };
    return count === 0 ? undefined : reportOf(new Peek(database), filed, policy);
  } catch (error) {
    if (error instanceof Error && /locked|busy/i.test(error.message))
      throw new JournalInUse('a service has it open', { cause: error });
    throw error;
  } finally {
    database.close();
  }
}

function reportOf(peek: Peek, filed: readonly FiledApplication[], policy: Pick<Policy, 'parse'>): FileReport {
  const last = peek.document<Filing>(keys.filing('last'));
  const applications = filed.flatMap((one) => {
    const stored = peek.document<Application>(keys.application(one.appKey));
    if (stored === undefined) return [];
    const { fromApi, fromFile } = mergeFiled(one, stored, last);
    return fromApi.length + fromFile.length === 0 ? [] : [{ appKey: one.appKey, fromApi, fromFile }];
  });
  const numbers = filed.flatMap(({ appKey, numbers: given }) =>
    given.flatMap(({ number: text }): FiledNumberReport[] => {
      const number = policy.parse(text);
      const holder = number === undefined ? undefined : peek.holder(ownership(number, appKey).claim);
      if (number === undefined || holder === undefined || holder === appKey) return [];
      const isOfApi = last?.[appKey]?.numbers[text] !== undefined;
      const outcome = isOfApi ? 'moved-by-api' : peek.isUsed(holder, number) ? 'in-use' : 'moved';
      return [{ number: text, appKey, holder, outcome }];
    }),
  );
  return { applications, numbers };
}

class Peek {
  constructor(readonly database: Database) {}

  document<T>(key: string): T | undefined {
    const value = this.#value(
      'SELECT value AS v FROM documents WHERE scope = ? AND key = ?',
      POOL_SCOPE,
      key,
    );
    return value === undefined ? undefined : (JSON.parse(String(value)) as T);
  }

  holder(claim: string): string | undefined {
    const value = this.#value(
      'SELECT holder AS v FROM claims WHERE scope = ? AND claim = ?',
      POOL_SCOPE,
      claim,
    );
    return value === undefined ? undefined : String(value);
  }

  /** As X or as Y. */
  isUsed(appKey: string, number: string): boolean {
    const query = 'SELECT value AS v FROM counters WHERE scope = ? AND counter = ?';
    return ['x', 'y'].some((role) => Number(this.#value(query, appKey, `${role}|${number}`) ?? 0) > 0);
  }

  #value(sql: string, ...values: readonly string[]): unknown {
    const row = this.database.prepare(sql).get(...values) as { readonly v: unknown } | undefined;
    return row?.v;
  }
}
