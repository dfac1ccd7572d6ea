/** `callveil restore` as its users run it. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { Backups } from '../../engine/backup/backup.js';

const main = fileURLToPath(new URL('../../engine/main.js', import.meta.url));
/** A user that owns no files. */
const OWNER = 65_534;

/** Root may start programs as another user; that one must be able to read them. */
function whyNoOtherUser(): string | false {
  if (process.getuid?.() !== 0) return 'only root may become another user';
  const { status } = spawnSync(process.execPath, [main, '--version'], { uid: OWNER, gid: OWNER });
  return status === 0 ? false : 'another user may not read the program';
}

/** A data folder, its configuration and an archive, of this user. */
async function placesOf(
  t: Test,
): Promise<{ readonly data: string; restore(archive?: string): { code: number | null; said: string } }> {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-restore-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  const config = join(folder, 'callveil.yaml');
  await writeFile(config, `dataDirectory: ${data}\n`);
  const backups = new Backups({
    ...{
      dataDirectory: folder,
      recordings: join(folder, 'recordings'),
      elsewhere: [],
      version: '0.1.0',
      host: 'a',
    },
    stores: [
      {
        name: 'accounts',
        bytes: () => Promise.resolve(1),
        copyTo: (to) => writeFile(join(to, 'accounts.json'), 'backed'),
      },
    ],
    configuration: () => Promise.resolve(new Map()),
    now: () => Date.UTC(2026, 10, 30),
  });
  const backup = await backups.begin({ recordings: false, secrets: true });
  await writeFile(join(folder, 'backup.tar'), backup.pieces, { mode: 0o600 });
  await backup.close();
  return {
    data,
    restore: (archive = join(folder, 'backup.tar')) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [main, '--config', config, 'restore', archive],
        {
          encoding: 'utf8',
        },
      );
      return { code: status, said: stdout + stderr };
    },
  };
}

void t.test(
  'what root restores belongs to whom the data folder belongs',
  { skip: whyNoOtherUser() },
  async (t) => {
    const { data, restore } = await placesOf(t);
    chownSync(data, OWNER, OWNER);
    await writeFile(join(data, 'accounts.json'), 'live');
    t.match(restore(), { code: 0, said: /restored 1 files/ });
    t.equal(readFileSync(join(data, 'accounts.json'), 'utf8'), 'backed');
    const kept = readdirSync(data).find((name) => name.startsWith('.before-restore-')) ?? '';
    t.equal(readFileSync(join(data, kept, 'accounts.json'), 'utf8'), 'live');
    for (const name of readdirSync(data)) t.equal(statSync(join(data, name)).uid, OWNER, name);
  },
);

void t.test('an archive that is not there is not taken for a service that runs', async (t) => {
  const { restore } = await placesOf(t);
  t.match(restore('/nowhere.tar'), { code: 1, said: /not restored: ENOENT.*; nothing was changed/ });
});
