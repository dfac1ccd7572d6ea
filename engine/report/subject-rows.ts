/**
 * What the outbox's file holds about a number: records, messages that wait, events to be pulled, and those given up. An
 * erasure deletes the rows that are about it and replaces it in free text of the others. A message that waits for its
 * receiver is owed to the application, and is kept with the record of its call, unless the request says otherwise.
 */
import type { Database, Statement } from '../../routing/journal/sqlite-open.js';
import { Mention, type MentionData } from '../../routing/numbers/mention.js';
import { bodyWithout, concernOf } from './subject-body.js';

export const SUBJECT_TABLES = ['record', 'message', 'event', 'undelivered'] as const;
export type SubjectTable = (typeof SUBJECT_TABLES)[number];

export interface SubjectRow {
  readonly appKey: string;
  /** File name of the call's recording; of records only. */
  readonly recording: string | null;
  /** A record whose push waits. */
  readonly waits: boolean;
  /** It is about the number, and does not only mention it. */
  readonly isParty: boolean;
  /** JSON. */
  readonly body: string;
}

export interface SubjectQuery {
  readonly table: SubjectTable;
  readonly afterId: number;
  readonly mention: MentionData;
}

export interface SubjectPage {
  readonly rows: readonly SubjectRow[];
  /** Where to go on; undefined: this was the last page. */
  readonly nextId: number | undefined;
}

export interface SubjectErasureQuery extends SubjectQuery {
  /** Messages that wait are erased too. */
  readonly alsoWaiting: boolean;
  /** Counts only. */
  readonly dryRun: boolean;
}

export interface ErasedPage {
  readonly erased: number;
  readonly replaced: number;
  readonly kept: number;
  readonly nextId: number | undefined;
}

/** Rows in one look, so that writes of calls in between are not delayed. */
const PAGE = 2000;

interface Row {
  readonly id: number;
  readonly appKey: string;
  readonly session: string;
  readonly recording: string | null;
  readonly body: string;
}

/** The push of a record waits, alone or with others in one body. The plus signs leave the choice to the index of groups. */
const WAITS = `
  SELECT 1 FROM message WHERE grp = ?1 AND +app = ?2 AND +channel = 'fee'
  UNION ALL
  SELECT 1 FROM message WHERE grp = '*' AND +app = ?2 AND +channel = 'fee' AND instr(body, ?1) > 0`;

type Statements = Readonly<Record<SubjectTable, Statement>>;

export class SubjectRows {
  readonly #pages: Statements;
  readonly #delete: Statements;
  readonly #replace: Statements;
  readonly #remember: Statement;
  readonly #waits: Statement;

  constructor(database: Database) {
    const each = (sql: (table: SubjectTable) => string): Statements =>
      Object.fromEntries(SUBJECT_TABLES.map((table) => [table, database.prepare(sql(table))])) as Statements;
    this.#pages = each((table) => {
      const own = table === 'record' ? 'session, recording' : "'' AS session, NULL AS recording";
      return `SELECT id, app AS appKey, ${own}, body FROM ${table} WHERE id > ? ORDER BY id LIMIT ${PAGE}`;
    });
    this.#delete = each((table) => `DELETE FROM ${table} WHERE id = ?`);
    this.#replace = each((table) => `UPDATE ${table} SET body = ? WHERE id = ?`);
    this.#waits = database.prepare(WAITS);
    this.#remember = database.prepare(
      'INSERT INTO forgotten VALUES (?, ?) ON CONFLICT (app) DO UPDATE SET id = max(id, excluded.id)',
    );
  }

  page({ table, afterId, mention: data }: SubjectQuery): SubjectPage {
    const { rows, nextId } = this.#read(table, afterId);
    const mention = new Mention(data);
    const found = rows.flatMap((row): SubjectRow[] => {
      const { appKey, recording, body } = row;
      const concern = concernOf(body, mention);
      if (concern === 'nothing') return [];
      return [{ appKey, recording, waits: this.#waitsFor(table, row), isParty: concern === 'party', body }];
    });
    return { rows: found, nextId };
  }

  /** Within a transaction. */
  erase({ table, afterId, mention: data, alsoWaiting, dryRun }: SubjectErasureQuery): ErasedPage {
    const { rows, nextId } = this.#read(table, afterId);
    const mention = new Mention(data);
    const counts = { erased: 0, replaced: 0, kept: 0 };
    for (const row of rows) {
      const concern = concernOf(row.body, mention);
      if (concern === 'nothing') continue;
      if (!alsoWaiting && (table === 'message' || this.#waitsFor(table, row))) counts.kept += 1;
      else {
        counts[concern === 'party' ? 'erased' : 'replaced'] += 1;
        if (!dryRun) this.#eraseOne(table, row, mention);
      }
    }
    return { ...counts, nextId };
  }

  #waitsFor(table: SubjectTable, { session, appKey }: Row): boolean {
    return table === 'record' && this.#waits.get(session, appKey) !== undefined;
  }

  #eraseOne(table: SubjectTable, { id, appKey, body }: Row, mention: Mention): void {
    // Records of other people may wait in the same body.
    const left = bodyWithout(body, mention);
    if (left !== undefined) return void this.#replace[table].run(left, id);
    this.#delete[table].run(id);
    // A reader that has not come so far learns that something is missing.
    if (table === 'event') this.#remember.run(appKey, id);
  }

  #read(
    table: SubjectTable,
    afterId: number,
  ): { readonly rows: readonly Row[]; readonly nextId: number | undefined } {
    const rows = this.#pages[table].all(afterId) as Row[];
    return { rows, nextId: rows.length < PAGE ? undefined : rows.at(-1)?.id };
  }
}
