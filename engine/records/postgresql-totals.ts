/** Sums of calls as SQL for PostgreSQL (call-tally.ts). */
import { keyOf, sourceOf, Tallies, TALLY_KEY, TALLY_SUMS } from './call-tally.js';
import type { CallTotals, PastRecord, TotalsQuery } from './record-store.js';

const COLUMNS = [...TALLY_KEY, ...TALLY_SUMS].join(', ');

export const ADD_TALLIES = `
  INSERT INTO callveil_tally AS t (${COLUMNS})
  SELECT ${COLUMNS} FROM json_to_recordset($1) AS n(scope text, dimension text, hour bigint, value text, ending text,
    calls bigint, answered bigint, talk bigint, rang bigint, delay bigint)
  ON CONFLICT (${TALLY_KEY.join(', ')}) DO UPDATE
  SET ${TALLY_SUMS.map((name) => `${name} = t.${name} + excluded.${name}`).join(', ')}`;

export const FORGET_TALLIES = 'DELETE FROM callveil_tally WHERE hour < $1';

/** What ADD_TALLIES takes. */
export function talliesOf(records: readonly PastRecord[], replaced: readonly PastRecord[]): string {
  const tallies = new Tallies();
  for (const record of replaced) tallies.undo(record);
  for (const record of records) tallies.add(record);
  return JSON.stringify(tallies.rows());
}

/** Sums of 64-bit columns are answered as text. */
export type PgTotalsRow = Readonly<Record<keyof CallTotals, string>>;

export interface PgTotals {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly read: (row: PgTotalsRow) => CallTotals;
}

export function pgTotals(query: TotalsQuery): PgTotals {
  const { scope, dimension, value, column, firstHour, endHour } = sourceOf(query);
  const text = `
    SELECT ${column} AS key, sum(calls) AS calls, sum(answered) AS answered, sum(talk) AS "talkMs", sum(rang) AS rang,
      sum(delay) AS "delayMs"
    FROM callveil_tally
    WHERE scope = $1 AND dimension = $2 AND hour >= $3 AND hour < $4 ${value === undefined ? '' : 'AND value = $5'}
    GROUP BY ${column} HAVING sum(calls) > 0`;
  const values = [scope, dimension, firstHour, endHour, ...(value === undefined ? [] : [value])];
  const read = ({ key, calls, answered, talkMs, rang, delayMs }: PgTotalsRow): CallTotals => ({
    key: keyOf(key, query.by),
    calls: Number(calls),
    answered: Number(answered),
    talkMs: Number(talkMs),
    rang: Number(rang),
    delayMs: Number(delayMs),
  });
  return { text, values, read };
}
