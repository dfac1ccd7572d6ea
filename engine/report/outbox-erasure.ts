/** An erasure in the outbox's file, table by table and page by page, so that reports of calls are written in between. */
import type { ErasureRequest, KeptThing, StoreOutcome } from '../../routing/subject-erasure.js';
import type { Outbox } from './outbox.js';
import type { ErasedPage, SubjectTable } from './subject-rows.js';

/** Messages that wait come first: a record is kept for as long as its message waits. */
const TABLES: readonly (readonly [table: SubjectTable, name: string])[] = [
  ['message', 'waitingEvents'],
  ['event', 'events'],
  ['undelivered', 'undelivered'],
  ['record', 'records'],
];

const BECAUSE = {
  message: 'they wait for their receiver, and are deleted once it has taken them',
  record: 'their push waits for its receiver',
} as const;

/** Rejects if the disk fails; then a part of it may have been done. */
export async function eraseFromOutbox(
  outbox: Pick<Outbox, 'file' | 'flush'>,
  { mention, also, dryRun }: ErasureRequest,
): Promise<StoreOutcome> {
  await outbox.flush();
  const erased: Record<string, number> = {};
  const replaced: Record<string, number> = {};
  const kept: KeptThing[] = [];
  for (const [table, name] of TABLES) {
    const sum = { erased: 0, replaced: 0, kept: 0 };
    for (let afterId: number | undefined = 0; afterId !== undefined;) {
      const page: ErasedPage = await outbox.file.request('eraseSubject', {
        ...{ table, afterId, mention: mention.data, dryRun },
        alsoWaiting: also.includes('waiting'),
      });
      sum.erased += page.erased;
      sum.replaced += page.replaced;
      sum.kept += page.kept;
      afterId = page.nextId;
    }
    if (sum.erased > 0) erased[name] = sum.erased;
    if (sum.replaced > 0) replaced[name] = sum.replaced;
    const because = table === 'message' ? BECAUSE.message : BECAUSE.record;
    if (sum.kept > 0) kept.push({ what: name, count: sum.kept, because });
  }
  if (dryRun) return { erased, replaced, kept, notes: [] };
  const { found } = await outbox.file.request('removeResidue', { digits: mention.data.digits });
  return { erased, replaced, kept, notes: [found] };
}
