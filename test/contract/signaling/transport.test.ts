import t, { type t as tap } from 'tap';
import { establish } from '../../support/phones/puppet-call.js';
import { sdp } from '../../support/phones/puppet-leg.js';
import { SignalingServer, isOurs, onlyOurs, type Teardown } from '../../support/servers/signaling-server.js';
import { held, next, type AppRequest, type AppResponse } from '../../support/stages/srf-app.js';

const server = await SignalingServer.start(t);

void t.test('Record-Route of both sides is followed in both dialogs', async (t) => {
  const [a, b] = [await server.puppet(t), await server.puppet(t)];
  const routeOf = (name: string, hostPort: string): string => `<sip:${name}@${hostPort};lr>`;
  const call = await establish(t, server, {
    a,
    b,
    // The puppets themselves are the proxies; no process listens at the Contacts.
    inviteHeaders: [`Record-Route: ${routeOf('p1', a.hostPort)}, ${routeOf('p2', a.hostPort)}`],
    callerContact: '<sip:alice@127.0.0.77:9>',
    okHeaders: [`Record-Route: ${routeOf('p3', b.hostPort)}`, `Record-Route: ${routeOf('p4', b.hostPort)}`],
    calleeContact: '<sip:bob@127.0.0.78:9>',
  });
  t.equal(
    call.ok.all('Record-Route').join(', '),
    `${routeOf('p1', a.hostPort)}, ${routeOf('p2', a.hostPort)}`,
  );
  const toA = call.uas.request({ method: 'INFO' });
  const infoA = await a.take('INFO');
  t.equal(infoA.startLine, 'INFO sip:alice@127.0.0.77:9 SIP/2.0');
  t.equal(
    infoA.all('Route').join(', ').replace(/,\s*/g, ', '),
    `${routeOf('p1', a.hostPort)}, ${routeOf('p2', a.hostPort)}`,
  );
  a.reply(infoA, 200);
  await toA;
  const toB = call.uac.request({ method: 'INFO' });
  const infoB = await b.take('INFO');
  t.equal(infoB.startLine, 'INFO sip:bob@127.0.0.78:9 SIP/2.0');
  t.equal(
    infoB.all('Route').join(', ').replace(/,\s*/g, ', '),
    `${routeOf('p4', b.hostPort)}, ${routeOf('p3', b.hostPort)}`,
    'reversed',
  );
  b.reply(infoB, 200);
  await toB;
});

void t.test('a peer behind NAT is reached where its messages came from', async (t) => {
  const call = await establish(t, server, {
    callerContact: '<sip:alice@10.9.9.9:5060>',
    calleeContact: '<sip:bob@10.9.9.8:5060>',
  });
  const toA = call.uas.request({ method: 'INFO' });
  const infoA = await call.a.take('INFO');
  t.equal(infoA.startLine, 'INFO sip:alice@10.9.9.9:5060 SIP/2.0');
  call.a.reply(infoA, 200);
  await toA;
  const toB = call.uac.request({ method: 'INFO' });
  call.b.reply(await call.b.take('INFO'), 200);
  await toB;
});

void t.test('a call over TCP on both legs', async (t) => {
  const call = await establish(t, server, {
    a: await server.puppet(t, 'tcp'),
    b: await server.puppet(t, 'tcpServer'),
  });
  t.match(call.invite.header('Via'), 'SIP/2.0/TCP');
  call.caller.request('BYE');
  await call.a.take('200 BYE');
  call.b.reply(await call.b.take('BYE'), 200);
});

void t.test('our own Contact names TCP where that is the transport', async (t) => {
  const [app, b] = [await server.app(t), await server.puppet(t, 'tcpServer')];
  const outcome = held(
    app.createUAC(`sip:bob@${b.hostPort};transport=tcp`, {
      localSdp: sdp(4000),
      headers: { From: 'sip:17100000001@localhost' },
    }),
  );
  const invite = await b.take('INVITE');
  t.match(invite.contact, /;transport=tcp/i);
  b.reply(invite, 486);
  await b.take('ACK');
  await t.rejects(outcome, /486/);
});

void t.test('a TCP peer that goes away mid-call: a request to it fails, the other leg stays', async (t) => {
  const call = await establish(t, server, {
    a: await server.puppet(t, 'tcp'),
    isCoupled: false,
    callerContact: '<sip:alice@127.0.0.1:9;transport=tcp>',
  });
  call.a.close();
  const info = await call.uas.request({ method: 'INFO' });
  // drachtio-server tries a connection it has not yet seen closed, and waits for an answer.
  t.ok((isOurs ? [503] : [503, 408]).includes(info.status), String(info.status));
  const other = call.uac.request({ method: 'INFO' });
  call.b.reply(await call.b.take('INFO'), 200);
  t.equal((await other).status, 200);
});

