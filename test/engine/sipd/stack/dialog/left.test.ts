/** RFC 3261 13.2.2.4: an answer to an INVITE that is no longer known is acknowledged and hung up. */
import t from 'tap';
import { Caller, header, openBench, startLines, tagOf, wire, type Bench } from '../sip-peer.js';

interface Late {
  readonly status?: string;
  readonly via?: string;
  readonly cseq?: string;
  readonly to?: string;
  readonly from?: string;
  readonly callId?: string;
  readonly headers?: readonly string[];
}

function late({ peer }: Bench, options: Late = {}): string {
  const { status = '200 OK', via = `127.0.0.1:${peer.stackPort}`, cseq = '7 INVITE' } = options;
  const { to = '<sip:b@h>;tag=b1', from = '<sip:x@h>;tag=x1', callId = 'late', headers = [] } = options;
  return wire(
    [
      `SIP/2.0 ${status}`,
      `Via: SIP/2.0/UDP ${via};branch=z9hG4bKgone`,
      `From: ${from}`,
      `To: ${to}`,
      `Call-ID: ${callId}`,
      `CSeq: ${cseq}`,
      `Contact: <sip:b@127.0.0.1:${peer.port};x=y>`,
      ...headers,
      'Content-Length: 0',
    ].join('\n'),
  );
}

void t.test('a late answer gets ACK and BYE, by its routes, each time that it comes', async (t) => {
  const bench = await openBench(t, { left: [] });
  const { peer, stack } = bench;
  const near = `<sip:127.0.0.1:${peer.port};lr;n=1>`;
  const routes = [`Record-Route: <sip:far;lr>, ${near}`];
  for (const round of [1, 2]) {
    peer.send(late(bench, { headers: routes }));
    const [ack = '', bye = '', ...more] = await peer.drain();
    t.same(more, []);
    t.same(startLines([ack, bye]), [
      `ACK sip:b@127.0.0.1:${peer.port};x=y SIP/2.0`,
      `BYE sip:b@127.0.0.1:${peer.port};x=y SIP/2.0`,
    ]);
    t.same([header(ack, 'CSeq'), header(bye, 'CSeq')], ['7 ACK', '8 BYE'], `round ${round}`);
    t.same([tagOf(header(bye, 'From')), tagOf(header(bye, 'To'))], ['x1', 'b1']);
    t.same([header(ack, 'Route'), header(bye, 'Route')], [near, near]);
  }
  t.same([[...stack.dialogs()], stack.counters.dialogs], [[], 0]);
});

void t.test('no other unexpected response is answered', async (t) => {
  const bench = await openBench(t, { left: [] });
  const { peer } = bench;
  for (const options of [
    { status: '183 Progress' },
    { status: '486 Busy' },
    { cseq: '7 BYE' },
    { to: '<sip:b@h>' },
    { via: '127.0.0.1:9' },
    { via: `192.0.2.1:${peer.stackPort}` },
  ])
    peer.send(late(bench, options));
  t.same(await peer.drain(), []);
});

void t.test('a call that is up is not ended by a 2xx that comes again', async (t) => {
  const bench = await openBench(t, { left: [] });
  const { peer, user, stack } = bench;
  const caller = new Caller(peer);
  peer.send(caller.request('INVITE'));
  const request = await user.take(user.requests);
  request.respond({ status: 200, headers: [] });
  await peer.drain();
  const { localTag = '' } = request.dialog ?? {};
  peer.send(late(bench, { callId: 'call-1', from: `<sip:x@h>;tag=${localTag}`, to: '<sip:a@h>;tag=a1' }));
  t.same(await peer.drain(), []);
  t.equal(stack.counters.dialogs, 1);
});

void t.test('without an earlier stack no such 2xx is answered', async (t) => {
  const bench = await openBench(t);
  bench.peer.send(late(bench));
  t.same(await bench.peer.drain(), []);
});

void t.test('a stranger who answers is not believed', async (t) => {
  const sources = { isTrunk: () => false, registers: false, users: [] };
  const bench = await openBench(t, { sources, left: [] });
  const { peer, stack } = bench;
  peer.send(late(bench));
  // One thing is worked on behind the other, and this one is counted.
  peer.send(new Caller(peer, 'stranger').request('OPTIONS'));
  while (stack.counters.received < 2) await new Promise((resolve) => setImmediate(resolve));
  t.same(peer.pending, []);
});
