import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import t, { type Test } from 'tap';
import { Backups, type BackedStore } from '../../../engine/backup/backup.js';
import { STORES, type StoreName } from '../../../engine/backup/formats.js';
import { LiveRestore } from '../../../engine/backup/live-restore.js';
import { completeRestore, type RestorePlan, type StorePlaces } from '../../../engine/backup/restore-plan.js';
import { restore, stageRestore } from '../../../engine/backup/restore.js';
import { tarEnd, tarHeader, tarPadding } from '../../../engine/backup/tar-writer.js';

const now = Date.UTC(2026, 10, 30, 12);

function places(t: Test): StorePlaces {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-backup-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const dataDirectory = join(folder, 'data');
  mkdirSync(dataDirectory);
  return {
    dataDirectory,
    journal: join(folder, 'elsewhere', 'bindings.sqlite'),
    prompts: join(dataDirectory, 'prompts'),
    recordings: join(dataDirectory, 'recordings'),
  };
}

function put(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** A store whose copy has these files. */
function store(name: StoreName, files: Readonly<Record<string, string>>): BackedStore {
  return {
    name,
    bytes: () => Promise.resolve(1),
    copyTo: async (folder) => {
      for (const [file, text] of Object.entries(files)) put(join(folder, file), text);
      await Promise.resolve();
    },
  };
}

const backed = [
  store('journal', { 'journal.sqlite': 'backed journal' }),
  store('outbox', { 'outbox.sqlite': 'backed outbox' }),
  store('audit', { 'audit.jsonl': 'backed audit', 'audit.key': 'backed key', 'formats.json': '{"audit":1}' }),
  store('erasures', { 'erasures/1.certificate.json': 'backed certificate' }),
  store('prompts', { 'prompts/welcome.wav': 'backed prompt' }),
];

function backupsOf({ dataDirectory, recordings }: StorePlaces, stores = backed): Backups {
  return new Backups({
    ...{
      dataDirectory,
      recordings,
      stores,
      elsewhere: [],
      version: '0.1.0',
      host: 'engine-1',
      now: () => now,
    },
    configuration: (withSecrets) =>
      Promise.resolve(new Map([['/etc/callveil.yaml', withSecrets ? 'secret' : 'removed']])),
  });
}

async function archiveOf(at: StorePlaces, recordings = false, stores = backed): Promise<Buffer> {
  const backup = await backupsOf(at, stores).begin({ recordings, secrets: true });
  const pieces: Buffer[] = [];
  for await (const piece of backup.pieces) pieces.push(piece);
  await backup.close();
  return Buffer.concat(pieces);
}

async function* whole(archive: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(archive);
}

/** Every file below a folder but what was kept aside, by name. */
function filesIn(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const name = file.slice(folder.length + 1);
    if (entry.isFile() && !name.includes('.before-restore-')) found[name] = readFileSync(file, 'utf8');
  }
  return found;
}

const NOTE =
  '{"restoredAt":"2026-11-30T12:00:00.000Z","backupOf":"2026-11-30T12:00:00.000Z","host":"engine-1","version":"0.1.0","by":"a person"}';

/** By name, from the folder above the data folder. */
const RESTORED = {
  'data/audit.jsonl': 'backed audit',
  'data/audit.key': 'backed key',
  'data/erasures/1.certificate.json': 'backed certificate',
  'data/formats.json': '{"audit":1}',
  'data/outbox.sqlite': 'backed outbox',
  'data/prompts/welcome.wav': 'backed prompt',
  'data/restored.json': NOTE,
  'elsewhere/bindings.sqlite': 'backed journal',
};

/** What a service has left that went on after the backup. */
function live({ dataDirectory, journal, prompts }: StorePlaces): void {
  put(journal, 'live journal');
  put(`${journal}-wal`, 'live log');
  put(join(dataDirectory, 'outbox.sqlite'), 'live outbox');
  put(join(dataDirectory, 'outbox.sqlite-wal'), 'live log');
  put(join(dataDirectory, 'audit.jsonl'), 'live audit');
  put(join(dataDirectory, 'erasures', '2.order.json'), 'live order');
  put(join(prompts, 'goodbye.wav'), 'live prompt');
}

