/** What pushes tell those who count, and how old the messages are that wait. */
import { join } from 'node:path';
import t from 'tap';
import { Outbox } from '../../../engine/report/outbox.js';
import { openDatabase } from '../../../routing/journal/sqlite-open.js';
import { FakeClock } from '../../support/fakes/fake-clock.js';
import { delivering, folder, passing, receiver, status } from '../../support/stages/push-stage.js';

void t.test('a push tells what it was answered, and how long ago it happened what it tells', async (t) => {
  const { url, next } = await receiver(t);
  const { outbox, clock, nextPushed } = await delivering(t, url);
  const told = nextPushed();
  outbox.add({ ...status('s1', '{}'), at: clock.now() - 1500 });
  (await next()).answer(204);
  t.match(await told, {
    ...{ appKey: 'app', channel: 'status', result: 'taken', status: 204 },
    ...{ groups: ['s1'], delaysMs: [1500] },
  });
});

void t.test('a refusal counts at each repetition, and the last one as given up', async (t) => {
  const { url, next } = await receiver(t);
  const { outbox, clock, pushed, nextPushed } = await delivering(t, url);
  for (let time = 0; time < 7; time += 1) {
    const told = nextPushed();
    if (time === 0) outbox.add(status('s1', '{}'));
    (await passing(clock, next())).answer(time === 3 ? 302 : 500);
    await told;
  }
  t.same(
    pushed.map((each) => each.result),
    [...Array.from({ length: 6 }, () => 'repeated'), 'given-up'],
  );
  t.same([pushed[0]?.status, pushed[3]?.status], [500, 302]);
  t.same(pushed[0]?.delaysMs, [], 'nothing is said of a time that is unknown');
});

void t.test('an address that nothing listens at has no status', async (t) => {
  const { outbox, nextPushed } = await delivering(t, 'http://127.0.0.1:1/');
  const told = nextPushed();
  outbox.add(status('s1', '{}'));
  t.match(await told, { result: 'repeated', status: undefined });
});

void t.test('records that go together are one push of several', async (t) => {
  const { url, next } = await receiver(t);
  const { outbox, clock, nextPushed } = await delivering(t, url);
  const told = nextPushed();
  for (const group of ['s1', 's2'])
    outbox.add({ appKey: 'app', channel: 'fee', group, body: '{}', at: clock.now() - 100 });
  (await next()).answer();
  t.match(await told, { channel: 'fee', groups: ['s1', 's2'], delaysMs: [100, 100] });
});

void t.test(
  'the backlog says since when its oldest message waits, after a restart and a resend too',
  async (t) => {
    const file = join(folder(t), 'outbox.db');
    const { url, next } = await receiver(t);
    const first = await delivering(t, url, file);
    first.outbox.add({ ...status('s1', '{}'), at: 5000 });
    first.outbox.add({ ...status('s1', '{}'), at: 9000 });
    (await next()).answer(500);
    await first.stop();
    const outbox = await Outbox.open(file, (failure) => t.fail(failure));
    t.teardown(() => outbox.close());
    t.match(await outbox.backlog(), [{ appKey: 'app', channel: 'status', waiting: 2, oldestAt: 5000 }]);
    outbox.giveUp(1, 7000, 'a test');
    await outbox.flush();
    t.match(await outbox.backlog(), [{ waiting: 1, oldestAt: 9000 }]);
    await outbox.file.request('resend', { appKey: undefined, ids: undefined });
    t.match(await outbox.backlog(), [{ waiting: 2, oldestAt: 7000 }], 'from when it was given up');
  },
);

void t.test('messages in a file of an earlier version count from when it is opened', async (t) => {
  const file = join(folder(t), 'outbox.db');
  const database = await openDatabase(file);
  database.exec(`CREATE TABLE message (
    id INTEGER PRIMARY KEY, app TEXT NOT NULL, channel TEXT NOT NULL, grp TEXT NOT NULL,
    body TEXT NOT NULL, failures INTEGER NOT NULL, due INTEGER NOT NULL)`);
  database.exec(`INSERT INTO message VALUES (7, 'app', 'status', 's1', '{"old":1}', 0, 0)`);
  database.close();
  const before = Math.floor(new Date().getTime() / 1000) * 1000;
  const { url, next } = await receiver(t);
  const clock = new FakeClock();
  const { outbox } = await delivering(t, url, file, {}, clock);
  const [row] = await outbox.backlog();
  t.ok((row?.oldestAt ?? 0) >= before, String(row?.oldestAt));
  const push = await next();
  t.equal(push.body, '{"old":1}');
  push.answer();
  outbox.add({ ...status('s1', '{"new":1}'), at: 1 });
  (await next()).answer();
});
