/**
 * `bench -- records`: searches in the file of records, with `--count N` of them (ten million by default, which takes
 * some minutes and 7 GB of the folder for temporary files). A quarter of a million people, 10 000 privacy numbers,
 * 90 days. Each search asks for one page of 50, as the console does, for another number or time each time; the slowest
 * counts as well as the median, because a person waits for each. Statistics are asked for as their page does, of a day
 * and of all 90.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PastRecord, RecordQuery } from '../../engine/records/record-store.js';
import { Tallies, TALLY_KEY, TALLY_SUMS } from '../../engine/records/call-tally.js';
import { RECORD_COLUMNS, valuesOf } from '../../engine/records/record-row.js';
import { SqliteRecords } from '../../engine/records/sqlite.js';
import { openDatabase } from '../../routing/journal/sqlite-open.js';
import type { BenchResult } from './bench.js';

const DAYS = 90;
const DAY_MS = 86_400_000;
const BEGIN = Date.UTC(2026, 8, 1);
const PEOPLE = 250_000;
const PRIVACY_NUMBERS = 10_000;
const PAGE = 50;
const SEARCHES = 200;
const CITIES = 40;
const QUESTIONS = 20;
/** Calls whose sums are written at once. */
const TALLIED = 200_000;
/** As `filing.ts` puts them. */
const BATCH = 500;
const WRITES = 20_000;
const ENDINGS = ['caller-hung-up', 'callee-hung-up', 'no-answer', 'callee-busy', 'cancelled-while-ringing'];

