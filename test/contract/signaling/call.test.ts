import t from 'tap';
import { establish } from '../../support/phones/puppet-call.js';
import { PuppetLeg, sdp } from '../../support/phones/puppet-leg.js';
import { onlyOurs, SignalingServer } from '../../support/servers/signaling-server.js';
import { next, type AppDialog, type AppRequest, type AppResponse } from '../../support/stages/srf-app.js';

const server = await SignalingServer.start(t);

void t.test('a call passes through createB2BUA, message by message', async (t) => {
  const [app, a, b] = [await server.app(t), await server.puppet(t), await server.puppet(t)];
  const calls: { uas: AppDialog; uac: AppDialog }[] = [];
  let coupled: () => void = () => undefined;
  const areCoupled = new Promise<void>((resolve) => (coupled = resolve));
  let incoming: AppRequest | undefined;
  app.use('invite', (request, response) => {
    incoming = request;
    void app
      .createB2BUA(request, response, `sip:bob@${b.hostPort}`, { callingNumber: '17100000001' })
      .then((call) => {
        calls.push(call);
        call.uas.on('destroy', () => void call.uac.destroy());
        call.uac.on('destroy', () => void call.uas.destroy());
        coupled();
      });
  });
  await app.settled();

  const leg = PuppetLeg.calling(a, server);
  leg.request('INVITE', { body: sdp(4000), headers: ['Subject: Lunch'] });
  const trying = await a.take('100');
  t.equal(trying.tag('To'), '', '100 has no To tag');

  const invite = await b.take('INVITE');
  t.equal(invite.startLine, `INVITE sip:bob@${b.hostPort} SIP/2.0`);
  t.equal(invite.body, sdp(4000));
  t.equal(invite.header('Content-Type'), 'application/sdp');
  t.equal(invite.header('Content-Length'), String(sdp(4000).length));
  t.match(invite.header('From'), `<sip:17100000001@${server.hostPort}>;tag=`, 'localhost became our address');
  t.equal(invite.header('To'), `<sip:bob@${b.hostPort}>`);
  t.equal(invite.contact, `sip:17100000001@${server.hostPort}`);
  t.equal(invite.header('Max-Forwards'), '70');
  t.notMatch(invite.raw, 'sip:alice', 'the address the application gave replaces the one of A');

  t.equal(incoming?.source, 'network');
  t.equal(incoming?.source_address, a.address);
  t.equal(incoming?.source_port, a.port);
  t.equal(incoming?.protocol, 'udp');
  t.equal(incoming?.receivedOn, server.hostPort);
  t.equal(incoming?.get('Subject'), 'Lunch');
  t.match(incoming?.get('Via'), `;rport=${a.port}`);
  t.match(incoming?.stackTime, /^\d\d:\d\d:\d\d\.\d{6}$/);

  b.reply(invite, 100);
  b.reply(invite, 180, { reason: 'Ringing' });
  const ringing = await a.take('180');
  t.not(ringing.tag('To'), '');
  // RFC 3261 12.1.1; drachtio-server sends none in a plain 180.
  if (onlyOurs('sends none') === false) t.match(ringing.contact, server.hostPort);
  b.reply(invite, 200, {
    reason: 'OK',
    headers: [`Contact: <sip:bob@${b.hostPort};x=1>`, 'Content-Type: application/sdp'],
    body: sdp(5000),
  });
  const ack = await b.take('ACK');
  t.equal(ack.startLine, `ACK sip:bob@${b.hostPort};x=1 SIP/2.0`, 'to the remote target');
  t.equal(ack.header('CSeq').split(' ')[0], invite.header('CSeq').split(' ')[0]);

  const ok = await a.take('200');
  t.equal(ok.tag('To'), ringing.tag('To'));
  t.equal(ok.body, sdp(5000));
  t.match(ok.contact, server.hostPort);
  t.equal(ok.header('Content-Type'), 'application/sdp');
  leg.ack(ok);
  await areCoupled;

  leg.request('BYE');
  await a.take('200 BYE');
  const bye = await b.take('BYE');
  t.equal(bye.startLine, `BYE sip:bob@${b.hostPort};x=1 SIP/2.0`);
  t.equal(Number(bye.header('CSeq').split(' ')[0]), Number(invite.header('CSeq').split(' ')[0]) + 1);
  b.reply(bye, 200);
  t.equal(calls[0]?.uas.id, `${leg.callId};from-tag=${leg.tag}`, 'ids of dialogs are Call-ID and From tag');
  t.equal(calls[0]?.uac.id, `${invite.header('Call-ID')};from-tag=${invite.tag('From')}`);
});

