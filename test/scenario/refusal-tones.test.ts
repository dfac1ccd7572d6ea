/**
 * A refused caller hears why: the application's tone for that kind of refusal (spec 11.5) as early media, free of
 * charge, then the final status with its Q.850 cause; event and record have the vendor's codes.
 */
import t, { type Test } from 'tap';
import { A, B, C, D, hearsTone, LANDLINE, ModeStage, X, Y } from '../support/stages/mode-stage.js';
import type { Phone, PhoneCall } from '../support/phones/phone.js';

const BINDINGS = '/rest/caas/relationnumber/partners/v1.0';
/** No phone is registered with it. */
const AWAY = '+8613500000066';
const NO_BINDING = 600;
const NO_PERMISSION = 850;
const BUSINESS_ERROR = 1300;

const stage = await ModeStage.start(
  t,
  'AXB',
  { tones: { noBinding: 'bound.wav', noPermission: 'allowed.wav', businessError: 'error.wav' } },
  { 'bound.wav': NO_BINDING, 'allowed.wav': NO_PERMISSION, 'error.wav': BUSINESS_ERROR },
);
const { subscriptionId } = await stage.ask('POST', BINDINGS, {
  callerNum: A,
  calleeNum: B,
  relationNum: X,
  callDirection: 2,
});

interface Expected {
  readonly hertz: number;
  readonly status: number;
  readonly cause: number;
  readonly stateCode: number;
  readonly record?: object;
}

void t.test('noBinding: a stranger calls X', (t) =>
  refused(t, C, X, {
    hertz: NO_BINDING,
    status: 403,
    cause: 21,
    stateCode: 8014,
    record: { subscriptionId: '', ulFailReason: 8014, callerNum: C },
  }),
);

void t.test('noPermission: a landline calls X', (t) =>
  refused(t, LANDLINE, X, { hertz: NO_PERMISSION, status: 403, cause: 21, stateCode: 8023 }),
);

void t.test('noPermission: A calls where only B may', (t) =>
  refused(t, A, X, {
    hertz: NO_PERMISSION,
    status: 403,
    cause: 21,
    stateCode: 8016,
    record: { subscriptionId, ulFailReason: 8016 },
  }),
);

void t.test('noPermission: X is suspended', async (t) => {
  await stage.operator('POST', '/v1/numbers/status', { number: Y, status: 'suspended' });
  await refused(t, A, Y, { hertz: NO_PERMISSION, status: 480, cause: 20, stateCode: 8055 });
  await stage.operator('POST', '/v1/numbers/status', { number: Y, status: 'normal' });
});

void t.test('businessError: there is no way to the callee', async (t) => {
  const bound = await stage.ask('POST', BINDINGS, { callerNum: D, calleeNum: AWAY, relationNum: X });
  await refused(t, D, X, {
    hertz: BUSINESS_ERROR,
    status: 404,
    cause: 3,
    stateCode: 7102,
    record: { subscriptionId: bound['subscriptionId'], ulFailReason: 7508 },
  });
});

void t.test('who leaves during the tone leaves a refused call all the same', async (t) => {
  const calling = await stage.phone(C).dial(X);
  await hearsTone(calling, NO_BINDING);
  calling.cancel();
  t.same(await calling.ended, { by: 'refused', status: 487 });
  const { order, stateCode, record } = await stage.told();
  t.same(order, ['callin', 'disconnect']);
  t.equal(stateCode, 8014);
  t.match(record, { direction: 2, ulFailReason: 8014 });
});

/** The caller hears the tone to its end before the status, and is never answered. */
async function refused(t: Test, caller: string, dialled: string, expected: Expected): Promise<void> {
  const phone = stage.phone(caller);
  const from = phone.ladder.length;
  const calling = await phone.dial(dialled);
  t.equal(await calling.ringing, 183);
  await hearsTone(calling, expected.hertz);
  t.same(await calling.ended, { by: 'refused', status: expected.status });
  t.same(answers(phone, from), [183, expected.status], 'early media, then the refusal');
  t.match(finalText(phone), new RegExp(`^Reason: Q\\.850;cause=${expected.cause}\\b`, 'm'));
  t.ok(heardMilliseconds(calling) > 1400, 'the tone was played to its end');
  const { order, events, stateCode, record } = await stage.told();
  t.same(order, ['callin', 'disconnect']);
  t.equal(stateCode, expected.stateCode);
  t.match(events[1], { caller, called: dialled });
  t.match(record, {
    direction: 2,
    bindNum: dialled,
    calleeNum: dialled,
    fwdDisplayNum: '',
    fwdDstNum: '',
    sipStatusCode: expected.status,
    ...expected.record,
  });
  for (const never of ['fwdStartTime', 'fwdAlertingTime', 'fwdAnswerTime'])
    t.notOk(never in record, `${never} did not happen`);
  t.ok('failTime' in record);
}

/** Statuses of the call's answers, without the 100 of the next hop. */
function answers({ ladder }: Phone, from: number): number[] {
  return ladder
    .slice(from)
    .flatMap(({ direction, message }) =>
      direction === 'in' && 'status' in message && message.status > 100 ? [message.status] : [],
    );
}

function finalText({ ladder }: Phone): string {
  return ladder.findLast(({ direction }) => direction === 'in')?.text ?? '';
}

function heardMilliseconds({ audio }: PhoneCall): number {
  return audio.packets.length * 20;
}
