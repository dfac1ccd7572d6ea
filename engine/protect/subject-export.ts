/**
 * Everything this engine holds about a person's number, store by store, as one JSON document that is written while it is read.
 * The audit has no number and the log masks each, so neither is part of it. With several engines the relations and lists
 * are those of all, and the rest is this engine's own: the others are asked in the same way.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { E164 } from '../../routing/numbers/number.js';
import type { SubjectHoldings } from '../../routing/subject-holdings.js';
import type { SubjectPage, SubjectQuery, SubjectTable } from '../report/subject-rows.js';

export interface SubjectStores {
  holdings(number: E164): SubjectHoldings;
  /** Pages of the outbox's file. */
  rows(query: SubjectQuery): Promise<SubjectPage>;
  /** Kept short messages, page by page. */
  messages(number: E164): AsyncIterable<object>;
  /** Where recordings are. */
  readonly recordings: string;
}

const TABLES: readonly (readonly [name: string, table: SubjectTable])[] = [
  ['records', 'record'],
  ['waitingEvents', 'message'],
  ['events', 'event'],
  ['undelivered', 'undelivered'],
];

/** The document, piece by piece. Throws in the middle if a disk fails: then it does not end as JSON does. */
export async function* exportSubject(
  stores: SubjectStores,
  number: E164,
  at: number,
): AsyncGenerator<string> {
  yield `{"number":${JSON.stringify(number)},"at":"${new Date(at).toISOString()}"`;
  for (const [name, items] of Object.entries(stores.holdings(number)))
    yield `,"${name}":${JSON.stringify(items)}`;
  const recordings: string[] = [];
  for (const [name, table] of TABLES)
    yield* list(
      name,
      rowsOf(stores, table, number, (fileName) => void recordings.push(fileName)),
    );
  yield* list('messages', stores.messages(number));
  yield* list('recordings', filesOf(stores.recordings, recordings));
  yield '}';
}

async function* list(name: string, items: AsyncIterable<object>): AsyncGenerator<string> {
  let before = `,"${name}":[`;
  for await (const item of items) {
    yield before + JSON.stringify(item);
    before = ',';
  }
  yield before === ',' ? ']' : `${before}]`;
}

async function* rowsOf(
  stores: SubjectStores,
  table: SubjectTable,
  number: E164,
  onRecording: (fileName: string) => void,
): AsyncGenerator<object> {
  for (let afterId: number | undefined = 0; afterId !== undefined;) {
    const page: SubjectPage = await stores.rows({ table, afterId, number });
    for (const { appKey, recording, body } of page.rows) {
      if (recording !== null) onRecording(recording);
      // Records that wait may have been joined into one body.
      for (const content of JSON.parse(`[${body}]`) as object[]) yield { appKey, content };
    }
    afterId = page.nextId;
  }
}

async function* filesOf(folder: string, names: readonly string[]): AsyncGenerator<object> {
  for (const fileName of names) {
    const file = await stat(join(folder, fileName)).catch(() => undefined);
    // Its retention is over.
    if (file !== undefined) yield { fileName, bytes: file.size };
  }
}
