/** A Redis that answers and does not write. */
import { rm } from 'node:fs/promises';
import { Redis } from 'ioredis';
import t, { type Test } from 'tap';
import { CuttableProxy } from '../../support/servers/cuttable-proxy.js';
import { temporaryDirectory } from '../../support/stages/journal-kinds.js';
import {
  redisApplication as app,
  redisEngine,
  redisX as x,
  type RedisEngine,
} from '../../support/servers/redis-engine.js';
import { startRedis } from '../../support/servers/redis-server.js';
import { mobile, refused } from '../../support/stages/routing-world.js';

async function redis(t: Test) {
  const directory = await temporaryDirectory(t);
  const server = await startRedis(directory);
  t.teardown(() => server.stop());
  const admin = new Redis(server.port);
  t.teardown(() => admin.disconnect());
  return { directory, admin, port: server.port };
}

const bind = ({ routing }: RedisEngine, n: number) =>
  routing.bindings.axb.bind(app, { a: mobile(10 + 2 * n), b: mobile(11 + 2 * n), x });

void t.test('out of memory is noticed by a bind, or by looking, until it is over', async (t) => {
  const { admin, port } = await redis(t);
  const [binding, looking] = [await redisEngine(t, port), await redisEngine(t, port, { lookEveryMs: 20 })];
  await admin.config('SET', 'maxmemory', 1);
  await t.rejects(bind(binding, 1), refused('journal-unavailable'));
  await binding.said(/out of memory/);
  await looking.said(/out of memory/);
  for (const { routing } of [binding, looking]) {
    t.same(routing.journal.ailments, ['out-of-memory']);
    t.equal(routing.available, false);
  }
  await admin.config('SET', 'maxmemory', 0);
  await bind(binding, 1);
  await Promise.all([binding.said(/takes changes again/), looking.said(/takes changes again/)]);
  t.same([...binding.routing.journal.ailments, ...looking.routing.journal.ailments], []);
});

void t.test('a disk that takes no snapshot stops writes, and is reported', async (t) => {
  const { admin, directory, port } = await redis(t);
  const engine = await redisEngine(t, port, { lookEveryMs: 20 });
  await admin.config('SET', 'save', '3600 1');
  await rm(directory, { recursive: true });
  await admin.bgsave();
  await engine.said(/cannot write to its disk/);
  await t.rejects(bind(engine, 1), refused('journal-unavailable'));
  t.same(engine.routing.journal.ailments, ['cannot-save']);
  await admin.config('SET', 'stop-writes-on-bgsave-error', 'no');
  await engine.said(/takes changes again/);
  await bind(engine, 1);
});

void t.test('a master that has become a replica is left for the one that its address leads to', async (t) => {
  const [before, after] = [await redis(t), await redis(t)];
  const line = new CuttableProxy(before.port);
  await line.open();
  t.teardown(() => line.cut());
  const engine = await redisEngine(t, line.port);
  await bind(engine, 1);
  await before.admin.config('SET', 'repl-diskless-sync-delay', 0);
  await after.admin.replicaof('127.0.0.1', before.port);
  await before.admin.incr('written-by-the-test');
  await before.admin.wait(1, 0);
  await after.admin.replicaof('NO', 'ONE');
  await before.admin.replicaof('127.0.0.1', after.port);
  line.target = after.port;
  await t.rejects(bind(engine, 2), refused('journal-unavailable'));
  t.match(await engine.said(/read-only/), /READONLY/);
  // The engine connects again by itself; a client tries again, as the answer asks.
  for (let bound = false; !bound;) {
    bound = await bind(engine, 2).then(
      () => true,
      () => false,
    );
    if (!bound) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  t.same(engine.routing.journal.ailments, []);
  t.equal(await after.admin.hlen(`callveil:{${app.appKey}}:documents`), 3, 'the number and both bindings');
});
