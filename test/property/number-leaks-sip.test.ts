/** The same of SIP: a number in every header and in the body of every request, of the carrier's and of strangers. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import t from 'tap';
import { filesOf, logOf, NATIONAL, NUMBER, service, showing } from './planted-number.js';

for (const [server, level] of [
  ['embedded', 'info'],
  ['embedded-drachtio', 'info'],
  ['embedded', 'trace'],
  ['embedded-drachtio', 'trace'],
] as const)
  void t.test(
    `SIP: every header of every request, with sip.server: ${server} and log.level: ${level}`,
    async (t) => {
      const callveil = await service(t, server, level);
      const port = callveil.sipPort('udp');
      const bind = { callerNum: NUMBER, calleeNum: '+8613912345679', relationNum: '+867550000000' + '0' };
      await callveil
        .client({ appKey: 'key-AXB', appSecret: 'secret-AXB' })
        .post('/rest/caas/relationnumber/partners/v1.0', bind);
      for (const address of ['127.0.0.2', '127.0.0.9']) {
        const [carrier, peer] = [createSocket('udp4'), createSocket('udp4')];
        carrier.bind(0, '127.0.0.2');
        peer.bind(0, address);
        await Promise.all([once(carrier, 'listening'), once(peer, 'listening')]);
        const from = { address, port: peer.address().port };
        const messages = ['INVITE', 'REGISTER', 'OPTIONS', 'MESSAGE', 'BYE', NATIONAL].flatMap((method) => [
          ...messagesOf(method, from),
        ]);
        for (const [n, message] of messages.entries()) {
          peer.send(message.replaceAll('$N', `${address}-${n}`), port, '127.0.0.1');
          if (n % 10 === 0) await heard(carrier, `${address}-${n}`, port);
        }
        await heard(carrier, `${address}-last`, port);
        carrier.close();
        peer.close();
      }
      t.same(showing([await callveil.metrics()]), [], 'metrics');
      t.same(showing(await filesOf(callveil)), [], 'file names');
      t.same(showing(await logOf(callveil)), [], 'log');
      const traced = callveil.log.filter(({ msg }) => msg === 'SIP message');
      for (const [direction, start] of [
        ['in', 'INVITE sip:'],
        ['out', 'SIP/2.0 '],
      ] as const) {
        const told = traced
          .filter((line) => line['direction'] === direction)
          .map(({ pii }) => JSON.stringify(pii));
        const isTold = told.some((text) => text.startsWith(`{"message":"${start}`));
        t.equal(isTold, level === 'trace', `${direction}: messages are told at trace`);
      }
    },
  );

/** Resolves when an OPTIONS of the carrier's is answered, and so all that was sent before it was taken. */
async function heard(carrier: Socket, id: string, port: number): Promise<void> {
  const { address, port: own } = carrier.address();
  const answered = new Promise<void>((resolve) => {
    const take = (bytes: Buffer): void => {
      if (!bytes.includes(`ping-${id}@`)) return;
      carrier.off('message', take);
      resolve();
    };
    carrier.on('message', take);
  });
  const ping = [
    'OPTIONS sip:127.0.0.1 SIP/2.0',
    `Via: SIP/2.0/UDP ${address}:${own};branch=z9hG4bK-ping-${id}`,
    `From: <sip:ping@${address}>;tag=1`,
    'To: <sip:127.0.0.1>',
    `Call-ID: ping-${id}@${address}`,
    'CSeq: 1 OPTIONS',
    'Max-Forwards: 70',
    'Content-Length: 0',
  ];
  const send = (): void => carrier.send(`${ping.join('\r\n')}\r\n\r\n`, port, '127.0.0.1');
  send();
  // A datagram may be lost where so many come at once.
  const again = setInterval(send, 500);
  await answered;
  clearInterval(again);
}

/** A plain request to X, and the same with the number in each of its places in turn. */
function* messagesOf(
  method: string,
  from: { readonly address: string; readonly port: number },
): Generator<string> {
  const sdp = `v=0\r\no=- 1 1 IN IP4 ${from.address}\r\ns=-\r\nc=IN IP4 ${from.address}\r\nt=0 0\r\nm=audio 40000 RTP/AVP 8\r\n`;
  const plain: Record<string, string> = {
    Via: `SIP/2.0/UDP ${from.address}:${from.port};branch=z9hG4bK-$N`,
    From: `<sip:${NUMBER}@${from.address}>;tag=$N`,
    To: '<sip:+8675500000000@127.0.0.1>',
    'Call-ID': 'leak-$N',
    CSeq: `1 ${method}`,
    'Max-Forwards': '70',
    Contact: `<sip:${NUMBER}@${from.address}:${from.port}>`,
  };
  const build = (headers: Record<string, string>, uri = 'sip:+8675500000000@127.0.0.1', body = sdp): string =>
    `${method} ${uri} SIP/2.0\r\n${Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}Content-Type: application/sdp\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  yield build(plain);
  for (const uri of [
    `sip:${NUMBER}@127.0.0.1`,
    `tel:${NUMBER}`,
    `sip:+8675500000000;postd=${NATIONAL}@127.0.0.1`,
    `${NATIONAL}:x`,
    NATIONAL,
    `sip:x@${NATIONAL}`,
  ])
    yield build(plain, uri);
  for (const name of [
    ...Object.keys(plain),
    'P-Asserted-Identity',
    'Diversion',
    'Remote-Party-ID',
    'Subject',
    'User-Agent',
    'Require',
    'Supported',
    'Session-Expires',
    'Route',
    'Record-Route',
    'Authorization',
    'Expires',
    'Reason',
    'Content-Encoding',
    'X-Number',
  ])
    for (const value of [
      NUMBER,
      `<sip:${NUMBER}@${from.address}>`,
      `"${NATIONAL}" <sip:x@${NATIONAL}:0>;tag=${NATIONAL}`,
      `<sips:${NUMBER}@h;transport=${NATIONAL}>`,
      `SIP/2.0/UDP ${NATIONAL};branch=z9hG4bK-${NATIONAL}$N`,
    ])
      yield build({ ...plain, [name]: value });
  for (const body of [
    NUMBER,
    sdp.replace('s=-', `s=${NUMBER}`),
    sdp.replaceAll(from.address, NATIONAL),
    `${sdp}a=${NUMBER}\r\na=rtpmap:8 ${NUMBER}\r\n`,
    sdp.replace('RTP/AVP 8', NATIONAL),
  ])
    yield build(plain, undefined, body);
  yield `${NUMBER} ${NUMBER}\r\n\r\n`;
  yield build(plain).replace('SIP/2.0\r\n', `SIP/${NATIONAL}\r\n`);
}
