/**
 * The tables of records in PostgreSQL: both partitioned by the day on which a record came (UTC), so that a day that is
 * over goes with its partition. `callveil_party` has a row for each number of a record, as in SQLite. Several engines
 * share them. `callveil_tally` has the sums of calls (call-tally.ts), in one piece: it is small.
 */
import type { PoolClient } from 'pg';
import { NewerFormat } from '../../routing/journal/newer-format.js';

export const DAY_MS = 86_400_000;

/** The format of the tables; tables without a number, of versions before there was one, have this one too. */
const FORMAT = 1;
const FORMAT_TABLE = `
  CREATE TABLE IF NOT EXISTS callveil_format (
    one boolean PRIMARY KEY DEFAULT true CHECK (one), format integer NOT NULL);
  INSERT INTO callveil_format (format) VALUES (${FORMAT}) ON CONFLICT DO NOTHING;
`;
const TABLES = `
  CREATE SEQUENCE IF NOT EXISTS callveil_record_seq;
  CREATE TABLE IF NOT EXISTS callveil_record (
    seq bigint NOT NULL DEFAULT nextval('callveil_record_seq'), kind text NOT NULL, id text NOT NULL,
    at bigint NOT NULL, ended bigint NOT NULL, app text NOT NULL, binding text, caller text, x text, dialled text,
    display text, callee text, trunk_in text, trunk_out text, ending text NOT NULL, talk bigint NOT NULL, details text NOT NULL,
    numbers bigint[] NOT NULL, PRIMARY KEY (id, kind, at)) PARTITION BY RANGE (at);
  CREATE TABLE IF NOT EXISTS callveil_party (
    number bigint NOT NULL, at bigint NOT NULL, seq bigint NOT NULL,
    PRIMARY KEY (number, at, seq)) PARTITION BY RANGE (at);
  CREATE TABLE IF NOT EXISTS callveil_tally (
    scope text NOT NULL, dimension text NOT NULL, hour bigint NOT NULL, value text NOT NULL, ending text NOT NULL,
    calls bigint NOT NULL, answered bigint NOT NULL, talk bigint NOT NULL, rang bigint NOT NULL, delay bigint NOT NULL,
    PRIMARY KEY (scope, dimension, hour, value, ending));
  CREATE UNIQUE INDEX IF NOT EXISTS callveil_record_at ON callveil_record (at, seq);
  CREATE INDEX IF NOT EXISTS callveil_record_kind ON callveil_record (kind, at, seq);
  CREATE INDEX IF NOT EXISTS callveil_record_app ON callveil_record (app, at, seq);
  CREATE INDEX IF NOT EXISTS callveil_record_ending ON callveil_record (ending, at, seq);
  CREATE INDEX IF NOT EXISTS callveil_record_binding ON callveil_record (binding, at, seq) WHERE binding IS NOT NULL;
  CREATE INDEX IF NOT EXISTS callveil_record_trunk_in ON callveil_record (trunk_in, at, seq) WHERE trunk_in IS NOT NULL;
  CREATE INDEX IF NOT EXISTS callveil_record_trunk_out ON callveil_record (trunk_out, at, seq) WHERE trunk_out IS NOT NULL;
`;

/**
 * Engines that start or begin a day together do it one after the other: IF NOT EXISTS alone is no protection from
 * that.
 */
const LOCK = 'SELECT pg_advisory_xact_lock(1667331702, 1)';

/** Both in the transaction of the client. Rejects if a later version made the tables. */
export async function createTables(client: PoolClient): Promise<void> {
  await client.query(LOCK);
  await client.query(FORMAT_TABLE);
  const { rows } = await client.query<{ readonly format: number }>('SELECT format FROM callveil_format');
  const found = rows[0]?.format ?? FORMAT;
  if (found > FORMAT) throw new NewerFormat(found, FORMAT);
  await client.query(TABLES);
}

export async function createDays(client: PoolClient, days: Iterable<number>): Promise<void> {
  await client.query(LOCK);
  for (const day of days)
    for (const table of ['callveil_record', 'callveil_party'])
      await client.query(
        `CREATE TABLE IF NOT EXISTS ${table}_${nameOf(day)} PARTITION OF ${table}
         FOR VALUES FROM (${day * DAY_MS}) TO (${(day + 1) * DAY_MS})`,
      );
}

/** Days that have a partition, since 1970, the oldest first. */
export async function daysOf(client: PoolClient): Promise<readonly number[]> {
  const { rows } = await client.query<{ readonly name: string }>(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'callveil_record'::regclass ORDER BY c.relname`,
  );
  return rows.map(({ name }) => dayIn(name));
}

/**
 * Drops a day if every record in it ended before the time of its kind; answers how many that were. Undefined if one
 * did not.
 */
export async function dropDay(
  client: PoolClient,
  day: number,
  kinds: readonly string[],
  befores: readonly number[],
): Promise<number | undefined> {
  await client.query(LOCK);
  const table = `callveil_record_${nameOf(day)}`;
  const { rows } = await client.query<{ readonly all: string; readonly over: string }>(
    `SELECT count(*) AS "all", count(*) FILTER (WHERE ended < before) AS over
     FROM ${table} JOIN unnest($1::text[], $2::bigint[]) AS limits(of_kind, before) ON of_kind = kind`,
    [kinds, befores],
  );
  const [counted] = rows;
  if (counted === undefined || counted.all !== counted.over) return undefined;
  await client.query(`DROP TABLE ${table}, callveil_party_${nameOf(day)}`);
  return Number(counted.all);
}

function nameOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
}

function dayIn(table: string): number {
  const [, year, month, date] = /_(\d{4})(\d\d)(\d\d)$/.exec(table) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(date)) / DAY_MS;
}
