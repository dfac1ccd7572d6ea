/** The files of every release are opened by this version, and those of a later one are refused untouched. */
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { newerFormat, stampFormats, STORES } from '../../../engine/backup/formats.js';
import { startJournalThread } from '../../../engine/processes/journal-link.js';
import { RecordFileStore } from '../../../engine/records/sqlite-store.js';
import { MessageStore } from '../../../engine/report/message-store.js';
import { OutboxStore } from '../../../engine/report/outbox-store.js';
import { ApplicationRegistry, type Mode } from '../../../routing/application.js';
import { SqliteJournal } from '../../../routing/journal/sqlite.js';
import { formatOf } from '../../../routing/journal/sqlite-format.js';
import { openDatabase } from '../../../routing/journal/sqlite-open.js';
import { SqliteStore } from '../../../routing/journal/sqlite-store.js';
import { createRouting } from '../../../routing/routing.js';
import { sampleApplication } from '../../support/stages/api-under-test.js';
import { chinaPolicy } from '../../support/stages/routing-world.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** The folder of fixtures of each release; releases that store the same share one. `next`: what comes with the next. */
const RELEASES: Readonly<Record<string, string>> = {
  '0.0.1': '0.0.1',
  '0.0.2': '0.0.1',
  '0.0.3': '0.0.1',
  '0.0.4': '0.0.4',
  '0.1.0': '0.1.0',
  next: 'next',
};
const FOLDERS = [...new Set(Object.values(RELEASES))];
const AT = Date.UTC(2026, 10, 23, 9);
type SqliteName = 'journal' | 'outbox' | 'messages' | 'records';

const OPEN: Readonly<Record<SqliteName, (file: string) => Promise<{ close(): void }>>> = {
  journal: (file) => SqliteStore.open(file),
  outbox: (file) => OutboxStore.open(file),
  messages: (file) => MessageStore.open(file),
  records: (file) => RecordFileStore.open(file),
};

/** The file as the release wrote it; undefined if it had none. `format`: in place of its own. */
async function fixture(
  t: Test,
  release: string,
  store: string,
  format?: number,
): Promise<string | undefined> {
  const source = join(root, 'test', 'engine', 'formats', release, `${store}.sql`);
  if (!existsSync(source)) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'callveil-formats-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, `${store}.sqlite`);
  const database = await openDatabase(file);
  database.exec(readFileSync(source, 'utf8'));
  if (format !== undefined) database.exec(`PRAGMA user_version = ${format}`);
  database.close();
  return file;
}

/** Reads a copy: the journal's lock stays with this process until its statements are collected. */
async function formatIn(file: string): Promise<number> {
  const copy = `${file}.copy`;
  for (const end of ['', '-wal'])
    if (existsSync(`${file}${end}`)) copyFileSync(`${file}${end}`, `${copy}${end}`);
  const database = await openDatabase(copy);
  const format = formatOf(database);
  database.close();
  return format;
}

