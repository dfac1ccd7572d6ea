/**
 * A process that writes records to an outbox as fast as it can, prints the number of each once it is on disk, and
 * files them all the while and says at which step it is, until it is killed: for the test that each comes to the store
 * exactly once. Arguments: the folder, and where to start counting.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { Filing } from '../../../engine/records/filing.js';
import type { PastRecord } from '../../../engine/records/record-store.js';
import { SqliteRecords } from '../../../engine/records/sqlite.js';
import { Outbox } from '../../../engine/report/outbox.js';
import { pastRecord } from '../stages/record-stores.js';

const [folder = '', start = '0'] = process.argv.slice(2);
const fail = (message: string): never => {
  throw new Error(message);
};
const outbox = await Outbox.open(join(folder, 'outbox.sqlite'), fail);
const store = await SqliteRecords.open(join(folder, 'records.sqlite'));
// Not console.log, which may buffer a line when the process is killed.
const say = (text: string): void => void writeSync(1, `${text}\n`);
const told = {
  put: async (records: readonly PastRecord[]): Promise<void> => {
    say('putting');
    await store.put(records);
    say('put');
  },
};
const filing = new Filing({
  ...{ store: told, sources: [outbox], onFailure: (error) => fail(String(error)), onFiled: () => undefined },
  clock: { after: () => () => undefined },
});
const writing = (async () => {
  for (let n = Number(start); ; n += 1) {
    const { id, appKey, endedAt } = pastRecord(n);
    outbox.addRecord({ sessionId: id, appKey, endedAt, recording: null, body: '{}' }, pastRecord(n));
    if (n % 10 !== 0) continue;
    await outbox.flush();
    say(String(n));
  }
})();
const passes = (async () => {
  for (;;) {
    await filing.drain();
    say('filed');
  }
})();
await Promise.all([writing, passes]);
