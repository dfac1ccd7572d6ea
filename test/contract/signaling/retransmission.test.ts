import t from 'tap';
import { establish } from '../../support/phones/puppet-call.js';
import { PuppetLeg, sdp } from '../../support/phones/puppet-leg.js';
import { SignalingServer, onlyOurs } from '../../support/servers/signaling-server.js';
import { held, type AppRequest } from '../../support/stages/srf-app.js';

const server = await SignalingServer.start(t);

void t.test('a repeated INVITE and BYE are absorbed and answered as before', async (t) => {
  const [app, a] = [await server.app(t), await server.puppet(t)];
  let invites = 0;
  app.use('invite', (request, response) => {
    invites += 1;
    void app.createUAS(request, response, { localSdp: sdp(5000) });
  });
  await app.settled();
  const leg = PuppetLeg.calling(a, server);
  leg.request('INVITE', { body: sdp(4000) });
  leg.repeat();
  const ok = await a.take('200 INVITE');
  leg.ack(ok);
  leg.request('BYE');
  const okToBye = await a.take('200 BYE');
  leg.repeat();
  await a.takeRepeats(okToBye, 2);
  t.equal(invites, 1);
});

void t.test('our 200 is repeated until its ACK', async (t) => {
  const [app, a] = [await server.app(t), await server.puppet(t)];
  app.use('invite', (request, response) => {
    void app.createUAS(request, response, { localSdp: sdp(5000) });
  });
  await app.settled();
  const leg = PuppetLeg.calling(a, server);
  leg.request('INVITE', { body: sdp(4000) });
  const ok = await a.take('200 INVITE');
  await a.takeRepeats(ok, 3);
  leg.ack(ok);
  leg.request('INFO', { headers: ['Content-Type: text/plain'], body: 'x' });
  await a.take('200 INFO');
});

void t.test(
  'a 200 that is never ACKed: BYE, and the application hears why',
  { skip: onlyOurs('waits 32 s for the ACK, whatever its timers') },
  async (t) => {
    const [app, a] = [await server.app(t), await server.puppet(t)];
    const destroyed = new Promise<[AppRequest, string]>((resolve) =>
      app.use('invite', (request, response) => {
        void app
          .createUAS(request, response, { localSdp: sdp(5000) })
          .then((dialog) => dialog.on('destroy', (bye, reason) => resolve([bye, reason])));
      }),
    );
    await app.settled();
    PuppetLeg.calling(a, server).request('INVITE', { body: sdp(4000) });
    await a.take('200 INVITE');
    const bye = await a.take('BYE');
    a.reply(bye, 200);
    const [shown, reason] = await destroyed;
    t.equal(shown.source, 'application');
    t.equal(reason, 'ACK timeout');
    t.match(bye.header('Reason'), 'ACK timeout');
  },
);

void t.test('a repeated 200 of B gets the same ACK again', async (t) => {
  const [app, b] = [await server.app(t), await server.puppet(t)];
  const established = held(
    app.createUAC(`sip:bob@${b.hostPort}`, { localSdp: sdp(4000), callingNumber: '1' }),
  );
  const invite = await b.take('INVITE');
  const answer = (): void =>
    b.reply(invite, 200, {
      headers: [`Contact: <sip:bob@${b.hostPort}>`, 'Content-Type: application/sdp'],
      body: sdp(5000),
    });
  answer();
  const ack = await b.take('ACK');
  answer();
  await b.takeRepeats(ack, 2);
  await established;
});

void t.test(
  'a second branch that answers is ACKed and ended',
  { skip: onlyOurs('takes the 200 of a second branch for a repeat of the first') },
  async (t) => {
    const [app, b] = [await server.app(t), await server.puppet(t)];
    const established = held(
      app.createUAC(`sip:bob@${b.hostPort}`, { localSdp: sdp(4000), callingNumber: '1' }),
    );
    const invite = await b.take('INVITE');
    for (const tag of ['first', 'second']) {
      b.reply(invite, 200, {
        tag,
        headers: [`Contact: <sip:${tag}@${b.hostPort}>`, 'Content-Type: application/sdp'],
        body: sdp(5000),
      });
    }
    const acks = [await b.take('ACK'), await b.take('ACK')];
    t.same(acks.map((ack) => ack.tag('To')).sort(), ['first', 'second']);
    const bye = await b.take('BYE');
    t.equal(bye.tag('To'), 'second');
    b.reply(bye, 200);
    t.equal((await established).sip.remoteTag, 'first');
  },
);

void t.test('a BYE that is not answered: the leg is over all the same', async (t) => {
  const { uac, b } = await establish(t, server, { isCoupled: false });
  const ended = held(uac.destroy());
  await b.takeRepeats(await b.take('BYE'), 3);
  await ended;
  await t.rejects(uac.request({ method: 'INFO' }), { code: 'ENODIALOG' });
});

void t.test('both hang up at once', async (t) => {
  const { uac, b, callee } = await establish(t, server, { isCoupled: false });
  void uac.destroy().catch(() => undefined);
  const bye = await b.take('BYE');
  callee.request('BYE');
  b.reply(bye, 200);
  await b.take(/^(200|481) BYE/);
  t.pass('neither waits for the other');
});
