/** `kill -9` of the engine or of everything during recorded calls: every call is hung up, reported and found again. */
import t from 'tap';
import { CALLS, CrashStage, PAIRS, X } from '../support/stages/crash-stage.js';
import { processTree } from '../support/servers/process-tree.js';

for (const sipServer of ['embedded', 'embedded-drachtio'] as const) {
  void t.test(`kill -9 of the engine: every call is hung up and reported (${sipServer})`, async (t) => {
    const stage = await CrashStage.start(t, sipServer);
    const calls = await stage.converse();
    const before = await stage.pull();
    await stage.callveil.kill();
    for (const call of calls) t.equal((await call.ended).by, 'peer');
    await stage.reported(t);
    await stage.recordingsReported(t);
    // A reader goes on where it was, and has missed nothing and read nothing twice.
    const [all, since] = [await stage.pull(), await stage.pull(before.at(-1)?.id)];
    t.same([...before, ...since], all);
    const pushed = (): Set<unknown> =>
      new Set(stage.callveil.pushes.map(({ headers }) => headers['idempotency-key']));
    // Records that wait together are one push, with the key of the first.
    const events = all.filter(({ kind }) => kind !== 'fee');
    const arePushed = (): boolean => events.every(({ id }) => pushed().has(id));
    await stage.callveil.until(arePushed, 'the push of each event that is pulled, with its id as key');
  });
}

void t.test('kill -9 of every process: every call is reported', async (t) => {
  const stage = await CrashStage.start(t, 'embedded');
  await stage.converse();
  for (const pid of processTree(stage.callveil.pid).reverse()) process.kill(pid, 'SIGKILL');
  await stage.callveil.gone;
  await stage.reported(t);
  await stage.recordingsReported(t);
  const filed = async (): Promise<readonly string[]> => {
    const calls = await stage.filedCalls();
    for (const call of calls)
      t.match(call, {
        ending: 'engine-died',
        fault: 'platform',
        callerTrunk: 'phones',
        calleeTrunk: 'phones',
        x: X,
      });
    return calls.map(({ id }) => String(id)).sort();
  };
  const sessions = stage.records.map(({ sessionId }) => String(sessionId)).sort();
  t.same(await filed(), sessions, 'each is in the store of records once');
  // What is being filed as the engine dies is filed by the next one, once.
  await stage.callveil.kill();
  await stage.callveil.run();
  t.same(await filed(), sessions);
});

void t.test('a call that rings when the engine dies is reported with what was known of it', async (t) => {
  const stage = await CrashStage.start(t, 'embedded');
  const [pair] = stage.phones;
  const calling = await pair?.a.dial(X);
  const ringing = await pair?.b.nextCall();
  ringing?.ring();
  await stage.callveil.until(() => stage.eventsOf('alerting').length === 1, 'the alerting event');
  await stage.callveil.kill();
  await calling?.ended;
  await stage.callveil.run();
  await stage.callveil.until(() => stage.records.length === 1, 'the record');
  t.match(stage.records, [
    { callerNum: PAIRS[0]?.a, fwdDstNum: PAIRS[0]?.b, ulFailReason: 7102, recordFlag: 0 },
  ]);
  t.notOk('fwdAnswerTime' in (stage.records[0] ?? {}));
});

void t.test('a call that ended before the engine died is not ended again', async (t) => {
  const stage = await CrashStage.start(t, 'embedded');
  const calls = await stage.converse();
  for (const call of calls) await call.hangUp().catch(() => undefined);
  await stage.callveil.until(() => stage.records.length === CALLS, 'the records');
  await stage.callveil.kill();
  await stage.callveil.run();
  await stage.callveil.until(() => stage.callveil.log.some(({ msg }) => msg === 'ready'));
  // A push is repeated if the engine dies before it has stored that it was accepted; an end is not.
  t.equal(new Set(stage.records.map(({ sessionId }) => sessionId)).size, CALLS);
  t.same(new Set(stage.records.map(({ ulFailReason }) => ulFailReason)), new Set([0]));
});
