import t from 'tap';
import { A, B, C, hearsSpeech, LANDLINE, ModeStage, X } from '../support/stages/mode-stage.js';

const BINDINGS = '/rest/provision/caas/privatenumber/v1.0';
const TEMPORARY_CALLEE = '/rest/caas/privatenumber/calleenumber/v1.0';
const ANSWERED = ['callin', 'callout', 'alerting', 'answer', 'disconnect'];

const stage = await ModeStage.start(t, 'AX', { tones: { noBinding: 'no-binding.wav' } });

void t.test('a number without an owner is refused with 8018, and the caller hears why', async (t) => {
  const calling = await stage.phone(B).dial(X);
  await hearsSpeech(calling);
  t.same(await calling.ended, { by: 'refused', status: 403 });
  const { order, stateCode, record } = await stage.told();
  t.same(order, ['callin', 'disconnect']);
  t.equal(stateCode, 8018);
  t.match(record, { direction: 2, ulFailReason: 7104, sipStatusCode: 403, subscriptionId: '', bindNum: X });
});

void t.test('a stranger reaches A, who sees X', async (t) => {
  const { subscriptionId } = await stage.ask('POST', BINDINGS, {
    origNum: A,
    privateNum: X,
    calleeNumDisplay: '0',
    userData: 'courier-7',
  });
  t.equal(await stage.converse(B, X, A), X);
  const { order, events, record } = await stage.told();
  t.same(order, ANSWERED);
  t.match(events[0], { caller: B, called: X, subscriptionId, userData: 'courier-7' });
  t.match(events[1], { caller: X, called: A, subscriptionId });
  t.match(events[4], { caller: X, called: A, stateCode: 0 });
  t.match(record, {
    direction: 0,
    serviceType: '003',
    bindNum: X,
    subscriptionId,
    callerNum: B,
    calleeNum: X,
    fwdDisplayNum: X,
    fwdDstNum: A,
    ulFailReason: 0,
    userData: 'courier-7',
  });
  t.same(stage.leaked(A, [B]), []);
  t.same(stage.leaked(B, [A]), []);
});

void t.test('A reaches the temporary callee once; a second call ends with 8013', async (t) => {
  await stage.ask('PUT', TEMPORARY_CALLEE, { privateNum: X, calleeNum: C, userData: 'parcel-9' });
  t.equal(await stage.converse(A, X, C), X);
  const first = await stage.told();
  t.same(first.order, ANSWERED);
  t.match(first.record, { direction: 1, callerNum: A, fwdDisplayNum: X, fwdDstNum: C, userData: 'parcel-9' });
  t.same(stage.leaked(C, [A]), []);
  t.same(stage.leaked(A, [C]), []);
  t.same(await (await stage.phone(A).dial(X)).ended, { by: 'refused', status: 403 });
  const second = await stage.told();
  t.same(second.order, ['callin', 'disconnect']);
  t.equal(second.stateCode, 8013);
});

void t.test('a landline may be the temporary callee, and may not call X', async (t) => {
  await stage.ask('PUT', TEMPORARY_CALLEE, { privateNum: X, calleeNum: LANDLINE });
  t.equal(await stage.converse(A, X, LANDLINE), X);
  await stage.told();
  t.same(await (await stage.phone(LANDLINE).dial(X)).ended, { by: 'refused', status: 403 });
  t.equal((await stage.told()).stateCode, 8023);
});

void t.test('a call to a switched-off X rings no phone', async (t) => {
  await stage.ask('PUT', BINDINGS, { privateNum: X, turnFlag: 'off' });
  t.same(await (await stage.phone(B).dial(X)).ended, { by: 'refused', status: 480 });
  t.equal((await stage.told()).stateCode, 8104);
  await stage.ask('PUT', BINDINGS, { privateNum: X, turnFlag: 'on' });
});

void t.test('a direction of the binding ends the other with 8016', async (t) => {
  await stage.ask('PUT', BINDINGS, { privateNum: X, callDirection: 1 });
  t.same(await (await stage.phone(B).dial(X)).ended, { by: 'refused', status: 403 });
  t.equal((await stage.told()).stateCode, 8016);
  await stage.ask('PUT', BINDINGS, { privateNum: X, callDirection: 2 });
  t.same(await (await stage.phone(A).dial(X)).ended, { by: 'refused', status: 403 });
  t.equal((await stage.told()).stateCode, 8016);
  t.equal(await stage.converse(B, X, A), X);
  await stage.told();
});
