import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { deleteOld } from '../../../../media/recorder/files/retention.js';
import { startRecorder, temporaryFolder } from '../harness.js';

const DAY_MS = 86_400_000;

void t.test('recordings older than the limit are deleted, and nothing else', async (t) => {
  const folder = temporaryFolder(t);
  const now = Date.now();
  const put = (name: string, ageDays: number): void => {
    const time = new Date(now - ageDays * DAY_MS);
    writeFileSync(join(folder, name), '');
    utimesSync(join(folder, name), time, time);
  };
  put('old.wav', 7.1);
  put('older.wav', 400);
  put('young.wav', 6.9);
  put('old-notes.txt', 400);
  put('.old.wav', 400);
  mkdirSync(join(folder, 'folder.wav'));
  t.equal(await deleteOld(folder, now - 7 * DAY_MS), 2);
  t.same(readdirSync(folder).sort(), ['.old.wav', 'folder.wav', 'old-notes.txt', 'young.wav']);
});

void t.test('a recorder deletes them when it starts, after its retention days, 7 by default', async (t) => {
  const byDefault = temporaryFolder(t);
  const bySetting = temporaryFolder(t);
  for (const folder of [byDefault, bySetting]) {
    for (const age of [1, 3, 8]) {
      const time = new Date(Date.now() - age * DAY_MS);
      writeFileSync(join(folder, `${age}.wav`), '');
      utimesSync(join(folder, `${age}.wav`), time, time);
    }
  }
  const first = await startRecorder(t, { directory: byDefault });
  await first.logged(/deleted 1 /);
  t.same(readdirSync(byDefault).sort(), ['.unfinished', '1.wav', '3.wav']);
  const second = await startRecorder(t, { directory: bySetting, retentionDays: 2 });
  await second.logged(/deleted 2 /);
  t.same(readdirSync(bySetting).sort(), ['.unfinished', '1.wav']);
});
