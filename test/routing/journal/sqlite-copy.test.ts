/** Copies of a database that is written to; test/docker/node-versions.test.ts runs it with other versions of Node. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { copyDatabase, inTransaction, openDatabase } from '../../../routing/journal/sqlite-open.js';

const COPIES = 40;
const ROWS = 2000;
/** Rows of a transaction: so many that one is open most of the time. */
const CHANGES = 50;

void t.test('each copy of a database under load is made, with all that was committed before', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-copy-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const database = await openDatabase(join(folder, 'whole.sqlite'));
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA locking_mode = EXCLUSIVE; CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT, at INTEGER)',
  );
  const add = database.prepare('INSERT INTO row (text, at) VALUES (?, 0)');
  inTransaction(database, () => {
    for (let n = 0; n < ROWS; n += 1) add.run('x'.repeat(1000));
  });
  const change = database.prepare('UPDATE row SET at = ? WHERE id = ?');
  let commits = 0;
  let isOver = false;
  const load = (): void => {
    if (isOver) return;
    inTransaction(database, () => {
      for (let n = 0; n < CHANGES; n += 1) change.run(commits + 1, 1 + ((commits * 7 + n) % ROWS));
    });
    commits += 1;
    setImmediate(load);
  };
  load();
  for (let n = 0; n < COPIES; n += 1) {
    const file = join(folder, `${n}.sqlite`);
    const before = commits;
    await copyDatabase(database, file);
    const copy = await openDatabase(file);
    const { at, whole } = copy
      .prepare(
        'SELECT max(at) AS at, (SELECT count(*) FROM row AS one WHERE one.at = (SELECT max(at) FROM row)) AS whole FROM row',
      )
      .get() as { readonly at: number; readonly whole: number };
    copy.close();
    if (at < before || whole !== CHANGES)
      t.fail(`copy ${n} has ${whole} changes of commit ${at}; ${before} were made`);
  }
  isOver = true;
  t.ok(commits > COPIES, `${commits} commits meanwhile`);
  database.close();
});
