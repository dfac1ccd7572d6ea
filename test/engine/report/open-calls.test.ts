import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { CallFacts } from '../../../engine/report/call-facts.js';
import { OpenCalls } from '../../../engine/report/open-calls.js';
import { Outbox } from '../../../engine/report/outbox.js';
import { activeCall } from '../../support/stages/active-call.js';
import { application } from '../../support/stages/call-stage.js';
import { FakeClock } from '../../support/fakes/fake-clock.js';

const app = application('AXB');
const applicationOf = (appKey: string) => (appKey === app.appKey ? app : undefined);

function facts(sessionId: string, more: Partial<CallFacts> = {}): CallFacts {
  return {
    ...activeCall(sessionId, {}).facts,
    application: app,
    arrivedAt: 1000,
    dialledAt: 1500,
    answeredAt: 2000,
    ...more,
  };
}

async function outboxFile(t: Test): Promise<Outbox> {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-calls-'));
  const outbox = await Outbox.open(join(folder, 'outbox.db'), (failure) => t.fail(failure));
  t.teardown(async () => {
    await outbox.close();
    rmSync(folder, { recursive: true });
  });
  return outbox;
}

void t.test(
  'a call that is left ended at the last sign of life, one that had ended when it did',
  async (t) => {
    const outbox = await outboxFile(t);
    const clock = new FakeClock();
    const calls = new OpenCalls(outbox, clock);
    const end = { ...activeCall('x', {}).facts.end, kind: 'caller-hung-up' } as CallFacts['end'];
    calls.keep(facts('talks'), app);
    calls.keep(facts('waits for its recording', { endedAt: 5000, end }), app);
    calls.keep(facts('has its record'), app);
    await clock.pass(2000);
    outbox.addRecord({
      ...{ sessionId: 'has its record', appKey: app.appKey, endedAt: 1, recording: null, body: '{}' },
    });
    await outbox.flush();
    const left = await new OpenCalls(outbox, clock).left(applicationOf);
    t.match(left, [
      { sessionId: 'talks', application: app, endedAt: clock.now() },
      { sessionId: 'waits for its recording', endedAt: 5000, end: { kind: 'caller-hung-up' } },
    ]);
    t.equal(left.length, 2);
    t.equal(left[0]?.end, undefined);
  },
);

void t.test(
  'a call is written out when its batch is, and not at all where its record is in the same one',
  async (t) => {
    const outbox = await outboxFile(t);
    const calls = new OpenCalls(outbox, new FakeClock());
    const growing = { ...facts('grows'), callee: undefined as CallFacts['callee'] };
    calls.keep(growing, app);
    growing.callee = '+8613900000001' as CallFacts['callee'];
    calls.keep(growing, app);
    const short = { ...facts('short'), toJSON: () => t.fail('nothing of this call needs writing') };
    calls.keep(short, app);
    outbox.addRecord({
      ...{ sessionId: 'short', appKey: app.appKey, endedAt: 1, recording: null, body: '{}' },
    });
    await outbox.flush();
    const left = await new OpenCalls(outbox, new FakeClock()).left(applicationOf);
    t.match(left, [{ sessionId: 'grows', callee: '+8613900000001' }]);
    t.equal(left.length, 1);
    calls.close();
  },
);

void t.test('a call of an application that is gone is forgotten', async (t) => {
  const outbox = await outboxFile(t);
  const calls = new OpenCalls(outbox, new FakeClock());
  calls.keep(facts('a'), app);
  calls.close();
  await outbox.flush();
  t.same(await new OpenCalls(outbox, new FakeClock()).left(() => undefined), []);
  await outbox.flush();
  t.same((await outbox.openCalls()).calls, []);
});

void t.test('dialogs stay until they have ended, independently of their call', async (t) => {
  const outbox = await outboxFile(t);
  const kept = (sessionId: string, caller: string | null, callee: string | null): void =>
    outbox.keepDialogs({ sessionId, caller, callee });
  kept('a', null, 'callee');
  kept('a', 'caller', null);
  kept('b', 'caller', null);
  await outbox.flush();
  kept('a', 'caller, moved', null);
  kept('c', 'caller', 'callee');
  outbox.forgetDialogs('c');
  kept('d', 'caller', null);
  outbox.addRecord({ sessionId: 'a', appKey: app.appKey, endedAt: 1, recording: null, body: '{}' });
  t.same(await outbox.dialogs(), [
    { sessionId: 'a', caller: 'caller, moved', callee: 'callee' },
    { sessionId: 'b', caller: 'caller', callee: null },
    { sessionId: 'd', caller: 'caller', callee: null },
  ]);
  for (const sessionId of ['a', 'b', 'd']) outbox.forgetDialogs(sessionId);
  t.same(await outbox.dialogs(), []);
});
