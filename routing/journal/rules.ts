/** Decides whether a change may be committed, for the journals that run in JavaScript. */
import type { Change, CommitResult } from './journal.js';

/** The state of the change's scope before the change. */
export interface ScopeState {
  /** 0: no such document. */
  revision(key: string): number;
  holder(claim: string): string | undefined;
  /** 0: never counted. */
  counter(name: string): number;
}

export type Refusal = Exclude<CommitResult, { readonly outcome: 'committed' }>;

/** The order is part of the port: expectations, then claims (as they are after the releases), then counters. */
export function refuse(change: Change, state: ScopeState): Refusal | undefined {
  for (const { key, revision } of change.expect) {
    const found = state.revision(key);
    if (found !== revision) return { outcome: 'stale', key, revision: found };
  }
  for (const { claim, holder } of change.claim) {
    const owner = state.holder(claim);
    if (owner === undefined || owner === holder) continue;
    const isReleased = change.release.some((given) => given.claim === claim && given.holder === owner);
    if (!isReleased) return { outcome: 'conflict', claim, holder: owner };
  }
  for (const { counter, by, max } of change.count)
    if (by >= 0 && state.counter(counter) + by > max) return { outcome: 'full', counter };
  return undefined;
}
