/**
 * Everything this engine holds about a person's number, store by store, as one JSON document that is written while it is read.
 * The audit has no number and the log masks each, so neither is part of it. With several engines the relations and lists
 * are those of all, and the rest is this engine's own: the others are asked in the same way.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mention } from '../../routing/numbers/mention.js';
import type { E164 } from '../../routing/numbers/number.js';
import type { SubjectHoldings } from '../../routing/subject-holdings.js';
import type { SubjectPage, SubjectQuery, SubjectTable } from '../report/subject-rows.js';

export interface SubjectStores {
  holdings(number: E164): SubjectHoldings;
  mentionOf(number: E164): Mention;
  /** Pages of the outbox's file. */
  rows(query: SubjectQuery): Promise<SubjectPage>;
  /** Kept short messages, page by page. */
  messages(mention: Mention): AsyncIterable<object>;
  /** Long messages of which parts are still missing. */
  parts(mention: Mention): Promise<readonly object[]>;
  /** Calls in progress. */
  calls(mention: Mention): readonly object[];
  /** Records of the past that are kept to be searched. */
  pastRecords(number: E164): AsyncIterable<object>;
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
  const mention = stores.mentionOf(number);
  yield `{"number":${JSON.stringify(number)},"at":"${new Date(at).toISOString()}"`;
  for (const [name, items] of Object.entries(stores.holdings(number)))
    yield `,"${name}":${JSON.stringify(items)}`;
  yield `,"callsInProgress":${JSON.stringify(stores.calls(mention))}`;
  const recordings: string[] = [];
  for (const [name, table] of TABLES)
    yield* list(
      name,
      rowsOf(stores, table, mention, (fileName) => void recordings.push(fileName)),
    );
  yield* list('messages', stores.messages(mention));
  yield `,"incompleteMessages":${JSON.stringify(await stores.parts(mention))}`;
  yield* list('pastRecords', stores.pastRecords(number));
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
  mention: Mention,
  onRecording: (fileName: string) => void,
): AsyncGenerator<object> {
  for (let afterId: number | undefined = 0; afterId !== undefined;) {
    const page: SubjectPage = await stores.rows({ table, afterId, mention: mention.data });
    for (const { appKey, recording, isParty, body } of page.rows) {
      // A call that only mentions the number is of other people.
      if (recording !== null && isParty) onRecording(recording);
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
