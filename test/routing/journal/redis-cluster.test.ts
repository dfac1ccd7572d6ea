/** Two engines on a Redis Cluster of three nodes, which wants a password; a node that goes away and comes back. */
import t, { type Test } from 'tap';
import { ApplicationRegistry, type Application } from '../../../routing/application.js';
import { RedisJournal } from '../../../routing/journal/redis.js';
import { createRouting, type Routing } from '../../../routing/routing.js';
import { temporaryDirectory } from '../../support/stages/journal-kinds.js';
import { startRedisCluster, type RedisCluster } from '../../support/servers/redis-cluster.js';
import type { RedisServer } from '../../support/servers/redis-server.js';
import {
  application,
  chinaPolicy,
  mobile,
  noon,
  privateNumber,
  refused,
} from '../../support/stages/routing-world.js';

interface Shop {
  readonly app: Application;
  readonly x: ReturnType<typeof privateNumber>;
  readonly node: RedisServer;
}

/** One application on each node. */
async function shopsOn(cluster: RedisCluster): Promise<readonly Shop[]> {
  const shops = new Map<RedisServer, Shop>();
  for (let n = 1; shops.size < cluster.nodes.length; n += 1) {
    const app = application('AXB', { appKey: `shop-${n}` });
    const node = await cluster.nodeOf(app.appKey);
    if (!shops.has(node)) shops.set(node, { app, x: privateNumber(n), node });
  }
  return [...shops.values()];
}

async function engine(t: Test, { url }: RedisCluster, shops: readonly Shop[]): Promise<Routing> {
  const journal = await RedisJournal.open({ url, cluster: true });
  t.teardown(() => journal.close());
  const routing = await createRouting({
    journal,
    policy: chinaPolicy,
    clock: () => noon,
    applications: new ApplicationRegistry(shops.map(({ app }) => app)),
    sweepEveryMs: 0,
  });
  for (const { app, x } of shops) await routing.pool.add(app.appKey, [{ number: x, areaCode: '0755' }]);
  return routing;
}

function bound(routing: Routing, id: string): Promise<void> {
  return knows(routing, ({ bindings }) => bindings.get(id) !== undefined);
}

/** Resolves when the engine has heard of it, without asking anybody. */
function knows(routing: Routing, what: (routing: Routing) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const known = (): boolean => what(routing);
    if (known()) return resolve();
    const stop = routing.onChange(() => {
      if (!known()) return;
      stop();
      resolve();
    });
  });
}

async function stage(t: Test) {
  const cluster = await startRedisCluster(await temporaryDirectory(t), { password: 'geheim' });
  t.teardown(() => cluster.stop());
  const shops = await shopsOn(cluster);
  return { cluster, shops, one: await engine(t, cluster, shops), two: await engine(t, cluster, shops) };
}

void t.test('engines see what another binds, whichever node keeps it, and load all of it', async (t) => {
  const { cluster, shops, one, two } = await stage(t);
  for (const [n, { app, x }] of shops.entries()) {
    const { id } = await one.bindings.axb.bind(app, { a: mobile(n), b: mobile(10 + n), x });
    await bound(two, id);
    await two.bindings.axb.modify(app, { subscriptionId: id, b: mobile(20 + n) });
    await one.bindings.axb.modify(app, { subscriptionId: id, maxDuration: 5 });
    t.match(one.bindings.get(id), { b: mobile(20 + n), maxDuration: 5, revision: 3 });
    const contested = await Promise.allSettled(
      [one, two].map((each) => each.bindings.axb.bind(app, { a: mobile(30), b: mobile(31), x })),
    );
    t.same(contested.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    t.match(
      contested.find(({ status }) => status === 'rejected'),
      { reason: refused('collision') },
    );
  }
  const three = await engine(t, cluster, shops);
  t.equal(three.bindings.count, 6);
  for (const [n, { x }] of shops.entries())
    t.match(await three.resolve({ caller: mobile(20 + n), dialled: x, at: noon }), { callee: mobile(n) });
});

void t.test('an application changes hands between nodes: its number has one owner', async (t) => {
  const { shops, one, two } = await stage(t);
  const [from, to] = shops;
  if (from === undefined || to === undefined) throw new TypeError('a cluster of three');
  t.same(await one.pool.transfer([from.x], to.app.appKey), { moved: [from.x], inUse: [] });
  await knows(two, ({ pool }) => pool.get(from.x)?.appKey === to.app.appKey);
  const { id } = await two.bindings.axb.bind(to.app, { a: mobile(1), b: mobile(2), x: from.x });
  await bound(one, id);
  t.equal(one.pool.get(from.x)?.appKey, to.app.appKey);
  await t.rejects(
    two.bindings.axb.bind(from.app, { a: mobile(3), b: mobile(4), x: from.x }),
    refused('x-not-owned'),
  );
});

void t.test('a node goes: the others’ applications go on, and its own when it is back', async (t) => {
  const { cluster, shops, one, two } = await stage(t);
  const before: string[] = [];
  for (const { app, x } of shops)
    before.push((await one.bindings.axb.bind(app, { a: mobile(1), b: mobile(2), x })).id);
  for (const id of before) await bound(two, id);
  // Both engines listen on the node of the url, and so have to find another.
  const [gone] = cluster.nodes;
  if (gone === undefined) throw new TypeError('a cluster of three');
  t.equal(await cluster.listeners(gone), 2);
  await gone.stop();
  await heardElsewhere(cluster, gone);
  for (const [n, { app, x, node }] of shops.entries()) {
    t.match(await two.resolve({ caller: mobile(1), dialled: x, at: noon }), { callee: mobile(2) });
    const request = { a: mobile(3), b: mobile(4), x };
    if (node === gone) await t.rejects(one.bindings.axb.bind(app, request), refused('journal-unavailable'));
    else await bound(two, (await bindWhenBack(one, app, request)).id);
    t.ok(two.bindings.get(before[n] ?? ''));
  }
  await gone.start();
  await cluster.settled();
  for (const { app, x, node } of shops)
    if (node === gone) {
      const { id } = await bindWhenBack(one, app, { a: mobile(3), b: mobile(4), x });
      await bound(two, id);
      t.match(await two.resolve({ caller: mobile(4), dialled: x, at: noon }), { subscriptionId: id });
    }
  t.equal((await engine(t, cluster, shops)).bindings.count, 6);
});

/** Resolves when both engines listen on nodes that are there. */
async function heardElsewhere(cluster: RedisCluster, gone: RedisServer): Promise<void> {
  const others = cluster.nodes.filter((node) => node !== gone);
  for (;;) {
    const listeners = await Promise.all(others.map((node) => cluster.listeners(node)));
    if (listeners.reduce((sum, count) => sum + count, 0) === 2) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A client tries again, as the answer asks. */
async function bindWhenBack(
  { bindings }: Routing,
  app: Application,
  request: { readonly a: string; readonly b: string; readonly x: string },
): Promise<{ readonly id: string }> {
  for (;;) {
    try {
      return await bindings.axb.bind(app, request);
    } catch (error) {
      if (!(error instanceof Error) || !('reason' in error) || error.reason !== 'journal-unavailable')
        throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
