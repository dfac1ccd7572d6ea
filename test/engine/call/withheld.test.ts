/** A caller who withholds its number is routed by it, and the callee does not see it. */
import t from 'tap';
import { FakeCall } from '../../support/fakes/fake-signaling.js';
import { A, CallStage, connection, X } from '../../support/stages/call-stage.js';

for (const [what, isWithheld, display, shown] of [
  ['withholds its number', true, A, undefined],
  ['shows its number', false, A, A],
  ['withholds its number, and X is shown anyway', true, X, X],
] as const)
  void t.test(`a binding displays ${display === A ? 'the real caller' : 'X'}, who ${what}`, async (t) => {
    const stage = new CallStage();
    stage.resolutions = [connection({}, { display })];
    const incoming = new FakeCall(A, X);
    incoming.isWithheld = isWithheld;
    const { call, callee, over } = await stage.ring(incoming);
    t.equal(callee.request.identity.display, shown);
    t.equal(stage.queries[0]?.caller, A, 'routing knows it');
    call.cancel();
    await over;
    t.equal(stage.record.caller, A, 'and so does the record');
  });
