import t from 'tap';
import { establish } from '../../support/phones/puppet-call.js';
import { PuppetLeg, sdp } from '../../support/phones/puppet-leg.js';
import { SignalingServer, onlyOurs } from '../../support/servers/signaling-server.js';
import { next, type AppDialog, type AppRequest, type AppResponse } from '../../support/stages/srf-app.js';

type Handled = [AppRequest, AppResponse];

const server = await SignalingServer.start(t);

void t.test('a re-INVITE of A is answered by the application, with our Contact', async (t) => {
  const { a, caller, ok, uas } = await establish(t, server);
  const modified = next<Handled>((listener) => uas.on('modify', listener));
  const acked = ackOf(uas, 2);
  caller.request('INVITE', { body: sdp(4002) });
  await a.take('100 INVITE');
  const [request, response] = await modified;
  t.equal(request.body, sdp(4002));
  response.send(200, { body: sdp(5002) });
  const answer = await a.take('200 INVITE');
  t.equal(answer.body, sdp(5002));
  t.equal(answer.contact, ok.contact);
  t.equal(answer.tag('To'), ok.tag('To'));
  caller.ack(answer);
  t.equal((await acked).method, 'ACK');
});

void t.test('a re-INVITE without an offer reaches the application; its ACK brings the answer', async (t) => {
  const { a, caller, uas } = await establish(t, server);
  const modified = next<Handled>((listener) => uas.on('modify', listener));
  caller.request('INVITE');
  const [request, response] = await modified;
  t.equal(request.body, '');
  response.send(200, { body: sdp(5002) });
  const answer = await a.take('200 INVITE');
  const acked = ackOf(uas, 2);
  caller.ack(answer, sdp(4004));
  t.equal((await acked).body, sdp(4004));
});

void t.test('a re-INVITE of the application, answered', async (t) => {
  const { b, uac, invite } = await establish(t, server);
  const answered = uac.request({ method: 'INVITE', body: sdp(4002) });
  const reinvite = await b.take('INVITE');
  t.equal(reinvite.startLine, `INVITE sip:bob@${b.hostPort} SIP/2.0`);
  t.equal(reinvite.body, sdp(4002));
  t.equal(reinvite.tag('To'), 'puppet');
  t.equal(reinvite.contact, invite.contact);
  const [number] = reinvite.header('CSeq').split(' ');
  t.equal(Number(number), Number(invite.header('CSeq').split(' ')[0]) + 1);
  b.reply(reinvite, 200, {
    headers: [`Contact: <sip:bob@${b.hostPort}>`, 'Content-Type: application/sdp'],
    body: sdp(5002),
  });
  const ack = await b.take('ACK');
  t.equal(ack.header('CSeq'), `${number} ACK`);
  t.equal((await answered).body, sdp(5002));
});

void t.test(
  'the Contact of a 200 to our re-INVITE is the new remote target (RFC 3261 12.2.1.2)',
  { skip: onlyOurs('stays with the old one') },
  async (t) => {
    const { b, uac } = await establish(t, server);
    const answered = uac.request({ method: 'INVITE', body: sdp(4002) });
    const headers = [`Contact: <sip:moved@${b.hostPort}>`, 'Content-Type: application/sdp'];
    b.reply(await b.take('INVITE'), 200, { headers, body: sdp(5002) });
    await b.take('ACK');
    await answered;
    const bye = uac.destroy();
    const last = await b.take('BYE');
    t.equal(last.startLine, `BYE sip:moved@${b.hostPort} SIP/2.0`);
    b.reply(last, 200);
    await bye;
  },
);

void t.test(
  'the Contact of a re-INVITE of the peer is the new remote target (RFC 3261 12.2.2)',
  { skip: onlyOurs('stays with the old one') },
  async (t) => {
    const { b, callee, uac } = await establish(t, server);
    uac.on('modify', (_request, response) => response.send(200, { body: sdp(4002) }));
    callee.request('INVITE', { body: sdp(5002), contact: `<sip:moved@${b.hostPort}>` });
    callee.ack(await b.take('200 INVITE'));
    const bye = uac.destroy();
    const last = await b.take('BYE');
    t.equal(last.startLine, `BYE sip:moved@${b.hostPort} SIP/2.0`);
    b.reply(last, 200);
    await bye;
  },
);

void t.test('a re-INVITE of the application, rejected: the call goes on', async (t) => {
  const { b, uac } = await establish(t, server);
  for (const status of [488, 491]) {
    const answered = uac.request({ method: 'INVITE', body: sdp(4002) });
    b.reply(await b.take('INVITE'), status);
    await b.take('ACK');
    t.equal((await answered).status, status);
  }
  const info = uac.request({
    method: 'INFO',
    headers: { 'Content-Type': 'application/dtmf-relay' },
    body: 'Signal=5',
  });
  b.reply(await b.take('INFO'), 200);
  t.equal((await info).status, 200);
});

void t.test('a re-INVITE of B, rejected by the application: its ACK is not shown', async (t) => {
  const { b, callee, uac } = await establish(t, server);
  let acks = 0;
  uac.on('ack', () => (acks += 1));
  uac.on('modify', (_request, response) => response.send(488));
  callee.request('INVITE', { body: sdp(5002) });
  callee.ackFailure(await b.take('488 INVITE'));
  uac.on('info', (_request, response) => response.send(200));
  callee.request('INFO');
  await b.take('200 INFO');
  t.equal(acks, 0);
});