void t.test('B hangs up', async (t) => {
  const { a, b, callee, caller } = await establish(t, server);
  callee.request('BYE');
  const bye = await a.take('BYE');
  t.equal(bye.header('Call-ID'), caller.callId);
  t.equal(bye.tag('To'), caller.tag);
  a.reply(bye, 200);
  await b.take('200 BYE');
});

void t.test('an answer at once never overtakes the receipt of its request', async (t) => {
  const [app, b] = [await server.app(t), await server.puppet(t)];
  const rounds = 50;
  const answering = (async () => {
    for (let i = 0; i < rounds; i += 1) b.reply(await b.take('OPTIONS'), 200);
  })();
  // With a callback: a promise resolves too late when the response comes in the same chunk as the receipt.
  const answers = await Promise.all(
    Array.from(
      { length: rounds },
      () =>
        new Promise<number>((resolve, reject) =>
          app.request(`sip:${b.hostPort}`, { method: 'OPTIONS' }, (error, request) => {
            if (error) reject(error);
            else request.on('response', (response) => resolve(response.status));
          }),
        ),
    ),
  );
  await answering;
  t.same(answers, Array(rounds).fill(200), 'every response found its request');
});

void t.test('the application may choose its To tag, and sees what was sent', async (t) => {
  const [app, a] = [await server.app(t), await server.puppet(t)];
  const sent = next<[unknown, unknown]>((listener) =>
    app.use('invite', (_request, response) =>
      response.send(486, { headers: { To: 'x;tag=mine', 'X-Why': 'busy' } }, listener),
    ),
  );
  await app.settled();
  const leg = PuppetLeg.calling(a, server);
  leg.request('INVITE', { body: sdp(4000) });
  const busy = await a.take('486');
  leg.ackFailure(busy);
  t.equal(busy.tag('To'), 'mine');
  t.equal(busy.header('X-Why'), 'busy');
  const [error, message] = (await sent) as [null, { get(name: string): string }];
  t.equal(error, null);
  t.equal(message.get('To'), busy.header('To'));
});

void t.test('a dialog that has ended is unknown', async (t) => {
  const { a, b, caller, uas } = await establish(t, server);
  caller.request('BYE');
  await a.take('200 BYE');
  b.reply(await b.take('BYE'), 200);
  await t.rejects(uas.request({ method: 'INFO' }), {
    code: 'ENODIALOG',
    message: 'Server error: unable to find dialog for dialog id provided',
  });
  caller.request('INFO');
  await a.take(/^(481|503) INFO/);
  caller.request('BYE');
  await a.take('481 BYE');
});

void t.test('a body in UTF-8 passes both ways with its length in bytes', async (t) => {
  const [app, a, b] = [await server.app(t), await server.puppet(t), await server.puppet(t)];
  const text = '您的验证码是 123456\r\n';
  const heard = next<[AppRequest, AppResponse]>((listener) => app.use('message', listener));
  await app.settled();
  PuppetLeg.calling(a, server).request('MESSAGE', { headers: ['Content-Type: text/plain'], body: text });
  const [request, response] = await heard;
  t.equal(request.body, text);
  response.send(202);
  await a.take('202 MESSAGE');
  await app.request(`sip:${b.hostPort}`, {
    method: 'MESSAGE',
    headers: { 'Content-Type': 'text/plain' },
    body: text,
  });
  const message = await b.take('MESSAGE');
  t.equal(message.body, text);
  t.equal(message.header('Content-Length'), String(Buffer.byteLength(text)));
});
