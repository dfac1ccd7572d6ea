import t from 'tap';
import { A, application, CallStage, connection, X } from '../../../support/stages/call-stage.js';
import { settled } from '../../../support/fakes/fake-clock.js';
import { FakeCall, type RungCallee } from '../../../support/fakes/fake-signaling.js';

const OURS = 'our answer for caller';
const TONE = 'play ring-back to caller, looped';

interface Waiting {
  readonly stage: CallStage;
  readonly call: FakeCall;
  readonly callee: RungCallee;
  /** What the caller received after the 183 of the prompt. */
  told(): readonly string[];
  promptIsOver(): Promise<void>;
  /** The callee answers, the caller hangs up. */
  finish(): Promise<void>;
}

/** A call whose caller hears the waiting prompt, which plays until the test ends it. */
async function waiting(call = new FakeCall(A, X)): Promise<Waiting> {
  const stage = new CallStage();
  stage.media.holds = true;
  stage.resolutions = [connection({ waitingPrompt: 'wait.wav' })];
  const { callee, over } = await stage.ring(call);
  return {
    stage,
    call,
    callee,
    told: () => call.told.slice(1),
    promptIsOver: () => {
      stage.session.playing[0]?.finish();
      return settled();
    },
    finish: async () => {
      callee.answer();
      await settled();
      call.leg.end();
      await over;
    },
  };
}

void t.test('B rings during the prompt: when it is over, the caller hears ringing', async (t) => {
  const { stage, callee, told, promptIsOver, finish } = await waiting();
  callee.provisional(180);
  await settled();
  t.same(told(), [], 'the prompt is heard first');
  await promptIsOver();
  t.same(told(), [`180 ${OURS}`]);
  t.equal(stage.session.did.at(-1), TONE);
  await finish();
  t.same(told(), [`180 ${OURS}`, `200 ${OURS}`]);
  t.equal(stage.clock.pending, 0);
});

void t.test('B rings after the prompt: the caller hears ringing at once, and not before', async (t) => {
  const { stage, callee, told, promptIsOver, finish } = await waiting();
  await promptIsOver();
  t.same(told(), []);
  t.notOk(stage.session.did.includes(TONE), 'no phone rings yet');
  callee.provisional(180);
  callee.provisional(180);
  await settled();
  t.same(told(), [`180 ${OURS}`, `180 ${OURS}`]);
  t.equal(stage.session.did.filter((what) => what === TONE).length, 1);
  await finish();
});

void t.test('a long prompt is cut by ringing after five seconds (spec 3.1)', async (t) => {
  const early = await waiting();
  early.callee.provisional(180);
  await early.stage.clock.pass(4999);
  t.same(early.told(), []);
  await early.stage.clock.pass(1);
  t.same(early.told(), [`180 ${OURS}`]);
  await early.finish();
  const late = await waiting();
  await late.stage.clock.pass(8000);
  t.same(late.told(), [], 'as long as nothing rings the prompt goes on');
  late.callee.provisional(180);
  await settled();
  t.same(late.told(), [`180 ${OURS}`]);
  await late.finish();
});

void t.test('how long a prompt is safe from ringing is a setting', async (t) => {
  const stage = new CallStage();
  stage.media.holds = true;
  stage.limits = { ...stage.limits, waitingPromptMs: 0 };
  stage.resolutions = [connection({ waitingPrompt: 'wait.wav' })];
  const { call, callee, over } = await stage.ring();
  await stage.clock.pass(0);
  callee.provisional(180);
  await settled();
  t.same(call.told, [`183 ${OURS}`, `180 ${OURS}`]);
  call.cancel();
  await over;
});

void t.test('early media sent during the prompt is heard after it', async (t) => {
  const { stage, callee, told, promptIsOver, finish } = await waiting();
  callee.provisional(183, 'early');
  await settled();
  t.same(told(), []);
  t.notOk(stage.session.did.includes('bridge'), 'the prompt is not mixed with it');
  await promptIsOver();
  t.same(stage.session.did.slice(-2), ['acceptAnswer callee: early', 'bridge']);
  t.same(told(), [`183 ${OURS}`]);
  t.notOk(stage.session.did.includes(TONE), 'the network rings itself');
  await finish();
});

