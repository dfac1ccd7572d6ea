import t from 'tap';
import { SignalingError } from '../../../engine/sip/signaling.js';
import { MediaError } from '../../../media/media.js';
import { CallStage } from '../../support/call-stage.js';
import { settled } from '../../support/fake-clock.js';
import type { FakeCall, FakeLeg, RungCallee } from '../../support/fake-signaling.js';

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

const never = new AbortController().signal;

async function offered(leg: FakeLeg, offer: string): Promise<string> {
  if (leg.offerHandler === undefined) throw new Error('nobody takes offers');
  return leg.offerHandler(offer, never);
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

void t.test('digits sent by INFO cross as INFO', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await connected(stage);
  call.leg.digitHandler?.('5', 160);
  callee.leg.digitHandler?.('#', 200);
  t.same(callee.leg.said, ['digit 5 160']);
  t.same(call.leg.said, ['digit # 200']);
  call.leg.end();
  await over;
});
