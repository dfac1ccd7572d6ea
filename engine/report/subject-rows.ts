/** What the outbox's file holds about a number: records, messages that wait, events to be pulled, and those given up. */
import type { Database, Statement } from '../../routing/journal/sqlite-open.js';

export const SUBJECT_TABLES = ['record', 'message', 'event', 'undelivered'] as const;
export type SubjectTable = (typeof SUBJECT_TABLES)[number];

export interface SubjectRow {
  readonly appKey: string;
  /** File name of the call's recording; of records only. */
  readonly recording: string | null;
  /** JSON. */
  readonly body: string;
}

export interface SubjectQuery {
  readonly table: SubjectTable;
  readonly afterId: number;
  /** E.164. */
  readonly number: string;
}

export interface SubjectPage {
  readonly rows: readonly SubjectRow[];
  /** Where to go on; undefined: this was the last page. */
  readonly nextId: number | undefined;
}

/** Rows in one look, so that writes of calls in between are not delayed. */
const PAGE = 2000;

export class SubjectRows {
  readonly #find: Readonly<Record<SubjectTable, Statement>>;
  readonly #last: Readonly<Record<SubjectTable, Statement>>;

  constructor(database: Database) {
    const find = (table: SubjectTable, recording = 'NULL'): Statement =>
      database.prepare(
        `SELECT app AS appKey, ${recording} AS recording, body FROM ${table}
         WHERE id > ? AND id <= ? AND instr(body, ?) > 0 ORDER BY id`,
      );
    const last = (table: SubjectTable): Statement =>
      database.prepare(`SELECT coalesce(max(id), 0) AS id FROM ${table}`);
    this.#find = {
      record: find('record', 'recording'),
      message: find('message'),
      event: find('event'),
      undelivered: find('undelivered'),
    };
    this.#last = {
      record: last('record'),
      message: last('message'),
      event: last('event'),
      undelivered: last('undelivered'),
    };
  }

  page({ table, afterId, number }: SubjectQuery): SubjectPage {
    const digits = number.slice(1);
    const until = afterId + PAGE;
    const found = this.#find[table].all(afterId, until, digits) as SubjectRow[];
    const { id: lastId } = this.#last[table].get() as { id: number };
    return {
      rows: found.filter(({ body }) => namesNumber(body, digits)),
      nextId: until < lastId ? until : undefined,
    };
  }
}

/** Whether a text has those digits and no others beside them, which would be another number. */
export function namesNumber(text: string, digits: string): boolean {
  return new RegExp(`(?<!\\d)${digits}(?!\\d)`).test(text);
}
