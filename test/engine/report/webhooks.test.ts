import { createHash, createHmac } from 'node:crypto';
import { statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { EventLog } from '../../../engine/report/event-log.js';
import { Outbox } from '../../../engine/report/outbox.js';
import { recordingName } from '../../../engine/report/recording-name.js';
import { settled } from '../../support/fakes/fake-clock.js';
import { delivering, folder, passing, receiver, status, type Push } from '../../support/stages/push-stage.js';

void t.test('a push carries both generations of the signature', async (t) => {
  const { url, next } = await receiver(t);
  const { outbox, clock } = await delivering(t, url);
  outbox.add(status('s', '{"a":1}'));
  const push = await next();
  push.answer();
  t.equal(push.body, '{"a":1}');
  t.match(push.headers, {
    authorization: 'AKSK realm="SDP",profile="UsernameToken",type="Appkey"',
    'content-type': 'application/json;charset=UTF-8',
  });
  const token = /^UsernameToken Username="app",PasswordDigest="(.+)",Nonce="(\w+)",Created="(.+)"$/;
  const [, aksk = '', nonce = '', created = ''] = token.exec(String(push.headers['x-aksk'])) ?? [];
  const [, wsse = ''] = token.exec(String(push.headers['x-wsse'])) ?? [];
  t.equal(created, new Date(clock.now()).toISOString().slice(0, 19) + 'Z');
  t.equal(
    aksk,
    createHmac('sha256', 'secret')
      .update(nonce + created)
      .digest('base64'),
  );
  t.equal(wsse, createHash('sha256').update(`${nonce}${created}secret`).digest('base64'));
});

void t.test(
  'events of one call go in order, those of different calls side by side up to the bound',
  async (t) => {
    const lane = await receiver(t);
    const { outbox } = await delivering(t, lane.url);
    for (const [group, body] of [
      ['a', 'a1'],
      ['a', 'a2'],
      ['b', 'b1'],
      ['c', 'c1'],
    ] as const)
      outbox.add(status(group, body));
    const first = await lane.next();
    const second = await lane.next();
    t.same([first.body, second.body].sort(), ['a1', 'b1']);
    await settled();
    t.equal(lane.open, 2, 'no third while two are open');
    (first.body === 'a1' ? first : second).answer();
    const third = await lane.next();
    t.equal(third.body, 'a2');
    third.answer();
    (first.body === 'a1' ? second : first).answer();
    const last = await lane.next();
    t.equal(last.body, 'c1');
    last.answer();
  },
);

void t.test('records that wait together go in one push', async (t) => {
  const { url, next } = await receiver(t);
  const { outbox } = await delivering(t, url);
  for (let n = 0; n < 60; n += 1)
    outbox.add({ appKey: 'app', channel: 'fee', group: `s${n}`, body: `{"n":${n}}` });
  const push = await next();
  push.answer();
  const { eventType, feeLst } = JSON.parse(push.body) as { eventType: string; feeLst: unknown[] };
  t.same([eventType, feeLst.length, feeLst[0]], ['fee', 50, { n: 0 }]);
  const rest = await next();
  rest.answer();
  t.equal((JSON.parse(rest.body) as { feeLst: unknown[] }).feeLst.length, 10);
});

void t.test(
  'a push that is not taken comes again after 1, 4, 9, 106, 203 and 300 minutes, then no more',
  async (t) => {
    const { url, next } = await receiver(t);
    const { outbox, clock, webhooks } = await delivering(t, url);
    outbox.add(status('s', 'x'));
    const refuse = async (push: Push): Promise<void> => {
      push.answer(302);
      while (webhooks.held > 0) await settled();
      await outbox.flush();
    };
    await refuse(await next());
    for (const minutes of [1, 4, 9, 106, 203, 300]) {
      const failedAt = clock.now();
      let push: Push | undefined;
      void next().then((arrived) => (push = arrived));
      while (push === undefined) {
        await clock.pass(30_000);
        // The sweep asks the thread; it has had its answer when the thread has answered somebody after it.
        for (let turn = 0; turn < 3; turn += 1) await outbox.recordOfSession('none');
        while (webhooks.held > 0 && push === undefined) await settled();
      }
      const waited = (clock.now() - failedAt) / 60_000;
      t.ok(waited >= minutes && waited <= minutes + 1, `again after ${waited} minutes`);
      await refuse(push);
    }
    let left = 0;
    for await (const messages of outbox.onChannel('status')) left += messages.length;
    t.equal(left, 0, 'given up');
  },
);

void t.test('what was not taken is there after a restart, what was taken is not', async (t) => {
  const file = join(folder(t), 'outbox.db');
  const { url, next } = await receiver(t);
  const first = await delivering(t, url, file);
  first.outbox.add(status('s', 'taken'));
  (await next()).answer();
  while (first.webhooks.held > 0) await settled();
  await first.webhooks.close();
  first.outbox.add(status('s', 'left'));
  await first.stop();
  const second = await delivering(t, url, file);
  const push = await next();
  push.answer();
  t.equal(push.body, 'left');
  while (second.webhooks.held > 0) await settled();
});

void t.test('records are found again by session, by recording, and newest first', async (t) => {
  const outbox = await Outbox.open(join(folder(t), 'outbox.db'), (failure) => t.fail(failure));
  t.teardown(() => outbox.close());
  for (let n = 1; n <= 3; n += 1)
    outbox.addRecord({
      sessionId: `s${n}`,
      appKey: n === 3 ? 'other' : 'app',
      endedAt: n,
      recording: n === 2 ? 'r.wav' : null,
      body: '{}',
    });
  t.match(await outbox.recordOfSession('s1'), { endedAt: 1 });
  t.match(await outbox.recordOfRecording('r.wav'), { sessionId: 's2', appKey: 'app' });
  t.equal(await outbox.recordOfRecording('none.wav'), undefined);
  t.same(
    (await outbox.recentRecords(undefined, 100, 2)).map(({ sessionId }) => sessionId),
    ['s3', 's2'],
  );
  t.same(
    (await outbox.recentRecords('app', 2, 10)).map(({ sessionId }) => sessionId),
    ['s1'],
  );
  t.equal(await outbox.forgetRecords(3), 2);
  t.equal((await outbox.recentRecords(undefined, 100, 10)).length, 1);
});

void t.test('a file that cannot be opened is an error that names it', async (t) => {
  await t.rejects(
    Outbox.open('/nowhere/at/all.db', () => undefined),
    /outbox \/nowhere\/at\/all\.db/,
  );
});

void t.test(
  'a recording’s days are counted from each push of its record, and from a start while it waits',
  async (t) => {
    const { url, next } = await receiver(t);
    const directory = folder(t);
    const [recording, foreign] = ['app', 'another app'].map((owner) => recordingName(0, owner)) as [
      string,
      string,
    ];
    const timeOf = (name: string): number => statSync(join(directory, name)).mtimeMs;
    const makeOld = (name: string): void => utimesSync(join(directory, name), 1, 1);
    const record = (recordObjectName: string) => ({
      ...status('call', JSON.stringify({ recordObjectName })),
      channel: 'fee',
    });
    for (const name of [recording, foreign, 'notes.txt']) {
      writeFileSync(join(directory, name), 'WAV');
      makeOld(name);
    }
    const outboxFile = join(directory, 'outbox.db');
    const start = () => delivering(t, url, outboxFile);
    const pushed = async (
      { webhooks, outbox }: Awaited<ReturnType<typeof start>>,
      answer: number,
    ): Promise<void> => {
      (await next()).answer(answer);
      while (webhooks.held > 0) await settled();
      await outbox.flush();
    };

    const first = await start();
    first.outbox.add(record(recording));
    await pushed(first, 200);
    t.equal(timeOf(recording), first.clock.now(), 'the push was taken');
    makeOld(recording);
    first.outbox.add(record(recording));
    await pushed(first, 503);
    t.equal(timeOf(recording), first.clock.now(), 'the push was not taken');
    await first.stop();
    makeOld(recording);
    const second = await start();
    t.equal(timeOf(recording), second.clock.now(), 'nobody was there to push it again');
    for (const name of [foreign, 'notes.txt', '../notes.txt', recordingName(0, 'app')]) {
      second.outbox.add(record(name));
      await pushed(second, 200);
    }
    t.same([foreign, 'notes.txt'].map(timeOf), [1000, 1000], 'files that are none of its recordings');
  },
);

void t.test('a push has the same Idempotency-Key at each repetition, also after a restart', async (t) => {
  const { url, next } = await receiver(t);
  const file = join(folder(t), 'outbox.db');
  const first = await delivering(t, url, file);
  first.outbox.add(status('a', 'a1'));
  first.outbox.add(status('b', 'b1'));
  const keys = new Map<string, unknown[]>();
  const take = (push: Push, answer: number): void => {
    keys.set(push.body, [...(keys.get(push.body) ?? []), push.headers['idempotency-key']]);
    push.answer(answer);
  };
  take(await next(), 500);
  take(await next(), 500);
  while (first.webhooks.held > 0) await settled();
  await first.stop();
  const second = await delivering(t, url, file);
  for (const push of await passing(second.clock, Promise.all([next(), next()]))) take(push, 200);
  const [a = [], b = []] = [keys.get('a1'), keys.get('b1')];
  t.match(a[0], /^e[0-9a-f]{10}-\d{12}$/);
  t.same([a[1], b[1]], [a[0], b[0]]);
  t.not(a[0], b[0]);
});

void t.test(
  'records that were pushed together are pushed together again, and no other joins them',
  async (t) => {
    const { url, next } = await receiver(t);
    const { outbox, clock, webhooks } = await delivering(t, url);
    const record = (name: string) => ({
      appKey: 'app',
      channel: 'fee',
      group: name,
      body: `{"icid":"${name}"}`,
    });
    outbox.add(record('r1'));
    outbox.add(record('r2'));
    const failed = await next();
    t.same(icids(failed), ['r1', 'r2']);
    failed.answer(500);
    while (webhooks.held > 0) await settled();
    await clock.pass(59_000);
    outbox.add(record('r3'));
    const alone = await next();
    t.same(icids(alone), ['r3']);
    alone.answer(500);
    while (webhooks.held > 0) await settled();
    const again = await passing(clock, Promise.all([next(), next()]));
    t.same(again.map(icids).sort(), [['r1', 'r2'], ['r3']]);
    const key = (push: Push | undefined): unknown => push?.headers['idempotency-key'];
    const pair = again.find((push) => icids(push).length === 2);
    t.equal(key(pair), key(failed));
    t.equal(key(again.find((push) => icids(push).length === 1)), key(alone));
    again.forEach((push) => push.answer());
  },
);

function icids({ body }: Push): string[] {
  return (JSON.parse(body) as { feeLst: { icid: string }[] }).feeLst.map(({ icid }) => icid);
}

void t.test(
  'what the first address does not take goes to the second one at once, with the same key',
  async (t) => {
    const [one, two] = [await receiver(t), await receiver(t)];
    const callbacks = { status: one.url, statusSecond: two.url };
    const { outbox, clock, webhooks } = await delivering(t, one.url, undefined, { callbacks });
    outbox.add(status('a', 'a1'));
    outbox.add(status('a', 'a2'));
    const refused = await one.next();
    refused.answer(503);
    const taken = await two.next();
    t.equal(taken.body, 'a1');
    t.equal(taken.headers['idempotency-key'], refused.headers['idempotency-key']);
    taken.answer(500);
    while (webhooks.held > 0) await settled();
    (await passing(clock, one.next())).answer(503);
    const second = await two.next();
    t.equal(second.body, 'a1', 'the one behind it waits until either address has taken it');
    second.answer();
    t.equal((await one.next().then((push) => (push.answer(), push))).body, 'a2');
  },
);

void t.test(
  'the minutes are those of the application; what is given up is kept, and pushed again when asked',
  async (t) => {
    const { url, next } = await receiver(t);
    const { outbox, clock, webhooks } = await delivering(t, url, undefined, {
      reports: { retryMinutes: [2] },
    });
    const log = new EventLog(outbox, clock);
    outbox.add(status('a', 'a1'));
    const first = await next();
    first.answer(500);
    while (webhooks.held > 0) await settled();
    await clock.pass(119_000);
    t.equal(webhooks.held, 0, 'not before its time');
    (await passing(clock, next())).answer(404);
    while (webhooks.held > 0) await settled();
    const given = await log.undelivered({ appKeys: undefined, after: undefined, limit: 10 });
    const key = first.headers['idempotency-key'];
    t.match(given, [
      { id: key, channel: 'status', group: 'a', body: 'a1', failures: 2, because: 'answered 404' },
    ]);
    t.same(await webhooks.backlog(), []);
    t.equal(await log.resend(undefined, ['e0123456789-000000000001']), undefined, 'of another outbox');
    t.equal(await log.resend('another', undefined), 0);
    t.equal(await log.resend(undefined, [String(key)]), 1);
    await webhooks.look();
    const again = await next();
    t.equal(again.body, 'a1');
    t.equal(again.headers['idempotency-key'], key);
    again.answer();
    while (webhooks.held > 0) await settled();
    t.same(await log.undelivered({ appKeys: undefined, after: undefined, limit: 10 }), []);
  },
);
