import t from 'tap';
import type { Push } from '../support/servers/callveil.js';
import { A, B, hearsSpeech, hearsTone, ModeStage, X, Y } from '../support/stages/mode-stage.js';

const APOLOGY = 1300;
const stage = await ModeStage.start(
  t,
  'X',
  { tones: { businessError: 'apology.wav' } },
  { 'apology.wav': APOLOGY },
);

void t.test('the application says whom to connect: the callee sees X', async (t) => {
  answering({ operation: 'connect', connectInfo: [{ calleeNum: B, userData: 'ride-1' }] });
  t.equal(await stage.converse(A, X, B), X);
  const { order, events, record } = await stage.told();
  t.same(order, ['callin', 'callout', 'alerting', 'answer', 'disconnect']);
  t.match(events[0], { caller: A, called: X, notifyMode: 'Block' });
  t.match(events[1], { caller: X, called: B, notifyMode: 'Notify', userData: 'ride-1' });
  for (const event of events) t.notOk('subscriptionId' in event, 'there is no binding');
  t.match(record, {
    notifyMode: 'Block',
    subscriptionId: '',
    callerNum: A,
    calleeNum: X,
    fwdDisplayNum: X,
    fwdDstNum: B,
    userData: 'ride-1',
  });
  t.same(stage.leaked(B, [A]), []);
  t.same(stage.leaked(A, [B]), []);
});

void t.test(
  'connectInfo as one object is understood, another X of the application may be shown',
  async (t) => {
    answering({ operation: 'connect', connectInfo: { calleeNum: B, displayCalleeNum: Y } });
    t.equal(await stage.converse(A, X, B), Y);
    t.match((await stage.told()).record, { fwdDisplayNum: Y });
  },
);

void t.test('a number that is not the application’s is not shown: 8014', async (t) => {
  answering({ operation: 'connect', connectInfo: [{ calleeNum: B, displayCalleeNum: A }] });
  await hangUpAtTone();
  t.equal((await stage.told()).stateCode, 8014);
});

void t.test('close plays the hint and ends with 8017', async (t) => {
  answering({ operation: 'close', closeInfo: [{ closeHintTone: 'no-permission.wav', userData: 'bye' }] });
  const calling = await stage.phone(A).dial(X);
  await hearsSpeech(calling);
  t.same(await calling.ended, { by: 'refused', status: 403 });
  const { order, events, stateCode } = await stage.told();
  t.same(order, ['callin', 'disconnect']);
  t.equal(stateCode, 8017);
  t.match(events[1], { userData: 'bye' });
});

void t.test('a missing tone ends with 8006', async (t) => {
  answering({ operation: 'close', closeInfo: [{ closeHintTone: 'nobody-has.wav' }] });
  await (
    await stage.phone(A).dial(X)
  ).ended;
  t.equal((await stage.told()).stateCode, 8006);
});

void t.test('an answer that cannot be obeyed ends with 8014, and the caller hears an apology', async (t) => {
  answering({ operation: 'connect', connectInfo: [{ calleeNum: B, maxDuration: 7200 }] });
  const calling = await stage.phone(A).dial(X);
  t.equal(await calling.ringing, 183);
  await hearsTone(calling, APOLOGY);
  t.same(await calling.ended, { by: 'refused', status: 480 });
  const { order, stateCode, record } = await stage.told();
  t.same(order, ['callin', 'disconnect']);
  t.equal(stateCode, 8014);
  t.match(record, {
    direction: 2,
    ulFailReason: 8014,
    sipStatusCode: 480,
    fwdDstNum: '',
    notifyMode: 'Block',
  });
});

void t.test('no answer in time ends with 8014; the question is not asked again', async (t) => {
  const open = new AbortController();
  stage.callveil.reply = (push) => (isQuestion(push) ? untilAborted(open.signal) : '');
  await hangUpAtTone();
  const { stateCode, record } = await stage.told();
  t.equal(stateCode, 8014);
  const questions = stage.callveil.pushes.filter(
    (push) =>
      isQuestion(push) &&
      (push.body['statusInfo'] as Record<string, unknown>)['sessionId'] === record['sessionId'],
  );
  t.equal(questions.length, 1);
  open.abort();
});

/** Calls X and leaves as soon as the tone is heard, without waiting for the rest. */
async function hangUpAtTone(): Promise<void> {
  const calling = await stage.phone(A).dial(X);
  await hearsTone(calling, APOLOGY);
  calling.cancel();
  await calling.ended;
}

function answering(answer: object): void {
  stage.callveil.reply = (push) => (isQuestion(push) ? JSON.stringify(answer) : '');
}

function isQuestion({ body }: Push): boolean {
  return (body['statusInfo'] as Record<string, unknown> | undefined)?.['notifyMode'] === 'Block';
}

function untilAborted(signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(''), { once: true }));
}
