/**
 * Records in PostgreSQL (record-store.ts), which several engines share. Nothing connects before it is used: an engine
 * starts and routes calls while the database is away, and its records wait where they became durable.
 */
import pg from 'pg';
import type { Pool, PoolClient } from 'pg';
import type {
  CallTotals,
  PastRecord,
  PlacedRecord,
  RecordKind,
  RecordPlace,
  RecordQuery,
  RecordStore,
  TotalsQuery,
} from './record-store.js';
import { HOUR_MS } from './call-tally.js';
import { createDays, createTables, DAY_MS, daysOf, dropDay } from './postgresql-schema.js';
import { pgSearch } from './postgresql-search.js';
import { ADD_TALLIES, FORGET_TALLIES, pgTotals, talliesOf, type PgTotalsRow } from './postgresql-totals.js';
import { pagesOf } from './record-pages.js';
import { digitsOf, numbersOf, RECORD_COLUMNS, recordIn, valuesOf, type RecordRow } from './record-row.js';

const CONNECTIONS = 4;
const CONNECT_MS = 5000;
/** A query that takes longer is given up, here and by the server. */
const QUERY_MS = 30_000;
const PAGE = 1000;
/** A row for which there is no partition (check_violation): another engine has dropped the day. */
const NO_PARTITION = '23514';

const COLUMNS = RECORD_COLUMNS.join(', ');
const TYPED = `kind text, id text, at bigint, ended bigint, app text, binding text, caller text, x text, dialled text,
  display text, callee text, trunk_in text, trunk_out text, ending text, talk bigint, details text, numbers bigint[]`;
const PUT_LOCK = 'SELECT pg_advisory_xact_lock(1667331702, 2)';
const REPLACED = `
  SELECT r.seq, ${RECORD_COLUMNS.map((name) => `r.${name}`).join(', ')}
  FROM json_to_recordset($1) AS n(${TYPED}) JOIN callveil_record r ON r.id = n.id AND r.kind = n.kind AND r.at = n.at`;
/** Numbers that a record had and has no more. */
const CHANGE_PARTIES = `
  DELETE FROM callveil_party p USING json_to_recordset($1) AS n(${TYPED}), callveil_record r
  WHERE r.id = n.id AND r.kind = n.kind AND r.at = n.at AND p.at = r.at AND p.seq = r.seq
    AND p.number = ANY (r.numbers) AND NOT p.number = ANY (n.numbers)`;
const PUT = `
  WITH put AS (
    INSERT INTO callveil_record (${COLUMNS}, numbers) SELECT ${COLUMNS}, numbers FROM json_to_recordset($1) AS n(${TYPED})
    ON CONFLICT (id, kind, at) DO UPDATE
    SET ${[...RECORD_COLUMNS, 'numbers'].map((name) => `${name} = excluded.${name}`).join(', ')}
    RETURNING at, seq, numbers)
  INSERT INTO callveil_party (number, at, seq) SELECT unnest(numbers), at, seq FROM put ON CONFLICT DO NOTHING`;
/** What the subselect names goes from both tables. */
const removing = (which: string): string => `
  WITH which AS (${which}),
    gone AS (DELETE FROM callveil_record r USING which w WHERE r.at = w.at AND r.seq = w.seq
      RETURNING r.at, r.seq, r.numbers),
    parties AS (DELETE FROM callveil_party p USING gone g
      WHERE p.number = ANY (g.numbers) AND p.at = g.at AND p.seq = g.seq)
  SELECT count(*) AS removed FROM gone`;
const FORGET = removing(
  `SELECT at, seq FROM callveil_record WHERE kind = $1 AND at < $2 AND ended < $2 LIMIT ${PAGE}`,
);
const ERASE = removing(`SELECT at, seq FROM callveil_party WHERE number = $1 LIMIT ${PAGE}`);

export interface PostgresqlOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** A connection that was not in use broke; the next query opens another one. */
  readonly onBroken?: (error: Error) => void;
}

export class PostgresqlRecords implements RecordStore {
  readonly #pool: Pool;
  /** Days that have a partition, as far as this engine knows; undefined before the tables are known to be there. */
  #days: Set<number> | undefined;
  #closed: Promise<void> | undefined;

