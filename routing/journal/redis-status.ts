/** How the Redis of a journal is: its role, and how far its replicas are behind. Asked every few seconds. */
import type { StoreStatus } from './journal.js';

/** The part of a client that is used. */
interface Asked {
  info(section: string): Promise<string>;
}

type Replication = Omit<StoreStatus, 'changesBehind'>;

const UNKNOWN: Replication = { role: 'unknown', replicas: 0 };

export class RedisStatus {
  #found: Replication = UNKNOWN;

  /** As it was when it was asked last. */
  get replication(): Replication {
    return this.#found;
  }

  /** `nodes`: those that store changes. Never rejects: a server that does not answer, or may not be asked, is unknown. */
  async look(nodes: readonly Asked[]): Promise<void> {
    try {
      const texts = await Promise.all(nodes.map((node) => node.info('replication')));
      this.#found = allOf(texts.map(readReplication));
    } catch {
      this.#found = UNKNOWN;
    }
  }
}

/** The answer to INFO replication. */
export function readReplication(text: string): Replication {
  const fields = new Map(
    text.split(/\r?\n/).flatMap((line) => {
      const colon = line.indexOf(':');
      return colon < 1 ? [] : [[line.slice(0, colon), line.slice(colon + 1)] as const];
    }),
  );
  const role = fields.get('role');
  if (role !== 'master') return { role: role === 'slave' ? 'replica' : 'unknown', replicas: 0 };
  const written = Number(fields.get('master_repl_offset'));
  const replicas = [...fields].flatMap(([name, value]) =>
    /^slave\d+$/.test(name) ? [readReplica(value)] : [],
  );
  if (replicas.length === 0) return { role, replicas: 0 };
  return {
    role,
    replicas: replicas.length,
    replicaLagSeconds: Math.max(0, ...replicas.map(({ lag }) => lag)),
    replicaLagBytes: Math.max(0, ...replicas.map(({ offset }) => written - offset)),
  };
}

/** `ip=…,port=…,state=online,offset=…,lag=…`; servers before 2.8 say less. */
function readReplica(text: string): { readonly lag: number; readonly offset: number } {
  const parts = new Map(text.split(',').map((part) => part.split('=') as [string, string]));
  const number = (name: string, missing: number): number => {
    const value = Number(parts.get(name) ?? missing);
    return Number.isFinite(value) ? value : missing;
  };
  return { lag: number('lag', 0), offset: number('offset', Infinity) };
}

/** The worst of a cluster's nodes: one that is no master takes no changes. */
function allOf(found: readonly Replication[]): Replication {
  const [first = UNKNOWN, ...others] = found;
  return others.reduce(
    (all, one) => ({
      role: all.role === 'master' ? one.role : all.role,
      replicas: all.replicas + one.replicas,
      ...largest('replicaLagSeconds', all, one),
      ...largest('replicaLagBytes', all, one),
    }),
    first,
  );
}

function largest(
  name: 'replicaLagSeconds' | 'replicaLagBytes',
  { [name]: a }: Replication,
  { [name]: b }: Replication,
): Partial<Replication> {
  if (a === undefined && b === undefined) return {};
  return { [name]: Math.max(a ?? 0, b ?? 0) };
}
