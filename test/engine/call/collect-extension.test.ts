import t from 'tap';
import { EndController } from '../../../engine/end-signal.js';
import { SignalingError } from '../../../engine/sip/signaling-error.js';
import { MediaError } from '../../../media/media-error.js';
import type { Resolution } from '../../../routing/resolve.js';
import { A, application, B, CallStage, connection, refusal, X } from '../../support/stages/call-stage.js';
import { settled } from '../../support/fakes/fake-clock.js';
import { FakeCall, type RungCallee } from '../../support/fakes/fake-signaling.js';

const axe = application('AXE');
const ASK: Resolution = { kind: 'collect', application: axe, x: X, maxDigits: 4, prompt: 'ext.wav' };
const WRONG = refusal('extension-unknown', { application: axe, prompt: 'bad-ext.wav' });
const EFFECT = { kind: 'callback-record', when: 'reached', subscriptionId: 'b', caller: A } as const;
const FOUND = connection({}, { application: axe, extension: '1234', effect: EFFECT });

function stageOf(...resolutions: Resolution[]): CallStage {
  const stage = new CallStage();
  stage.resolutions = resolutions;
  return stage;
}

/** A call whose caller has typed the right extension: A's phone is being tried. */
async function typed(stage = stageOf(ASK, FOUND)): Promise<{
  stage: CallStage;
  call: FakeCall;
  callee: RungCallee;
  over: Promise<void>;
}> {
  stage.media.digits = ['1234'];
  return { stage, ...(await stage.ring()) };
}

void t.test('an extension dialled behind X needs no asking: the caller is not answered for it', async (t) => {
  const stage = stageOf(ASK, FOUND);
  const { call, callee, over } = await stage.ring(new FakeCall(A, `${X};postd=1234`));
  callee.provisional(180);
  callee.answer();
  await settled();
  t.same(call.told, ['180', '200 [answer of callee]'], 'as any other call');
  t.match(stage.queries, [{ digits: undefined }, { digits: '1234' }]);
  call.leg.end();
  await over;
  t.same(stage.events.slice(0, 3), [`callin ${A}>${X}`, 'collectInfo 1234', `callout ${X}>${B}`]);
  t.match(stage.record, { x: X, extension: '1234', end: { kind: 'caller-hung-up' } });
});

void t.test('a wrong one counts as the first try: the caller hears so, and types', async (t) => {
  const stage = stageOf(ASK, WRONG, FOUND);
  stage.media.digits = ['1234'];
  const { call, over } = await stage.ring(new FakeCall(A, `${X},9999`));
  t.same(call.told, ['200 our answer for caller']);
  t.same(
    stage.session.did.filter((what) => what.startsWith('play')),
    ['play bad-ext.wav to caller', 'play ring-back to caller, looped'],
  );
  t.same(
    stage.queries.map(({ digits }) => digits),
    [undefined, '9999', '1234'],
  );
  call.leg.end();
  await over;
  const once = stageOf(ASK, WRONG);
  once.extension = { ...once.extension, tries: 1 };
  const last = new FakeCall(A, `${X};postd=9999`);
  await once.run(last);
  t.same(last.told, ['183 our answer for caller', '404 cause=1'], 'heard to be wrong, at no cost');
});

void t.test('X and extension as one number', async (t) => {
  const stage = stageOf(ASK, FOUND);
  stage.pool = [X];
  const { call, over } = await stage.ring(new FakeCall(A, `${X}1234`));
  t.same(call.told, []);
  t.match(stage.queries.at(-1), { dialled: X, digits: '1234' });
  call.cancel();
  await over;
});

void t.test('digits behind X mean nothing in another mode', async (t) => {
  const stage = stageOf(connection());
  const { call, over } = await stage.ring(new FakeCall(A, `${X};postd=1234`));
  t.match(stage.queries, [{ dialled: X, digits: undefined }]);
  call.cancel();
  await over;
});

void t.test('digits sent with the ACK are collected', async (t) => {
  const stage = stageOf(ASK, FOUND);
  stage.media.digits = ['1234'];
  const call = new FakeCall(A, X);
  // A leg hands over what it has kept as soon as somebody listens.
  const onDigit = call.leg.onDigit.bind(call.leg);
  call.leg.onDigit = (handler) => {
    onDigit(handler);
    void handler('1', 160);
  };
  const { over } = await stage.ring(call);
  const { did } = stage.session;
  t.ok(did.indexOf('collect 4 from caller') < did.indexOf('digit 1 of caller'));
  call.leg.end();
  await over;
});

void t.test('an offer that the caller takes back while it is answered is withdrawn', async (t) => {
  const { stage, call, over } = await typed();
  const lost = new EndController();
  const answered = call.leg.offerHandler?.('hold', lost);
  lost.abort();
  await answered;
  t.same(stage.session.did.slice(-2), ['answerAlone caller: hold', 'withdraw caller']);
  call.leg.end();
  await over;
});

void t.test('tries and waits are settings', async (t) => {
  const stage = stageOf(ASK, WRONG);
  stage.extension = { ...stage.extension, tries: 2, firstDigitMs: 4000, interDigitMs: 1500 };
  stage.media.digits = ['1', '2'];
  await stage.run(new FakeCall(A, X));
  t.match(stage.session.collected, [
    { maxDigits: 4, timeoutMs: 5000, interDigitMs: 1500 },
    { maxDigits: 4, timeoutMs: 5000, interDigitMs: 1500 },
  ]);
  t.equal(stage.session.collected.length, 2, 'the prompt takes a second');
  t.match(stage.record.end, { kind: 'extension-unknown' });
});

