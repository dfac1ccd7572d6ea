import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { deleteOld, keepRetention } from '../../../../media/recorder/files/retention.js';
import { FakeClock } from '../../../support/fakes/fake-clock.js';
import { startRecorder, temporaryFolder } from '../harness.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

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

void t.test('they are deleted within the hour after which they are too old, and not before', async (t) => {
  const directory = temporaryFolder(t);
  const clock = new FakeClock();
  const said: string[] = [];
  const toldOf = (lines: number): Promise<void> => soon(() => said.length >= lines);
  for (const [name, age] of [
    ['old.wav', 48 * HOUR_MS + 1000],
    ['of-the-first-hour.wav', 47.5 * HOUR_MS],
    ['of-the-second-hour.wav', 46.5 * HOUR_MS],
    ['young.wav', 0],
  ] as const) {
    const time = new Date(clock.now() - age);
    writeFileSync(join(directory, name), '');
    utimesSync(join(directory, name), time, time);
  }
  const stop = keepRetention({
    ...{ directory, hours: 48, clock },
    log: (level, message) => said.push(`${level} ${message}`),
  });
  await toldOf(1);
  const left = ['of-the-first-hour.wav', 'of-the-second-hour.wav', 'young.wav'];
  t.same(readdirSync(directory).sort(), left);
  await clock.pass(HOUR_MS - 1);
  t.same(readdirSync(directory).sort(), left);
  await clock.pass(1);
  await toldOf(2);
  t.same(readdirSync(directory).sort(), left.slice(1));
  await clock.pass(HOUR_MS);
  await toldOf(3);
  t.same(readdirSync(directory).sort(), ['young.wav']);
  rmSync(directory, { recursive: true });
  await clock.pass(HOUR_MS);
  await toldOf(4);
  t.same(said.slice(0, 3), Array(3).fill('info deleted 1 recordings past their retention'));
  t.match(said[3], /^error cannot delete old recordings/, 'a disk that fails is said, and tried again');
  t.equal(clock.pending, 1);
  stop();
  t.equal(clock.pending, 0);
});

/** What the file system does takes a few turns. */
async function soon(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
