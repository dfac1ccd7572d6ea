/** Why a record ended, in words: of the table of endings, or of the words for messages and numbers here. */
import { ENDINGS, type EndingKind } from '../../call/ending.js';
import type { PastRecord } from '../../records/record-store.js';

export interface Reason {
  readonly reason: string | undefined;
  /** Whose fault it was, if it was one. */
  readonly fault: string | undefined;
}

export function reasonOf({ kind, ending }: Pick<PastRecord, 'kind' | 'ending'>): Reason {
  if (kind !== 'call' || !(ending in ENDINGS)) return { reason: undefined, fault: undefined };
  const { stateDesc, fault } = ENDINGS[ending as EndingKind];
  return { reason: stateDesc, fault: fault === 'nobody' ? undefined : fault };
}
