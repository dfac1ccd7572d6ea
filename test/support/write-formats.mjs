/**
 * Writes what a release stores as SQL texts, for the test that opens the files of every release (`test/engine/formats`):
 *
 *     node test/support/write-formats.mjs 0.1.0 744591ac
 *
 * The sources of the commit are translated beside their data, and its own routing and stores then write files, so that a
 * fixture is what that release wrote and not what somebody believes that it did. The commits of the releases so far:
 * 0.0.1 12d8f3d4, 0.0.2 e5ff8460, 0.0.3 bd208188, 0.0.4 57bc1160, 0.1.0 744591ac. `0.0.2` and `0.0.3` store the same as `0.0.1`.
 */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transform } from 'esbuild';
import { DatabaseSync } from '@photostructure/sqlite';

const root = fileURLToPath(new URL('../../', import.meta.url));
const [version, commit, written] = process.argv.slice(2);
if (commit === undefined) throw new Error('usage: write-formats.mjs VERSION COMMIT');
const A = (n) => `+861380000${String(n).padStart(4, '0')}`;
const X = (n) => `+8675500000${String(n).padStart(3, '0')}`;
const AT = Date.UTC(2026, 10, 23, 9);

// Within the folder of the packages, so that imports find them.
const tree = written ?? mkdtempSync(join(root, 'node_modules', '.formats-'));
if (written === undefined) {
  try {
    await translate();
    // A process of its own writes: a journal's lock is its owner's until that ends.
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), version, commit, tree], {
      stdio: 'inherit',
    });
    const folder = join(root, 'test', 'engine', 'formats', version);
    mkdirSync(folder, { recursive: true });
    for (const store of ['journal', 'outbox', 'messages', 'records'])
      if (existsSync(join(tree, `${store}.sqlite`)))
        writeFileSync(join(folder, `${store}.sql`), dump(join(tree, `${store}.sqlite`)));
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
} else {
  const stores = await importFirst(['routing/journal/sqlite-store.js', 'routing/journal-sqlite-store.js']);
  await writeJournal(stores.SqliteStore, join(tree, 'journal.sqlite'));
  await writeOutbox(
    (await importFirst(['engine/report/outbox-store.js'])).OutboxStore,
    join(tree, 'outbox.sqlite'),
  );
  const messages = await importFirst(['engine/report/message-store.js']);
  if (messages !== undefined) await writeMessages(messages.MessageStore, join(tree, 'messages.sqlite'));
  const records = await importFirst(['engine/records/sqlite-store.js']);
  if (records !== undefined) await writeRecords(records.RecordFileStore, join(tree, 'records.sqlite'));
}

async function translate() {
  const archive = execFileSync(
    'git',
    ['archive', commit, 'engine', 'routing', 'media', 'config', 'package.json'],
    {
      ...{ cwd: root, maxBuffer: 256 * 1024 * 1024 },
    },
  );
  execFileSync('tar', ['-x', '-C', tree], { input: archive });
  for (const name of readdirSync(tree, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('.d.ts')) continue;
    const { code } = await transform(readFileSync(join(tree, name), 'utf8'), {
      loader: 'ts',
      target: 'es2023',
    });
    const to = join(tree, 'dist', name.replace(/ts$/, 'js'));
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, code);
  }
}

/** undefined where the release has none of them. */
async function importFirst(names) {
  const name = names.find((one) => existsSync(join(tree, 'dist', one)));
  return name === undefined ? undefined : import(pathToFileURL(join(tree, 'dist', name)).href);
}

