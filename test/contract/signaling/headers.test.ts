import t from 'tap';
import { PuppetLeg, sdp } from '../../support/phones/puppet-leg.js';
import type { PuppetMessage } from '../../support/phones/sip-puppet.js';
import { SignalingServer, onlyOurs, type Teardown } from '../../support/servers/signaling-server.js';
import { held, next, type AppRequest, type AppResponse } from '../../support/stages/srf-app.js';

const server = await SignalingServer.start(t);

void t.test('localhost in identity headers becomes our address, and nowhere else', async (t) => {
  const invite = await inviteWith(t, server, {
    From: '"Shown" <sip:x@localhost;user=phone>',
    To: '<sip:y@localhost>',
    Contact: '<sip:masked@localhost;foo=1>',
    'P-Asserted-Identity': '<sip:pai@localhost:5099>',
    'Remote-Party-ID': '<sip:rpid@localhost>',
  });
  t.match(invite.header('From'), `"Shown" <sip:x@${server.hostPort};user=phone>;tag=`);
  t.equal(invite.header('To'), `<sip:y@${server.hostPort}>`);
  t.equal(invite.header('Contact'), `<sip:masked@${server.hostPort};foo=1>`);
  t.equal(invite.header('P-Asserted-Identity'), `<sip:pai@${server.hostPort}>`);
  t.equal(invite.header('Remote-Party-ID'), '<sip:rpid@localhost>');
});

void t.test(
  'the application writes Call-ID, CSeq, From tag and Max-Forwards where it wants to',
  async (t) => {
    const invite = await inviteWith(t, server, {
      From: '<sip:x@localhost>;tag=chosen',
      'Call-ID': `chosen-${process.pid}-${Date.now()}`,
      CSeq: '77 INVITE',
      'Max-Forwards': '9',
    });
    t.equal(invite.tag('From'), 'chosen');
    t.match(invite.header('Call-ID'), /^chosen-/);
    t.equal(invite.header('CSeq'), '77 INVITE');
    t.equal(invite.header('Max-Forwards'), '9');
  },
);

void t.test('what only the server writes is dropped, unknown names get their capitals', async (t) => {
  const invite = await inviteWith(t, server, {
    From: 'sip:x@localhost',
    Via: 'SIP/2.0/UDP evil',
    Route: '<sip:evil;lr>',
    'Record-Route': '<sip:evil;lr>',
    RSeq: '1',
    'my-other': 'a',
    'x-lower': 'b',
    'X-Two': 'c',
  });
  t.equal(invite.all('Via').length, 1);
  for (const name of ['Route', 'Record-Route', 'RSeq']) t.equal(invite.header(name), '', name);
  t.ok(invite.raw.includes('\r\nMy-Other: a\r\n'));
  t.ok(invite.raw.includes('\r\nx-lower: b\r\n'));
  t.ok(invite.raw.includes('\r\nX-Two: c\r\n'));
});

void t.test(
  'compact names, folded lines and odd spacing of a peer are understood',
  { skip: onlyOurs('shows compact names as they came') },
  async (t) => {
    const [app, a] = [await server.app(t), await server.puppet(t)];
    const arrived = next<[AppRequest, AppResponse]>((listener) => app.use('message', listener));
    await app.settled();
    a.send(
      server,
      `
    MESSAGE sip:${server.hostPort} SIP/2.0
    v: SIP/2.0/UDP ${a.hostPort};branch=z9hG4bK-compact-${a.port}
    f: <sip:a@x>;tag=1
    t: <sip:${server.hostPort}>
    i: compact-${a.port}
    CSEQ:   1    MESSAGE
    s: one
      two
    x: 1800
    o: presence
    c: text/plain

    hello`,
    );
    const [request, response] = await arrived;
    response.send(200);
    await a.take('200 MESSAGE');
    t.equal(request.get('Subject'), 'one two');
    t.equal(request.get('Session-Expires'), '1800');
    t.equal(request.get('Event'), 'presence');
    t.equal(request.get('Content-Type'), 'text/plain');
    t.equal(request.getParsedHeader('From').params['tag'], '1');
    t.equal(request.body, 'hello\r\n');
  },
);

