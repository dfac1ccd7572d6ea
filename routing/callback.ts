/** The last caller who reached A through X (AXE, and AX where the policy says so), so that A may call back. */
import type { CallbackRecord } from './binding.js';
import { keys } from './journal/documents.js';
import type { Change } from './journal/journal.js';
import type { Ledger } from './ledger.js';
import type { E164 } from './numbers/number.js';
import { NONE } from './table/table.js';

/** Notes the caller; the last one counts. If the binding has gone meanwhile, nothing is noted. */
export async function recordCallback(ledger: Ledger, subscriptionId: string, caller: E164): Promise<void> {
  const { table } = ledger;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const row = table.rows.findId(subscriptionId);
    if (row === NONE) return;
    const shared = table.rows.shared(row);
    const at = ledger.clock();
    const lifetimeMs = shared.mode === 'AXE' ? shared.callbackLifetimeMs : 0;
    const expiresAt = lifetimeMs === 0 ? undefined : at + lifetimeMs;
    const record = { subscriptionId, caller, at, expiresAt };
    const entry = await ledger.enter(callbackChange(shared.appKey, record, table.rows.revision(row)));
    if (entry.done) return;
  }
}

function callbackChange(scope: string, record: CallbackRecord, bindingRevision: number): Change {
  const { subscriptionId } = record;
  return {
    scope,
    expect: [{ key: keys.binding(subscriptionId), revision: bindingRevision }],
    put: [{ key: keys.callback(subscriptionId), revision: 1, value: record }],
    remove: [],
    release: [],
    claim: [],
    count: [],
  };
}
