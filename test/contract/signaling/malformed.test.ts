import t from 'tap';
import { PuppetLeg } from '../../support/phones/puppet-leg.js';
import { SignalingServer, onlyOurs } from '../../support/servers/signaling-server.js';

/** The parts of a message without faults. */
const SOUND: Readonly<Record<string, string>> = {
  'Max-Forwards': '70',
  From: '<sip:a@x>;tag=1',
  To: '<sip:b@x>',
  CSeq: '1 OPTIONS',
};

const server = await SignalingServer.start(t);

void t.test('malformed requests get 400, and the server goes on', async (t) => {
  const [app, a] = [await server.app(t), await server.puppet(t)];
  app.use('options', (_request, response) => response.send(200));
  await app.settled();
  const cases: readonly [title: string, broken: Record<string, string>, body?: string][] = [
    ['CSeq of another method', { CSeq: '1 INVITE' }],
    ['CSeq without a number', { CSeq: 'one OPTIONS' }],
    ['Content-Length beyond the datagram', { 'Content-Length': '9999' }, 'hello'],
    ['negative Content-Length', { 'Content-Length': '-999' }],
    ['a To without its closing bracket', { To: '"Mr. J. User" <sip:b@x' }],
  ];
  for (const [index, [title, broken, body]] of cases.entries()) {
    const headers = { 'Call-ID': `bad-${a.port}-${index}`, ...SOUND, ...broken };
    a.send(server, request(`OPTIONS sip:${server.hostPort} SIP/2.0`, a.hostPort, index, headers, body));
    const answer = await a.take(/^400/);
    t.equal(answer.header('Call-ID'), `bad-${a.port}-${index}`, title);
  }
  PuppetLeg.calling(a, server).request('OPTIONS');
  await a.take('200 OPTIONS');
});

void t.test(
  'a Content-Length without any body gets 400',
  { skip: onlyOurs('passes on what has no body at all') },
  async (t) => {
    const a = await server.puppet(t);
    const headers = { 'Call-ID': `bodyless-${a.port}`, ...SOUND, 'Content-Length': '9999' };
    a.send(server, request(`OPTIONS sip:${server.hostPort} SIP/2.0`, a.hostPort, 99, headers));
    await a.take('400 OPTIONS');
  },
);

void t.test('what cannot be answered is dropped, and the server goes on', async (t) => {
  const [app, a] = [await server.app(t), await server.puppet(t)];
  app.use('options', (_request, response) => response.send(200));
  await app.settled();
  const junk = [
    '\r\n\r\n',
    '\0\0\0\0',
    Buffer.from([0x00, 0x01, 0x00, 0x00, 0x21, 0x12, 0xa4, 0x42, ...Array(12).fill(7)]),
    Buffer.from(Array.from({ length: 1400 }, (_, i) => (i * 7919) & 0xff)),
    'SIP/2.0 200 OK\r\n\r\n',
    'SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKnone\r\nCSeq: 1 INVITE\r\n\r\n',
    'OPTIONS sip:x SIP/7.0\r\nVia: SIP/7.0/UDP x\r\n\r\n',
    `${'A'.repeat(60_000)}\r\n\r\n`,
    'INVITE sip:x SIP/2.0',
  ];
  for (const bytes of junk) a.sendRaw(server, bytes);
  PuppetLeg.calling(a, server).request('OPTIONS');
  await a.take('200 OPTIONS');
});

void t.test(
  'tortuous but sound messages are shown to the application',
  { skip: onlyOurs('hands folded lines on as they came, and the request ends in 500') },
  async (t) => {
    const [app, a] = [await server.app(t), await server.puppet(t)];
    app.use('options', (request, response) =>
      response.send(200, { headers: { Subject: request.get('Subject') ?? '' } }),
    );
    await app.settled();
    // RFC 4475 3.1.1.1, in short: odd case, folding, escapes, an unknown header and empty parameters.
    a.sendRaw(
      server,
      [
        `OPTIONS sip:vivekg@${server.hostPort};unknownparam SIP/2.0`,
        'TO :',
        ' sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n',
        'from   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>',
        '  ;',
        '  tag = 98asjd8',
        'MaX-fOrWaRdS: 0068',
        `Call-ID: wsinv.${a.port}`,
        'CSeq: 0009',
        '  OPTIONS',
        `Via  : SIP  /   2.0`,
        ` /UDP`,
        `    ${a.hostPort};branch=z9hG4bK-tortuous-${a.port}`,
        's :',
        'NewFangledHeader:   newfangled value',
        ' continued newfangled value',
        'UnknownHeaderWithUnusualValue: ;;,,;;,;',
        'l: 0',
        '',
        '',
      ].join('\r\n'),
    );
    const answer = await a.take(/^(200|481) OPTIONS/);
    t.equal(answer.header('CSeq').replace(/\s+/g, ' '), '0009 OPTIONS');
  },
);

function request(
  startLine: string,
  hostPort: string,
  branch: number,
  headers: Readonly<Record<string, string>>,
  body = '',
): string {
  return [
    startLine,
    `Via: SIP/2.0/UDP ${hostPort};branch=z9hG4bK-bad-${hostPort}-${branch}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    body,
  ].join('\n');
}
