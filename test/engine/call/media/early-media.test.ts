/** Early media by the policy of the callee's trunk. */
import t, { type Test } from 'tap';
import { settled } from '../../../support/fakes/fake-clock.js';
import { CallStage } from '../../../support/stages/call-stage.js';

type Provisional = readonly [status: number, sdp?: string];

/** What the caller receives before the answer. */
async function told(
  t: Test,
  policy: 'pass' | 'afterRinging' | 'never',
  provisionals: readonly Provisional[],
): Promise<readonly string[]> {
  const stage = new CallStage();
  for (const trunk of stage.outbound) trunk.earlyMedia = policy;
  const { call, callee, over } = await stage.ring();
  for (const [status, sdp] of provisionals) {
    callee.provisional(status, sdp);
    await settled();
  }
  const before = [...call.told];
  callee.answer();
  await settled();
  t.match(call.told.at(-1), /^200 /, 'the answer has the audio in any case');
  call.leg.end();
  await over;
  return before;
}

const EARLY: readonly Provisional[] = [[183, 'music'], [180], [183, 'later']];

void t.test('pass: as it comes', async (t) => {
  const passed = await told(t, 'pass', EARLY);
  t.match(passed, [/^183 ./, /^180/, /^183 ./]);
});

void t.test('after ringing: kept until the 180, which brings it', async (t) => {
  t.match(await told(t, 'afterRinging', EARLY.slice(0, 1)), []);
  t.same((await told(t, 'afterRinging', EARLY.slice(0, 1))).length, 0);
  const passed = await told(t, 'afterRinging', EARLY);
  t.match(passed, [/^180 ./, /^183 ./]);
  t.equal(passed.length, 2);
  t.match(await told(t, 'afterRinging', [[180, 'at once']]), [/^180 ./]);
});

void t.test('never: ringing, without the SDP of the callee’s side', async (t) => {
  t.same(await told(t, 'never', EARLY), ['180', '180', '180']);
  t.same(await told(t, 'never', [[183]]), [], 'a 183 without SDP is no ringing');
});

void t.test('a trunk has a ring time of its own', async (t) => {
  const stage = new CallStage();
  const [first] = stage.outbound;
  if (first !== undefined) first.ringTimeoutMs = 7000;
  const { call, callee, over } = await stage.ring();
  t.equal(callee.request.ringTimeoutMs, 7000);
  call.cancel();
  await over;
});
