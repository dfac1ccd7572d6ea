/** What a caller hears with a waiting prompt: preVoice of a binding, waitVoice of an answer in X mode (spec 3.1, 7). */
import t, { type Test } from 'tap';
import { A, B, hearsTone, ModeStage, X } from '../support/stages/mode-stage.js';

const WAIT = 700;
const RING_BACK = 450;
const prompts = { 'wait.wav': WAIT };

void t.test('preVoice: the prompt, then ringing, then the callee', async (t) => {
  const stage = await ModeStage.start(t, 'AXB', {}, prompts);
  await stage.ask('POST', '/rest/caas/relationnumber/partners/v1.0', {
    ...{ callerNum: A, calleeNum: B, relationNum: X },
    preVoice: { callerHintTone: 'wait.wav' },
  });
  await hearsAllInTurn(t, stage);
});

void t.test('waitVoice: the same', async (t) => {
  const stage = await ModeStage.start(t, 'X', {}, prompts);
  stage.callveil.reply = ({ body }) =>
    body['eventType'] === 'callin'
      ? JSON.stringify({ operation: 'connect', connectInfo: [{ calleeNum: B, waitVoice: 'wait.wav' }] })
      : '';
  await hearsAllInTurn(t, stage);
});

async function hearsAllInTurn(t: Pick<Test, 'equal' | 'same'>, stage: ModeStage): Promise<void> {
  const calling = await stage.phone(A).dial(X);
  t.equal(await calling.ringing, 183, 'early media for the prompt');
  const ringing = await stage.phone(B).nextCall();
  ringing.ring();
  await hearsTone(calling, WAIT);
  await hearsTone(calling, RING_BACK);
  ringing.answer();
  await Promise.all([calling.answered, ringing.answered]);
  ringing.audio.sendTone(1000);
  await hearsTone(calling, 1000);
  await calling.hangUp();
  await ringing.ended;
  const { order } = await stage.told();
  t.same(order, ['callin', 'callout', 'alerting', 'answer', 'disconnect']);
  t.same(stage.leaked(A, [B]), []);
  t.same(stage.leaked(B, [A]), []);
}
