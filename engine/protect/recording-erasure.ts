/**
 * An erasure of recordings: the files that the records of a number's calls name, and what stands beside them under the same
 * name (a transcript, a checksum). It comes before the records go, so that after a crash they still name what is left.
 */
import { readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { ErasureRequest, KeptThing, StoreOutcome } from '../../routing/subject-erasure.js';
import type { SubjectPage, SubjectQuery } from '../report/subject-rows.js';
import { shred } from './shred.js';

export interface RecordedCalls {
  rows(query: SubjectQuery): Promise<SubjectPage>;
  /** Where recordings are. */
  readonly recordings: string;
}

/** Rejects if a file cannot be deleted. */
export async function eraseRecordings(
  { rows, recordings: folder }: RecordedCalls,
  { mention, also, dryRun }: ErasureRequest,
): Promise<StoreOutcome> {
  const names = new Set<string>();
  let waiting = 0;
  for (let afterId: number | undefined = 0; afterId !== undefined;) {
    const page: SubjectPage = await rows({ table: 'record', afterId, mention: mention.data });
    for (const { recording, isParty, waits } of page.rows) {
      if (recording === null || !isParty) continue;
      if (waits && !also.includes('waiting')) waiting += 1;
      else names.add(parse(recording).name);
    }
    afterId = page.nextId;
  }
  const files = names.size === 0 ? [] : await filesOf(folder, names);
  if (!dryRun) for (const file of files) await shred(join(folder, file));
  const because = 'their record waits for its receiver, which may still ask for them';
  const kept: KeptThing[] = waiting === 0 ? [] : [{ what: 'recordings', count: waiting, because }];
  const found = new Set(files.map((file) => parse(file).name));
  const missing = [...names].filter((name) => !found.has(name)).length;
  const note = `${missing} recordings that records name are not in ${folder}: past their days, or on another machine`;
  return {
    erased: files.length === 0 ? {} : { files: files.length },
    ...{ replaced: {}, kept, notes: missing === 0 ? [] : [note] },
  };
}

/** One look at the folder for all of them. */
async function filesOf(folder: string, names: ReadonlySet<string>): Promise<readonly string[]> {
  const entries = await readdir(folder).catch(() => []);
  return entries.filter((entry) => names.has(parse(entry).name));
}