void t.test('a backup is what tar and sha256sum can check, with a manifest first', async (t) => {
  const at = places(t);
  put(join(at.recordings, 'a.wav'), 'a recording');
  put(join(at.recordings, '.unfinished', 'log'), 'not for a backup');
  const folder = dirname(at.dataDirectory);
  writeFileSync(join(folder, 'backup.tar'), await archiveOf(at, true));
  mkdirSync(join(folder, 'open'));
  execFileSync('tar', ['-xf', '../backup.tar'], { cwd: join(folder, 'open') });
  execFileSync('sha256sum', ['--strict', '--quiet', '-c', 'SHA256SUMS'], { cwd: join(folder, 'open') });
  const open = filesIn(join(folder, 'open'));
  t.match(JSON.parse(open['manifest.json'] ?? ''), {
    archive: 1,
    ...{ version: '0.1.0', at: '2026-11-30T12:00:00.000Z', recordings: true, secrets: true },
    formats: { journal: 1, outbox: 1, audit: 1, erasures: 1, prompts: 1 },
  });
  t.match(open, { 'recordings/a.wav': 'a recording', 'configuration/etc/callveil.yaml': 'secret' });
  t.equal(Object.keys(open).length, 11);
  t.same(readdirSync(at.dataDirectory), ['recordings'], 'nothing is left of the copies');
});

void t.test('one backup at a time, and the next when the one before is closed', async (t) => {
  const backups = backupsOf(places(t));
  const choice = { recordings: false, secrets: false };
  const first = await backups.begin(choice);
  await t.rejects(backups.begin(choice), { message: /another backup/ });
  await first.close();
  const second = await backups.begin(choice);
  await first.close();
  await t.rejects(
    backups.begin(choice),
    { message: /another backup/ },
    'closed twice, it ends none but itself',
  );
  for await (const piece of second.pieces) t.ok(piece.length > 0, 'its copies are there');
  await second.close();
  const failing = backupsOf(places(t), [
    { ...store('outbox', {}), copyTo: () => Promise.reject(new Error('the disk fails')) },
  ]);
  for (let n = 0; n < 2; n += 1) await t.rejects(failing.begin(choice), { message: 'the disk fails' });
  const large = backupsOf(places(t), [{ ...store('records', {}), bytes: () => Promise.resolve(1e15) }]);
  await t.rejects(large.begin(choice), { message: /of room/ });
});

void t.test('restored into an empty place, everything is where the configuration says', async (t) => {
  const archive = await archiveOf(places(t));
  const at = places(t);
  const { files, keptIn } = await restore(whole(archive), at, now, 'a person');
  t.same(filesIn(dirname(at.dataDirectory)), RESTORED);
  t.same([files, keptIn], [7, []]);
});

void t.test(
  'restored over what is there, nothing of it is left in the way, and all of it is kept',
  async (t) => {
    const archive = await archiveOf(places(t));
    const at = places(t);
    live(at);
    const messages = join(at.dataDirectory, 'messages.sqlite');
    put(messages, 'a store that the backup does not have');
    const { keptIn } = await restore(whole(archive), at, now, 'a person');
    t.same(filesIn(dirname(at.dataDirectory)), {
      ...RESTORED,
      'data/messages.sqlite': 'a store that the backup does not have',
    });
    const kept = keptIn.map((folder) => Object.values(filesIn(folder)).concat(readdirSync(folder)));
    t.match(JSON.stringify(kept), /bindings\.sqlite-wal/);
    t.equal(keptIn.length, 3, 'beside the data, the journal and the prompts');
  },
);

void t.test('recordings that are there stay, and others come', async (t) => {
  const from = places(t);
  put(join(from.recordings, 'a.wav'), 'as it was in the middle of the call');
  put(join(from.recordings, 'b.wav'), 'b');
  const at = places(t);
  put(join(at.recordings, 'a.wav'), 'whole');
  const { recordings } = await restore(whole(await archiveOf(from, true)), at, now, 'a person');
  t.equal(recordings, 1);
  t.match(filesIn(at.recordings), { 'a.wav': 'whole', 'b.wav': 'b' });
});

