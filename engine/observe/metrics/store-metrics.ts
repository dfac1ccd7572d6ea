/** What the service keeps things in: the journal, the Redis behind it, and disks. */
import type { StatsFs } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { Gauge, type Registry } from 'prom-client';

/** The journal as it is now. */
export interface JournalHealth {
  readonly ailments: readonly string[];
  readonly available?: boolean | undefined;
  /** Changes that wait for the store or its answer. */
  readonly waiting?: number | undefined;
  readonly redis?: RedisHealth | undefined;
}

/** The Redis of a journal as it was when it was asked last. */
export interface RedisHealth {
  /** `master`, `replica`, or `unknown` while it does not answer. */
  readonly role: string;
  readonly replicas: number;
  /** Since the slowest replica was heard of, and how far it is behind; undefined without replicas. */
  readonly replicaLagSeconds?: number | undefined;
  readonly replicaLagBytes?: number | undefined;
  /** How many changes of other engines were not applied here. */
  readonly changesBehind: number;
}

export interface StoreSources {
  readonly journal: () => JournalHealth;
  /** Folders whose disk is watched, by what is kept there. */
  readonly folders?: Readonly<Record<string, string>>;
  /** The disk of a folder; `statfs` by default. */
  readonly lookAtDisk?: (path: string) => Promise<Pick<StatsFs, 'bavail' | 'blocks' | 'bsize'>>;
  /** The parts that cannot write, as the disk is full. */
  readonly fullDisk?: () => readonly string[];
}

interface ShownDisk {
  readonly folder: string;
  readonly free: number;
  readonly size: number;
}

const ROLES = ['master', 'replica', 'unknown'];
/** A disk behind a network that does not answer must not keep Prometheus from everything else. */
const DISK_MS = 1000;

export class StoreMetrics {
  readonly #sources: StoreSources;
  readonly #available: Gauge;
  readonly #ailment: Gauge;
  readonly #waiting: Gauge;
  readonly #role: Gauge;
  readonly #redis: Readonly<Record<Exclude<keyof RedisHealth, 'role'>, Gauge>>;
  readonly #free: Gauge;
  readonly #size: Gauge;
  readonly #full: Gauge;
  /** Looks that have not ended, by folder. */
  readonly #looking = new Map<string, Promise<ShownDisk>>();

  constructor(registry: Registry, sources: StoreSources) {
    this.#sources = sources;
    const gauge = (name: string, help: string, ...labelNames: string[]): Gauge =>
      new Gauge({ name, help, labelNames, registers: [registry] });
    this.#available = gauge('callveil_journal_available', '0 while the journal cannot be reached.');
    this.#waiting = gauge('callveil_journal_waiting', 'Changes that wait for the journal’s store.');
    this.#ailment = gauge(
      'callveil_journal_ailment',
      '1 while the journal takes no changes for that reason; without any there is none.',
      'ailment',
    );
    this.#role = gauge(
      'callveil_redis_role',
      '1 for the role of the Redis that the journal writes to: master, replica or unknown.',
      'role',
    );
    this.#redis = {
      replicas: gauge('callveil_redis_replicas', 'Replicas connected to that Redis.'),
      replicaLagSeconds: gauge(
        'callveil_redis_replica_lag_seconds',
        'Since its slowest replica has acknowledged anything.',
      ),
      replicaLagBytes: gauge(
        'callveil_redis_replica_lag_bytes',
        'How much of its stream its slowest replica has not acknowledged.',
      ),
      changesBehind: gauge(
        'callveil_redis_changes_behind',
        'Changes in Redis that were not in this engine’s table when it looked last, at most five seconds ago.',
      ),
    };
    this.#free = gauge('callveil_disk_free_bytes', 'Room on the disk of a folder.', 'folder');
    this.#size = gauge('callveil_disk_size_bytes', 'Size of the disk of a folder.', 'folder');
    this.#full = gauge(
      'callveil_disk_full',
      '1 while that part cannot write, as the disk is full; without any there is none.',
      'part',
    );
  }

  async collect(): Promise<void> {
    const { journal, fullDisk } = this.#sources;
    const { ailments, available = ailments.length === 0, waiting = 0, redis } = journal();
    this.#available.set(available ? 1 : 0);
    this.#waiting.set(waiting);
    for (const each of [this.#ailment, this.#role, this.#full]) each.reset();
    for (const ailment of ailments) this.#ailment.set({ ailment }, 1);
    for (const part of fullDisk?.() ?? []) this.#full.set({ part }, 1);
    this.#setRedis(redis);
    await this.#setDisks();
  }

  #setRedis(redis: RedisHealth | undefined): void {
    // Without a label, reset would leave a 0 that was not measured.
    for (const each of Object.values(this.#redis)) each.remove();
    if (redis === undefined) return;
    for (const role of ROLES) this.#role.set({ role }, role === redis.role ? 1 : 0);
    for (const [name, each] of Object.entries(this.#redis)) {
      const value = redis[name as Exclude<keyof RedisHealth, 'role'>];
      if (value !== undefined) each.set(value);
    }
  }

  async #setDisks(): Promise<void> {
    const folders = Object.entries(this.#sources.folders ?? {});
    const found = await Promise.all(folders.map(([folder, path]) => this.#look(folder, path)));
    for (const each of [this.#free, this.#size]) each.reset();
    for (const disk of found) {
      if (disk === undefined) continue;
      this.#free.set({ folder: disk.folder }, disk.free);
      this.#size.set({ folder: disk.folder }, disk.size);
    }
  }

  /**
   * A look that does not end keeps one of the process's few threads for files. A second one does not begin before, or a few
   * requests of Prometheus would take them all.
   */
  #look(folder: string, path: string): Promise<ShownDisk | undefined> {
    const { lookAtDisk = statfs } = this.#sources;
    const look =
      this.#looking.get(folder) ??
      lookAtDisk(path)
        .then(({ bavail, blocks, bsize }) => ({ folder, free: bavail * bsize, size: blocks * bsize }))
        .finally(() => this.#looking.delete(folder));
    this.#looking.set(folder, look);
    return inTime(look);
  }
}

/** Undefined if it fails, or takes too long: nothing is known then. */
async function inTime<T>(look: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), DISK_MS);
  });
  const done = await Promise.race([look.catch(() => undefined), late]);
  clearTimeout(timer);
  return done;
}