void t.test('without prompts of the application those that come with Callveil ask and tell', async (t) => {
  const stage = stageOf(
    { ...ASK, prompt: undefined },
    refusal('extension-unknown', { application: axe, prompt: undefined }),
  );
  for (const name of ['enter-extension.wav', 'extension-invalid.wav']) stage.prompts.add(name);
  stage.media.digits = ['1', '2', '3'];
  await stage.run(new FakeCall(A, X));
  t.same(
    stage.session.did.filter((what) => what.startsWith('play')),
    ['enter-extension', 'extension-invalid', 'extension-invalid', 'extension-invalid'].map(
      (name) => `play ${name}.wav to caller`,
    ),
  );
  const missing = stageOf({ ...ASK, prompt: 'none.wav' }, FOUND);
  missing.prompts.add('enter-extension.wav');
  missing.media.digits = ['1234'];
  const { call, over } = await missing.ring();
  t.equal(missing.session.did[1], 'play enter-extension.wav to caller', 'in place of one that is missing');
  t.match(missing.logged.join(''), /none\.wav/);
  call.leg.end();
  await over;
});

void t.test('the answered caller hears what happened to A', async (t) => {
  const silent = 'callee-silent.wav';
  for (const [status, rings, prompt, kind] of [
    [486, false, 'callee-busy.wav', 'callee-busy'],
    [600, true, 'callee-busy.wav', 'callee-busy'],
    [603, true, 'callee-busy.wav', 'callee-rejected'],
    [480, true, silent, 'no-answer'],
    [480, false, silent, 'callee-unreachable'],
    [404, false, silent, 'number-unknown'],
    [488, false, silent, 'unusable-answer'],
  ] as const) {
    const { stage, call, callee, over } = await typed();
    for (const name of ['callee-busy.wav', silent]) stage.prompts.add(name);
    if (rings) callee.provisional(180);
    callee.refuse(new SignalingError('refused', status, 'refused'));
    await over;
    t.same(stage.session.did.slice(-2), [`play ${prompt} to caller`, 'close'], kind);
    t.match(stage.record.end, { kind });
    t.match(call.leg.said, [/^bye \d+$/]);
  }
});

void t.test('the application’s own prompts for it, and none for a caller who is not answered', async (t) => {
  const tones = { calleeBusy: 'hint.wav' };
  const own = application('AXE', { tones });
  const { stage, callee, over } = await typed(
    stageOf({ ...ASK, application: own }, connection({}, { application: own })),
  );
  callee.refuse(new SignalingError('refused', 486, 'busy'));
  await over;
  t.ok(stage.session.did.includes('play hint.wav to caller'));
  const plain = stageOf(connection({}, { application: application('AXB', { tones }) }));
  const unanswered = await plain.ring();
  unanswered.callee.refuse(new SignalingError('refused', 486, 'busy'));
  await unanswered.over;
  t.same(unanswered.call.told, ['486 cause=17'], 'its own network says it');
});

void t.test(
  'a caller whose call lets A’s phone ring counts for the call-back, answered or not',
  async (t) => {
    for (const [counts, rings, then, expected] of [
      [true, true, 'nothing', 1],
      [true, true, 'answer', 1],
      [true, false, 'answer', 1],
      [true, false, 'busy', 0],
      [true, false, 'no-answer', 1],
      [true, true, 'no-answer', 1],
      [false, true, 'no-answer', 0],
      [false, true, 'answer', 1],
      [false, true, 'nothing', 0],
    ] as const) {
      const arranged = stageOf(ASK, FOUND);
      arranged.extension = { ...arranged.extension, callBackUnanswered: counts };
      const { stage, call, callee, over } = await typed(arranged);
      if (rings) callee.provisional(180);
      if (rings) callee.provisional(180);
      if (then === 'answer') callee.answer();
      if (then === 'busy') callee.refuse(new SignalingError('refused', 486, 'busy'));
      // The network says by its Q.850 cause that the phone has rung, as some do with early media alone.
      if (then === 'no-answer') callee.refuse(new SignalingError('refused', 480, 'no answer', 19));
      await settled();
      call.leg.end();
      await over;
      t.same(stage.effects, Array(expected).fill(EFFECT), `counts ${counts}, rings ${rings}, ${then}`);
    }
  },
);

void t.test('an offer that cannot be used is refused with 488 and a Warning, as in every mode', async (t) => {
  for (const resolutions of [[ASK, FOUND], [connection()]]) {
    const stage = stageOf(...resolutions);
    stage.routes = 1;
    stage.media.sdpFailure = new MediaError('unusable-sdp', 'no audio');
    const call = new FakeCall(A, X);
    await stage.run(call);
    t.same(call.told, ['488 cause=88 warning=305']);
    t.match(stage.record.end, { kind: 'unusable-offer', stateCode: 8014 });
  }
  const full = stageOf(ASK);
  full.media.sdpFailure = new MediaError('no-ports', 'none is free');
  const call = new FakeCall(A, X);
  await full.run(call);
  t.same(call.told, ['503 cause=34']);
});

void t.test('an answer in the ACK that cannot be used ends the call as an offer would', async (t) => {
  const failing = stageOf(ASK);
  const other = Object.assign(new FakeCall(A, X, 'offer', 'call-2', false), { offer: undefined });
  other.leg.lateAnswer = 'nonsense';
  const ended = failing.run(other);
  await settled();
  failing.session.failure = new MediaError('unusable-sdp', 'no audio');
  other.acknowledge(true);
  await ended;
  t.same(other.leg.said, ['bye 88']);
  t.match(failing.record.end, { kind: 'unusable-offer' });
});
