import t from 'tap';
import { SignalingError } from '../../../../engine/sip/signaling-error.js';
import { CallStage } from '../../../support/stages/call-stage.js';

void t.test(
  'each leg is encrypted as its trunk says, and each trunk tried gets an offer of its own',
  async (t) => {
    const stage = new CallStage();
    const [first, second] = stage.outbound;
    if (first === undefined || second === undefined) throw new Error('two trunks are needed');
    stage.inbound.encryption = 'required';
    first.encryption = 'offered';
    const { call, callee, over } = await stage.ring();
    t.same(stage.session.options.encryption, { caller: 'required' });
    callee.refuse(new SignalingError('refused', 503, 'busy'));
    (await stage.signaling.rings()).answer();
    t.same(stage.session.encryption, ['callee offered', 'callee refused']);
    t.equal(stage.session.did.filter((what) => what.startsWith('offer caller')).length, 2);
    call.leg.end();
    await over;
  },
);

void t.test('trunks without encryption share one offer', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring();
  callee.refuse(new SignalingError('refused', 503, 'busy'));
  (await stage.signaling.rings()).answer();
  t.equal(stage.session.did.filter((what) => what.startsWith('offer caller')).length, 1);
  call.leg.end();
  await over;
});

void t.test('each trunk tried is offered the family of addresses that its SIP goes by', async (t) => {
  const stage = new CallStage();
  const [first, second] = stage.outbound;
  if (first === undefined || second === undefined) throw new Error('two trunks are needed');
  second.mediaFamily = 6;
  const { call, callee, over } = await stage.ring();
  t.equal(stage.session.options.callerFamily, 4, 'that of the address where the call came from');
  callee.refuse(new SignalingError('refused', 503, 'busy'));
  (await stage.signaling.rings()).answer();
  t.same(stage.session.families, [4, 6]);
  t.equal(stage.session.did.filter((what) => what.startsWith('offer caller')).length, 2);
  call.leg.end();
  await over;
});
