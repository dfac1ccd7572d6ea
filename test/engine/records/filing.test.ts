/**
 * From where records become durable to their store: nothing is lost or doubled, whichever step fails or is the last.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { Filing } from '../../../engine/records/filing.js';
import type { PastRecord, UnfiledPage, UnfiledRecords } from '../../../engine/records/record-store.js';
import { MessageFile } from '../../../engine/report/message-file.js';
import { Outbox } from '../../../engine/report/outbox.js';
import { OutboxStore } from '../../../engine/report/outbox-store.js';
import { openDatabase } from '../../../routing/journal/sqlite-open.js';
import { FakeClock, settled } from '../../support/fakes/fake-clock.js';
import { MemoryRecords } from '../../support/fakes/memory-records.js';
import { pastRecord } from '../../support/stages/record-stores.js';
import { keptMessage } from '../../support/stages/sample-message.js';

/** Records that wait in memory. */
class Waiting implements UnfiledRecords {
  #handler: () => void = () => undefined;
  isStuck = false;

  constructor(readonly records: PastRecord[]) {}

  unfiled(limit: number): Promise<UnfiledPage> {
    const records = this.records.slice(0, limit);
    return Promise.resolve({ records, keys: records.map(({ id }) => id) });
  }

  filed({ keys }: UnfiledPage): Promise<void> {
    if (this.isStuck) return Promise.reject(new Error('the disk failed'));
    this.records.splice(0, keys.length);
    return Promise.resolve();
  }

  onUnfiled(handler: () => void): void {
    this.#handler = handler;
  }

  add(record: PastRecord): void {
    this.records.push(record);
    this.#handler();
  }
}

function filingOf(t: Test, store: Pick<MemoryRecords, 'put'>, ...sources: readonly UnfiledRecords[]) {
  const clock = new FakeClock();
  const said: string[] = [];
  const filing = new Filing({
    ...{ store, sources, clock },
    onFailure: (error) => said.push(error instanceof Error ? error.message : String(error)),
    onFiled: () => said.push('filed'),
  });
  t.teardown(() => filing.close());
  return { filing, clock, said };
}

const idsIn = async (store: MemoryRecords): Promise<string[]> =>
  (await store.search({}, undefined, 10_000)).map(({ id }) => id);

