/** The stores of records there are, for suites that run on all of them, and records to put into them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';
import type { PastRecord, RecordStore } from '../../../engine/records/record-store.js';
import { PostgresqlRecords } from '../../../engine/records/postgresql.js';
import { SqliteRecords } from '../../../engine/records/sqlite.js';
import { MemoryRecords } from '../fakes/memory-records.js';
import { startPostgresql, type PostgresqlServer } from '../servers/postgresql-server.js';
import { mobile, privateNumber } from './routing-world.js';

/** Somewhere empty that survives a store's closing. */
export interface RecordPlaceUnderTest {
  open(): Promise<RecordStore>;
}

export interface RecordStoreKind {
  readonly name: string;
  /** Starts what all places of the test need. */
  start(t: Test): Promise<void>;
  place(t: Test): Promise<RecordPlaceUnderTest>;
}

const sqlite = (name: string, scan?: number): RecordStoreKind => ({
  name,
  start: () => Promise.resolve(),
  place: async (t) => {
    const folder = await temporaryFolder(t);
    return { open: () => SqliteRecords.open(join(folder, 'records.sqlite'), scan) };
  },
});

/** The store that tests of others are given. */
const memory: RecordStoreKind = {
  name: 'memory',
  start: () => Promise.resolve(),
  place: () => {
    const store = new MemoryRecords();
    const open = (): Promise<RecordStore> => {
      store.isAway = false;
      return Promise.resolve(store);
    };
    return Promise.resolve({ open });
  },
};

/** One server for all places of a test file, each a database. */
class PostgresqlKind implements RecordStoreKind {
  readonly name = 'postgresql';
  #server: PostgresqlServer | undefined;
  #places = 0;

  async start(t: Test): Promise<void> {
    const server = await startPostgresql(await temporaryFolder(t));
    t.teardown(() => server.stop());
    this.#server = server;
  }

  place(): Promise<RecordPlaceUnderTest> {
    const database = `test${(this.#places += 1)}`;
    this.#server?.create(database);
    const url = this.#server?.url(database) ?? '';
    return Promise.resolve({ open: () => Promise.resolve(new PostgresqlRecords({ url })) });
  }
}

export const recordStoreKinds: readonly RecordStoreKind[] = [
  memory,
  sqlite('sqlite'),
  sqlite('sqlite, whose searches take two records a step', 2),
  new PostgresqlKind(),
];

export async function temporaryFolder(t: Test): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'callveil-records-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export const RECORDED_AT = Date.UTC(2026, 10, 29, 23, 59, 58);

/** A call of two minutes by default, which came `n` seconds after RECORDED_AT. */
export function pastRecord(n: number, more: Partial<PastRecord> = {}): PastRecord {
  const at = RECORDED_AT + n * 1000;
  return {
    ...{ kind: 'call', id: `s${n}`, at, endedAt: at + 130_000, appKey: 'app', subscriptionId: `b${n}` },
    ...{ caller: mobile(1), x: privateNumber(1), display: privateNumber(1), callee: mobile(2) },
    ...{ callerTrunk: 'in', calleeTrunk: 'out', ending: 'caller-hung-up', talkMs: 120_000 },
    details: { answeredAt: at + 10_000, sipStatus: 0 },
    ...more,
  };
}
