/** What a call tells those who count: each way that was tried, and its end with what its media say. */
import t from 'tap';
import { voiceQuality } from '../../../media/voice-quality.js';
import { SignalingError } from '../../../engine/sip/signaling-error.js';
import { settled } from '../../support/fakes/fake-clock.js';
import { FakeCall } from '../../support/fakes/fake-signaling.js';
import { A, CallStage, X } from '../../support/stages/call-stage.js';

const heard = {
  ...{ packetsReceived: 1000, packetsSent: 1000, packetsLost: 0, strangers: 0, unauthentic: 0, jitterMs: 1 },
  codec: 'PCMU',
};

void t.test('an answered call: how long until it rang, and both sides’ quality in its record', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring();
  const { session } = stage;
  const legs = { caller: { ...heard, packetsLost: 100 }, callee: heard };
  session.statistics = () => Promise.resolve({ ...legs, quality: voiceQuality(legs) });
  await stage.clock.pass(700);
  callee.provisional(180);
  await stage.clock.pass(4000);
  callee.answer();
  await settled();
  call.leg.end();
  await over;
  const [tried, ...others] = stage.tried;
  t.match(tried, {
    sessionId: 'call-1',
    outcome: 'answered',
    status: undefined,
    alertedMs: 700,
    tookMs: 4700,
  });
  t.equal(tried?.trunk, stage.outbound[0]?.name);
  t.same(others, []);
  const [record] = stage.records;
  t.equal(record?.quality?.caller?.mos, 4.38);
  t.ok((record?.quality?.callee?.mos ?? 5) < 3.5, 'it hears what the caller’s packets have lost');
  const [ended] = stage.ended;
  t.equal(stage.ended.length, 1);
  t.equal(ended?.facts, record);
  t.same([ended?.trunk, ended?.calleeTrunk], [stage.inbound.name, stage.outbound[0]?.name]);
  t.equal(ended?.statistics?.caller.packetsLost, 100);
});

void t.test('an answer without ringing is what the caller has waited for', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring();
  await stage.clock.pass(1200);
  callee.answer();
  await settled();
  call.leg.end();
  await over;
  t.equal(stage.tried[0]?.alertedMs, 1200);
});

void t.test('each trunk that was tried counts by itself, with why it did not serve', async (t) => {
  const silent = new SignalingError('timeout', 408, 'no answer within 5000 ms', undefined, true);
  for (const [failure, outcome, status] of [
    [new SignalingError('refused', 503, 'answered 503'), 'refused', 503],
    [silent, 'silent', undefined],
    [new SignalingError('unavailable', 503, 'no SIP process'), 'failed', undefined],
  ] as const) {
    const stage = new CallStage();
    const { callee, over } = await stage.ring();
    callee.refuse(failure);
    const second = await stage.signaling.rings();
    second.refuse(new SignalingError('refused', 486, 'answered 486'));
    await over;
    t.match(stage.tried, [
      { outcome, status, alertedMs: undefined },
      { outcome: 'refused', status: 486 },
    ]);
    t.equal(stage.tried.length, 2);
    t.match(
      stage.ended[0]?.facts.tried,
      stage.tried.map(({ trunk }) => ({ trunk })),
      'the record has them',
    );
    t.equal(stage.ended[0]?.facts.tried?.length, 2);
    t.equal(stage.ended[0]?.facts.end?.sipStatus, 486);
  }
});

void t.test('a caller who leaves calls the attempt off, and no trunk is to blame', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring();
  callee.provisional(180);
  call.cancel();
  await over;
  t.match(stage.tried, [{ outcome: 'called-off', status: undefined, alertedMs: 0 }]);
});

void t.test('a call that is for none of our numbers ends as well', async (t) => {
  const stage = new CallStage();
  stage.known = false;
  await stage.run(new FakeCall(A, X));
  t.match(stage.ended, [{ trunk: undefined, calleeTrunk: undefined, statistics: undefined }]);
  t.same(stage.records, []);
  t.same(stage.tried, []);
});

void t.test('media that hang keep no record back', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring();
  callee.answer();
  await settled();
  stage.session.closing = new Promise(() => undefined);
  call.leg.end();
  await settled();
  t.equal(stage.records.length, 0);
  await stage.clock.pass(1000);
  t.equal(stage.records.length, 1);
  await stage.clock.pass(60_000);
  await over;
  t.equal(stage.records.length, 1, 'once');
});
