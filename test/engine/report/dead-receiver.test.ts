/** A receiver that takes nothing for a day, while the service is killed and started again after each refusal. */
import { cpSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import t, { type Test } from 'tap';
import { EventLog } from '../../../engine/report/event-log.js';
import type { StoredMessage } from '../../../engine/report/outbox.js';
import { FakeClock, settled } from '../../support/fakes/fake-clock.js';
import { delivering, folder, receiver, status } from '../../support/stages/push-stage.js';

type Run = Awaited<ReturnType<typeof delivering>>;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const EVENTS = ['callin', 'callout', 'alerting', 'disconnect'];
/** When each event is pushed, in minutes since the first push: 0, and 1, 4, 9, 106, 203 and 300 after the one before. */
const PUSHES: Readonly<Record<string, readonly number[]>> = {
  callin: [0, 1, 5, 14, 120, 323, 623],
  callout: [623, 624, 628, 637, 743, 946, 1246],
  alerting: [1246, 1247, 1251, 1260, 1366, 1569],
  disconnect: [1569],
};

void t.test('through a day and kill -9 after each push, order, minutes and keys stay', async (t) => {
  const { url, next } = await receiver(t);
  const clock = new FakeClock();
  const began = clock.now();
  let file = join(folder(t), 'outbox.db');
  let run = await delivering(t, url, file, {}, clock);
  for (const event of EVENTS) run.outbox.add(status('s1', event));
  const minutes: Record<string, number[]> = {};
  const keys: Record<string, Set<unknown>> = {};
  for (let last = ''; last !== 'disconnect';) {
    const push = await next();
    last = push.body;
    const minute = (clock.now() - began) / MINUTE_MS;
    (minutes[last] ??= []).push(minute);
    (keys[last] ??= new Set()).add(push.headers['idempotency-key']);
    const isTaken = minute >= DAY_MINUTES;
    push.answer(isTaken ? 200 : 503);
    // The one behind it goes out at once, in the same run.
    if (isTaken || minutes[last]?.length === 7) continue;
    while (run.webhooks.held > 0) await settled();
    await run.outbox.flush();
    file = diskOf(t, file);
    const killed = run;
    run = await delivering(t, url, file, {}, clock);
    await killed.stop();
    await passUntilDue(t, run, await failedIn(run), clock);
  }
  t.same(minutes, PUSHES);
  for (const event of EVENTS) t.equal(keys[event]?.size, 1, `${event} has one key`);
  t.equal(new Set(Object.values(keys).flatMap((used) => [...used])).size, EVENTS.length, 'each its own');
  while (run.webhooks.held > 0) await settled();
  const given = await new EventLog(run.outbox, clock).undelivered({
    ...{ appKeys: ['app'], after: undefined, limit: 10 },
  });
  t.match(given, [
    { body: 'callin', failures: 7, because: 'answered 503' },
    { body: 'callout', failures: 7 },
  ]);
  t.same(await run.webhooks.backlog(), []);
});

/** What is on the disk at this moment, as a process that is killed now leaves it: the file and its log, not closed. */
function diskOf(t: Test, file: string): string {
  const [from, to, name] = [dirname(file), folder(t), basename(file)];
  const files = readdirSync(from).filter((one) => one.startsWith(name));
  for (const one of files) cpSync(join(from, one), join(to, one));
  return join(to, name);
}

/** The message that is to be pushed again. */
async function failedIn({ outbox }: Run): Promise<StoredMessage> {
  const stored: StoredMessage[] = [];
  for await (const messages of outbox.onChannel('status')) stored.push(...messages);
  const [failed, ...others] = stored.filter(({ failures }) => failures > 0);
  if (failed === undefined || others.length > 0) throw new Error('expected one message that has failed');
  return failed;
}

/** Nothing is pushed before the time; at the time, a sweep pushes the message. */
async function passUntilDue(
  t: Test,
  run: Run,
  { dueAt, body }: StoredMessage,
  clock: FakeClock,
): Promise<void> {
  await clock.pass(dueAt - clock.now() - 1);
  await run.webhooks.look();
  t.equal(run.webhooks.held, 0, `${body} does not go out before its minute, and nothing overtakes it`);
  await clock.pass(1);
  await run.webhooks.look();
}
