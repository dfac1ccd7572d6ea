import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { createLogger } from '../../../engine/observe/log.js';
import { Outbox } from '../../../engine/report/outbox.js';
import { RecordRetention } from '../../../engine/report/record-retention.js';
import { FakeClock, settled } from '../../support/fakes/fake-clock.js';

const DAY_MS = 86_400_000;

function folder(t: Test): string {
  const path = mkdtempSync(join(tmpdir(), 'callveil-records-'));
  t.teardown(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

async function openOutbox(t: Test, path = folder(t)): Promise<Outbox> {
  const outbox = await Outbox.open(join(path, 'outbox.sqlite'), (failure) => t.fail(failure));
  t.teardown(() => outbox.close());
  return outbox;
}

function retention(t: Test, outbox: Pick<Outbox, 'forgetRecords'>, clock: FakeClock, days = 90): string[] {
  const log: string[] = [];
  const logger = createLogger({
    level: 'info',
    showNumbers: false,
    destination: { write: (line: string) => void log.push(line) },
  });
  const kept = new RecordRetention({ outbox, days: () => days, clock, logger });
  kept.start();
  t.teardown(() => kept.close());
  return log;
}

/** A call's record as the reporter leaves it: kept, and waiting for its push where the application wants one. */
function addRecord(outbox: Outbox, sessionId: string, endedAt: number, isPushed = false): void {
  const body = '{"callerNum":"+8613800000021"}';
  outbox.addRecord({ sessionId, appKey: 'app', endedAt, recording: null, body });
  if (isPushed) outbox.add({ appKey: 'app', channel: 'fee', group: sessionId, body });
}

async function sessions(outbox: Outbox): Promise<string[]> {
  return (await outbox.recentRecords(undefined, Number.MAX_SAFE_INTEGER, 10_000)).map(
    ({ sessionId }) => sessionId,
  );
}

void t.test('records past their days go at the start and then daily', async (t) => {
  const outbox = await openOutbox(t);
  const clock = new FakeClock();
  addRecord(outbox, 'old', clock.now() - 90 * DAY_MS - 1);
  addRecord(outbox, 'of today', clock.now() - 90 * DAY_MS);
  addRecord(outbox, 'of tomorrow', clock.now() - 89 * DAY_MS);
  addRecord(outbox, 'young', clock.now());
  retention(t, outbox, clock);
  t.same(await sessions(outbox), ['young', 'of tomorrow', 'of today']);
  await clock.pass(DAY_MS - 1);
  t.same(await sessions(outbox), ['young', 'of tomorrow', 'of today'], 'not before a day is over');
  await clock.pass(1);
  t.same(await sessions(outbox), ['young', 'of tomorrow']);
  await clock.pass(DAY_MS);
  t.same(await sessions(outbox), ['young']);
});

void t.test('a record whose push still waits is kept until that is over', async (t) => {
  const outbox = await openOutbox(t);
  const clock = new FakeClock();
  addRecord(outbox, 'waits', 0, true);
  addRecord(outbox, 'taken', 0);
  outbox.add({ appKey: 'app', channel: 'status', group: 'taken', body: 'an event is no record' });
  outbox.add({ appKey: 'other', channel: 'fee', group: 'taken', body: "another application's" });
  retention(t, outbox, clock);
  t.same(await sessions(outbox), ['waits']);
  outbox.remove(1);
  await clock.pass(DAY_MS);
  t.same(await sessions(outbox), []);
});

void t.test('however many there are, and the waiting ones in front of them', async (t) => {
  const outbox = await openOutbox(t);
  for (let n = 0; n < 1500; n += 1) addRecord(outbox, `waits ${n}`, n, true);
  for (let n = 0; n < 2500; n += 1) addRecord(outbox, `old ${n}`, 2000 + n);
  t.equal(await outbox.forgetRecords(DAY_MS), 2500);
  t.equal((await sessions(outbox)).length, 1500);
});

void t.test('nothing of a deleted record is left in the files', async (t) => {
  const path = folder(t);
  const outbox = await openOutbox(t, path);
  for (let n = 0; n < 40; n += 1) addRecord(outbox, `s${n}`, n);
  t.equal(await outbox.forgetRecords(30), 30);
  const holds = (number: string): boolean =>
    readdirSync(path).some((name) => readFileSync(join(path, name)).includes(number));
  await outbox.forgetRecords(DAY_MS);
  await outbox.close();
  t.notOk(holds('+8613800000021'));
});

void t.test('a sweep that fails is logged, and the next day tries again', async (t) => {
  let asked = 0;
  const outbox = {
    forgetRecords: () => {
      asked += 1;
      return asked === 1 ? Promise.reject(new Error('disk full')) : Promise.resolve(7);
    },
  };
  const clock = new FakeClock();
  const log = retention(t, outbox, clock);
  await settled();
  await clock.pass(DAY_MS);
  t.match(log, [/"level":"error".*disk full/, /"records":7/]);
});

void t.test('after it is closed nothing is swept', async (t) => {
  let asked = 0;
  const clock = new FakeClock();
  const logger = createLogger({ level: 'fatal', showNumbers: false });
  const outbox = { forgetRecords: () => Promise.resolve((asked += 1)) };
  const kept = new RecordRetention({ outbox, days: () => 1, clock, logger });
  kept.start();
  await kept.close();
  await clock.pass(3 * DAY_MS);
  t.equal(asked, 1);
  t.equal(clock.pending, 0);
});
