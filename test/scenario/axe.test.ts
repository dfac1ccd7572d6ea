import t from 'tap';
import type { PhoneCall } from '../support/phones/phone.js';
import {
  A,
  B,
  C,
  D,
  hearsSpeech,
  hearsTone,
  hearsWhole,
  ModeStage,
  X,
} from '../support/stages/mode-stage.js';

const BINDINGS = '/rest/caas/extendnumber/v1.0';
const EXTENSION = '1234';
const ENTER = 600;
const INVALID = 850;
const BUSY = 1150;

const stage = await ModeStage.start(
  t,
  'AXE',
  { tones: { enterExtension: 'enter.wav', extensionInvalid: 'invalid.wav', calleeBusy: 'busy.wav' } },
  { 'enter.wav': ENTER, 'invalid.wav': INVALID, 'busy.wav': BUSY },
);
const { subscriptionId } = await stage.ask('POST', BINDINGS, {
  virtualNum: X,
  bindNum: A,
  extendNum: EXTENSION,
  displayNumMode: '0',
  callbackTone: 'no-callback.wav',
});

void t.test('A calls X before anybody reached them: hears the tone, ends with 8019', async (t) => {
  const calling = await stage.phone(A).dial(X);
  await hearsSpeech(calling);
  t.same(await calling.ended, { by: 'refused', status: 403 });
  const { order, stateCode } = await stage.told();
  t.same(order, ['callin', 'disconnect']);
  t.equal(stateCode, 8019);
});

void t.test('a stranger hears the prompt, types the extension in RFC 4733 and reaches A', async (t) => {
  const calling = await stage.phone(B).dial(X);
  await asked(calling);
  for (const digit of EXTENSION) await calling.audio.sendDtmf(digit);
  t.equal(await stage.answerAndTalk(calling, A), X);
  const { order, events, record } = await stage.told();
  t.same(order, ['callin', 'collectInfo', 'callout', 'alerting', 'answer', 'disconnect']);
  t.match(events[0], { caller: B, called: X });
  t.notOk('subscriptionId' in (events[0] ?? {}), 'the extension is not known at callin');
  t.match(events[1], { digitInfo: EXTENSION });
  t.match(events[2], { caller: X, called: A, subscriptionId });
  t.match(record, {
    direction: 0,
    subscriptionId,
    extendNum: EXTENSION,
    callerNum: B,
    fwdDisplayNum: X,
    fwdDstNum: A,
    ulFailReason: 0,
  });
  t.same(stage.leaked(A, [B]), []);
  t.same(stage.leaked(B, [A]), []);
});

void t.test('A calls X and reaches who reached them last', async (t) => {
  t.equal(await stage.converse(A, X, B), X);
  const { order, record } = await stage.told();
  t.same(order, ['callin', 'callout', 'alerting', 'answer', 'disconnect']);
  t.match(record, { direction: 1, subscriptionId, extendNum: EXTENSION, callerNum: A, fwdDstNum: B });
});

void t.test('the extension typed by SIP INFO reaches A, who calls back this one now', async (t) => {
  const calling = await stage.phone(C).dial(X);
  await asked(calling);
  for (const digit of EXTENSION) t.equal(await calling.sendInfoDigit(digit), 200);
  t.equal(await stage.answerAndTalk(calling, A), X);
  await stage.told();
  t.equal(await stage.converse(A, X, C), X);
  t.match((await stage.told()).record, { direction: 1, fwdDstNum: C });
});

void t.test('an extension dialled behind X reaches A without asking', async (t) => {
  const calling = await stage.phone(B).dial(`${X};postd=pp${EXTENSION}`);
  t.equal(await stage.answerAndTalk(calling, A), X);
  const { order, record } = await stage.told();
  t.same(order, ['callin', 'collectInfo', 'callout', 'alerting', 'answer', 'disconnect']);
  t.match(record, { direction: 0, subscriptionId, extendNum: EXTENSION, callerNum: B, calleeNum: X });
});