function folder(t: Test): string {
  const path = mkdtempSync(join(tmpdir(), 'callveil-filing-'));
  t.teardown(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

void t.test('what an earlier run left is filed at the start, what comes then soon after', async (t) => {
  const store = new MemoryRecords();
  const waiting = new Waiting(Array.from({ length: 1300 }, (_, n) => pastRecord(n)));
  const { filing, clock, said } = filingOf(t, store, waiting);
  filing.start();
  await clock.pass(0);
  await filing.drain();
  t.equal((await idsIn(store)).length, 1300);
  t.same(waiting.records, []);
  waiting.add(pastRecord(2000));
  waiting.add(pastRecord(2001));
  await clock.pass(499);
  t.equal((await idsIn(store)).length, 1300, 'they are gathered');
  await clock.pass(1);
  t.equal((await idsIn(store)).length, 1302);
  t.same(said, ['filed', 'filed']);
  t.equal(clock.pending, 0, 'nothing goes on by itself');
});

void t.test('while the store is away records wait, and it is asked at growing intervals', async (t) => {
  const store = new MemoryRecords();
  store.isAway = true;
  const waiting = new Waiting([]);
  const { clock, said } = filingOf(t, store, waiting);
  waiting.add(pastRecord(1));
  await clock.pass(500);
  for (const wait of [1000, 2000, 4000]) {
    await clock.pass(wait - 1);
    const before = said.length;
    await clock.pass(1);
    t.equal(said.length, before + 1, `after ${wait} ms`);
  }
  t.same(new Set(said), new Set(['the store is away']));
  store.isAway = false;
  await clock.pass(60_000);
  t.same(await idsIn(store), ['s1']);
  t.equal(said.at(-1), 'filed');
});

void t.test('while a pass waits for a store that does not answer, no other one is begun', async (t) => {
  const answers: ((error?: Error) => void)[] = [];
  const store = {
    put: () =>
      new Promise<void>((resolve, reject) => {
        answers.push((error) => (error === undefined ? resolve() : reject(error)));
      }),
  };
  const waiting = new Waiting([]);
  const { clock, said } = filingOf(t, store, waiting);
  waiting.add(pastRecord(0));
  await clock.pass(500);
  for (let n = 1; n <= 10; n += 1) {
    waiting.add(pastRecord(n));
    await clock.pass(500);
  }
  t.equal(answers.length, 1);
  answers[0]?.(new Error('no answer'));
  await settled();
  t.same(said, ['no answer']);
  await clock.pass(999);
  t.equal(answers.length, 1, 'the next one comes after its interval');
  await clock.pass(1);
  t.equal(answers.length, 2);
  waiting.add(pastRecord(11));
  answers[1]?.();
  await settled();
  t.same(said, ['no answer', 'filed']);
  await clock.pass(500);
  t.equal(answers.length, 3, 'what came during a pass is filed by the next one');
  answers[2]?.();
  await settled();
  t.same(waiting.records, []);
  t.equal(clock.pending, 0);
});

void t.test(
  'a crash between the store and the mark files the record a second time, and it is there once',
  async (t) => {
    const store = new MemoryRecords();
    const waiting = new Waiting([pastRecord(1), pastRecord(2)]);
    waiting.isStuck = true;
    const { filing } = filingOf(t, store, waiting);
    await t.rejects(filing.drain(), { message: 'the disk failed' });
    t.equal((await idsIn(store)).length, 2);
    waiting.isStuck = false;
    const next = filingOf(t, store, waiting);
    await next.filing.drain();
    t.same(await idsIn(store), ['s2', 's1']);
    t.same(waiting.records, []);
  },
);

void t.test(
  'a drain rejects if the store is away, and covers what came while another pass was under way',
  async (t) => {
    const store = new MemoryRecords();
    const waiting = new Waiting([pastRecord(1)]);
    const { filing } = filingOf(t, store, waiting);
    const first = filing.drain();
    waiting.records.push(pastRecord(2));
    await Promise.all([first, filing.drain()]);
    t.same(await idsIn(store), ['s2', 's1']);
    store.isAway = true;
    waiting.records.push(pastRecord(3));
    await t.rejects(filing.drain(), { message: 'the store is away' });
  },
);

void t.test('nothing is filed after the end', async (t) => {
  const store = new MemoryRecords();
  const waiting = new Waiting([]);
  const { filing, clock } = filingOf(t, store, waiting);
  waiting.add(pastRecord(1));
  await filing.close();
  await clock.pass(10_000);
  waiting.add(pastRecord(2));
  await clock.pass(10_000);
  t.same(await idsIn(store), []);
});

void t.test('the outbox has a record with its call, and until it is filed', async (t) => {
  const file = join(folder(t), 'outbox.sqlite');
  const outbox = await Outbox.open(file, (message) => t.fail(message));
  const store = new MemoryRecords();
  const { filing, clock } = filingOf(t, store, outbox);
  const record = { sessionId: 's1', appKey: 'app', endedAt: 5, recording: null, body: '{}' };
  outbox.addRecord(record, pastRecord(1));
  outbox.addPast(pastRecord(2, { kind: 'number', id: 'n2' }));
  await outbox.flush();
  await clock.pass(500);
  await filing.drain();
  t.same(await idsIn(store), ['n2', 's1']);
  store.isAway = true;
  outbox.addRecord(record, pastRecord(3));
  await t.rejects(filing.drain());
  await filing.close();
  await outbox.close();
  const again = await Outbox.open(file, (message) => t.fail(message));
  t.teardown(() => again.close());
  t.match(await again.unfiled(10), { records: [{ id: 's3' }] });
});

void t.test(
  'the records of a version without this store are filed once, with what their bodies have',
  async (t) => {
    const file = join(folder(t), 'outbox.sqlite');
    await OutboxStore.open(file).then((store) => store.close());
    const database = await openDatabase(file);
    database.exec('DROP TABLE unfiled; PRAGMA user_version = 0');
    const body = JSON.stringify({
      ...{ direction: 0, appKey: 'app', bindNum: '+8617000000001', sessionId: 'old', subscriptionId: '' },
      ...{ callerNum: '+8613800000001', calleeNum: '+8617000000001', fwdDisplayNum: '+8617000000001' },
      ...{
        fwdDstNum: '+8613800000002',
        callInTime: '2026-11-29 10:00:00',
        fwdAnswerTime: '2026-11-29 10:00:10',
      },
      ...{ ulFailReason: 8010, sipStatusCode: 0, fwdUnaswRsn: 0, extendNum: '12' },
    });
    const endedAt = Date.UTC(2026, 10, 29, 10, 1, 10);
    database
      .prepare('INSERT INTO record (session, app, ended, recording, body) VALUES (?, ?, ?, ?, ?)')
      .run('old', 'app', endedAt, 'r.wav', body);
    database.close();
    const store = new MemoryRecords();
    for (const _ of [1, 2]) {
      const outbox = await Outbox.open(file, (message) => t.fail(message));
      const { filing } = filingOf(t, store, outbox);
      await filing.drain();
      await outbox.close();
    }
    t.match(await store.search({}, undefined, 10), [
      {
        ...{ kind: 'call', id: 'old', appKey: 'app', endedAt, talkMs: 60_000, ending: 'unknown' },
        ...{ at: Date.UTC(2026, 10, 29, 10), caller: '+8613800000001', callee: '+8613800000002' },
        ...{ x: '+8617000000001', dialled: undefined, subscriptionId: undefined },
        details: { ulFailReason: 8010, recording: 'r.wav', extension: '12' },
      },
    ]);
  },
);

void t.test(
  'a message is filed when it has ended, and again when a receipt changes its result',
  async (t) => {
    const clock = new FakeClock();
    const file = await MessageFile.open({
      ...{ file: join(folder(t), 'messages.sqlite'), days: () => 30, clock },
      onFailure: (message) => t.fail(message),
      onWritten: () => undefined,
    });
    t.teardown(() => file.close());
    const store = new MemoryRecords();
    const { filing } = filingOf(t, store, file);
    await file.keep(keptMessage('m1'), undefined);
    await filing.drain();
    t.same(await idsIn(store), [], 'it is on its way');
    await file.sending('m1', 1, 'out');
    await file.ended('m1', 'sent', clock.now(), 'c1');
    // A receipt overtakes the mark of the page that was read before it.
    const page = await file.unfiled(10);
    await file.receipt('out', 'c1', 'delivered');
    await store.put(page.records);
    await file.filed(page);
    t.match(await store.find('message', 'm1'), { ending: 'sent', callerTrunk: 'in', calleeTrunk: 'out' });
    await filing.drain();
    t.match(await store.find('message', 'm1'), { ending: 'delivered', details: { attempts: 1, parts: 1 } });
    t.match(await file.unfiled(10), { records: [] });
    await settled();
  },
);