/** A relation of each mode, made by the release's own routing on its own store. */
async function writeJournal(SqliteStore, file) {
  const store = await SqliteStore.open(file);
  const { createRouting } = await importFirst(['routing/routing.js']);
  const { ApplicationRegistry } = await importFirst(['routing/application.js']);
  const { loadPolicy } = await importFirst(['routing/numbers/policy.js', 'routing/policy.js']);
  let follower;
  const journal = {
    ...{ available: true, ailments: [], shared: false, waiting: 0 },
    load: () => Promise.resolve(),
    follow: (given) => (follower = given),
    commit: (change) => {
      const put = change.put.map(({ key, revision, value }) => ({
        key,
        revision,
        json: JSON.stringify(value),
      }));
      const [result] = store.commit([{ ...change, put }]);
      if (result.outcome === 'committed') follower.apply(change);
      return Promise.resolve(result);
    },
    refresh: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  const apps = Object.fromEntries(
    ['AXB', 'AX', 'AXE', 'AXYB'].map((mode) => [
      mode,
      {
        ...{ appKey: `key-${mode}`, appSecret: `secret-${mode}`, mode, name: mode, status: 'active' },
        ...{ features: { recording: true, sms: true }, callbacks: {}, tones: {} },
        ...{ extensionDigits: 4, allowedAddresses: [] },
      },
    ]),
  );
  let made = 0;
  const routing = await createRouting({
    ...{
      journal,
      policy: loadPolicy(),
      clock: () => AT,
      applications: new ApplicationRegistry(Object.values(apps)),
    },
    ...{ sweepEveryMs: 0, newId: () => `00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}` },
  });
  for (const [place, mode] of Object.keys(apps).entries())
    await routing.pool.add(
      `key-${mode}`,
      [1, 2, 3].map((n) => ({ number: X(100 * (place + 1) + n), areaCode: '0755' })),
    );
  const { bindings } = routing;
  await bindings.axb.bind(apps.AXB, { a: A(1), b: A(2), x: X(101), callDirection: 1, userData: 'pair' });
  await bindings.ax.bind(apps.AX, { a: A(3), x: X(201) });
  await bindings.axe.bind(apps.AXE, { a: A(4), x: X(301), extension: '1234' });
  await bindings.axyb.bind(apps.AXYB, { a: A(5), x: X(401), areaCode: '0755' });
  await routing.close?.();
  store.close();
}

/** Of each table a row: one that waits, one that has failed, a record, a call in progress with its dialogs. */
async function writeOutbox(OutboxStore, file) {
  const store = await OutboxStore.open(file);
  const message = (id, failures, dueAt) => ({
    ...{ id, appKey: 'key-AXB', channel: 'status', group: 'session-1', body: `{"event":${id}}` },
    ...{ failures, dueAt, at: AT },
  });
  const body = JSON.stringify({
    ...{
      direction: 0,
      appKey: 'key-AXB',
      bindNum: X(101),
      sessionId: 'session-1',
      subscriptionId: 'binding-1',
    },
    ...{
      callerNum: A(1),
      calleeNum: X(101),
      fwdDisplayNum: X(101),
      fwdDstNum: A(2),
      callInTime: '2026-11-23 09:00:00',
    },
    ...{ fwdAnswerTime: '2026-11-23 09:00:10', ulFailReason: 0, sipStatusCode: 0, fwdUnaswRsn: 0 },
  });
  const record = {
    sessionId: 'session-1',
    appKey: 'key-AXB',
    endedAt: AT + 60_000,
    recording: 'a.wav',
    body,
  };
  const dialogs = { sessionId: 'session-2', caller: '{"id":"d1"}', callee: null };
  const writes = [
    { write: 'message', message: message(1, 0, 0), isPushed: true },
    { write: 'message', message: message(2, 3, AT + 1000), isPushed: true },
    { write: 'record', record, past: undefined },
    { write: 'call', call: { sessionId: 'session-2', appKey: 'key-AXB', body: '{"sessionId":"session-2"}' } },
    { write: 'dialogs', dialogs },
    { write: 'alive', at: AT + 90_000 },
  ];
  for (const write of writes) {
    try {
      store.write([write]);
    } catch (error) {
      // What this release does not know.
      if (!(error instanceof TypeError)) throw error;
    }
  }
  store.close();
}

async function writeMessages(MessageStore, file) {
  const store = await MessageStore.open(file);
  const facts = (id) => ({
    ...{
      id,
      appKey: 'key-AXB',
      subscriptionId: 'binding-1',
      receivedAt: AT,
      from: A(1),
      to: A(2),
      x: X(101),
    },
    ...{ display: X(101), text: 'hello', parts: 1, expiresAt: AT + 3_600_000 },
  });
  const kept = (id) => ({
    facts: facts(id),
    stage: 'kept',
    attempts: 0,
    dueAt: AT,
    result: undefined,
    isReported: false,
  });
  store.write([
    { write: 'keep', message: kept('waiting'), reference: 'ref-1' },
    { write: 'keep', message: kept('over'), reference: 'ref-2' },
    { write: 'ended', id: 'over', result: 'sent', at: AT + 1000, carrierId: 'c-1' },
  ]);
  store.close();
}

async function writeRecords(RecordFileStore, file) {
  const store = await RecordFileStore.open(file);
  store.put([
    {
      ...{
        kind: 'call',
        id: 'session-1',
        at: AT,
        endedAt: AT + 60_000,
        appKey: 'key-AXB',
        caller: A(1),
        x: X(101),
      },
      ...{ callee: A(2), callerTrunk: 'in', calleeTrunk: 'out', ending: 'caller-hung-up', talkMs: 50_000 },
      details: { answeredAt: AT + 10_000, releasedBy: 1 },
    },
  ]);
  store.close();
}

/** Tables, rows, and what refers to them; the number of the format last. */
function dump(file) {
  const database = new DatabaseSync(file);
  const parts = database
    .prepare(`SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'`)
    .all();
  const lines = [`-- Written by Callveil ${version} (${commit}), see test/support/write-formats.mjs.`];
  for (const { type, name, sql } of parts) {
    if (type !== 'table') continue;
    lines.push(`${sql};`);
    for (const row of database.prepare(`SELECT * FROM ${name}`).all())
      lines.push(`INSERT INTO ${name} VALUES (${Object.values(row).map(literal).join(', ')});`);
  }
  for (const { type, sql } of parts) if (type !== 'table' && sql !== null) lines.push(`${sql};`);
  lines.push(`PRAGMA user_version = ${database.prepare('PRAGMA user_version').get().user_version};`);
  database.close();
  return `${lines.join('\n')}\n`;
}

function literal(value) {
  if (value === null) return 'NULL';
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
