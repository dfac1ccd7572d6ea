/** What a call makes of a trunk that does not answer, and what it leaves for the calls that follow. */
import t from 'tap';
import { SignalingError } from '../../../engine/sip/signaling-error.js';
import { CallStage } from '../../support/stages/call-stage.js';

const silent = new SignalingError('timeout', 408, 'no answer within 5000 ms', undefined, true);

void t.test(
  'the next trunk is tried for silence, and the silent one is tried last from then on',
  async (t) => {
    const stage = new CallStage();
    const [first, second] = stage.outbound;
    const { callee, over, call } = await stage.ring();
    t.same(callee.request.silence, { trunk: 'first', limitMs: 5000, isHeld: false });
    const next = stage.signaling.rings();
    callee.refuse(silent);
    const other = await next;
    t.equal(first?.isSilent, true);
    t.same([first?.used, second?.used], [0, 1], 'it carries the call no longer');
    t.same([first?.refusals, second?.refusals], [[408], []]);
    t.equal(other.request.silence, undefined, 'the last trunk has as long as SIP gives it');
    other.answer();
    call.leg.end();
    await over;
    t.match(stage.logged.join(''), /the trunk failed; the next one is tried/);
    t.equal(second?.isSilent, false);
  },
);

void t.test('what has been silent is heard by any answer, an early one or a refusal', async (t) => {
  for (const [what, error] of [
    ['486', new SignalingError('refused', 486, 'busy')],
    ['503', new SignalingError('refused', 503, 'overloaded')],
  ] as const) {
    const stage = new CallStage();
    stage.routes = 1;
    const [first] = stage.outbound;
    first?.fellSilent();
    const { callee, over } = await stage.ring();
    t.same(callee.request.silence, { trunk: 'first', limitMs: 0, isHeld: true });
    callee.refuse(error);
    await over;
    t.equal(first?.isSilent, false, what);
    t.same(first?.refusals, [error.status]);
  }
  const stage = new CallStage();
  stage.routes = 1;
  const [first] = stage.outbound;
  first?.fellSilent();
  const { callee, over, call } = await stage.ring();
  callee.answer();
  call.leg.end();
  await over;
  t.equal(first?.isSilent, false);
});

void t.test('a callee that lets it ring, or a server that is lost, says nothing of the trunk', async (t) => {
  for (const code of ['timeout', 'unavailable', 'gone'] as const) {
    const stage = new CallStage();
    stage.routes = 1;
    const { callee, over } = await stage.ring();
    callee.refuse(new SignalingError(code, 408, code));
    await over;
    t.equal(stage.outbound[0]?.isSilent, false, code);
    t.same(stage.outbound[0]?.refusals, [], code);
  }
});

void t.test('where every trunk is silent the call ends as one that could not be connected', async (t) => {
  const stage = new CallStage();
  const { callee, over, call } = await stage.ring();
  const next = stage.signaling.rings();
  callee.refuse(silent);
  (await next).refuse(new SignalingError('refused', 408, 'no answer (408)', undefined, true));
  await over;
  t.match(stage.record.end, { kind: 'gave-up-connecting' });
  t.same(call.told, ['408 cause=102']);
  t.same(
    stage.outbound.map(({ isSilent }) => isSilent),
    [true, true],
  );
});
