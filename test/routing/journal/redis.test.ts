/** Several engines on one Redis; a Redis that goes away and comes back. */
import { Redis } from 'ioredis';
import t, { type Test } from 'tap';
import { ApplicationRegistry } from '../../../routing/application.js';
import { redisFacts } from '../../../routing/journal/redis-facts.js';
import { RedisJournal } from '../../../routing/journal/redis.js';
import { createRouting, type Routing } from '../../../routing/routing.js';
import { CuttableProxy } from '../../support/servers/cuttable-proxy.js';
import { temporaryDirectory } from '../../support/stages/journal-kinds.js';
import { startRedis, type RedisServer } from '../../support/servers/redis-server.js';
import {
  application,
  chinaPolicy,
  mobile,
  noon,
  privateNumber,
  refused,
} from '../../support/stages/routing-world.js';

const app = application('AXB');
const [a, b] = [mobile(1), mobile(2)];
const x = privateNumber(1);

interface Engine {
  readonly journal: RedisJournal;
  readonly routing: Routing;
  /** Resolves when the binding is known here. */
  bound(id: string): Promise<void>;
}

async function redis(t: Test): Promise<RedisServer> {
  const server = await startRedis(await temporaryDirectory(t));
  t.teardown(() => server.stop());
  return server;
}

async function engine(t: Test, { port }: { readonly port: number }, streamLength = 1000): Promise<Engine> {
  const url = `redis://127.0.0.1:${port}`;
  const journal = await RedisJournal.open({ url, cluster: false, streamLength });
  t.teardown(() => journal.close());
  const routing = await createRouting({
    journal,
    policy: chinaPolicy,
    clock: () => noon,
    applications: new ApplicationRegistry([app]),
    sweepEveryMs: 0,
  });
  await routing.pool.add(app.appKey, [{ number: x, areaCode: '0755' }]);
  const bound = (id: string): Promise<void> =>
    new Promise((resolve) => {
      const known = (): boolean => routing.bindings.get(id) !== undefined;
      if (known()) return resolve();
      const stop = routing.onChange(() => {
        if (!known()) return;
        stop();
        resolve();
      });
    });
  return { journal, routing, bound };
}

