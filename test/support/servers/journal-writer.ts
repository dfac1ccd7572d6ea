/**
 * A process that binds as fast as it can and prints each id once it is acknowledged, until it is killed: for the test
 * that no acknowledged binding is lost. Arguments: the journal's file, and where to start counting.
 */
import { writeSync } from 'node:fs';
import { ApplicationRegistry } from '../../../routing/application.js';
import { startJournalThread } from '../../../engine/processes/journal-link.js';
import { SqliteJournal } from '../../../routing/journal/sqlite.js';
import { createRouting } from '../../../routing/routing.js';
import { application, chinaPolicy, mobile, privateNumber } from '../stages/routing-world.js';

const [file = '', start = '0'] = process.argv.slice(2);
const app = application('AXB');
const routing = await createRouting({
  journal: await SqliteJournal.open(file, startJournalThread),
  policy: chinaPolicy,
  clock: Date.now,
  applications: new ApplicationRegistry([app]),
});
const x = privateNumber(1);
await routing.pool.add(app.appKey, [{ number: x, areaCode: '0755' }]);
let next = Number(start);
const writers = Array.from({ length: 20 }, async () => {
  for (;;) {
    const n = next;
    next += 1;
    const { id } = await routing.bindings.axb.bind(app, { a: mobile(2 * n), b: mobile(2 * n + 1), x });
    // Not console.log, which may buffer a line when the process is killed.
    writeSync(1, `${id} ${n}\n`);
  }
});
await Promise.all(writers);