void t.test('a digest challenge is answered under the same Call-ID with the next CSeq', async (t) => {
  const [app, b] = [await server.app(t), await server.puppet(t)];
  const established = held(
    app.createUAC(`sip:bob@${b.hostPort}`, {
      localSdp: sdp(4000),
      callingNumber: '17100000001',
      auth: { username: 'trunk', password: 'secret' },
    }),
  );
  const first = await b.take('INVITE');
  b.reply(first, 407, { headers: ['Proxy-Authenticate: Digest realm="x", nonce="n", algorithm=MD5'] });
  await b.take('ACK');
  const second = await b.take('INVITE');
  t.equal(second.header('Call-ID'), first.header('Call-ID'));
  t.equal(second.tag('From'), first.tag('From'));
  const [number] = first.header('CSeq').split(' ');
  t.equal(second.header('CSeq'), `${Number(number) + 1} INVITE`);
  t.match(second.header('Proxy-Authorization'), 'username="trunk"');
  b.reply(second, 200, {
    headers: [`Contact: <sip:bob@${b.hostPort}>`, 'Content-Type: application/sdp'],
    body: sdp(5000),
  });
  const ack = await b.take('ACK');
  t.equal(ack.header('CSeq'), `${Number(number) + 1} ACK`);
  const dialog = await established;
  const ended = held(dialog.destroy());
  const bye = await b.take('BYE');
  t.equal(bye.header('CSeq'), `${Number(number) + 2} BYE`);
  b.reply(bye, 200);
  await ended;
});

void t.test(
  'a header of 50 kB passes over TCP',
  { skip: onlyOurs('answers a header above 8 kB with 400') },
  async (t) => {
    const [app, a] = [await server.app(t), await server.puppet(t, 'tcp')];
    const arrived = next<[AppRequest, AppResponse]>((listener) => app.use('options', listener));
    await app.settled();
    const long = 'x'.repeat(50_000);
    PuppetLeg.calling(a, server).request('OPTIONS', { headers: [`X-Long: ${long}`] });
    const [request, response] = await arrived;
    t.equal(request.get('X-Long'), long);
    response.send(200, { headers: { 'X-Long': long } });
    t.equal((await a.take('200 OPTIONS')).header('X-Long'), long);
  },
);

void t.test('call detail events, one start and one stop a leg', async (t) => {
  const [app, a] = [await server.app(t), await server.puppet(t)];
  const events: string[] = [];
  let stopped = (): void => undefined;
  const over = new Promise<void>((resolve) => (stopped = resolve));
  app.on('cdr:attempt', (source) => events.push(`attempt ${source}`));
  app.on('cdr:start', (source, _time, role) => events.push(`start ${source} ${role}`));
  app.on('cdr:stop', (source, _time, reason) => {
    events.push(`stop ${source} ${reason}`);
    stopped();
  });
  app.use('invite', (request, response) => {
    void app.createUAS(request, response, { localSdp: sdp(5000) });
  });
  await app.settled();
  const leg = PuppetLeg.calling(a, server);
  leg.request('INVITE', { body: sdp(4000) });
  leg.ack(await a.take('200 INVITE'));
  leg.request('BYE');
  await a.take('200 BYE');
  await over;
  t.same(events, ['attempt network', 'start application uas', 'stop network normal-release']);
});

/** The INVITE a peer gets when the application asks for these headers. */
async function inviteWith(
  t: Teardown,
  server: SignalingServer,
  headers: Record<string, string>,
): Promise<PuppetMessage> {
  const [app, b] = [await server.app(t), await server.puppet(t)];
  const outcome = held(app.createUAC(`sip:bob@${b.hostPort}`, { localSdp: sdp(4000), headers }));
  const invite = await b.take('INVITE');
  b.reply(invite, 486);
  await b.take('ACK');
  await outcome.catch(() => undefined);
  return invite;
}
