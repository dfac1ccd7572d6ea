import t from 'tap';
import { establish } from '../../support/phones/puppet-call.js';
import { PuppetLeg, sdp } from '../../support/phones/puppet-leg.js';
import { SignalingServer } from '../../support/servers/signaling-server.js';
import { held, next, type AppRequest, type AppResponse } from '../../support/stages/srf-app.js';

type Handled = [AppRequest, AppResponse];

const server = await SignalingServer.start(t);

void t.test('late offer: the offer of B goes to A, the answer in its ACK to B', async (t) => {
  const [app, a, b] = [await server.app(t), await server.puppet(t), await server.puppet(t)];
  app.use('invite', (request, response) => {
    void (async () => {
      const { sdp: offer, ack } = await app.createUAC(`sip:bob@${b.hostPort}`, {
        noAck: true,
        callingNumber: '17100000001',
      });
      const uas = await app.createUAS(request, response, { localSdp: offer });
      uas.on('ack', (answer) => void ack(answer.body));
    })();
  });
  await app.settled();
  const leg = PuppetLeg.calling(a, server);
  leg.request('INVITE');
  const invite = await b.take('INVITE');
  t.equal(invite.body, '');
  t.equal(invite.header('Content-Type'), '');
  b.reply(invite, 200, {
    headers: [`Contact: <sip:bob@${b.hostPort}>`, 'Content-Type: application/sdp'],
    body: sdp(5000),
  });
  const ok = await a.take('200 INVITE');
  t.equal(ok.body, sdp(5000));
  t.notOk(b.untaken.includes('ACK'), 'B waits for the answer');
  leg.ack(ok, sdp(4000));
  const ack = await b.take('ACK');
  t.equal(ack.body, sdp(4000));
  t.equal(ack.header('Content-Type'), 'application/sdp');
});

void t.test('the ACK of an INVITE is shown under the id of its INVITE', async (t) => {
  const [app, a] = [await server.app(t), await server.puppet(t)];
  const acked = new Promise<[AppRequest, AppRequest]>((resolve) =>
    app.use('invite', (request, response) => {
      void app
        .createUAS(request, response, { localSdp: sdp(5000) })
        .then((dialog) => dialog.on('ack', (ack) => resolve([request, ack])));
    }),
  );
  await app.settled();
  const leg = PuppetLeg.calling(a, server);
  leg.request('INVITE', { body: sdp(4000) });
  leg.ack(await a.take('200 INVITE'));
  const [request, ack] = await acked;
  t.equal(ack.stackTxnId, request.stackTxnId);
  t.equal(ack.stackDialogId, `${leg.callId};from-tag=${leg.tag}`);
});

void t.test('a reliable provisional to A is repeated until its PRACK', async (t) => {
  const [app, a] = [await server.app(t), await server.puppet(t)];
  const arrived = next<Handled>((listener) => app.use('invite', listener));
  await app.settled();
  const leg = PuppetLeg.calling(a, server);
  leg.request('INVITE', { body: sdp(4000), headers: ['Supported: 100rel'] });
  const [, response] = await arrived;
  const pracked = next<[AppRequest]>((listener) =>
    response.send(183, { body: sdp(5000), headers: { Require: '100rel' } }, undefined, listener),
  );
  const progress = await a.take('183');
  t.match(progress.header('RSeq'), /^[1-9]\d*$/);
  t.match(progress.header('Require'), '100rel');
  t.match(progress.contact, server.hostPort);
  await a.takeRepeats(progress, 2);
  leg.learn(progress);
  leg.request('PRACK', { headers: [`RAck: ${progress.header('RSeq')} 1 INVITE`] });
  await a.take('200 PRACK');
  const [prack] = await pracked;
  t.equal(prack.method, 'PRACK');
  response.send(486);
  await a.take('486 INVITE');
});