void t.test('engines see what another binds, and agree on who has what', async (t) => {
  const server = await redis(t);
  const [one, two] = [await engine(t, server), await engine(t, server)];
  const { id } = await one.routing.bindings.axb.bind(app, { a, b, x });
  await two.bound(id);
  t.match(await two.routing.resolve({ caller: a, dialled: x, at: noon }), { callee: b, subscriptionId: id });
  await two.routing.bindings.axb.modify(app, { subscriptionId: id, b: mobile(3) });
  await one.routing.bindings.axb.modify(app, { subscriptionId: id, maxDuration: 5 });
  t.match(
    one.routing.bindings.get(id),
    { b: mobile(3), maxDuration: 5, revision: 3 },
    'neither change is lost',
  );
  const contested = await Promise.allSettled(
    [one, two].map(({ routing }) => routing.bindings.axb.bind(app, { a: mobile(8), b: mobile(9), x })),
  );
  t.same(contested.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  t.match(
    contested.find(({ status }) => status === 'rejected'),
    { reason: refused('collision') },
  );
});

void t.test('a call that misses asks once, so a binding made elsewhere this instant works', async (t) => {
  const server = await redis(t);
  const [one, two] = [await engine(t, server), await engine(t, server)];
  for (let n = 0; n < 20; n += 1) {
    await one.routing.bindings.axb.bind(app, { a: mobile(100 + n), b: mobile(200 + n), x });
    t.match(await two.routing.resolve({ caller: mobile(200 + n), dialled: x, at: noon }), {
      callee: mobile(100 + n),
    });
  }
  t.match(await two.routing.resolve({ caller: mobile(999), dialled: x, at: noon }), { reason: 'no-binding' });
});

void t.test(
  'while Redis is away calls are routed and binds refused; nothing acknowledged is lost',
  async (t) => {
    const server = await redis(t);
    const [one, two] = [await engine(t, server), await engine(t, server)];
    const { id } = await one.routing.bindings.axb.bind(app, { a, b, x });
    await two.bound(id);
    await server.stop();
    t.match(await two.routing.resolve({ caller: b, dialled: x, at: noon }), { callee: a });
    t.match(await two.routing.resolve({ caller: mobile(7), dialled: x, at: noon }), { reason: 'no-binding' });
    await t.rejects(
      two.routing.bindings.axb.bind(app, { a: mobile(5), b: mobile(6), x }),
      refused('journal-unavailable'),
    );
    t.equal(two.routing.available, false);
    await server.start();
    const [late] = await Promise.all([bindWhenBack(one, 0), bindWhenBack(two, 2)]);
    await two.bound(late);
    const fresh = await engine(t, server);
    t.match(fresh.routing.bindings.get(id), { a, b });
    t.equal(fresh.routing.bindings.count, 3);
  },
);

/** The engine connects again by itself; a client tries again, as the answer asks. */
async function bindWhenBack({ routing }: Engine, n: number): Promise<string> {
  for (;;) {
    try {
      return (await routing.bindings.axb.bind(app, { a: mobile(1000 + n), b: mobile(1001 + n), x })).id;
    } catch (error) {
      if (!(error instanceof Error) || !('reason' in error) || error.reason !== 'journal-unavailable')
        throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

void t.test(
  'an engine that was away catches up from the stream, or from the documents if the stream is too short',
  async (t) => {
    for (const streamLength of [100_000, 1]) {
      const server = await redis(t);
      const line = new CuttableProxy(server.port);
      await line.open();
      t.teardown(() => line.cut());
      const [one, two] = [await engine(t, server, streamLength), await engine(t, line, streamLength)];
      const first = await one.routing.bindings.axb.bind(app, { a, b, x });
      await two.bound(first.id);
      const barred = [mobile(1), mobile(2)].map((number) => ({
        kind: 'call' as const,
        number,
        appKey: app.appKey,
      }));
      await one.routing.compliance.blacklist.add(barred.slice(0, 1));
      await line.cut();
      await one.routing.compliance.blacklist.remove({ kind: 'call', number: a, appKey: app.appKey });
      await one.routing.compliance.blacklist.add(barred.slice(1));
      await one.routing.bindings.axb.unbind(app, { subscriptionId: first.id });
      const ids: string[] = [];
      // Streams are trimmed by whole nodes of a hundred entries.
      for (let n = 0; n < 250; n += 1)
        ids.push(
          (await one.routing.bindings.axb.bind(app, { a: mobile(100 + n), b: mobile(600 + n), x })).id,
        );
      await line.open();
      await two.bound(ids.at(-1) ?? '');
      t.equal(two.routing.bindings.get(first.id), undefined, 'what went while it was away is gone');
      t.equal(two.routing.bindings.count, 250);
      t.match(
        [...two.routing.compliance.rules.documents(app.appKey)].map(({ value }) => value),
        [barred[1]],
        'and so it is with the rules that read lists',
      );
      t.match(await two.routing.resolve({ caller: mobile(110), dialled: x, at: noon }), {
        callee: mobile(610),
      });
    }
  },
);

void t.test('a missing server, and one that may lose changes, are reported', async (t) => {
  const server = await redis(t);
  await server.stop();
  for (const cluster of [false, true])
    await t.rejects(RedisJournal.open({ url: `redis://user:geheim@127.0.0.1:${server.port}`, cluster }), {
      message: /^journal in redis at 127\.0\.0\.1:\d+: (?!.*geheim)/,
    });
  const careless = await startRedis(await temporaryDirectory(t), '--appendfsync', 'everysec');
  t.teardown(() => careless.stop());
  const warnings: string[] = [];
  const journal = await RedisJournal.open({
    url: careless.url,
    cluster: false,
    warn: (text) => void warnings.push(text),
  });
  await journal.close();
  t.match(warnings, [/appendfsync always/]);
});

void t.test('an erasure leaves nothing of a number, and an engine that was away catches up', async (t) => {
  const server = await redis(t);
  const line = new CuttableProxy(server.port);
  await line.open();
  t.teardown(() => line.cut());
  const [one, two] = [await engine(t, server), await engine(t, line)];
  const subject = mobile(77_777_777);
  const first = await one.routing.bindings.axb.bind(app, { a: subject, b, x });
  await two.bound(first.id);
  await line.cut();
  await one.routing.compliance.registrations.add([subject, mobile(5)], { appKey: app.appKey });
  await one.routing.bindings.axb.unbind(app, { subscriptionId: first.id });
  const request = { number: subject, mention: one.routing.mentionOf(subject), also: [] as const };
  t.ok((await contentOf(server)).includes('13877777777'));
  t.match(await one.routing.erase({ ...request, dryRun: false }), {
    erased: { registrations: 1 },
    notes: [/changes taken off the streams/, /append-only file/],
  });
  t.notOk((await contentOf(server)).includes('13877777777'));
  const last = await one.routing.bindings.axb.bind(app, { a: mobile(8), b: mobile(9), x });
  await line.open();
  await two.bound(last.id);
  t.equal(two.routing.bindings.count, 1);
  t.match(
    two.routing.holdings(mobile(5)).registrations,
    [{ number: mobile(5) }],
    'nothing of others is lost',
  );
  t.same(two.routing.holdings(subject).registrations, []);
  t.same(one.journal.lost, []);
  t.same(two.journal.lost, []);
});

/** Every key and value of the server. */
async function contentOf({ port }: RedisServer): Promise<string> {
  const client = new Redis(port, '127.0.0.1');
  try {
    const texts: unknown[] = [];
    for (const key of await client.keys('*')) {
      texts.push(key);
      const type = await client.type(key);
      if (type === 'hash') texts.push(await client.hgetall(key));
      if (type === 'stream') texts.push(await client.xrange(key, '-', '+'));
      if (type === 'string') texts.push(await client.get(key));
      if (type === 'set') texts.push(await client.smembers(key));
    }
    return JSON.stringify(texts);
  } finally {
    client.disconnect();
  }
}

void t.test(
  'a Redis that a later version has written is refused, and one without a number gets it',
  async (t) => {
    const { port } = await redis(t);
    const client = new Redis(port, '127.0.0.1');
    t.teardown(() => client.disconnect());
    const place = { url: `redis://127.0.0.1:${port}`, cluster: false };
    await (await RedisJournal.open(place)).close();
    t.equal(await client.get('callveil:format'), '1');
    await client.set('callveil:format', '2');
    await t.rejects(RedisJournal.open(place), {
      message: /journal in redis .* found 2: a later version of Callveil/,
    });
    t.equal(await client.get('callveil:format'), '2');
    t.match(await redisFacts(place, 5000), { version: /^\d+\.\d+/, role: 'master', mayLose: Boolean });
    const away = { ...place, url: 'redis://127.0.0.1:1' };
    await t.rejects(redisFacts(away, 5000), { message: /ECONNREFUSED/ });
  },
);
