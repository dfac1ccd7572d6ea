/**
 * The two connections of a Redis journal: one for commands, one that receives what is published. While the server is
 * unavailable nothing is queued and nothing is sent twice: the call is rejected, and the caller decides.
 *
 * In a cluster, commands go to the node that has the scope. A change published on one node is forwarded by all of them,
 * so one listener on any node receives everything; if its node goes, it connects to another. Redis guarantees no
 * delivery, between nodes least of all, so a listener also compares sequence numbers from time to time.
 */
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { JournalAilment } from './journal.js';

export interface RedisPlace {
  /** `redis://user:password@host:port/db`, or `rediss:` for TLS; in a cluster, the URL of any node. */
  readonly url: string;
  readonly cluster: boolean;
}

const reconnectMs = (times: number): number => Math.min(1000, 50 * times);

const options = {
  connectTimeout: 2000,
  commandTimeout: 2000,
  lazyConnect: true,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  // After a fail-over the address may lead to the new master, but only for a new connection.
  reconnectOnError: isReadOnly,
} satisfies RedisOptions;

export function commandConnection({ url, cluster }: RedisPlace): Redis | Cluster {
  if (!cluster) return new Redis(url, { ...options, retryStrategy: reconnectMs });
  return new Cluster([url], {
    lazyConnect: true,
    enableOfflineQueue: false,
    clusterRetryStrategy: reconnectMs,
    // A command whose connection broke may have been carried out, so it is not repeated.
    retryDelayOnFailover: 0,
    retryDelayOnClusterDown: 0,
    redisOptions: { ...options, ...identityOf(url) },
  });
}

/**
 * Whether commands are taken. A socket whose other end has gone takes none, a moment before its connection counts as
 * closed. A client that is refused in that moment must not find the journal well afterwards.
 */
export function isUsable(connection: Redis | Cluster): boolean {
  if (connection.status !== 'ready') return false;
  return connection instanceof Cluster || connection.stream.writable;
}

/** `commands`: the nodes are tried one after the other. Each time it is ready it must subscribe and catch up. */
export function listenerConnection({ url }: RedisPlace, commands: Redis | Cluster): Redis {
  let turn = 0;
  const listener = new Redis(url, {
    ...options,
    // The journal subscribes itself, because it must also read what was missed.
    autoResubscribe: false,
    retryStrategy: (times) => {
      if (commands instanceof Cluster) {
        const nodes = commands.nodes();
        const { host, port } = nodes[turn++ % Math.max(1, nodes.length)]?.options ?? {};
        if (host !== undefined && port !== undefined) Object.assign(listener.options, { host, port });
      }
      return reconnectMs(times);
    },
  });
  return listener;
}

/** Servers that store changes: the single one, or each cluster node that has slots. */
export function keepers(commands: Redis | Cluster): readonly Redis[] {
  return commands instanceof Cluster ? commands.nodes('master') : [commands];
}

/** Credentials for nodes that the URL does not name. */
function identityOf(url: string): RedisOptions {
  const { username, password, protocol } = new URL(url);
  return {
    ...(username !== '' && { username: decodeURIComponent(username) }),
    ...(password !== '' && { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' && { tls: {} }),
  };
}

/** What a server says when it answers and does not write, as the port names it. */
const ailments: Readonly<Record<string, JournalAilment>> = {
  READONLY: 'read-only',
  OOM: 'out-of-memory',
  MISCONF: 'cannot-save',
  NOREPLICAS: 'too-few-replicas',
};

/** Older servers put the reason in the middle of their own message about a stopped script. */
const CODE = /\b(READONLY|OOM|MISCONF|NOREPLICAS)\b/;

/** undefined: the error has another cause. */
export function writeAilment(message: string): JournalAilment | undefined {
  return ailments[CODE.exec(message)?.[1] ?? ''];
}

/** A server that was a master and is a replica now: its address may lead to another server. */
function isReadOnly({ message }: Error): boolean {
  return writeAilment(message) === 'read-only';
}
