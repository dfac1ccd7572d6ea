/**
 * An erasure of the records of the past: each in which the number has a part goes whole, those included that wait to be
 * filed. It comes after the stores that records come from, so that none of them files it again.
 */
import type { E164 } from '../../routing/numbers/number.js';
import type { ErasureRequest, StoreOutcome } from '../../routing/subject-erasure.js';
import type { PastRecord } from '../records/record-store.js';

export interface ErasableRecords {
  rowsAbout(number: E164): AsyncIterable<PastRecord>;
  /** Answers how many there were. */
  erase(number: E164): Promise<number>;
}

/** Rejects if the store of records is away. */
export async function eraseRecords(
  records: ErasableRecords,
  { number, dryRun }: Pick<ErasureRequest, 'number' | 'dryRun'>,
): Promise<StoreOutcome> {
  const count = dryRun ? await countOf(records.rowsAbout(number)) : await records.erase(number);
  return { erased: count === 0 ? {} : { pastRecords: count }, replaced: {}, kept: [], notes: [] };
}

async function countOf(rows: AsyncIterable<PastRecord>): Promise<number> {
  let count = 0;
  for await (const _ of rows) count += 1;
  return count;
}
