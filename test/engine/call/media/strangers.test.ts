import t from 'tap';
import { SignalingError } from '../../../../engine/sip/signaling-error.js';
import { CallStage } from '../../../support/stages/call-stage.js';
import { settled } from '../../../support/fakes/fake-clock.js';

void t.test(
  'packets of strangers count for the trunk of their leg; the first of a call are a line of the log',
  async (t) => {
    const stage = new CallStage();
    stage.inbound.mediaSource = 'latch';
    const { call, callee, over } = await stage.ring();
    callee.answer();
    await settled();
    const dropped = {
      packets: 7,
      unauthentic: 0,
      from: '203.0.113.9:4002',
      signalled: '203.0.113.9:4000',
      legHeard: false,
    };
    stage.session.dropped({ ...dropped, leg: 'callee' });
    stage.session.dropped({ ...dropped, leg: 'callee', packets: 25 });
    stage.session.dropped({ ...dropped, leg: 'caller', packets: 1 });
    t.same(stage.strangers, ['7 on first', '25 on first', '1 on inbound']);
    const lines = stage.logged.filter((line) => line.includes('RTP'));
    t.equal(lines.length, 1);
    t.match(JSON.parse(lines[0] ?? ''), {
      level: 'warn',
      leg: 'callee',
      trunk: 'first',
      source: 'signalled',
      from: '203.0.113.9:4002',
      signalled: '203.0.113.9:4000',
    });
    call.leg.end();
    await over;
  },
);

void t.test('where the leg itself is heard it is no warning', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring();
  callee.answer();
  await settled();
  stage.session.dropped({
    leg: 'caller',
    packets: 1,
    unauthentic: 0,
    from: 'x',
    signalled: 'y',
    legHeard: true,
  });
  t.match(JSON.parse(stage.logged.find((line) => line.includes('RTP')) ?? '{}'), { level: 'info' });
  call.leg.end();
  await over;
});

void t.test('the callee’s source is learnt as the trunk it is tried through says', async (t) => {
  const stage = new CallStage();
  const [first, second] = stage.outbound;
  if (first === undefined || second === undefined) throw new Error('two trunks are needed');
  first.mediaSource = 'latch';
  second.mediaSource = 'signalled-address';
  const { callee, over } = await stage.ring();
  const rung = stage.signaling.rings();
  callee.refuse(new SignalingError('refused', 503, 'away'));
  (await rung).refuse(new SignalingError('refused', 486, 'busy'));
  await over;
  t.match(stage.session.options.source, { caller: 'signalled' });
  t.same(stage.session.sources, ['callee latch', 'callee signalled-address']);
});

void t.test(
  'a latch is limited to where a party’s SIP comes from, and to what its trunk names',
  async (t) => {
    const stage = new CallStage();
    const [first] = stage.outbound;
    if (first === undefined) throw new Error('a trunk is needed');
    for (const [trunk, from] of [
      [stage.inbound, '192.0.2.0/28'],
      [first, '198.51.100.0/28'],
    ] as const) {
      trunk.mediaSource = 'latch';
      trunk.latchFrom = [from];
    }
    const { call, callee, over } = await stage.ring();
    t.same(stage.session.options.latchFrom, { caller: [call.source.address, '192.0.2.0/28'] });
    t.same(stage.session.latchFrom.callee, ['192.0.2.1', '198.51.100.0/28']);
    callee.refuse(new SignalingError('refused', 486, 'busy'));
    await over;
  },
);

void t.test('what is not encrypted with the leg’s key is a warning where the leg is not heard', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring();
  callee.answer();
  await settled();
  const dropped = { leg: 'caller', packets: 1, unauthentic: 1, from: 'x', signalled: 'y' } as const;
  stage.session.dropped({ ...dropped, legHeard: true });
  t.same(
    stage.logged.filter((line) => line.includes('encrypted')),
    [],
    'a phone’s report in clear is no news',
  );
  stage.session.dropped({ ...dropped, legHeard: false });
  t.match(JSON.parse(stage.logged.find((line) => line.includes('encrypted')) ?? '{}'), { level: 'warn' });
  call.leg.end();
  await over;
});
