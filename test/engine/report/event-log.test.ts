import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { createLogger } from '../../../engine/observe/log.js';
import { EventLog } from '../../../engine/report/event-log.js';
import { EventRetention } from '../../../engine/report/event-retention.js';
import { Outbox } from '../../../engine/report/outbox.js';
import { Postbox } from '../../../engine/report/postbox.js';
import { application } from '../../support/stages/call-stage.js';
import { reportsInForce } from '../../support/stages/usual-reports.js';
import { FakeClock } from '../../support/fakes/fake-clock.js';

const logger = createLogger({ level: 'silent', showNumbers: false });
const DAY_MS = 86_400_000;

function fileOf(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-events-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'outbox.db');
}

async function logOf(t: Test, file: string, clock = new FakeClock()) {
  const outbox = await Outbox.open(file, (failure) => t.fail(failure));
  t.teardown(() => outbox.close());
  const postbox = new Postbox(outbox, reportsInForce);
  const events = new EventLog(outbox, clock);
  const post = (appKey: string, kind: string, group: string, at = clock.now()): void => {
    const pulling = application('AXB', { appKey, reports: { pull: true } });
    postbox.post(pulling, { kind, group, body: JSON.stringify({ kind, group }), at });
  };
  const read = async (
    after?: string,
    more: { appKeys?: string[]; kinds?: string[]; waitMs?: number } = {},
  ) => {
    const query = { appKeys: undefined, kinds: undefined, limit: 100, waitMs: 0, after, ...more };
    const page = await events.read(query);
    if (page === undefined) throw new Error('the id is not known');
    return { ...page, texts: page.events.map(({ appKey, kind, group }) => `${appKey} ${kind} ${group}`) };
  };
  return { outbox, events, clock, post, read };
}

void t.test('messages are read from where the reader was, by application and by kind', async (t) => {
  const { post, read } = await logOf(t, fileOf(t));
  post('a', 'callin', 's1');
  post('b', 'callin', 's2');
  post('a', 'disconnect', 's1');
  post('a', 'fee', 's1');
  const all = await read();
  t.same(all.texts, ['a callin s1', 'b callin s2', 'a disconnect s1', 'a fee s1']);
  t.equal(all.next, all.events.at(-1)?.id);
  t.same((await read(all.next)).texts, []);
  t.same((await read(all.events[0]?.id, { appKeys: ['a'] })).texts, ['a disconnect s1', 'a fee s1']);
  t.same((await read(undefined, { kinds: ['callin'] })).texts, ['a callin s1', 'b callin s2']);
  const [one, two] = all.events.map(({ id }) => id);
  t.ok((one ?? '') < (two ?? ''), 'ids increase as texts too');
});

void t.test(
  'a reader who waits is answered at the next message, or empty when its time is over',
  async (t) => {
    const { post, read, clock, events } = await logOf(t, fileOf(t));
    post('a', 'callin', 's1');
    const { next } = await read();
    const answered = read(next, { waitMs: 20_000 });
    post('a', 'answer', 's1');
    t.same((await answered).texts, ['a answer s1']);
    const empty = read((await answered).next, { waitMs: 20_000 });
    // The reader is at the disk before it waits.
    while (clock.pending === 0) await new Promise((resolve) => setImmediate(resolve));
    await clock.pass(20_000);
    t.same((await empty).texts, []);
    t.equal((await empty).next, (await answered).next, 'it goes on from the same place');
    const ended = read((await answered).next, { waitMs: 20_000 });
    events.close();
    t.same((await ended).texts, [], 'the end of the service answers it');
  },
);

void t.test('ids go on after a restart, though everything has been delivered and deleted', async (t) => {
  const file = fileOf(t);
  const first = await logOf(t, file);
  first.outbox.add({ appKey: 'a', channel: 'status', group: 's', body: '{}' });
  await first.outbox.flush();
  const { lastId, name } = first.outbox;
  first.outbox.remove(lastId);
  await first.outbox.close();
  const second = await logOf(t, file);
  t.equal(second.outbox.lastId, lastId);
  t.equal(second.outbox.name, name);
  second.post('a', 'callin', 's');
  const page = await second.read(first.outbox.keyOf(lastId));
  t.same(page.texts, ['a callin s']);
  t.equal(
    await second.events.read({
      ...page,
      appKeys: undefined,
      kinds: undefined,
      limit: 1,
      waitMs: 0,
      after: 'e0123456789-000000000001',
    }),
    undefined,
  );
});

void t.test(
  'after their days messages are gone, and a reader who was there learns that it missed some',
  async (t) => {
    const { post, read, clock, outbox } = await logOf(t, fileOf(t));
    post('a', 'callin', 's1');
    post('b', 'callin', 's2');
    const { events } = await read();
    post('a', 'answer', 's1');
    await clock.pass(2 * DAY_MS);
    post('a', 'callin', 's3');
    await clock.pass(1.5 * DAY_MS);
    await outbox.flush();
    const days = () => ({ pullDays: 3, givenUpDays: 7 });
    const retention = new EventRetention({ outbox, days, clock, logger });
    retention.start();
    await retention.close();
    t.same((await read()).texts, ['a callin s3']);
    t.equal((await read()).missed, false, 'a new reader has missed nothing');
    t.equal((await read(events[0]?.id, { appKeys: ['a'] })).missed, true);
    t.equal((await read(events[1]?.id, { appKeys: ['b'] })).missed, false, 'nothing of b came after it');
  },
);
