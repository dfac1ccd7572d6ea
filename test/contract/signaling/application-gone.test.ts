import t from 'tap';
import { establish } from '../../support/phones/puppet-call.js';
import { PuppetLeg, sdp } from '../../support/phones/puppet-leg.js';
import { SignalingServer, onlyOurs } from '../../support/servers/signaling-server.js';

const server = await SignalingServer.start(t);

void t.test(
  'both legs of a call are hung up on when their application goes',
  { skip: onlyOurs('keeps the calls of an application that has gone') },
  async (t) => {
    const { app, a, b } = await establish(t, server);
    await app.leave();
    const byes = [await a.take('BYE'), await b.take('BYE')] as const;
    a.reply(byes[0], 200);
    b.reply(byes[1], 200);
    t.match(byes[0].header('Reason'), 'application gone');
  },
);

void t.test(
  'a caller that has not sent its ACK yet is hung up on after it',
  { skip: onlyOurs('keeps the calls of an application that has gone') },
  async (t) => {
    const [app, a] = [await server.app(t), await server.puppet(t)];
    app.use('invite', (request, response) => {
      void app.createUAS(request, response, { localSdp: sdp(5000) });
    });
    await app.settled();
    const leg = PuppetLeg.calling(a, server);
    leg.request('INVITE', { body: sdp(4000) });
    const ok = await a.take('200 INVITE');
    await app.leave();
    leg.ack(ok);
    const bye = await a.take('BYE');
    a.reply(bye, 200);
    t.match(bye.header('Reason'), 'application gone');
  },
);

void t.test(
  'a call that rings is given up on both sides',
  { skip: onlyOurs('keeps the calls of an application that has gone') },
  async (t) => {
    const [app, a, b] = [await server.app(t), await server.puppet(t), await server.puppet(t)];
    app.use('invite', (request, response) => {
      app
        .createB2BUA(request, response, `sip:bob@${b.hostPort}`, { callingNumber: '17100000001' })
        .catch(() => undefined);
    });
    await app.settled();
    const leg = PuppetLeg.calling(a, server);
    leg.request('INVITE', { body: sdp(4000) });
    const invite = await b.take('INVITE');
    b.reply(invite, 180);
    await a.take('180');
    await app.leave();
    leg.ackFailure(await a.take('480 INVITE'));
    b.reply(await b.take('CANCEL'), 200);
    b.reply(invite, 487);
    await b.take('ACK');
  },
);

void t.test(
  'a callee that answers as the application goes is ACKed and hung up on',
  { skip: onlyOurs('keeps the calls of an application that has gone') },
  async (t) => {
    const [app, b] = [await server.app(t), await server.puppet(t)];
    app
      .createUAC(`sip:bob@${b.hostPort}`, { localSdp: sdp(4000), callingNumber: '1' })
      .catch(() => undefined);
    const invite = await b.take('INVITE');
    b.reply(invite, 180);
    await app.leave();
    await b.take('CANCEL');
    b.reply(invite, 200, {
      headers: [`Contact: <sip:bob@${b.hostPort}>`, 'Content-Type: application/sdp'],
      body: sdp(5000),
    });
    await b.take('ACK');
    b.reply(await b.take('BYE'), 200);
  },
);

void t.test(
  'other requests it had not answered get 503',
  { skip: onlyOurs('leaves the requests of an application that has gone unanswered') },
  async (t) => {
    const [app, a] = [await server.app(t), await server.puppet(t)];
    const arrived = new Promise<void>((resolve) => app.use('message', () => resolve()));
    await app.settled();
    PuppetLeg.calling(a, server).request('MESSAGE', { headers: ['Content-Type: text/plain'], body: 'x' });
    await arrived;
    await app.leave();
    await a.take('503 MESSAGE');
  },
);

void t.test('the calls of another application go on', async (t) => {
  const [leaving, staying] = [await server.app(t), await server.app(t)];
  const call = await establish(t, server, { app: staying });
  leaving.use('invite', (_request, response) => response.send(486));
  await leaving.settled();
  await leaving.leave();
  call.uas.on('info', (_request, response) => response.send(200));
  call.caller.request('INFO');
  await call.a.take('200 INFO');
});

void t.test('an application that connects again takes new calls', async (t) => {
  const first = await server.app(t);
  first.use('options', (_request, response) => response.send(200));
  await first.settled();
  await first.leave();
  const second = await server.app(t);
  second.use('options', (_request, response) => response.send(202));
  await second.settled();
  const a = await server.puppet(t);
  PuppetLeg.calling(a, server).request('OPTIONS');
  await a.take('202 OPTIONS');
});

void t.test(
  'sipd that is stopped hangs up first',
  { skip: onlyOurs('cannot be stopped by a test') },
  async (t) => {
    const server = await SignalingServer.start(t);
    const { a, b } = await establish(t, server);
    await server.ours?.stop();
    await a.take('BYE');
    await b.take('BYE');
  },
);
