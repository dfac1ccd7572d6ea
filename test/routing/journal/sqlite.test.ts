import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { ApplicationRegistry } from '../../../routing/application.js';
import { startJournalThread } from '../../../engine/processes/journal-link.js';
import { SqliteJournal } from '../../../routing/journal/sqlite.js';
import { createRouting } from '../../../routing/routing.js';
import { temporaryDirectory } from '../../support/stages/journal-kinds.js';
import { application, chinaPolicy, mobile, privateNumber } from '../../support/stages/routing-world.js';

const writer = fileURLToPath(new URL('../../support/servers/journal-writer.js', import.meta.url));
const app = application('AXB');

void t.test('killed at any instant, every acknowledged binding is there afterwards', async (t) => {
  const file = join(await temporaryDirectory(t), 'journal.db');
  const acknowledged = new Map<string, number>();
  let start = 0;
  for (const instant of [1, 37, 180]) {
    await writeUntilKilled(file, start, instant, (id, n) => acknowledged.set(id, n));
    start = Math.max(start, ...acknowledged.values()) + 100;
    const journal = await SqliteJournal.open(file, startJournalThread);
    const routing = await createRouting({
      journal,
      policy: chinaPolicy,
      clock: Date.now,
      applications: new ApplicationRegistry([app]),
      sweepEveryMs: 0,
    });
    const lost = [...acknowledged].filter(([id, n]) => routing.bindings.get(id)?.a !== mobile(2 * n));
    t.same(lost, [], `none of ${acknowledged.size} lost`);
    t.ok(routing.bindings.count >= acknowledged.size);
    const [[id, n] = ['', 0]] = acknowledged;
    const taken = { a: mobile(2 * n), b: mobile(9_000_000), x: privateNumber(1) };
    await t.rejects(routing.bindings.axb.bind(app, taken), { name: 'BindingError', reason: 'collision' });
    t.match(await routing.resolve({ caller: mobile(2 * n), dialled: privateNumber(1), at: Date.now() }), {
      subscriptionId: id,
    });
    await journal.close();
  }
});

/** Kills the writer (SIGKILL) as soon as it has acknowledged so many; what it wrote to the pipe until then counts. */
async function writeUntilKilled(
  file: string,
  start: number,
  count: number,
  each: (id: string, n: number) => void,
): Promise<void> {
  const child = spawn(process.execPath, [writer, file, String(start)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let seen = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const [id = '', n = '0'] = line.split(' ');
    each(id, Number(n));
    seen += 1;
    if (seen === count) child.kill('SIGKILL');
  }
  await exited;
}

void t.test('a file that is no journal, or another process has, is refused by name', async (t) => {
  const directory = await temporaryDirectory(t);
  const strange = join(directory, 'strange.db');
  await writeFile(strange, 'not a database, but long enough to be looked at as if it were one '.repeat(100));
  await t.rejects(SqliteJournal.open(strange, startJournalThread), { message: /strange\.db/ });
  await t.rejects(SqliteJournal.open(join(directory, 'nowhere', 'journal.db'), startJournalThread), {
    message: /nowhere/,
  });
  const file = join(directory, 'journal.db');
  const journal = await SqliteJournal.open(file, startJournalThread);
  await t.rejects(SqliteJournal.open(file, startJournalThread), { message: /another process has it open/ });
  await journal.close();
  await t.resolves(SqliteJournal.open(file, startJournalThread).then((again) => again.close()));
});
