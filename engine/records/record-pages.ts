/**
 * All records that a search finds, newest first, read page by page: a reader as slow as a network keeps nothing open.
 */
import type { PlacedRecord, RecordPlace, RecordQuery, RecordStore } from './record-store.js';

const PAGE = 1000;

export async function* pagesOf(
  store: Pick<RecordStore, 'search'>,
  query: RecordQuery,
): AsyncGenerator<PlacedRecord> {
  for (let behind: RecordPlace | undefined; ;) {
    const page: readonly PlacedRecord[] = await store.search(query, behind, PAGE);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    behind = last.place;
  }
}
