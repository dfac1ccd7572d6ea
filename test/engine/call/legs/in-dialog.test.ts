import t from 'tap';
import { EndController, type EndSignal } from '../../../../engine/end-signal.js';
import { SignalingError } from '../../../../engine/sip/signaling-error.js';
import { MediaError } from '../../../../media/media-error.js';
import { CallStage } from '../../../support/stages/call-stage.js';
import { settled } from '../../../support/fakes/fake-clock.js';
import type { FakeCall, FakeLeg, RungCallee } from '../../../support/fakes/fake-signaling.js';

async function connected(
  stage: CallStage,
): Promise<{ call: FakeCall; callee: RungCallee; over: Promise<void> }> {
  const parties = await stage.ring();
  parties.callee.answer();
  await settled();
  return parties;
}

/** The status an offer was refused with. */
function refusal(exchange: Promise<string>): Promise<unknown> {
  return exchange.catch((error: unknown) => error instanceof SignalingError && error.status);
}

const never = new EndController();

async function offered(leg: FakeLeg, offer: string, lost: EndSignal = never): Promise<string> {
  if (leg.offerHandler === undefined) throw new Error('nobody takes offers');
  return leg.offerHandler(offer, lost);
}

void t.test('a refresh offers the leg what is in force, and its answer goes no further', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await connected(stage);
  callee.leg.answerToReoffer = 'another port';
  await callee.leg.refreshHandler?.();
  t.same(callee.leg.said, ['reoffer in force for callee']);
  t.equal(stage.session.did.at(-1), 'acceptRefresh callee: another port');
  await call.leg.refreshHandler?.();
  t.same(call.leg.said, ['reoffer in force for caller']);
  callee.leg.answerToReoffer = new SignalingError('refused', 491, 'glare');
  await t.rejects(callee.leg.refreshHandler?.() ?? Promise.resolve(), { status: 491 } as unknown as Error);
  call.leg.end();
  await over;
});

void t.test('an offer of either side is passed to the other, and its answer back', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await connected(stage);
  callee.leg.answerToReoffer = 'held';
  t.equal(await offered(call.leg, 'hold'), '[held]');
  t.same(callee.leg.said, ['reoffer [hold]']);
  call.leg.answerToReoffer = 'other codec';
  t.equal(await offered(callee.leg, 'new codec'), '[other codec]');
  t.same(call.leg.said, ['reoffer [new codec]']);
  call.leg.end();
  await over;
});

void t.test('the same offer again is a session refresh and does not bother the other side', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await connected(stage);
  t.equal(await offered(call.leg, 'offer of caller'), '[answer of callee]');
  callee.leg.answerToReoffer = 'held';
  await offered(call.leg, 'hold');
  t.equal(await offered(call.leg, 'hold'), '[held]');
  t.equal(callee.leg.said.length, 1);
  call.leg.end();
  await over;
});

void t.test('a refusal of the other side, glare among them, is the answer to the offer', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await connected(stage);
  callee.leg.answerToReoffer = new SignalingError('refused', 491, 'another offer is under way');
  t.equal(await refusal(offered(call.leg, 'hold')), 491);
  callee.leg.answerToReoffer = 'fine';
  t.equal(await offered(call.leg, 'hold'), '[fine]', 'and the next one is passed');
  stage.session.failure = new MediaError('unusable-sdp', 'no audio');
  t.equal(await refusal(offered(call.leg, 'video only')), 488);
  call.leg.end();
  await over;
});

void t.test('a side that wants an offer gets the other side’s, and its answer goes there', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await connected(stage);
  callee.leg.answerToReoffer = 'offer of callee';
  const wanted = await call.leg.offerWantedHandler?.(never);
  t.equal(wanted?.offer, '[offer of callee]');
  await wanted?.accept('answer of caller');
  t.same(callee.leg.said, ['reoffer nothing', 'ack [answer of caller]']);
  call.leg.end();
  await over;
});

void t.test('digits told by INFO cross as INFO where the other side takes no events', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await connected(stage);
  await call.leg.digitHandler?.('5', 160);
  await callee.leg.digitHandler?.('#', 200);
  t.same(callee.leg.said, ['digit 5 160']);
  t.same(call.leg.said, ['digit # 200']);
  t.match(stage.session.did.slice(-2), ['digit 5 of caller', 'digit # of callee'], 'and are collected');
  call.leg.end();
  await over;
});

void t.test('digits told by INFO are pressed as events where the other side takes those', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await connected(stage);
  stage.session.takesEvents = true;
  await call.leg.digitHandler?.('5', 160);
  t.same(callee.leg.said, []);
  t.match(stage.session.did.slice(-2), ['digit 5 of caller', 'press 5 160 to callee']);
  call.leg.end();
  await over;
});

void t.test('a digit that does not get there is refused, and in the log', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await connected(stage);
  const refusal = new SignalingError('refused', 405, 'no such method');
  callee.leg.answerToDigit = refusal;
  await t.rejects(Promise.resolve(call.leg.digitHandler?.('5', 160)), refusal);
  const lines = stage.logged.filter((line) => line.includes('a digit could not be passed on'));
  t.match(JSON.parse(lines[0] ?? '{}'), { level: 'warn', leg: 'callee' });
  t.equal(lines.length, 1);
  stage.session.takesEvents = 'busy';
  await t.rejects(Promise.resolve(call.leg.digitHandler?.('5', 160)), { code: 'busy' } as unknown as Error);
  t.equal(stage.logged.filter((line) => line.includes('a digit could not be passed on')).length, 2);
  t.same(callee.leg.said, ['digit 5 160'], 'a side that takes events is told by no INFO');
  call.leg.end();
  await over;
});

