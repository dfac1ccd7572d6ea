import t from 'tap';
import { createCallHandling } from '../../../engine/call/call-handling.js';
import { Calls } from '../../../engine/call/calls.js';
import { A, CallStage, X } from '../../support/call-stage.js';
import { FakeClock, settled } from '../../support/fake-clock.js';
import { FakeCall } from '../../support/fake-signaling.js';

void t.test('calls per second are let in as a bucket fills', async (t) => {
  const clock = new FakeClock();
  const calls = new Calls({ maxCalls: 0, callsPerSecond: 2 }, clock);
  t.same([calls.refusal(), calls.refusal(), calls.refusal()], [undefined, undefined, 'overloaded']);
  await clock.pass(500);
  t.same([calls.refusal(), calls.refusal()], [undefined, 'overloaded']);
});

void t.test('an application ends its own calls by their session id, and nobody else’s', async (t) => {
  const stage = new CallStage();
  const { calls: _calls, ...parts } = stage.parts();
  const handling = createCallHandling(parts);
  const rung = stage.signaling.rings();
  const call = new FakeCall(A, X);
  handling.onCall(call);
  (await rung).answer();
  await settled();
  t.equal(handling.endCall('call-1', 'another'), false);
  t.same(
    [...handling.calls.list()].map(({ state }) => state),
    ['connected'],
  );
  t.equal(handling.endCall('call-1', 'app'), true);
  await settled();
  t.match(stage.record.end, { kind: 'stopped-by-application' });
  t.equal(handling.endCall('call-1', 'app'), false);
});

void t.test('a drain waits for the calls in work', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring();
  callee.answer();
  await settled();
  let drained = false;
  const draining = stage.calls.drain(60_000).then(() => (drained = true));
  await stage.clock.pass(59_000);
  t.equal(drained, false);
  call.leg.end();
  await Promise.all([over, draining]);
  t.match(stage.record.end, { kind: 'caller-hung-up' });
  t.equal(stage.clock.pending, 0);
});
