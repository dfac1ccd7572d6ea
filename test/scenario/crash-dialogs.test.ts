/** `kill -9` of the SIP server, or of everything, in the middle of calls: the next one hangs up on every phone. */
import t, { type Test } from 'tap';
import { CALLS, CrashStage, X } from '../support/stages/crash-stage.js';
import type { PhoneCall } from '../support/phones/phone.js';
import { processTree, serviceProcess } from '../support/servers/process-tree.js';

for (const sipServer of ['embedded', 'embedded-drachtio'] as const) {
  void t.test(
    `kill -9 of the SIP server: both sides of every call are hung up on (${sipServer})`,
    async (t) => {
      const stage = await CrashStage.start(t, sipServer);
      const calls = await stage.converse();
      await stage.callveil.until(() => stage.eventsOf('answer').length === CALLS, 'the answers');
      killSipServer(stage);
      await hungUp(t, calls);
      await stage.callveil.until(
        () => stage.records.length === CALLS && stage.eventsOf('disconnect').length === CALLS,
        'the reports',
      );
      await nothingIsLeft(t, stage);
    },
  );

  void t.test(
    `kill -9 of every process: both sides are hung up on at the restart (${sipServer})`,
    async (t) => {
      const stage = await CrashStage.start(t, sipServer);
      const calls = await stage.converse();
      await stage.callveil.until(() => stage.eventsOf('answer').length === CALLS, 'the answers');
      for (const pid of processTree(stage.callveil.pid).reverse()) process.kill(pid, 'SIGKILL');
      await stage.callveil.gone;
      await stage.reported(t);
      await hungUp(t, calls);
      await nothingIsLeft(t, stage);
    },
  );
}

void t.test('a phone that rings when the SIP server dies, and then answers, is hung up on', async (t) => {
  const stage = await CrashStage.start(t, 'embedded');
  const [pair] = stage.phones;
  await pair?.a.dial(X);
  const ringing = await pair?.b.nextCall();
  ringing?.ring();
  await stage.callveil.until(() => stage.eventsOf('alerting').length === 1, 'the alerting event');
  killSipServer(stage);
  await stage.callveil.until(
    () => stage.callveil.log.filter(({ msg }) => msg === 'SIP server connected').length === 2,
    'the next one',
  );
  ringing?.answer();
  t.equal((await ringing?.ended)?.by, 'peer');
  t.equal(await stage.callveil.leftOver(20_000), '');
});

function killSipServer({ callveil }: CrashStage): void {
  process.kill(serviceProcess(callveil.pid, 'sip'), 'SIGKILL');
}

async function hungUp(t: Test, calls: readonly PhoneCall[]): Promise<void> {
  const ends = await Promise.all(calls.map(async ({ ended }) => (await ended).by));
  t.same(ends, Array(2 * CALLS).fill('peer'), 'everybody is told');
}

/** Nothing is stored of any call, and the SIP server has no dialog. */
async function nothingIsLeft(t: Test, { callveil }: CrashStage): Promise<void> {
  await callveil.until(
    () => callveil.log.some(({ msg }) => msg === 'calls that were left behind have been hung up'),
    'the end of it',
  );
  t.equal(await callveil.leftOver(20_000), '');
  // Another start finds nothing.
  const said = (): number => callveil.log.filter(({ msg }) => msg.includes('left behind are hung up')).length;
  const before = said();
  await callveil.kill();
  await callveil.run();
  await callveil.until(() => callveil.log.some(({ msg }) => msg === 'ready'));
  t.equal(said(), before);
}
