/**
 * The two connections of a Redis journal: one for commands, one that hears what is published. Nothing is queued while the
 * server is away and nothing is sent twice: a caller is told, and decides.
 *
 * In a cluster commands go to the node that has the scope, and a change published on any node is passed on by all of
 * them, so that one listener, on any node, hears everything; when its node goes it asks the next. Redis promises no
 * message, between nodes least of all: whoever listens looks at the sequence numbers now and then as well.
 */
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { JournalAilment } from './journal.js';

export interface RedisPlace {
  /** `redis://user:password@host:port/db`, or `rediss:` for TLS; of any node of a cluster. */
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
    // A command whose connection broke may have been carried out, so it is not tried again.
    retryDelayOnFailover: 0,
    retryDelayOnClusterDown: 0,
    redisOptions: { ...options, ...identityOf(url) },
  });
}

/** `commands`: whose nodes are asked one after the other. Each time it is ready it has to subscribe, and to catch up. */
export function listenerConnection({ url }: RedisPlace, commands: Redis | Cluster): Redis {
  let turn = 0;
  const listener = new Redis(url, {
    ...options,
    // Subscribing again is the journal's, together with reading what was missed.
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

/** Servers that keep changes: the one, or each that has slots of the cluster. */
export function keepers(commands: Redis | Cluster): readonly Redis[] {
  return commands instanceof Cluster ? commands.nodes('master') : [commands];
}

/** Who we are, for the nodes that the url does not name. */
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

/** Older servers put what stopped a script in the middle of its own message. */
const code = /\b(READONLY|OOM|MISCONF|NOREPLICAS)\b/;

/** undefined: the error is about something else. */
export function writeAilment(message: string): JournalAilment | undefined {
  return ailments[code.exec(message)?.[1] ?? ''];
}

/** A server that was a master and is a replica now: its address may lead to another one. */
export function isReadOnly({ message }: Error): boolean {
  return writeAilment(message) === 'read-only';
}
