/** Calls of the past from their records, as the frequencies of the rules count them. */
import type { E164 } from '../../routing/numbers/number.js';
import type { Traffic } from '../../routing/rules/rules.js';
import { readUtcSeconds } from './events.js';
import type { StoredRecord } from './outbox-store.js';

/** Records in one read. */
const PAGE = 2000;
/** More calls than this are not looked back on: a start must not wait for them. */
const MAX_CALLS = 100_000;

type RecentRecords = (
  appKey: string | undefined,
  endedBefore: number,
  limit: number,
) => Promise<readonly StoredRecord[]>;

/** Calls that were dialled since then, oldest first. */
export async function callsSince(recent: RecentRecords, since: number): Promise<readonly Traffic[]> {
  const calls: Traffic[] = [];
  const seen = new Set<string>();
  for (let before = Number.MAX_SAFE_INTEGER; calls.length < MAX_CALLS;) {
    const page = await recent(undefined, before, PAGE);
    const fresh = page.filter(({ sessionId }) => !seen.has(sessionId));
    for (const { sessionId, body } of fresh) {
      seen.add(sessionId);
      const call = trafficOf(body);
      if (call !== undefined && call.at >= since) calls.push(call);
    }
    const oldest = page.at(-1)?.endedAt ?? 0;
    // A call ends after it has begun: earlier ends mean earlier calls.
    if (page.length < PAGE || fresh.length === 0 || oldest < since) break;
    before = oldest + 1;
  }
  return calls.sort((one, other) => one.at - other.at);
}

/** undefined: no callee was dialled. */
function trafficOf(body: string): Traffic | undefined {
  const record = JSON.parse(body) as Readonly<Record<string, string | number | undefined>>;
  const at = readUtcSeconds(String(record['callInTime']));
  const caller = record['callerNum'];
  const callee = record['fwdDstNum'];
  const x = record['bindNum'];
  if (!caller || !callee || !x || record['fwdStartTime'] === undefined || Number.isNaN(at)) return undefined;
  return {
    appKey: String(record['appKey']),
    caller: String(caller) as E164,
    callee: String(callee) as E164,
    x: String(x) as E164,
    direction: record['direction'] === 1 ? 1 : 0,
    at,
  };
}
