/**
 * A Redis Cluster of three nodes on this machine, each a redis-server of its own with a third of the hash slots, its
 * data in a folder of its own; nodes are stopped and started at will.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort, startRedis, type RedisServer } from './redis-server.js';

const SLOTS = 16_384;
const NODES = 3;
/** How long a joining node waits before it looks again. */
const LOOK_MS = 20;

export interface RedisCluster {
  /** URL of the first node. */
  readonly url: string;
  readonly nodes: readonly RedisServer[];
  /** The node whose slots hold the keys of a hash tag. */
  nodeOf(tag: string): Promise<RedisServer>;
  /** Clients of a node that listen to messages. */
  listeners(node: RedisServer): Promise<number>;
  /** Resolves when every node sees all slots served. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** With a `password`, every node requires it of every client. */
export async function startRedisCluster(
  directory: string,
  { password }: { readonly password?: string } = {},
): Promise<RedisCluster> {
  const nodes = await Promise.all(
    Array.from({ length: NODES }, (_, n) => startNode(join(directory, `node-${n}`), password)),
  );
  const user = password === undefined ? '' : `:${password}@`;
  const urlOf = ({ port }: RedisServer): string => `redis://${user}127.0.0.1:${port}`;
  const ask = async <T>(node: RedisServer, question: (redis: Redis) => Promise<T>): Promise<T> => {
    const redis = new Redis(urlOf(node));
    try {
      return await question(redis);
    } finally {
      redis.disconnect();
    }
  };
  const settled = async (): Promise<void> => {
    for (const node of nodes)
      await ask(node, async (redis) => {
        while (!isWhole(String(await redis.call('CLUSTER', 'INFO'))))
          await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      });
  };
  const [first] = nodes;
  if (first === undefined) throw new TypeError('a cluster without nodes');
  for (const [n, node] of nodes.entries())
    await ask(node, async (redis) => {
      await redis.call('CLUSTER', 'SET-CONFIG-EPOCH', n + 1);
      await redis.call('CLUSTER', 'ADDSLOTSRANGE', firstSlot(n), firstSlot(n + 1) - 1);
      if (node !== first) await redis.call('CLUSTER', 'MEET', '127.0.0.1', first.port, first.busPort);
    });
  await settled();
  return {
    url: urlOf(first),
    nodes,
    settled,
    nodeOf: async (tag) => {
      const slot = Number(await ask(first, (redis) => redis.call('CLUSTER', 'KEYSLOT', `{${tag}}`)));
      return nodes.find((_, n) => slot < firstSlot(n + 1)) ?? first;
    },
    listeners: (node) =>
      ask(
        node,
        async (redis) =>
          String(await redis.client('LIST', 'TYPE', 'PUBSUB'))
            .trim()
            .split('\n')
            .filter(Boolean).length,
      ),
    stop: async () => {
      await Promise.all(nodes.map((node) => node.stop()));
    },
  };
}

type ClusterNode = RedisServer & { readonly busPort: number };

async function startNode(directory: string, password: string | undefined): Promise<ClusterNode> {
  await mkdir(directory, { recursive: true });
  const busPort = await freePort();
  const secret = password === undefined ? [] : ['--requirepass', password, '--masterauth', password];
  const server = await startRedis(
    directory,
    ...['--cluster-enabled', 'yes', '--cluster-port', String(busPort)],
    ...['--cluster-announce-ip', '127.0.0.1', '--cluster-node-timeout', '1000'],
    // A node that is away takes its own slots with it, and no others.
    ...['--cluster-require-full-coverage', 'no'],
    ...secret,
  );
  return { ...server, busPort };
}

function firstSlot(node: number): number {
  return Math.floor((node * SLOTS) / NODES);
}

function isWhole(info: string): boolean {
  const has = (name: string, value: number): boolean => info.includes(`${name}:${value}\r\n`);
  return (
    info.includes('cluster_state:ok') && has('cluster_slots_ok', SLOTS) && has('cluster_known_nodes', NODES)
  );
}
