/** Where the requests of a leg go: the peer's Contact, and the flow where that leads nowhere. */
import t from 'tap';
import { PuppetLeg, sdp } from '../../support/phones/puppet-leg.js';
import { aborted, answer, onEach } from '../../support/stages/signaling-kinds.js';

onEach(t, 'ACK and BYE of a callee go to its Contact, past the proxy that answered', async (t, stage) => {
  const { b, invite, answered } = await stage.inviting();
  const gateway = await stage.puppet();
  b.reply(invite, 200, answer(gateway));
  t.match((await gateway.take('ACK')).startLine, `ACK sip:bob@${gateway.hostPort} SIP/2.0`);
  const over = (await answered).leg.hangUp(16);
  gateway.reply(await gateway.take('BYE'), 200);
  await over;
  t.same(b.untaken, []);
});

onEach(t, 'BYE to a caller goes to its Contact, past the proxy its INVITE came by', async (t, stage) => {
  const [a, gateway] = [await stage.puppet(), await stage.puppet()];
  const caller = PuppetLeg.calling(a, stage, '+8617100000009', '+8613800000001');
  caller.request('INVITE', { body: sdp(4000), contact: `<sip:gw@${gateway.hostPort}>` });
  const answering = (await stage.nextCall()).answer(sdp(6000));
  caller.ack(await a.take('200 INVITE'));
  const over = (await answering).hangUp(16);
  gateway.reply(await gateway.take('BYE'), 200);
  await over;
  await a.take('100');
  t.same(a.untaken, []);
});

onEach(
  t,
  'a callee whose Contact leads nowhere is acknowledged and hung up where it answered',
  async (t, stage) => {
    for (const contact of ['<sips:b@127.0.0.3>', '<sip:b@0.0.0.0>', '<sip:b@127.0.0.3;transport=tls>', '']) {
      const { b, invite, answered } = await stage.inviting();
      const { headers, body } = answer(b);
      const others = headers.filter((line) => !line.startsWith('Contact'));
      b.reply(invite, 200, { headers: contact === '' ? others : [`Contact: ${contact}`, ...others], body });
      await b.take('ACK');
      const { leg } = await answered;
      const over = leg.hangUp(16);
      b.reply(await b.take('BYE'), 200);
      await over;
      t.match(await aborted(leg.ended), { by: 'us' }, contact);
    }
  },
);

onEach(t, 'an answer whose Contact has port 0 is no answer: ACK, BYE and a failure', async (t, stage) => {
  const { b, invite, answered } = await stage.inviting();
  const { headers, body } = answer(b);
  b.reply(invite, 200, { headers: ['Contact: <sip:b@127.0.0.3:0>', ...headers.slice(1)], body });
  await b.take('ACK');
  b.reply(await b.take('BYE'), 200);
  await t.rejects(answered, { code: 'refused', status: 502 } as unknown as Error);
});