void t.test(
  'an answer that its offerer does not get is undone: the other side is offered the session in force',
  async (t) => {
    const stage = new CallStage();
    const { call, callee, over } = await connected(stage);
    const lost = new EndController();
    t.equal(await offered(call.leg, 'hold', lost), '[answer]');
    lost.abort();
    await settled();
    t.same(stage.session.did.slice(-3), [
      'withdraw caller',
      'offerLocally callee',
      'acceptAnswer callee: answer',
    ]);
    t.same(callee.leg.said, ['reoffer [hold]', 'reoffer our offer for callee']);
    call.leg.end();
    await over;
  },
);

void t.test(
  'an offer taken back while the other side was asked is undone when that has answered',
  async (t) => {
    const stage = new CallStage();
    const { call, callee, over } = await connected(stage);
    const lost = new EndController();
    lost.abort();
    await offered(callee.leg, 'hold', lost);
    await settled();
    t.same(call.leg.said, ['reoffer [hold]', 'reoffer our offer for caller']);
    call.leg.end();
    await over;
  },
);

void t.test(
  'glare on the way back: the offer is made again later, and by then the leg may have gone',
  async (t) => {
    const stage = new CallStage();
    const { call, callee, over } = await connected(stage);
    const lost = new EndController();
    await offered(call.leg, 'hold', lost);
    callee.leg.answerToReoffer = new SignalingError('refused', 491, 'another offer is under way');
    lost.abort();
    await settled();
    t.equal(callee.leg.said.length, 2);
    await stage.clock.pass(3000);
    t.equal(callee.leg.said.length, 3);
    callee.leg.answerToReoffer = 'as before';
    await stage.clock.pass(3000);
    t.equal(stage.session.did.at(-1), 'acceptAnswer callee: as before');
    t.equal(await offered(call.leg, 'hold', lost), '[as before]');
    callee.leg.answerToReoffer = new SignalingError('refused', 491, 'another offer is under way');
    await settled();
    call.leg.end();
    await over;
    t.equal(stage.clock.pending, 0);
  },
);

void t.test('a side that will not go back is followed by the other', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await connected(stage);
  const lost = new EndController();
  await offered(call.leg, 'hold', lost);
  callee.leg.answerToReoffer = new SignalingError('refused', 488, 'no');
  lost.abort();
  await settled();
  t.same(call.leg.said, ['reoffer our offer for caller']);
  call.leg.answerToReoffer = new SignalingError('refused', 488, 'no');
  await offered(callee.leg, 'hold', never).catch(() => undefined);
  call.leg.end();
  await over;
});

void t.test(
  'an answer that cannot be used, or is none: the offerer is refused, the other side brought back',
  async (t) => {
    const stage = new CallStage();
    const { call, callee, over } = await connected(stage);
    callee.leg.onReoffer = () => (stage.session.failure = new MediaError('unusable-sdp', 'no audio'));
    t.equal(await refusal(offered(call.leg, 'hold')), 488);
    callee.leg.onReoffer = undefined;
    await settled();
    t.equal(callee.leg.said.at(-1), 'reoffer our offer for callee');
    const { length } = callee.leg.said;
    callee.leg.answerToReoffer = new SignalingError('answerless', 488, 'a 200 without SDP');
    t.equal(await refusal(offered(call.leg, 'hold')), 488);
    callee.leg.answerToReoffer = 'as before';
    await settled();
    t.same(callee.leg.said.slice(length), ['reoffer [hold]', 'reoffer our offer for callee']);
    call.leg.end();
    await over;
  },
);

void t.test('an offer that was asked for and gets no answer is answered with what is in force', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await connected(stage);
  callee.leg.answerToReoffer = 'offer of callee';
  const none = await call.leg.offerWantedHandler?.(never);
  await none?.accept(undefined);
  t.equal(callee.leg.said.at(-1), 'ack our new answer for callee');
  const broken = await call.leg.offerWantedHandler?.(never);
  stage.session.failure = new MediaError('unusable-sdp', 'no audio');
  await broken?.accept('nonsense');
  t.equal(callee.leg.said.at(-1), 'ack our new answer for callee');
  const offer = callee.leg;
  offer.onReoffer = () => (stage.session.failure = new MediaError('unusable-sdp', 'no audio'));
  t.equal(
    await call.leg
      .offerWantedHandler?.(never)
      .catch((error: unknown) => error instanceof SignalingError && error.status),
    488,
  );
  t.equal(
    callee.leg.said.at(-1),
    'ack our new answer for callee',
    'one that cannot be passed on is answered too',
  );
  call.leg.end();
  await over;
});

void t.test('what was changed by the other side since is no refresh', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await connected(stage);
  callee.leg.answerToReoffer = 'held';
  await offered(call.leg, 'hold');
  await offered(callee.leg, 'other codec');
  await offered(call.leg, 'hold');
  t.same(callee.leg.said, ['reoffer [hold]', 'reoffer [hold]']);
  call.leg.end();
  await over;
});