void t.test('the answered caller hears that A is busy, and A cannot call back', async (t) => {
  const calling = await stage.phone(D).dial(X);
  await asked(calling);
  for (const digit of EXTENSION) await calling.audio.sendDtmf(digit);
  const ringing = await stage.phone(A).nextCall();
  ringing.reject(486);
  await hearsTone(calling, BUSY);
  t.same(await calling.ended, { by: 'peer' });
  t.match(lastBye(D), /^Reason: Q\.850;cause=17\b/m);
  t.equal((await stage.told()).stateCode, 8102);
  t.equal(await stage.converse(A, X, B), X, 'still the one before');
  await stage.told();
});

void t.test('A calls back who let the phone ring in vain', async (t) => {
  const calling = await stage.phone(D).dial(X);
  await asked(calling);
  for (const digit of EXTENSION) await calling.audio.sendDtmf(digit);
  const ringing = await stage.phone(A).nextCall();
  const told = (): number =>
    stage.callveil.pushes.filter(({ body }) => body['eventType'] === 'alerting').length;
  const before = told();
  ringing.ring();
  await stage.callveil.until(() => told() > before, 'the alerting event');
  await calling.hangUp();
  t.same(await ringing.ended, { by: 'cancelled' });
  t.equal((await stage.told()).stateCode, 7502);
  t.equal(await stage.converse(A, X, D), X);
  await stage.told();
});

void t.test('the caller hears each wrong extension, and the third ends the call with 8022', async (t) => {
  const calling = await stage.phone(B).dial(X);
  await asked(calling);
  for (const wrong of ['1111', '2222', '3333']) {
    for (const digit of wrong) await calling.audio.sendDtmf(digit);
    await hearsWhole(calling, INVALID);
  }
  t.same(await calling.ended, { by: 'peer' });
  t.match(lastBye(B), /^Reason: Q\.850;cause=1\b/m);
  const { order, events, stateCode, record } = await stage.told();
  t.same(order, ['callin', 'collectInfo', 'collectInfo', 'collectInfo', 'disconnect']);
  t.match(events[1], { digitInfo: '1111' });
  t.equal(stateCode, 8022);
  t.match(record, {
    direction: 2,
    subscriptionId: '',
    extendNum: '3333',
    fwdDstNum: '',
    ulFailReason: 8022,
    sipStatusCode: 404,
  });
});

void t.test('who types a wrong extension first, and then the right one, reaches A', async (t) => {
  const calling = await stage.phone(D).dial(X);
  await asked(calling);
  for (const digit of '9999') await calling.audio.sendDtmf(digit);
  await hearsTone(calling, INVALID);
  for (const digit of EXTENSION) await calling.audio.sendDtmf(digit);
  t.equal(await stage.answerAndTalk(calling, A), X);
  const { events, record } = await stage.told();
  t.match(events.slice(1, 3), [{ digitInfo: '9999' }, { digitInfo: EXTENSION }]);
  t.match(record, { direction: 0, subscriptionId, extendNum: EXTENSION, fwdDstNum: A });
});

void t.test(
  'the caller hears each empty extension, # alone, and the third ends the call with 8033',
  async (t) => {
    const calling = await stage.phone(B).dial(X);
    await asked(calling);
    for (let tries = 0; tries < 3; tries += 1) {
      await calling.audio.sendDtmf('#');
      await hearsWhole(calling, INVALID);
    }
    t.same(await calling.ended, { by: 'peer' });
    t.match(lastBye(B), /^Reason: Q\.850;cause=28\b/m);
    const { order, stateCode, record } = await stage.told();
    t.same(order, ['callin', 'disconnect'], 'no digits, no collectInfo');
    t.equal(stateCode, 8033);
    t.match(record, { direction: 2, subscriptionId: '', ulFailReason: 8033, sipStatusCode: 484 });
    t.notOk('extendNum' in record, 'an extension has one digit at least');
  },
);

void t.test('who hangs up before typing leaves 7516', async (t) => {
  const calling = await stage.phone(B).dial(X);
  await asked(calling);
  await calling.hangUp();
  const { order, stateCode } = await stage.told();
  t.same(order, ['callin', 'disconnect']);
  t.equal(stateCode, 7516);
});

/** Answered, and asked for the extension. */
async function asked(calling: PhoneCall): Promise<void> {
  await calling.answered;
  await hearsTone(calling, ENTER);
}

function lastBye(number: string): string {
  const { ladder } = stage.phone(number);
  return ladder.findLast(({ direction, text }) => direction === 'in' && text.startsWith('BYE'))?.text ?? '';
}