void t.test('messages glued together and cut apart on TCP are all answered', async (t) => {
  await answersAll(t, (message) => `${message(1)}${message(2)}${message(3)}`);
});

void t.test(
  'line ends before messages on TCP are nothing (RFC 3261 7.5)',
  { skip: onlyOurs('drops what comes glued to line ends') },
  (t) => answersAll(t, (message) => `\r\n\r\n${message(1)}${message(2)}\r\n${message(3)}`),
);

void t.test('the next hop of the option proxy is not seen in the message', async (t) => {
  const [app, b] = [await server.app(t), await server.puppet(t)];
  const outcome = held(
    app.createUAC('sip:bob@carrier.example', {
      localSdp: sdp(4000),
      proxy: `sip:${b.hostPort}`,
      callingNumber: '17100000001',
    }),
  );
  const invite = await b.take('INVITE');
  t.equal(invite.startLine, 'INVITE sip:bob@carrier.example SIP/2.0');
  t.equal(invite.header('Route'), '');
  b.reply(invite, 404);
  await b.take('ACK');
  await t.rejects(outcome, /404/);
});

void t.test(
  'an INVITE with tel: goes by the option proxy only',
  { skip: onlyOurs('crashes on tel:') },
  async (t) => {
    const [app, b] = [await server.app(t), await server.puppet(t)];
    await t.rejects(app.request('tel:+8613800000000', { method: 'OPTIONS' }), /invalid request-uri/);
    const request = await app.request('tel:+8613800000000', {
      method: 'OPTIONS',
      proxy: `sip:${b.hostPort}`,
    });
    const answered = next<[AppResponse, unknown]>((listener) => request.on('response', listener));
    b.reply(await b.take('OPTIONS'), 200);
    t.equal((await answered)[0].status, 200);
  },
);

void t.test('a request whose Via asks for it is answered where it came from', async (t) => {
  const [app, a] = [await server.app(t), await server.puppet(t)];
  const arrived = next<[AppRequest, AppResponse]>((listener) => app.use('options', listener));
  await app.settled();
  a.send(
    server,
    `
    OPTIONS sip:${server.hostPort} SIP/2.0
    Via: SIP/2.0/UDP 10.9.9.9:5060;branch=z9hG4bK-nat-${a.port};rport
    From: <sip:a@x>;tag=1
    To: <sip:${server.hostPort}>
    Call-ID: nat-${a.port}
    CSeq: 1 OPTIONS
    Max-Forwards: 70
    `,
  );
  const [request, response] = await arrived;
  t.match(request.get('Via'), `rport=${a.port}`);
  t.match(request.get('Via'), `received=${a.address}`);
  response.send(200);
  const ok = await a.take('200 OPTIONS');
  t.match(ok.header('Via'), `received=${a.address}`);
});

/** Sends what `stream` makes of three messages over TCP, seven bytes at a time, and has each answered. */
async function answersAll(
  t: Teardown & Pick<typeof tap, 'same'>,
  stream: (message: (n: number) => string) => string,
): Promise<void> {
  const [app, a] = [await server.app(t), await server.puppet(t, 'tcp')];
  app.use('options', (_request, response) => response.send(200));
  await app.settled();
  const text = (n: number): string =>
    [
      `OPTIONS sip:${server.hostPort} SIP/2.0`,
      `Via: SIP/2.0/TCP ${a.hostPort};branch=z9hG4bK-glued-${a.port}-${n}`,
      `From: <sip:a@x>;tag=${n}`,
      `To: <sip:${server.hostPort}>`,
      `Call-ID: glued-${a.port}-${n}`,
      'CSeq: 1 OPTIONS',
      'Max-Forwards: 70',
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n');
  const bytes = Buffer.from(stream(text));
  for (let at = 0; at < bytes.length; at += 7) a.sendRaw(server, bytes.subarray(at, at + 7));
  const callIds = [];
  for (let i = 0; i < 3; i += 1) callIds.push((await a.take('200 OPTIONS')).header('Call-ID'));
  t.same(
    callIds,
    [1, 2, 3].map((n) => `glued-${a.port}-${n}`),
  );
}
