/** What only PostgreSQL has: partitions by day, several engines on one database, a server that goes away. */
import { spawnSync } from 'node:child_process';
import t, { type Test } from 'tap';
import { postgresqlVersion } from '../../../engine/records/postgresql-facts.js';
import { PostgresqlRecords } from '../../../engine/records/postgresql.js';
import { startPostgresql, type PostgresqlServer } from '../../support/servers/postgresql-server.js';
import { pastRecord, RECORDED_AT, temporaryFolder } from '../../support/stages/record-stores.js';
import { mobile } from '../../support/stages/routing-world.js';

const DAY_MS = 86_400_000;
const NEVER = { call: 0, message: 0, number: 0 };

/** Partitions of both tables; PostgreSQL lists them. */
function partitions(server: PostgresqlServer, database: string): readonly string[] {
  const sql = `SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r' ORDER BY relname`;
  const { stdout } = spawnSync('psql', ['-At', '-d', server.url(database), '-c', sql], { encoding: 'utf8' });
  return stdout.trim().split('\n');
}

function opened(t: Test, server: PostgresqlServer, database: string): PostgresqlRecords {
  const store = new PostgresqlRecords({ url: server.url(database) });
  t.teardown(() => store.close());
  return store;
}

const onDay = (day: number, id: string) =>
  pastRecord(0, { id, at: RECORDED_AT + day * DAY_MS, endedAt: RECORDED_AT + day * DAY_MS + 5000 });

void t.test('records in PostgreSQL', async (t) => {
  const server = await startPostgresql(await temporaryFolder(t));
  t.teardown(() => server.stop());

  await t.test('tables of a later version are left alone', async (t) => {
    server.create('later');
    const sql = (text: string): string =>
      spawnSync('psql', ['-At', '-d', server.url('later'), '-c', text], { encoding: 'utf8' }).stdout;
    await opened(t, server, 'later').put([onDay(0, 'a')]);
    t.equal(sql('SELECT format FROM callveil_format').trim(), '1');
    sql('UPDATE callveil_format SET format = 2');
    const refusal = { message: /expected format 1 or an earlier one, found 2: a later version/ };
    await t.rejects(opened(t, server, 'later').put([onDay(0, 'b')]), refusal);
    t.equal(sql('SELECT count(*) FROM callveil_record').trim(), '1');
    t.match(await postgresqlVersion(server.url('later'), 5000), /^\d+/);
    await t.rejects(postgresqlVersion(server.url('no-such-one'), 5000), { message: /does not exist/ });
  });

  await t.test('a day whose records are all past their time goes with its partitions', async (t) => {
    server.create('days');
    const store = opened(t, server, 'days');
    await store.put([onDay(0, 'a'), onDay(0, 'b'), onDay(1, 'c'), onDay(2, 'd')]);
    const names = ['20261129', '20261130', '20261201'];
    t.same(partitions(server, 'days'), [
      ...names.map((name) => `callveil_party_${name}`),
      ...names.map((name) => `callveil_record_${name}`),
    ]);
    // Two seconds before midnight: the records of the first day ended on the second.
    const before = RECORDED_AT + DAY_MS;
    t.equal(await store.forget({ ...NEVER, call: before }), 2, 'other kinds might still be kept');
    t.equal(partitions(server, 'days').length, 6);
    t.equal(
      await store.forget({ call: before + DAY_MS, message: before + DAY_MS, number: before + DAY_MS }),
      1,
    );
    t.same(partitions(server, 'days'), ['callveil_party_20261201', 'callveil_record_20261201']);
    await store.put([onDay(0, 'late')]);
    t.same(
      (await store.search({}, undefined, 10)).map(({ id }) => id),
      ['d', 'late'],
    );
  });

  await t.test('several engines begin, share days, and drop them under one another', async (t) => {
    server.create('shared');
    const engines = [1, 2, 3].map(() => opened(t, server, 'shared'));
    await Promise.all(
      engines.map((store, n) => store.put(Array.from({ length: 20 }, (_, i) => onDay(i % 4, `${n}-${i}`)))),
    );
    const [one, other] = engines as [PostgresqlRecords, PostgresqlRecords];
    t.equal((await other.search({ number: mobile(1) }, undefined, 100)).length, 60);
    const all = RECORDED_AT + 10 * DAY_MS;
    t.equal(await one.forget({ call: all, message: all, number: all }), 60);
    await other.put([onDay(1, 'the other one did not know that its day was gone')]);
    t.equal((await one.search({}, undefined, 10)).length, 1);
    // The same records by two engines at once, as after a restart under another one.
    const same = Array.from({ length: 50 }, (_, n) => onDay(2, `same-${n}`));
    await Promise.all([one.put(same), other.put([...same].reverse())]);
    t.equal((await one.search({ from: RECORDED_AT + 2 * DAY_MS }, undefined, 100)).length, 50);
  });

  await t.test(
    'a server that goes away makes everything reject, and everything works when it is back',
    async (t) => {
      server.create('crashed');
      const store = opened(t, server, 'crashed');
      await store.put([pastRecord(1)]);
      await server.stop();
      await t.rejects(store.put([pastRecord(2)]));
      await t.rejects(store.search({}, undefined, 1));
      await t.rejects(store.forget(NEVER));
      const late = opened(t, server, 'crashed');
      await t.rejects(late.find('call', 's1'), 'an engine that starts meanwhile');
      await server.start();
      await store.put([pastRecord(2)]);
      t.equal((await late.search({}, undefined, 10)).length, 2);
    },
  );
});
