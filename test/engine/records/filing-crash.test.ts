import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { Filing } from '../../../engine/records/filing.js';
import { pagesOf } from '../../../engine/records/record-pages.js';
import { SqliteRecords } from '../../../engine/records/sqlite.js';
import { Outbox } from '../../../engine/report/outbox.js';
import { FakeClock } from '../../support/fakes/fake-clock.js';
import { temporaryFolder } from '../../support/stages/record-stores.js';

const writer = fileURLToPath(new URL('../../support/servers/record-writer.js', import.meta.url));

void t.test(
  'killed at any instant, each record that is on disk comes to the store exactly once',
  async (t) => {
    const folder = await temporaryFolder(t);
    let written = -1;
    for (const step of ['putting', 'put', 'filed']) {
      written = Math.max(written, await writeUntilKilled(folder, written + 1000, step));
      const outbox = await Outbox.open(join(folder, 'outbox.sqlite'), (message) => t.fail(message));
      const store = await SqliteRecords.open(join(folder, 'records.sqlite'));
      const filing = new Filing({
        ...{ store, sources: [outbox], clock: new FakeClock() },
        ...{ onFailure: () => undefined, onFiled: () => undefined },
      });
      await filing.drain();
      const ids = new Set<string>();
      let found = 0;
      for await (const { id } of pagesOf(store, {})) {
        ids.add(id);
        found += 1;
      }
      t.equal(ids.size, found, 'none is there twice');
      t.same((await outbox.unfiled(1)).records, [], 'none is left');
      const stored = await sessions(outbox);
      t.same(
        stored.filter((id) => !ids.has(id)),
        [],
        `none of ${stored.length} is lost`,
      );
      t.ok(ids.has(`s${written}`), 'the last one that was said to be on disk');
      await filing.close();
      await Promise.all([outbox.close(), store.close()]);
    }
  },
);

/** Sessions of all records that the outbox has. */
async function sessions(outbox: Outbox): Promise<readonly string[]> {
  const records = await outbox.recentRecords(undefined, Number.MAX_SAFE_INTEGER, 1_000_000);
  return records.map(({ sessionId }) => sessionId);
}

/** Kills it at a step of filing, the third time that it is there; answers the last record that it said to be on disk. */
async function writeUntilKilled(folder: string, start: number, step: string): Promise<number> {
  const child = spawn(process.execPath, [writer, folder, String(start)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let last = -1;
  let seen = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (/^\d+$/.test(line)) last = Number(line);
    else if (line === step && last >= 0 && (seen += 1) === 3) child.kill('SIGKILL');
  }
  await exited;
  return last;
}
