/**
 * A search as SQL for SQLite. One index leads, the most telling one that the search names, and gives the rows in their
 * order; everything else is looked at row by row, in so many rows and no more: a search goes on in further steps, between
 * which others have their turn. The index is named, because the planner has no statistics: it would take one of a few
 * values for as good as one of many.
 */
import { digitsOf } from './record-row.js';
import type { RecordPlace, RecordQuery } from './record-store.js';

export interface SqlSearch {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

export interface SearchStep extends SqlSearch {
  /** The place up to which this step looks; no row: it looks at all. Undefined: it always does. */
  readonly edge?: SqlSearch;
}

const COLUMNS = `record.seq, kind, id, record.at, ended, app, binding, caller, x, dialled, display, callee, trunk_in,
  trunk_out, ending, talk, details`;
/** Before every place there is. */
const END: RecordPlace = { at: Number.MAX_SAFE_INTEGER, sequence: 0 };
const ORDER = 'ORDER BY at DESC, seq DESC LIMIT ?';

type Condition = readonly [sql: string, ...values: (string | number)[]];

/** `scan`: rows that one step looks at. */
export function sqlSearch(
  query: RecordQuery,
  behind: RecordPlace | undefined,
  limit: number,
  scan: number,
): SearchStep {
  const { number, trunk } = query;
  const inTime = timeConditions(query, lower(behind ?? END, query.until));
  if (number !== undefined) {
    const lead = joined('SELECT at, seq FROM party', [['number = ?', digitsOf(number)], ...inTime], scan);
    const from = `SELECT ${COLUMNS} FROM (${lead.sql}) AS party CROSS JOIN record ON record.seq = party.seq`;
    const found = joined(from, conditionsOf(query), limit, 'ORDER BY party.at DESC, party.seq DESC LIMIT ?');
    return { sql: found.sql, values: [...lead.values, ...found.values], edge: edgeOf(lead, scan) };
  }
  if (trunk !== undefined && query.subscriptionId === undefined)
    return byTrunk(trunk, [...inTime, ...conditionsOf(query)], limit);
  const [index, lead] = leadOf(query);
  const source = `SELECT ${COLUMNS} FROM record INDEXED BY record_${index}`;
  const rest = conditionsOf(query).filter(([sql]) => !lead.some(([led]) => led === sql));
  if (rest.length === 0) return joined(source, [...lead, ...inTime], limit);
  const led = joined(source, [...lead, ...inTime], scan);
  const found = joined(`SELECT * FROM (${led.sql})`, rest, limit);
  return { sql: found.sql, values: [...led.values, ...found.values], edge: edgeOf(led, scan) };
}

/** A call whose legs are of one trunk is in both halves, and UNION takes it once. */
function byTrunk(trunk: string, conditions: readonly Condition[], limit: number): SqlSearch {
  const [caller, callee] = (['trunk_in', 'trunk_out'] as const).map((leg) => {
    const source = `SELECT ${COLUMNS} FROM record INDEXED BY record_${leg}`;
    return joined(source, [[`${leg} = ?`, trunk], ...conditions], limit);
  }) as [SqlSearch, SqlSearch];
  return {
    sql: `SELECT * FROM (${caller.sql}) UNION SELECT * FROM (${callee.sql}) ${ORDER}`,
    values: [...caller.values, ...callee.values, limit],
  };
}

/** The last row of a step that is full; behind it nothing has been looked at. */
function edgeOf({ sql, values }: SqlSearch, scan: number): SqlSearch {
  return { sql: `SELECT at, seq FROM (${sql}) LIMIT 1 OFFSET ?`, values: [...values, scan - 1] };
}

function timeConditions({ from }: RecordQuery, { at, sequence }: RecordPlace): Condition[] {
  const bound: Condition = ['(at, seq) < (?, ?)', at, sequence];
  return from === undefined ? [bound] : [bound, ['at >= ?', from]];
}

/** The index that leads, and the conditions that it answers. */
function leadOf({ subscriptionId, ending, appKey, kinds }: RecordQuery): [string, Condition[]] {
  if (subscriptionId !== undefined) return ['binding', [['binding = ?', subscriptionId]]];
  if (ending !== undefined) return ['ending', [['ending = ?', ending]]];
  if (appKey !== undefined) return ['app', [['app = ?', appKey]]];
  const [kind] = kinds ?? [];
  if (kind === undefined || kind === 'call' || kinds?.length !== 1) return ['at', []];
  // By these words SQLite sees that the index, which has no calls, will do.
  return ['kind', [[`kind <> 'call'`], ['kind IN (?)', kind]]];
}

function conditionsOf(query: RecordQuery): Condition[] {
  const { kinds, appKey, subscriptionId, trunk, ending, minTalkMs, maxTalkMs } = query;
  const conditions: Condition[] = [];
  if (kinds !== undefined) conditions.push([`kind IN (${kinds.map(() => '?').join(', ')})`, ...kinds]);
  if (subscriptionId !== undefined) conditions.push(['binding = ?', subscriptionId]);
  if (trunk !== undefined) conditions.push(['(trunk_in = ? OR trunk_out = ?)', trunk, trunk]);
  if (ending !== undefined) conditions.push(['ending = ?', ending]);
  if (appKey !== undefined) conditions.push(['app = ?', appKey]);
  if (minTalkMs !== undefined) conditions.push(['talk >= ?', minTalkMs]);
  if (maxTalkMs !== undefined) conditions.push(['talk <= ?', maxTalkMs]);
  return conditions;
}

function joined(from: string, conditions: readonly Condition[], limit: number, order = ORDER): SqlSearch {
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(([sql]) => sql).join(' AND ')}`;
  const values = conditions.flatMap(([, ...each]) => each);
  return { sql: `${from} ${where} ${order}`, values: [...values, limit] };
}

/** The place from which on everything is behind both. */
function lower(place: RecordPlace, until: number | undefined): RecordPlace {
  return until === undefined || place.at < until ? place : { at: until, sequence: 0 };
}