export async function bench(options: readonly string[]): Promise<BenchResult> {
  const given = options[options.indexOf('--count') + 1];
  const count = options.includes('--count') ? Number(given) : 10_000_000;
  if (!Number.isInteger(count) || count < 1)
    throw new Error(`--count: expected a whole number, found ${given}`);
  const folder = await mkdtemp(join(tmpdir(), 'callveil-bench-records-'));
  const file = join(folder, 'records.sqlite');
  // Makes the tables.
  await SqliteRecords.open(file).then((empty) => empty.close());
  const begin = performance.now();
  await fill(file, count);
  const fillSeconds = (performance.now() - begin) / 1000;
  const store = await SqliteRecords.open(file);
  try {
    const byNumber = await timed(store, (n) => ({ number: person(n * 7919) }));
    const byPrivacyNumber = await timed(store, (n) => ({ number: privacyNumber(n * 31) }));
    const byTime = await timed(store, (n) => {
      const from = BEGIN + Math.floor(((n % SEARCHES) / SEARCHES) * DAYS * DAY_MS);
      return { from, until: from + 3_600_000 };
    });
    const dayOfCities = await summed(store, 1, 'city');
    const allByHour = await summed(store, DAYS, 'hour');
    const allByCity = await summed(store, DAYS, 'city');
    const bytes = (await stat(file)).size;
    const perSecond = await written(store, count);
    return {
      rows: [
        ['records', count.toLocaleString('en')],
        ['filled in', `${fillSeconds.toFixed(0)} s`],
        ['bytes a record', (bytes / count).toFixed(0)],
        ['a page by real number', told(byNumber)],
        ['a page by privacy number', told(byPrivacyNumber)],
        ['a page by time', told(byTime)],
        ['sums of a day by city', told(dayOfCities)],
        ['sums of 90 days by hour', told(allByHour)],
        ['sums of 90 days by city', told(allByCity)],
        ['records put into it', `${perSecond} a second`],
      ],
      figures: {
        records: count,
        searchByNumberMilliseconds: worst(byNumber),
        searchByPrivacyNumberMilliseconds: worst(byPrivacyNumber),
        searchByTimeMilliseconds: worst(byTime),
        searchByNumberMedianMilliseconds: median(byNumber),
        searchByTimeMedianMilliseconds: median(byTime),
        sumsOfDayMilliseconds: worst(dayOfCities),
        sumsByHourMilliseconds: worst(allByHour),
        sumsByCityMilliseconds: worst(allByCity),
        recordsWrittenPerSecond: perSecond,
        bytesPerRecord: Math.round(bytes / count),
      },
    };
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Fills the file as the product would, without its indexes in the way: they are made of the finished tables, which is
 * many times faster. The rows, the indexes and their order are the same.
 */
async function fill(file: string, count: number): Promise<void> {
  const database = await openDatabase(file);
  database.exec('PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; PRAGMA cache_size = -1000000;');
  const indexes = database
    .prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL`)
    .all() as { readonly name: string; readonly sql: string }[];
  for (const { name } of indexes) database.exec(`DROP INDEX ${name}`);
  const places = RECORD_COLUMNS.map(() => '?').join(', ');
  const add = database.prepare(`INSERT INTO record (${RECORD_COLUMNS.join(', ')}) VALUES (${places})`);
  database.exec('BEGIN');
  const columns = [...TALLY_KEY, ...TALLY_SUMS] as const;
  const addTally = database.prepare(`INSERT INTO tally VALUES (${columns.map(() => '?').join(', ')})
    ON CONFLICT DO UPDATE SET ${TALLY_SUMS.map((sum) => `${sum} = ${sum} + excluded.${sum}`).join(', ')}`);
  for (let from = 0; from < count; from += TALLIED) {
    const tallies = new Tallies();
    for (let n = from; n < Math.min(count, from + TALLIED); n += 1) {
      add.run(...valuesOf(record(n, count)));
      tallies.add(record(n, count));
    }
    for (const row of tallies.rows()) addTally.run(...columns.map((name) => row[name]));
  }
  const party = (column: string): string =>
    `SELECT CAST(substr(${column}, 2) AS INTEGER), at, seq FROM record`;
  database.exec(`INSERT INTO party ${['caller', 'x', 'callee'].map(party).join(' UNION ')} ORDER BY 1, 2, 3`);
  database.exec('COMMIT');
  for (const { sql } of indexes) database.exec(sql);
  database.close();
}

/** Records a second, put as the engine puts them: each page of them durable. */
async function written(store: SqliteRecords, count: number): Promise<number> {
  const begin = performance.now();
  for (let from = count; from < count + WRITES; from += BATCH)
    await store.put(Array.from({ length: BATCH }, (_, n) => record(from + n, count)));
  return Math.round((WRITES * 1000) / (performance.now() - begin));
}

/** Milliseconds of each question about sums. */
async function summed(store: SqliteRecords, days: number, by: 'hour' | 'city'): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < QUESTIONS; n += 1) {
    const from = BEGIN + ((n * 7) % (DAYS - days + 1)) * DAY_MS;
    const begin = performance.now();
    await store.totals({ from, until: from + days * DAY_MS, by });
    times.push(performance.now() - begin);
  }
  return times.sort((one, other) => one - other);
}

/** Milliseconds of each search. */
async function timed(store: SqliteRecords, query: (n: number) => RecordQuery): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < SEARCHES; n += 1) {
    const begin = performance.now();
    await store.search(query(n), undefined, PAGE);
    times.push(performance.now() - begin);
  }
  return times.sort((one, other) => one - other);
}

function record(n: number, count: number): PastRecord {
  const at = BEGIN + Math.floor((n / count) * DAYS * DAY_MS);
  // Spread by a constant, so that a run can be repeated.
  const spread = Math.imul(n, 0x9e3779b1) >>> 0;
  const talkMs = (spread % 180) * 1000;
  const x = privacyNumber(spread >>> 7);
  return {
    ...{ kind: 'call', id: `b${String(n).padStart(25, '0')}`, at, endedAt: at + talkMs + 9000, talkMs },
    ...{ appKey: `application-${spread % 20}`, subscriptionId: `subscription-${spread % 1_000_000}` },
    ...{ caller: person(spread), x, display: x, callee: person(spread >>> 3) },
    ...{ callerTrunk: `carrier-${spread % 4}`, calleeTrunk: `carrier-${(spread >>> 2) % 4}` },
    ending: ENDINGS[spread % ENDINGS.length] ?? '',
    details: {
      ...{ dialledAt: at + 300, ringingAt: at + 2000, answeredAt: at + 9000, releasedBy: 1 },
      areaCode: `0${100 + (spread % CITIES)}`,
      ...{ stateCode: 0, ulFailReason: 0, sipStatus: 0, calleeQ850: 0 },
    },
  };
}

function person(n: number): string {
  return `+86138${String(n % PEOPLE).padStart(8, '0')}`;
}

function privacyNumber(n: number): string {
  return `+86170${String(n % PRIVACY_NUMBERS).padStart(8, '0')}`;
}

function worst(sorted: readonly number[]): number {
  return rounded(sorted.at(-1) ?? 0);
}

function median(sorted: readonly number[]): number {
  return rounded(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

function told(sorted: readonly number[]): string {
  return `${median(sorted)} ms, slowest ${worst(sorted)} ms`;
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