void t.test('a reliable provisional to a peer without 100rel is refused', async (t) => {
  const [app, a] = [await server.app(t), await server.puppet(t)];
  const arrived = next<Handled>((listener) => app.use('invite', listener));
  await app.settled();
  const leg = PuppetLeg.calling(a, server);
  leg.request('INVITE', { body: sdp(4000) });
  const [, response] = await arrived;
  const [error] = await next<[unknown]>((listener) =>
    response.send(183, { body: sdp(5000), headers: { Require: '100rel' } }, listener),
  );
  t.equal(error, 'Remote endpoint does not support 100rel');
  response.send(486);
  leg.ackFailure(await a.take('486 INVITE'));
});

void t.test('a reliable provisional of B is answered with PRACK', async (t) => {
  const [app, b] = [await server.app(t), await server.puppet(t)];
  const provisionals: AppResponse[] = [];
  const established = held(
    app.createUAC(
      `sip:bob@${b.hostPort}`,
      { localSdp: sdp(4000), callingNumber: '1', headers: { Supported: '100rel' } },
      { cbProvisional: (response) => provisionals.push(response) },
    ),
  );
  const invite = await b.take('INVITE');
  const contact = `Contact: <sip:bob@${b.hostPort}>`;
  const [number] = invite.header('CSeq').split(' ');
  b.reply(invite, 183, {
    headers: [contact, 'Require: 100rel', 'RSeq: 901', 'Content-Type: application/sdp'],
    body: sdp(5000),
  });
  const prack = await b.take('PRACK');
  t.equal(prack.header('RAck'), `901 ${number} INVITE`);
  t.equal(prack.header('CSeq'), `${Number(number) + 1} PRACK`);
  b.reply(prack, 200);
  b.reply(invite, 200, { headers: [contact] });
  await b.take('ACK');
  await established;
  t.equal(provisionals[0]?.body, sdp(5000));
  t.equal(provisionals[0]?.stackDialogId, `${invite.header('Call-ID')};from-tag=${invite.tag('From')}`);
});

void t.test('early media of two forks comes under one dialog id', async (t) => {
  const [app, b] = [await server.app(t), await server.puppet(t)];
  const ids: (string | undefined)[] = [];
  const established = held(
    app.createUAC(
      `sip:bob@${b.hostPort}`,
      { localSdp: sdp(4000), callingNumber: '1' },
      { cbProvisional: (response) => ids.push(response.stackDialogId) },
    ),
  );
  const invite = await b.take('INVITE');
  const contact = `Contact: <sip:bob@${b.hostPort}>`;
  for (const tag of ['one', 'two']) b.reply(invite, 183, { tag, headers: [contact], body: sdp(5000) });
  b.reply(invite, 200, { tag: 'two', headers: [contact], body: sdp(5000) });
  await b.take('ACK');
  t.equal((await established).sip.remoteTag, 'two');
  t.equal(ids.length, 2);
  t.equal(new Set(ids).size, 1);
});

void t.test('a session interval of A below the least there may be is raised in our 200', async (t) => {
  const { ok } = await establish(t, server, {
    inviteHeaders: ['Supported: timer', 'Session-Expires: 60;refresher=uac'],
  });
  t.match(ok.header('Session-Expires'), /^90;refresher=uac/);
});

void t.test('a re-INVITE with too short a session is refused by the server', async (t) => {
  const { a, caller, uas } = await establish(t, server, {
    inviteHeaders: ['Supported: timer', 'Session-Expires: 1800;refresher=uac'],
  });
  let shown = 0;
  uas.on('modify', () => (shown += 1));
  caller.request('INVITE', { body: sdp(4002), headers: ['Supported: timer', 'Session-Expires: 30'] });
  const refused = await a.take('422 INVITE');
  t.equal(refused.header('Min-SE'), '90');
  caller.ackFailure(refused);
  uas.on('info', (_request, response) => response.send(200));
  caller.request('INFO');
  await a.take('200 INFO');
  t.equal(shown, 0);
});