  constructor({ url, onBroken = () => undefined }: PostgresqlOptions) {
    this.#pool = new pg.Pool({
      ...{ connectionString: url, max: CONNECTIONS, connectionTimeoutMillis: CONNECT_MS, keepAlive: true },
      ...{ statement_timeout: QUERY_MS, query_timeout: QUERY_MS + CONNECT_MS, application_name: 'callveil' },
    });
    // Without a listener it would end the engine.
    this.#pool.on('error', onBroken);
  }

  async put(records: readonly PastRecord[]): Promise<void> {
    if (records.length === 0) return;
    // One command changes a row once: of a record that is in the page twice the later one counts. In one order, because
    // engines that put the same rows would otherwise wait for each other.
    const byKey = new Map(records.map((one) => [`${one.kind} ${one.id}`, one]));
    const distinct = [...byKey].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, record]) => record);
    const rows = JSON.stringify(distinct.map(rowOf));
    const write = async (): Promise<void> => {
      await this.#haveDays(new Set(distinct.map(({ at }) => Math.floor(Math.round(at) / DAY_MS))));
      await this.#inOne(async (client) => {
        // One engine at a time: the sums of what is replaced must be those of what is there.
        await client.query(PUT_LOCK);
        const { rows: replaced } = await client.query<RecordRow>(REPLACED, [rows]);
        await client.query(CHANGE_PARTIES, [rows]);
        await client.query(PUT, [rows]);
        await client.query(ADD_TALLIES, [talliesOf(distinct, replaced.map(recordIn))]);
      });
    };
    await write().catch((error: unknown) => {
      if ((error as { readonly code?: string }).code !== NO_PARTITION) throw error;
      this.#days = undefined;
      return write();
    });
  }

  async search(
    query: RecordQuery,
    behind: RecordPlace | undefined,
    limit: number,
  ): Promise<readonly PlacedRecord[]> {
    await this.#haveTables();
    const { text, values } = pgSearch(query, behind, limit);
    const { rows } = await this.#pool.query<RecordRow>(text, [...values]);
    return rows.map(recordIn);
  }

  async find(kind: RecordKind, id: string): Promise<PlacedRecord | undefined> {
    await this.#haveTables();
    const { rows } = await this.#pool.query<RecordRow>(
      `SELECT seq, ${COLUMNS} FROM callveil_record WHERE id = $1 AND kind = $2`,
      [id, kind],
    );
    return rows[0] && recordIn(rows[0]);
  }

  async forget(endedBefore: Readonly<Record<RecordKind, number>>): Promise<number> {
    await this.#haveTables();
    let sum = await this.#dropDays(endedBefore);
    for (const [kind, before] of Object.entries(endedBefore))
      sum += await this.#remove(FORGET, [kind, before]);
    return sum;
  }

  async totals(query: TotalsQuery): Promise<readonly CallTotals[]> {
    const { text, values, read } = pgTotals(query);
    await this.#haveTables();
    return (await this.#pool.query<PgTotalsRow>(text, [...values])).rows.map(read);
  }

  async forgetTotals(before: number): Promise<void> {
    await this.#haveTables();
    await this.#pool.query(FORGET_TALLIES, [Math.floor(before / HOUR_MS)]);
  }

  rowsAbout(number: string): AsyncIterable<PastRecord> {
    return pagesOf(this, { number });
  }

  async erase(number: string): Promise<number> {
    await this.#haveTables();
    return this.#remove(ERASE, [digitsOf(number)]);
  }

  close(): Promise<void> {
    this.#closed ??= this.#pool.end();
    return this.#closed;
  }

  async #remove(sql: string, values: readonly unknown[]): Promise<number> {
    for (let sum = 0; ;) {
      const { rows } = await this.#pool.query<{ readonly removed: string }>(sql, [...values]);
      const removed = Number(rows[0]?.removed);
      sum += removed;
      if (removed < PAGE) return sum;
    }
  }

  /** Days of which every record is past its time go whole. */
  async #dropDays(endedBefore: Readonly<Record<RecordKind, number>>): Promise<number> {
    const befores = Object.values(endedBefore);
    const lastDay = Math.floor(Math.min(...befores) / DAY_MS);
    const days = await this.#inOne((client) => daysOf(client));
    let sum = 0;
    for (const day of days.filter((one) => one < lastDay)) {
      this.#days?.delete(day);
      const dropped = await this.#inOne((client) => dropDay(client, day, Object.keys(endedBefore), befores));
      if (dropped === undefined) this.#days?.add(day);
      sum += dropped ?? 0;
    }
    return sum;
  }

  async #haveTables(): Promise<Set<number>> {
    if (this.#days !== undefined) return this.#days;
    const days = await this.#inOne(async (client) => {
      await createTables(client);
      return daysOf(client);
    });
    return (this.#days = new Set(days));
  }

  async #haveDays(wanted: ReadonlySet<number>): Promise<void> {
    const known = await this.#haveTables();
    const missing = [...wanted].filter((day) => !known.has(day));
    if (missing.length === 0) return;
    await this.#inOne((client) => createDays(client, missing));
    for (const day of missing) known.add(day);
  }

  async #inOne<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const done = await work(client);
      await client.query('COMMIT');
      return done;
    } catch (error) {
      // A connection on which even that fails is not used again.
      await client.query('ROLLBACK').catch((cause: unknown) => (broken = cause as Error));
      throw error;
    } finally {
      client.release(broken);
    }
  }
}

function rowOf(record: PastRecord): Readonly<Record<string, unknown>> {
  const values = valuesOf(record);
  const row = Object.fromEntries(RECORD_COLUMNS.map((name, place) => [name, values[place]]));
  return { ...row, numbers: numbersOf(record).map(digitsOf) };
}
