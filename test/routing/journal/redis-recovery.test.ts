/** A Redis that has lost what it had, and commits whose answer is lost. */
import { Redis } from 'ioredis';
import t, { type Test } from 'tap';
import { CuttableProxy } from '../../support/servers/cuttable-proxy.js';
import { temporaryDirectory } from '../../support/stages/journal-kinds.js';
import {
  inTable,
  redisApplication as app,
  redisEngine,
  redisX as x,
  type RedisEngine,
} from '../../support/servers/redis-engine.js';
import { startRedis, type RedisServer } from '../../support/servers/redis-server.js';
import { mobile, noon, refused } from '../../support/stages/routing-world.js';

const [a, b] = [mobile(1), mobile(2)];

async function redis(t: Test): Promise<RedisServer> {
  const server = await startRedis(await temporaryDirectory(t));
  t.teardown(() => server.stop());
  return server;
}

/** Every scope of the engine is reported to have lost changes. */
async function lost(...engines: readonly RedisEngine[]): Promise<void> {
  for (const { said } of engines)
    for (const scope of ['\\*', app.appKey]) await said(new RegExp(`journal of ${scope}: .* lost changes`));
}

async function emptied(server: RedisServer): Promise<void> {
  await server.stop();
  await server.forget();
  await server.start();
}

void t.test(
  'a Redis that comes back empty: calls go on, changes are refused, and it is reported',
  async (t) => {
    const server = await redis(t);
    const one = await redisEngine(t, server.port);
    const { id } = await one.routing.bindings.axb.bind(app, { a, b, x });
    await emptied(server);
    await lost(one);
    t.match(await one.routing.resolve({ caller: b, dialled: x, at: noon }), {
      callee: a,
      subscriptionId: id,
    });
    t.match(await one.routing.resolve({ caller: mobile(7), dialled: x, at: noon }), { reason: 'no-binding' });
    const changes: readonly (() => Promise<unknown>)[] = [
      () => one.routing.bindings.axb.bind(app, { a: mobile(5), b: mobile(6), x }),
      () => one.routing.bindings.axb.unbind(app, { subscriptionId: id }),
      () => one.routing.bindings.axb.modify(app, { subscriptionId: id, b: mobile(3) }),
    ];
    for (const work of changes) await t.rejects(work, refused('journal-unavailable'));
    t.equal(one.routing.available, false);
    t.same(one.routing.journal.ailments, ['lost-changes']);
    t.ok(one.routing.journal.lostScopes.includes(app.appKey));
    t.equal(one.routing.bindings.count, 1);
  },
);

void t.test(
  'restore writes what is in force: every engine agrees, and so do claims and counters',
  async (t) => {
    const server = await redis(t);
    const [one, two] = [await redisEngine(t, server.port), await redisEngine(t, server.port)];
    const { id } = await one.routing.bindings.axb.bind(app, { a, b, x });
    await one.routing.bindings.axb.modify(app, { subscriptionId: id, maxDuration: 5 });
    const { compliance } = one.routing;
    await compliance.blacklist.add([{ kind: 'bind-a', number: mobile(4) }]);
    await compliance.complaints.add({ x, category: 'other' });
    const lists = ['*', app.appKey].map((scope) => [...compliance.rules.documents(scope)]);
    await inTable(two, () => two.routing.bindings.get(id)?.revision === 2);
    await emptied(server);
    await lost(one, two);
    t.same([...(await one.routing.recoverJournal('restore'))].sort(), ['*', app.appKey]);
    await Promise.all([two.journal.refresh('*'), two.journal.refresh(app.appKey)]);
    for (const { routing } of [one, two]) {
      t.same(routing.journal.ailments, []);
      t.match(routing.bindings.get(id), { a, b, revision: 2, maxDuration: 5 });
      await t.rejects(routing.bindings.axb.bind(app, { a, b: mobile(9), x }), refused('collision'));
    }
    await two.routing.bindings.axb.modify(app, { subscriptionId: id, maxDuration: 6 });
    const fresh = await redisEngine(t, server.port);
    t.match(fresh.routing.bindings.get(id), { a, b, revision: 3, maxDuration: 6 });
    t.same(
      ['*', app.appKey].map((scope) => [...fresh.routing.compliance.rules.documents(scope)]),
      lists,
      'the lists of the rules are restored too',
    );
    await t.rejects(fresh.routing.pool.remove(x), { message: /still has relations/ });
    await fresh.routing.bindings.axb.unbind(app, { subscriptionId: id });
    await fresh.routing.pool.remove(x);
    t.same(await one.routing.recoverJournal('restore'), [], 'there is nothing to decide any more');
  },
);