void t.test('every release of the changelog has its fixtures', (t) => {
  const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
  const released = [...changelog.matchAll(/^## (\d+\.\d+\.\d+)/gm)].map(([, version]) => version ?? '');
  t.ok(released.length >= 5);
  for (const version of released) t.ok(RELEASES[version], `${version}: node test/support/write-formats.mjs`);
  t.end();
});

for (const release of FOLDERS) {
  void t.test(`the journal of ${release}: the relations of every mode are in force`, async (t) => {
    const file = (await fixture(t, release, 'journal')) ?? t.fail('no fixture');
    const journal = await SqliteJournal.open(String(file), startJournalThread);
    t.teardown(() => journal.close());
    const modes: readonly Mode[] = ['AXB', 'AX', 'AXE', 'AXYB'];
    const applications = new ApplicationRegistry(modes.map(sampleApplication));
    const routing = await createRouting({
      journal,
      policy: chinaPolicy,
      clock: () => AT,
      applications,
      sweepEveryMs: 0,
    });
    const found = [...routing.bindings.list({}, { pageIndex: 1, pageSize: 10 }).items];
    t.same(found.map(({ mode }) => mode).sort(), ['AX', 'AXB', 'AXE', 'AXYB']);
    t.match(
      found.find(({ mode }) => mode === 'AXB'),
      { a: '+8613800000001', b: '+8613800000002', x: '+8675500000101', userData: 'pair' },
    );
    const called = await routing.resolve({
      caller: '+8613800000001',
      dialled: '+8675500000101',
      at: AT,
    } as never);
    t.match(called, { kind: 'connect', callee: '+8613800000002' });
  });

  void t.test(`the outbox of ${release}: what waits, what was recorded, and calls in progress`, async (t) => {
    const file = (await fixture(t, release, 'outbox')) ?? '';
    for (const time of ['first', 'second']) {
      const store = await OutboxStore.open(file);
      const query = { appKey: 'key-AXB', channel: 'status', inOrder: false, until: AT + 5000 };
      t.match(
        store.due(query, 0, 10),
        [
          { id: 1, body: '{"event":1}' },
          { id: 2, failures: 3 },
        ],
        `${time} time`,
      );
      t.match(store.recordOfSession('session-1'), { recording: 'a.wav', endedAt: AT + 60_000 });
      t.equal(store.events.lastId, 2, 'ids are not used again');
      const { calls } = store.openCalls();
      t.equal(calls.length, ['0.0.1'].includes(release) ? 0 : 1);
      t.equal(store.dialogs().length, ['0.0.1', '0.0.4'].includes(release) ? 0 : 1);
      t.equal(
        store.unfiled.page(10).records.length,
        release === 'next' ? 0 : 1,
        'is filed in the records, once',
      );
      store.close();
    }
    t.equal(await formatIn(file), STORES.outbox.format);
  });

  void t.test(`messages and records of ${release}, also without a number of their format`, async (t) => {
    for (const format of [undefined, 0]) {
      const messages = await fixture(t, release, 'messages', format);
      if (messages !== undefined) {
        const store = await MessageStore.open(messages);
        t.match(store.due(AT, 10), [{ facts: { id: 'waiting', text: 'hello' } }]);
        t.match(store.unfiled(10).keys, ['sent over']);
        store.close();
        t.equal(await formatIn(messages), STORES.messages.format);
      }
      const records = await fixture(t, release, 'records', format);
      if (records !== undefined) {
        const store = await RecordFileStore.open(records);
        t.match(store.find('call', 'session-1'), { ending: 'caller-hung-up', talkMs: 50_000 });
        t.match(store.search({ number: '+8613800000002' }, undefined, 10, 100).records, [
          { id: 'session-1' },
        ]);
        store.close();
        t.equal(await formatIn(records), STORES.records.format);
      }
    }
  });
}

for (const name of Object.keys(OPEN) as SqliteName[]) {
  void t.test(`${name} of a later version is refused, and nothing is written to it`, async (t) => {
    const file = (await fixture(t, 'next', name, 99)) ?? '';
    const before = readFileSync(file);
    const refusal = /expected format 1 or an earlier one, found 99: a later version of Callveil wrote it/;
    await t.rejects(OPEN[name](file), { name: 'NewerFormat', message: refusal });
    t.equal(await formatIn(file), 99);
    const tables = before.toString('latin1').match(/CREATE TABLE/g)?.length;
    t.equal(
      readFileSync(file)
        .toString('latin1')
        .match(/CREATE TABLE/g)?.length,
      tables,
    );
  });

  void t.test(`a new file of ${name} has the format of the list`, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'callveil-formats-'));
    t.teardown(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'new.sqlite');
    (await OPEN[name](file)).close();
    t.equal(await formatIn(file), STORES[name].format);
  });
}

void t.test('stores of plain files have their formats in a file of the data folder', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-formats-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'formats.json');
  await stampFormats(folder);
  t.match(JSON.parse(readFileSync(file, 'utf8')), {
    audit: 1,
    erasures: 1,
    'smpp-parts': 1,
    prompts: 1,
    journal: undefined,
  });
  const later = '{"audit":2,"a store that this version does not have":5}';
  writeFileSync(file, later);
  const message =
    /formats\.json: audit: expected format 1 or an earlier one, found 2: a later version wrote it; start that/;
  await t.rejects(stampFormats(folder), { message });
  t.equal(readFileSync(file, 'utf8'), later, 'nothing is changed');
  writeFileSync(file, '{"another store":5}');
  await stampFormats(folder);
  t.match(JSON.parse(readFileSync(file, 'utf8')), { audit: 1, 'another store': 5 });
  writeFileSync(file, 'no JSON');
  await t.rejects(stampFormats(folder), { message: /expected formats by store as JSON/ });
  t.equal(
    newerFormat({ outbox: '1' }),
    'outbox: expected format 1 or an earlier one, found "1": a later version wrote it',
  );
});
