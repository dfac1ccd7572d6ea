/** Offers before the call is connected, and offers of our own: who is asked, and what each side ends up with. */
import t from 'tap';
import { EndController } from '../../../../engine/end-signal.js';
import { MediaError } from '../../../../media/media-error.js';
import { A, CallStage, X } from '../../../support/stages/call-stage.js';
import { settled } from '../../../support/fakes/fake-clock.js';
import { FakeCall } from '../../../support/fakes/fake-signaling.js';

const never = new EndController();

/** A call whose caller has made no offer; its ACK brings an answer. */
function withoutOffer(): FakeCall {
  const call = new FakeCall(A, X);
  Object.assign(call, { offer: undefined });
  call.leg.lateAnswer = 'answer of caller';
  return call;
}

function exchanges(stage: CallStage): string[] {
  return stage.session.did.filter((done) => /offer|answer/i.test(done));
}

void t.test(
  'the caller’s offer while the callee rings is answered alone, and is what its 200 repeats',
  async (t) => {
    const stage = new CallStage();
    const { call, callee, over } = await stage.ring();
    callee.provisional(183, 'early of callee');
    await settled();
    t.equal(await call.offerHandler?.('offer in PRACK', never), 'our new answer for caller');
    t.equal(stage.session.did.includes('answerAlone caller: offer in PRACK'), true);
    callee.answer('early of callee');
    await settled();
    t.equal(call.told.at(-1), '200 our new answer for caller');
    t.equal(await call.leg.offerHandler?.('offer in PRACK', never), 'our new answer for caller', 'a refresh');
    t.same(callee.leg.said, []);
    call.leg.end();
    await over;
  },
);

void t.test('the callee’s offer before its answer is answered alone', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring();
  callee.provisional(183, 'early of callee');
  await settled();
  t.equal(await callee.request.onOffer?.('offer in UPDATE', never), 'our new answer for callee');
  t.equal(stage.session.did.at(-1), 'answerAlone callee: offer in UPDATE');
  call.cancel();
  await over;
});

void t.test(
  'an early offer that cannot be used, or that comes before there is media, is refused',
  async (t) => {
    const stage = new CallStage();
    const { call, over } = await stage.ring();
    stage.session.failure = new MediaError('unusable-sdp', 'no');
    await t.rejects(async () => void (await call.offerHandler?.('x', never)), {
      status: 488,
    } as unknown as Error);
    call.cancel();
    await over;
    const early = new FakeCall(A, X);
    const running = stage.run(early);
    await t.rejects(async () => void (await early.offerHandler?.('x', never)), {
      status: 488,
    } as unknown as Error);
    early.cancel();
    await running;
  },
);

void t.test(
  'a callee that offers in a reliable provisional is answered by us, and the caller in its 200',
  async (t) => {
    const stage = new CallStage();
    const { call, callee, over } = await stage.ring(withoutOffer());
    t.equal(callee.request.offer, undefined);
    t.equal(await callee.request.onOffer?.('offer in 183', never), 'our answer for callee');
    callee.answer('offer in 183');
    await settled();
    t.equal(call.told.at(-1), '200 our offer for caller');
    t.same(exchanges(stage), [
      'answerLocally callee: offer in 183',
      'offerLocally caller',
      'acceptAnswer caller: answer of caller',
    ]);
    t.same(callee.acknowledged, [], 'the ACK owes nothing any more');
    call.leg.end();
    await over;
  },
);

void t.test('a trunk that wants an offer gets ours, and both sides settle on it', async (t) => {
  const stage = new CallStage();
  for (const trunk of stage.outbound) trunk.alwaysOffers = true;
  const { call, callee, over } = await stage.ring(withoutOffer());
  t.equal(callee.request.offer, 'our offer for callee');
  callee.answer('answer of callee');
  await settled();
  t.equal(call.told.at(-1), '200 our offer for caller');
  t.same(exchanges(stage), [
    'offerLocally callee',
    'acceptAnswer callee: answer of callee',
    'offerLocally caller',
    'acceptAnswer caller: answer of caller',
  ]);
  call.leg.end();
  await over;
});

void t.test('both sides learn the trunks’ settings for provisionals', async (t) => {
  const stage = new CallStage();
  stage.inbound.reliableProvisionals = 'supported';
  for (const trunk of stage.outbound) trunk.reliableProvisionals = 'required';
  const { call, callee, over } = await stage.ring();
  t.equal(call.told[0], 'reliable');
  t.equal(callee.request.reliable, 'required');
  call.cancel();
  await over;
});
