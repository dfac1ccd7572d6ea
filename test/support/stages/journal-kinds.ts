/** The journals there are, each with a place of its own to be opened in, for suites that run on all of them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';
import type { Journal } from '../../../routing/journal/journal.js';
import { MemoryJournal, MemoryStore } from '../../../routing/journal/memory.js';
import { RedisJournal } from '../../../routing/journal/redis.js';
import { startJournalThread } from '../../../engine/processes/journal-link.js';
import { SqliteJournal } from '../../../routing/journal/sqlite.js';
import { startRedisCluster } from '../servers/redis-cluster.js';
import { startRedis } from '../servers/redis-server.js';

/** Somewhere empty that survives a journal's closing. */
export interface JournalPlace {
  open(): Promise<Journal>;
}

export interface JournalKind {
  readonly name: string;
  /** Several journals on one place at the same time are engines of one system. */
  readonly shared: boolean;
  /** Starts what all places of the test need. */
  start(t: Test): Promise<void>;
  place(t: Test): Promise<JournalPlace>;
}

const memory: JournalKind = {
  name: 'memory',
  shared: true,
  start: () => Promise.resolve(),
  place: () => {
    const store = new MemoryStore();
    return Promise.resolve({ open: () => Promise.resolve(new MemoryJournal(store)) });
  },
};

const sqlite: JournalKind = {
  name: 'sqlite',
  shared: false,
  start: () => Promise.resolve(),
  place: async (t) => {
    const file = join(await temporaryDirectory(t), 'journal.db');
    return { open: () => SqliteJournal.open(file, startJournalThread) };
  },
};

/** One server, or cluster of three, for all places of a test file, which differ by the prefix of their keys. */
class RedisKind implements JournalKind {
  readonly name: string;
  readonly shared = true;
  #server: { readonly url: string; stop(): Promise<void> } | undefined;
  #places = 0;

  constructor(readonly cluster: boolean) {
    this.name = cluster ? 'redis cluster' : 'redis';
  }

  async start(t: Test): Promise<void> {
    const directory = await temporaryDirectory(t);
    const server = await (this.cluster ? startRedisCluster(directory) : startRedis(directory));
    t.teardown(() => server.stop());
    this.#server = server;
  }

  place(): Promise<JournalPlace> {
    const url = this.#server?.url ?? '';
    const { cluster } = this;
    this.#places += 1;
    const prefix = `test${this.#places}:`;
    return Promise.resolve({ open: () => RedisJournal.open({ url, cluster, prefix }) });
  }
}

export const kinds: readonly JournalKind[] = [memory, sqlite, new RedisKind(false), new RedisKind(true)];

export async function temporaryDirectory(t: Test): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'callveil-'));
  t.teardown(() => rm(directory, { recursive: true, force: true }));
  return directory;
}