function sum(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** With sums that fit. */
function handMade(files: Readonly<Record<string, string>>): Buffer {
  const sums = Object.entries(files).map(([name, text]) => `${sum(text)}  ${name}\n`);
  const all = Object.entries({ ...files, SHA256SUMS: sums.join('') });
  const pieces = all.flatMap(([name, text]) => {
    const bytes = Buffer.byteLength(text);
    return [tarHeader({ name, bytes, at: now }), Buffer.from(text), tarPadding(bytes)];
  });
  return Buffer.concat([...pieces, tarEnd()]);
}

const manifest = (formats: object, archive = 1): string =>
  JSON.stringify({ archive, version: '9.0.0', formats });

void t.test(
  'what is damaged, cut off, of a later version, or leaves its folder changes nothing',
  async (t) => {
    const good = await archiveOf(places(t));
    const flipped = Buffer.from(good);
    flipped.write('BACKED', good.indexOf('backed outbox'));
    const refused: readonly [string, Buffer, RegExp][] = [
      ['a changed byte', flipped, /SHA-256 of data\/outbox\.sqlite is wrong/],
      [
        'the last file is missing',
        Buffer.concat([good.subarray(0, good.lastIndexOf('SHA256SUMS')), tarEnd()]),
        /not whole/,
      ],
      ['cut off', good.subarray(0, good.length / 2), /not whole/],
      [
        'a later archive',
        handMade({ 'manifest.json': manifest({}, 2) }),
        /archive of format 1, found 2: Callveil 9/,
      ],
      [
        'a later format',
        handMade({ 'manifest.json': manifest({ outbox: 1, journal: 7 }) }),
        /journal: expected format 1 or an earlier one, found 7/,
      ],
      ['no manifest', handMade({ 'data/outbox.sqlite': 'x' }), /expected manifest\.json first/],
      ['a way out', handMade({ 'manifest.json': manifest({}), 'data/../../x': 'x' }), /none of a store/],
      ['a lock', handMade({ 'manifest.json': manifest({}), 'data/service.lock': 'x' }), /none of a store/],
      ...['data/prompts/.restore', 'recordings/.restore', 'data/erasures/.before-restore-x'].map(
        (name): [string, Buffer, RegExp] => [
          `${name}, where the exchange has a folder`,
          handMade({ 'manifest.json': manifest({}), [name]: 'x' }),
          /none of a store/,
        ],
      ),
      [
        'a folder in a folder',
        handMade({ 'manifest.json': manifest({}), 'data/erasures/a/b': 'x' }),
        /none of a store/,
      ],
    ];
    for (const [what, archive, message] of refused) {
      const at = places(t);
      live(at);
      const before = filesIn(dirname(at.dataDirectory));
      await t.rejects(restore(whole(archive), at, now, 'a person'), { message }, what);
      t.same(filesIn(dirname(at.dataDirectory)), before, what);
    }
  },
);

void t.test('a crash before the commit leaves the old, any later one the new', async (t) => {
  const archive = await archiveOf(places(t));
  const staging = places(t);
  live(staging);
  put(join(staging.dataDirectory, '.restore', 'data', 'outbox.sqlite'), 'staged');
  put(join(staging.prompts, '.restore', 'data', 'prompts', 'x.wav'), 'staged');
  t.equal(await completeRestore(staging), false);
  t.notMatch(Object.keys(filesIn(staging.dataDirectory)).join(), /\.restore/);
  t.match(filesIn(staging.dataDirectory), { 'outbox.sqlite': 'live outbox' });
  for (const state of ['aside', 'in'] as const)
    for (let done = 0; done < 12; done += 1) {
      const at = places(t);
      live(at);
      await crashedRestore(at, archive, state, done);
      t.equal(await completeRestore(at), true);
      t.same(filesIn(dirname(at.dataDirectory)), RESTORED, `${done} renames into ${state}`);
      t.equal(await completeRestore(at), false, 'and it is over');
    }
});

void t.test('a restore after one that was interrupted ends that one first', async (t) => {
  const archive = await archiveOf(places(t));
  const at = places(t);
  live(at);
  await crashedRestore(at, archive, 'aside', 2);
  await restore(whole(archive), at, now, 'a person');
  t.same(filesIn(dirname(at.dataDirectory)), RESTORED);
  await restore(whole(archive), at, now + 1, 'a person');
  t.same(
    filesIn(dirname(at.dataDirectory)),
    { ...RESTORED, 'data/restored.json': NOTE.replace('00.000Z', '00.001Z') },
    'and once more over itself',
  );
});

/** Ends in that state after so many of its renames. */
async function crashedRestore(
  at: StorePlaces,
  archive: Buffer,
  state: RestorePlan['state'],
  done: number,
): Promise<void> {
  const plan = join(at.dataDirectory, '.restore', 'plan.json');
  await stageRestore(whole(archive), at, now, 'a person');
  const staged = filesIn(dirname(at.dataDirectory));
  const moves = Object.keys(staged).filter((name) => name.includes('.restore/'));
  const folder = dirname(at.dataDirectory);
  const to = (name: string): string =>
    name.endsWith('journal.sqlite')
      ? at.journal
      : join(at.dataDirectory, name.replace(/^.*\.restore\/(data\/)?/, ''));
  const kept = '.before-restore-x';
  const old = Object.keys(staged)
    .filter((name) => !name.includes('.restore/'))
    .map((name) => (name.includes('erasures/') ? 'data/erasures' : name));
  const aside = old.map((name) => ({
    from: join(folder, name),
    to: join(folder, dirname(name), kept, name.slice(name.lastIndexOf('/') + 1)),
  }));
  const into = moves.map((name) => ({ from: join(folder, name), to: to(name) }));
  put(plan, JSON.stringify({ state, aside, in: into }));
  const before = state === 'aside' ? aside.slice(0, done) : [...aside, ...into.slice(0, done)];
  for (const move of before) {
    mkdirSync(dirname(move.to), { recursive: true });
    if (existsSync(move.from)) renameSync(move.from, move.to);
  }
}

void t.test('every store has a format and files', (t) => {
  for (const [name, { format, files }] of Object.entries(STORES)) t.ok(format >= 1 && files.length > 0, name);
  t.end();
});

void t.test(
  'asked of a running service, it waits for its end, and the next start makes the exchange',
  async (t) => {
    const at = places(t);
    live(at);
    const file = join(dirname(at.dataDirectory), 'backup.tar');
    writeFileSync(file, await archiveOf(places(t)));
    const before = filesIn(at.dataDirectory);
    let isIdle = false;
    let restarts = 0;
    const asked = new LiveRestore({
      ...{ places: at, isIdle: () => isIdle, restart: () => (restarts += 1), now: () => now },
      onFailure: (error) => t.fail(String(error)),
    });
    await t.rejects(asked.stage(file, 'a person'), { message: /begin a drain/ });
    isIdle = true;
    await t.rejects(asked.stage(`${file}.not`, 'a person'), { message: /ENOENT/ });
    writeFileSync(`${file}.cut`, readFileSync(file).subarray(0, 4000));
    await t.rejects(asked.stage(`${file}.cut`, 'a person'), { message: /not whole/ });
    asked.restart();
    await asked.close();
    t.same([filesIn(at.dataDirectory), restarts], [before, 0], 'nothing came of these');
    t.match(await asked.stage(file, 'a person'), { host: 'engine-1' });
    await t.rejects(asked.stage(file, 'a person'), { message: /another restore/ });
    await asked.giveUp();
    asked.restart();
    await asked.close();
    t.same(
      [filesIn(at.dataDirectory), restarts],
      [before, 0],
      'given up, it does not come with the next end',
    );
    t.equal(await completeRestore(at), false);
    t.match(await asked.stage(file, 'a person'), { host: 'engine-1' });
    asked.restart();
    t.equal(restarts, 1);
    t.match(filesIn(at.dataDirectory), before, 'until the stores are closed');
    await asked.close();
    rmSync(file);
    rmSync(`${file}.cut`);
    t.equal(await completeRestore(at), true);
    t.same(filesIn(dirname(at.dataDirectory)), RESTORED);
  },
);
