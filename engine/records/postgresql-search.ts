/**
 * A search as SQL for PostgreSQL. Where it names a number, the rows of that number lead: the records behind them are
 * fetched one by one, and the planner cannot choose otherwise. Otherwise the planner chooses among the indexes.
 */
import type { RecordPlace, RecordQuery } from './record-store.js';
import { digitsOf } from './record-row.js';

export interface PgSearch {
  readonly text: string;
  readonly values: readonly unknown[];
}

const RECORD = `r.seq, r.kind, r.id, r.at, r.ended, r.app, r.binding, r.caller, r.x, r.dialled, r.display, r.callee,
  r.trunk_in, r.trunk_out, r.ending, r.talk, r.details`;
/** OFFSET 0 keeps it from being joined in any other way. */
const BY_PARTY = `FROM callveil_party p CROSS JOIN LATERAL
  (SELECT * FROM callveil_record b WHERE b.at = p.at AND b.seq = p.seq OFFSET 0) r`;

export function pgSearch(query: RecordQuery, behind: RecordPlace | undefined, limit: number): PgSearch {
  const values: unknown[] = [];
  const given = (value: unknown): string => `$${values.push(value)}`;
  const { number, from, until } = query;
  const lead = number === undefined ? 'r' : 'p';
  const conditions = number === undefined ? [] : [`p.number = ${given(digitsOf(number))}`];
  if (behind !== undefined)
    conditions.push(`(${lead}.at, ${lead}.seq) < (${given(behind.at)}, ${given(behind.sequence)})`);
  if (from !== undefined) conditions.push(`${lead}.at >= ${given(from)}`);
  if (until !== undefined) conditions.push(`${lead}.at < ${given(until)}`);
  conditions.push(...conditionsOf(query, given));
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const source = number === undefined ? 'FROM callveil_record r' : BY_PARTY;
  const order = `ORDER BY ${lead}.at DESC, ${lead}.seq DESC LIMIT ${given(limit)}`;
  return { text: `SELECT ${RECORD} ${source} ${where} ${order}`, values };
}

function conditionsOf(query: RecordQuery, given: (value: unknown) => string): string[] {
  const { kinds, appKey, subscriptionId, trunk, ending, minTalkMs, maxTalkMs } = query;
  const conditions: string[] = [];
  const add = (value: unknown, sql: (place: string) => string): void => {
    if (value !== undefined) conditions.push(sql(given(value)));
  };
  add(kinds, (place) => `r.kind = ANY (${place}::text[])`);
  add(subscriptionId, (place) => `r.binding = ${place}`);
  add(trunk, (place) => `(r.trunk_in = ${place} OR r.trunk_out = ${place})`);
  add(ending, (place) => `r.ending = ${place}`);
  add(appKey, (place) => `r.app = ${place}`);
  add(minTalkMs, (place) => `r.talk >= ${place}`);
  add(maxTalkMs, (place) => `r.talk <= ${place}`);
  return conditions;
}