void t.test('early media that begins after the prompt, or takes the place of our tone', async (t) => {
  const { stage, callee, told, promptIsOver, finish } = await waiting();
  await promptIsOver();
  callee.provisional(180);
  await settled();
  t.equal(stage.session.did.at(-1), TONE);
  const tone = stage.session.playing[1];
  callee.provisional(183, 'early');
  await settled();
  t.equal(stage.session.did.at(-1), 'bridge');
  t.equal(tone?.isOver, true, 'the tone stops');
  callee.provisional(180);
  await settled();
  t.same(told(), [`180 ${OURS}`, `183 ${OURS}`, '180']);
  t.equal(stage.session.did.filter((what) => what === TONE).length, 1);
  await finish();
});

void t.test('180 and early media during one prompt are passed as one', async (t) => {
  const { callee, told, promptIsOver, finish } = await waiting();
  callee.provisional(180);
  callee.provisional(183, 'early');
  callee.provisional(183);
  await promptIsOver();
  t.same(told(), [`180 ${OURS}`]);
  await finish();
});

void t.test('early media that cannot be used leaves the ring-back tone', async (t) => {
  const { stage, callee, told, promptIsOver, finish } = await waiting();
  callee.provisional(180, 'nonsense');
  stage.session.failure = new Error('no audio');
  await promptIsOver();
  t.same(told(), [`180 ${OURS}`]);
  t.equal(stage.session.did.at(-1), TONE);
  await finish();
});

void t.test('B answers during the prompt: it stops, and what was kept behind it is forgotten', async (t) => {
  const { stage, call, callee, told, promptIsOver, finish } = await waiting();
  callee.provisional(183, 'early');
  callee.answer('answer');
  await settled();
  t.equal(stage.session.playing[0]?.isOver, true);
  await promptIsOver();
  await stage.clock.pass(10_000);
  t.same(told(), [`200 ${OURS}`]);
  t.same(
    stage.session.did.filter((what) => what.startsWith('acceptAnswer')),
    ['acceptAnswer callee: answer'],
  );
  t.notOk(stage.session.did.includes(TONE));
  t.equal(call.told.length, 2);
  await finish();
});

void t.test('without any ringing no ringing is reported', async (t) => {
  const { stage, callee, told, promptIsOver } = await waiting();
  callee.provisional(100);
  callee.provisional(183);
  await promptIsOver();
  await stage.clock.pass(90_000);
  t.same(told(), ['408 cause=102'], 'given up as without a prompt');
  t.notOk(stage.session.did.includes(TONE));
});

void t.test('the caller leaves during the prompt: nothing is left behind', async (t) => {
  const { stage, call, callee, told } = await waiting();
  callee.provisional(180);
  call.cancel();
  await settled();
  t.same(told(), []);
  t.match(stage.record.end, { kind: 'cancelled-while-ringing' });
  t.equal(stage.clock.pending, 0);
});

void t.test('without a prompt the caller’s own network rings', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring();
  callee.provisional(180);
  await settled();
  t.same(call.told, ['180']);
  t.notOk(stage.session.did.includes(TONE));
  call.cancel();
  await over;
});

void t.test('a missing prompt, and a caller without an offer, delay nothing', async (t) => {
  const missing = new CallStage();
  missing.resolutions = [connection({ waitingPrompt: 'none.wav' })];
  const first = await missing.ring();
  first.callee.provisional(180);
  t.same(first.call.told, ['180']);
  t.match(missing.logged.join(''), /none\.wav/);
  first.call.cancel();
  await first.over;
  const late = new CallStage();
  late.resolutions = [connection({ waitingPrompt: 'wait.wav' })];
  const second = await late.ring(Object.assign(new FakeCall(A, X), { offer: undefined }));
  second.callee.provisional(180);
  t.same(second.call.told, ['180']);
  second.call.cancel();
  await second.over;
});

void t.test('an answered caller hears ring-back until the callee’s network is heard', async (t) => {
  const stage = new CallStage();
  stage.media.holds = true;
  stage.media.digits = ['1234'];
  const axe = application('AXE');
  stage.resolutions = [
    { kind: 'collect', application: axe, x: X, maxDigits: 4, prompt: 'ext.wav' },
    connection({}, { application: axe }),
  ];
  const { call, callee, over } = await stage.ring();
  t.ok(stage.session.did.includes(TONE), 'before any phone rings, as its network is silent');
  callee.provisional(183, 'early');
  await settled();
  t.equal(stage.session.did.at(-1), 'bridge');
  call.leg.end();
  await over;
});
