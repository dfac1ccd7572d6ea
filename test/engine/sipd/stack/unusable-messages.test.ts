/**
 * What cannot be used is answered, or fails what it was an answer to: what a stack does with it, seen from both of its
 * sides.
 */
import t from 'tap';
import { Caller, header, openBench, startLine, startLines, wire } from './sip-peer.js';

void t.test('a refusal goes where the request came from when its Via does not say where', async (t) => {
  const { user, peer } = await openBench(t);
  const cases: [via: string, status: string][] = [
    ['SIP/2.0/UDP 127.0.0.1:0;branch=z9hG4bKx1', 'SIP/2.0 400 Bad Via Header'],
    ['SIP/2.0/UDP 127.0.0.1:99999;branch=z9hG4bKx2', 'SIP/2.0 400 Bad Via Header'],
    ['SIP/2.0/UDP 127.0.0.1:9;branch=', 'SIP/2.0 400 Bad Via Header'],
    ['nonsense', 'SIP/2.0 400 Bad Via Header'],
  ];
  for (const [via, status] of cases) {
    peer.send(new Caller(peer).request('OPTIONS').replace(/Via: .*/, `Via: ${via}`));
    const [answer = ''] = await peer.drain();
    t.equal(startLine(answer), status, via);
    t.ok(header(answer, 'Via').startsWith(via), 'and its Via is what was sent');
  }
  t.same(user.errors, []);
});

void t.test('what the Via of a response looks like is for its sender to recognise', async (t) => {
  const { user, peer } = await openBench(t);
  const cases: [via: string, answered: string][] = [
    ['127.0.0.1:9;branch=z9hG4bKy1;rport=', '127.0.0.1:9;branch=z9hG4bKy1;rport=PORT;received=127.0.0.1'],
    ['127.0.0.1:PORT;branch=z9hG4bKy2;', '127.0.0.1:PORT;branch=z9hG4bKy2;rport=PORT'],
    ['127.0.0.1:PORT;;branch=z9hG4bKy3;,;', '127.0.0.1:PORT;;branch=z9hG4bKy3;rport=PORT'],
    [
      '[::1:PORT;branch=z9hG4bKy4;rport=x;x=1',
      '[::1:PORT;branch=z9hG4bKy4;x=1;rport=PORT;received=127.0.0.1',
    ],
  ];
  for (const [via, answered] of cases) {
    const withPort = (text: string): string => `SIP/2.0/UDP ${text.replaceAll('PORT', String(peer.port))}`;
    peer.send(
      new Caller(peer, encodeURIComponent(via))
        .request('OPTIONS')
        .replace(/Via: .*/, `Via: ${withPort(via)}`),
    );
    const request = await user.take(user.requests);
    t.equal(request.respond({ status: 200, headers: [] }).message.headers.get('Via'), withPort(answered));
    t.equal((await peer.drain()).length, 1, via);
  }
});

void t.test(
  'another version of SIP is 505, an unknown scheme 416, a Request-URI that is none 400',
  async (t) => {
    const { user, peer } = await openBench(t);
    const cases: [line: string, status: string][] = [
      ['OPTIONS sip:x@h SIP/7.0', 'SIP/2.0 505 Version Not Supported'],
      ['OPTIONS sip:x@h SIP/1.0', 'SIP/2.0 505 Version Not Supported'],
      ['OPTIONS mailto:x@h SIP/2.0', 'SIP/2.0 416 Unsupported URI Scheme'],
      ['OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0', 'SIP/2.0 416 Unsupported URI Scheme'],
      ['OPTIONS x@h SIP/2.0', 'SIP/2.0 400 Bad Request-URI'],
      ['OPTIONS sip:%zz@h SIP/2.0', 'SIP/2.0 400 Bad Request-URI'],
      ['OPTIONS sip: SIP/2.0', 'SIP/2.0 400 Bad Request-URI'],
      ['OPTIONS  SIP/2.0', 'SIP/2.0 400 Bad Request-URI'],
      ['OPTIONS tel:abc! SIP/2.0', 'SIP/2.0 400 Bad Request-URI'],
    ];
    for (const [line, status] of cases) {
      peer.send(new Caller(peer).request('OPTIONS').replace(/OPTIONS sip:.*/, line));
      t.same(startLines(await peer.drain()), [status], line);
    }
    t.same(user.requests, []);
    for (const uri of [
      '<sip:x@h>',
      'sip:x@h ; lr',
      'sip:x@h:0',
      'sip:x@a/b:x;',
      'sip:x@h?Subject=y',
      'tel:+86138',
    ]) {
      peer.send(
        new Caller(peer, encodeURIComponent(uri))
          .request('OPTIONS')
          .replace(/OPTIONS sip:.*/, `OPTIONS ${uri} SIP/2.0`),
      );
      (await user.take(user.requests)).respond({ status: 200, headers: [] });
      t.same(startLines(await peer.drain()), ['SIP/2.0 200 OK'], uri);
    }
  },
);

for (const [what, spoil] of [
  ['no CSeq', (text: string) => text.replace(/CSeq: .*\n/, '')],
  ['a Call-ID that is two', (text: string) => text.replace(/Call-ID: .*/, 'Call-ID: a\nCall-ID: b')],
  ['a tag that is not clear', (text: string) => text.replace(/;tag=b1/, ';tag=b1;tag=b2')],
  ['a length beyond its end', (text: string) => text.replace('\n\n', '\nContent-Length: 999\n\n')],
  ['a version that is none of ours', (text: string) => text.replace('SIP/2.0 200', 'SIP/3.0 200')],
] as const) {
  void t.test(`a 200 with ${what} is delivered at once, without its body`, async (t) => {
    const { user, peer, stack } = await openBench(t);
    const statuses: number[] = [];
    const bodies: number[] = [];
    const draft = { method: 'INVITE', uri: `sip:b@127.0.0.1:${peer.port}`, headers: [] };
    const sent = stack.request(draft, {
      onResponse: (response) => {
        statuses.push(response.status);
        bodies.push(response.body.length);
      },
    });
    const invite = await peer.next();
    const answer = [
      'SIP/2.0 200 OK',
      ...['Via', 'From', 'Call-ID', 'CSeq'].map((name) => `${name}: ${header(invite, name)}`),
      `To: ${header(invite, 'To')};tag=b1`,
      `Contact: <sip:b@127.0.0.1:${peer.port}>`,
      'Content-Type: application/sdp',
    ].join('\n');
    peer.sendRaw(Buffer.from(wire(spoil(`${answer}\n\nv=0\n`))));
    await peer.drain();
    t.same([statuses, bodies], [[what.startsWith('a version') ? 502 : 200], [0]]);
    t.same(user.errors, []);
    t.equal(stack.counters.malformedDropped, 0);
    t.ok(sent);
  });
}

void t.test('a response to no request is dropped and counted', async (t) => {
  const { peer, stack, user } = await openBench(t);
  peer.send('SIP/2.0 200 OK\nVia: SIP/2.0/UDP h;branch=z9hG4bKnone\nCSeq: x\n');
  peer.send('OPTIONS sip:x@h SIP/2.0\nFrom: <sip:a@h>;tag=1\nTo: <sip:x@h>\nCall-ID: c\nCSeq: 1 OPTIONS\n');
  t.same(await peer.drain(), []);
  t.equal(stack.counters.malformedDropped, 2);
  t.same(user.errors, []);
});
