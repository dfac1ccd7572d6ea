import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { FolderLock } from '../../engine/folder-lock.js';

function folder(t: Test): string {
  const path = mkdtempSync(join(tmpdir(), 'callveil-lock-'));
  t.teardown(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

void t.test('one at a time, and the next when it is given up', async (t) => {
  const path = folder(t);
  const lock = await FolderLock.take(path);
  const holder = new RegExp(`${path} is in use by process ${process.pid} on .*, since 20`);
  await t.rejects(FolderLock.take(path), { message: holder });
  await t.rejects(FolderLock.take(path), { message: holder }, 'however often it is asked');
  await lock.close();
  const next = await FolderLock.take(path);
  await next.close();
});

void t.test('another folder is another lock', async (t) => {
  const locks = [await FolderLock.take(folder(t)), await FolderLock.take(folder(t))];
  for (const lock of locks) await lock.close();
});

void t.test('a folder that cannot be locked is named', async (t) => {
  await t.rejects(FolderLock.take('/nowhere/at/all'), { message: /\/nowhere\/at\/all cannot be locked/ });
});