void t.test('accept takes over what the store has, on every engine', async (t) => {
  const server = await redis(t);
  const [one, two] = [await redisEngine(t, server.port), await redisEngine(t, server.port)];
  const { id } = await one.routing.bindings.axb.bind(app, { a, b, x });
  await inTable(two, () => two.routing.bindings.get(id) !== undefined);
  await emptied(server);
  await lost(one, two);
  await two.routing.recoverJournal('accept');
  await inTable(one, () => one.routing.bindings.count === 0);
  t.equal(two.routing.bindings.count, 0);
  await two.routing.pool.add(app.appKey, [{ number: x, areaCode: '0755' }]);
  await two.routing.bindings.axb.bind(app, { a, b, x });
  await inTable(one, () => one.routing.bindings.count === 1);
});

void t.test('a history that is as long as ours and another one is not taken over either', async (t) => {
  const server = await redis(t);
  const old = await redisEngine(t, server.port, { lookEveryMs: 20 });
  const { id } = await old.routing.bindings.axb.bind(app, { a, b, x });
  const admin = new Redis(server.port);
  t.teardown(() => admin.disconnect());
  // All at once: a look at the store in between would find a history that no store has.
  const another = admin.multi().flushall().set(`callveil:{${app.appKey}}:sequence`, 7);
  const stream = `callveil:{${app.appKey}}:stream`;
  for (let n = 1; n <= 7; n += 1) another.xadd(stream, `${n}-1`, 'change', '{"id":"x","put":[],"remove":[]}');
  await another.exec();
  await lost(old);
  t.match(old.routing.bindings.get(id), { a, b });
  await old.routing.recoverJournal('restore');
  const fresh = await redisEngine(t, server.port);
  t.match(fresh.routing.bindings.get(id), { a, b });
});

void t.test('what was refused for want of an answer, and stored, is taken back', async (t) => {
  const server = await redis(t);
  const line = new CuttableProxy(server.port);
  await line.open();
  t.teardown(() => line.cut());
  const [far, near] = [await redisEngine(t, line.port), await redisEngine(t, server.port)];
  const { id } = await far.routing.bindings.axb.bind(app, { a: mobile(3), b: mobile(4), x });
  line.mute();
  const bound = far.routing.bindings.axb.bind(app, { a, b, x });
  const modified = far.routing.bindings.axb.modify(app, { subscriptionId: id, maxDuration: 9 });
  const answers = Promise.allSettled([bound, modified]);
  await inTable(near, () => near.routing.bindings.count === 2);
  await inTable(near, () => near.routing.bindings.get(id)?.revision === 2);
  await line.cut();
  const unavailable = { status: 'rejected', reason: refused('journal-unavailable') };
  t.match(await answers, [unavailable, unavailable]);
  await line.open();
  await inTable(near, () => near.routing.bindings.count === 1);
  await inTable(far, () => far.routing.bindings.get(id)?.revision === 2);
  await near.journal.refresh(app.appKey);
  await far.journal.refresh(app.appKey);
  t.equal(far.routing.bindings.count, 1, 'the binding is gone here as it is there');
  t.match(far.routing.bindings.get(id), { maxDuration: 9 }, 'what existed before is as it was asked for');
  await far.routing.bindings.axb.bind(app, { a, b, x });
  const fresh = await redisEngine(t, server.port);
  t.equal(fresh.routing.bindings.count, 2, 'a second request for it is made, once');
});