void t.test('INFO, MESSAGE, OPTIONS, UPDATE, NOTIFY and REFER reach their dialog', async (t) => {
  const { a, b, caller, callee, uas, uac } = await establish(t, server);
  for (const method of ['INFO', 'MESSAGE', 'OPTIONS', 'UPDATE', 'NOTIFY', 'REFER'] as const) {
    const event = method.toLowerCase() as 'info';
    uas.on(event, (request, response) =>
      response.send(200, { headers: { 'X-Got': request.body.trim(), 'X-Leg': 'A' } }),
    );
    uac.on(event, (_request, response) => response.send(481));
    const headers = ['Content-Type: text/plain', ...(method === 'REFER' ? ['Refer-To: <sip:c@x>'] : [])];
    caller.request(method, { headers, body: 'from A' });
    const answer = await a.take(`200 ${method}`);
    t.equal(answer.header('X-Got'), 'from A');
    callee.request(method, { headers, body: 'from B' });
    await b.take(`481 ${method}`);
  }
});

void t.test('requests of the application within a dialog count CSeq up and go to the peer', async (t) => {
  const { a, uas } = await establish(t, server);
  let previous = 0;
  for (const method of ['INFO', 'OPTIONS', 'MESSAGE']) {
    const answered = uas.request({ method, headers: { 'Content-Type': 'text/plain' }, body: 'hi' });
    const request = await a.take(method);
    const number = Number(request.header('CSeq').split(' ')[0]);
    if (previous > 0) t.equal(number, previous + 1);
    previous = number;
    t.equal(request.startLine, `${method} sip:puppet@${a.hostPort} SIP/2.0`);
    a.reply(request, 200);
    t.equal((await answered).status, 200);
  }
});

void t.test('UPDATE within an unfinished INVITE is not taken for the INVITE', async (t) => {
  const [app, a] = [await server.app(t), await server.puppet(t)];
  const arrived = next<Handled>((listener) => app.use('invite', listener));
  await app.settled();
  const leg = PuppetLeg.calling(a, server);
  leg.request('INVITE', { body: sdp(4000), headers: ['Supported: 100rel'] });
  const [request, response] = await arrived;
  const updated = next<Handled>((listener) => request.on('update', listener));
  response.send(183, { body: sdp(5000), headers: { Require: '100rel' } }, undefined, () => undefined);
  const progress = await a.take('183');
  leg.learn(progress);
  leg.request('PRACK', { headers: [`RAck: ${progress.header('RSeq')} 1 INVITE`] });
  await a.take('200 PRACK');
  leg.request('UPDATE', { body: sdp(4002) });
  const [update, answer] = await updated;
  t.equal(update.body, sdp(4002));
  answer.send(200, { body: sdp(5002) });
  t.equal((await a.take('200 UPDATE')).body, sdp(5002));
  response.send(486);
  leg.ackFailure(await a.take('486 INVITE'));
});

void t.test(
  'any request in an unknown dialog gets 481',
  { skip: onlyOurs('shows some of them to an application') },
  async (t) => {
    const a = await server.puppet(t);
    for (const method of ['OPTIONS', 'MESSAGE', 'NOTIFY', 'SUBSCRIBE', 'INFO', 'REFER', 'PRACK']) {
      const leg = PuppetLeg.calling(a, server);
      leg.remote += ';tag=nobody';
      leg.request(method);
      await a.take(`481 ${method}`);
    }
  },
);

void t.test('what goes to an unknown dialog gets 481', async (t) => {
  const a = await server.puppet(t);
  for (const method of ['BYE', 'UPDATE', 'INVITE']) {
    const leg = PuppetLeg.calling(a, server);
    leg.remote += ';tag=nobody';
    leg.request(method);
    const answer = await a.take(`481 ${method}`);
    if (method === 'INVITE') leg.ackFailure(answer);
  }
});

void t.test(
  'what means nothing outside a dialog is answered',
  { skip: onlyOurs('drops PRACK, REFER and unknown methods in silence') },
  async (t) => {
    const a = await server.puppet(t);
    for (const [method, status] of [
      ['BYE', 481],
      ['UPDATE', 481],
      ['PRACK', 481],
      ['REFER', 405],
      ['FROBNICATE', 501],
    ] as const) {
      PuppetLeg.calling(a, server).request(method);
      await a.take(`${status} ${method}`);
    }
  },
);

void t.test('a second INVITE while the first waits for its ACK gets 491 or 500', async (t) => {
  const [app, a] = [await server.app(t), await server.puppet(t)];
  app.use('invite', (request, response) => {
    void app.createUAS(request, response, { localSdp: sdp(5000) });
  });
  await app.settled();
  const leg = PuppetLeg.calling(a, server);
  leg.request('INVITE', { body: sdp(4000) });
  leg.learn(await a.take('200 INVITE'));
  leg.request('INVITE', { body: sdp(4002) });
  await a.take(/^(200|491|500) INVITE/);
});

/** The ACK of the INVITE with that CSeq number; the one of the call's first may be shown later than the call is up. */
function ackOf(dialog: AppDialog, number: number): Promise<AppRequest> {
  return new Promise((resolve) =>
    dialog.on('ack', (ack) => {
      if (ack.get('CSeq') === `${number} ACK`) resolve(ack);
    }),
  );
}
