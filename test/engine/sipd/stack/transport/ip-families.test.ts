/** IPv4 and IPv6 side by side: which listener a message leaves from, how it names itself, and one socket for both. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import t from 'tap';
import type { ListenPoint } from '../../../../../engine/sipd/stack/stack.js';
import { Caller, header, openBench, startLine, UdpPeer, wire, type Bench } from '../sip-peer.js';

function point(transport: ListenPoint['transport'], host: string, externalHost?: string): ListenPoint {
  return { transport, host, port: 0, ...(externalHost !== undefined && { externalHost }) };
}

/** Sends an OPTIONS to that peer, and returns what it gets. */
async function asked({ stack, user }: Bench, peer: UdpPeer, host: string): Promise<string> {
  const uri = `sip:b@${host}:${peer.port}`;
  stack.request({ method: 'INVITE', uri, headers: [] }, { onResponse: user.onResponse });
  return peer.next();
}

void t.test('a request leaves by the listener of its family, and names it with brackets', async (t) => {
  const bench = await openBench(t, { listen: [point('udp', '127.0.0.1'), point('udp', '::1')] });
  const six = await UdpPeer.open(bench.stack, '::1');
  t.teardown(() => six.close());
  const [four, other] = bench.stack.listenPoints.map(({ port }) => port);
  const overFour = await asked(bench, bench.peer, '127.0.0.1');
  t.match(header(overFour, 'Via'), `SIP/2.0/UDP 127.0.0.1:${four};`);
  t.equal(header(overFour, 'Contact'), `<sip:127.0.0.1:${four}>`);
  const overSix = await asked(bench, six, '[::1]');
  t.match(header(overSix, 'Via'), `SIP/2.0/UDP [::1]:${other};`);
  t.equal(header(overSix, 'Contact'), `<sip:[::1]:${other}>`);
});

void t.test('the external host is that of the listener of the family', async (t) => {
  const bench = await openBench(t, {
    listen: [point('udp', '127.0.0.1', '203.0.113.5'), point('udp', '::1', '2001:db8::5')],
  });
  const six = await UdpPeer.open(bench.stack, '::1');
  t.teardown(() => six.close());
  t.match(header(await asked(bench, bench.peer, '127.0.0.1'), 'Via'), 'SIP/2.0/UDP 203.0.113.5:');
  t.match(header(await asked(bench, six, '[::1]'), 'Via'), 'SIP/2.0/UDP [2001:db8::5]:');
});

void t.test('a listener on :: serves IPv4 with IPv4 addresses, in both directions', async (t) => {
  const known: string[] = [];
  const isTrunk = (address: string): boolean => {
    known.push(address);
    return address === '127.0.0.1' || address === '::1';
  };
  const bench = await openBench(t, {
    listen: [point('udp', '::'), point('tcp', '::')],
    sources: { isTrunk, registers: false },
  });
  const [udp = 0, tcp = 0] = bench.stack.listenPoints.map(({ port }) => port);
  const peer = createSocket('udp4');
  peer.bind(0, '127.0.0.1');
  await once(peer, 'listening');
  t.teardown(() => peer.close());
  const at = { port: peer.address().port } as UdpPeer;
  const answer = once(peer, 'message') as Promise<[Buffer]>;
  peer.send(
    wire(new Caller(at, 'four').request('OPTIONS').replace(';branch', ';rport;branch')),
    udp,
    '127.0.0.1',
  );
  const request = await bench.user.take(bench.user.requests);
  t.equal(request.flow.remoteAddress, '127.0.0.1');
  request.respond({ status: 200, headers: [] });
  const [bytes] = await answer;
  t.equal(startLine(bytes.toString()), 'SIP/2.0 200 OK');
  t.match(header(bytes.toString(), 'Via'), 'received=127.0.0.1');

  const invite = once(peer, 'message') as Promise<[Buffer]>;
  const uri = `sip:b@127.0.0.1:${at.port};transport=udp`;
  bench.stack.request({ method: 'INVITE', uri, headers: [] }, { onResponse: bench.user.onResponse });
  t.match(header((await invite)[0].toString(), 'Via'), `SIP/2.0/UDP 127.0.0.1:${udp};`);

  const client = connect({ port: tcp, host: '127.0.0.1' });
  t.teardown(() => client.destroy());
  client.write(wire(new Caller(at, 'tcp').request('OPTIONS').replace('SIP/2.0/UDP', 'SIP/2.0/TCP')));
  t.equal((await bench.user.take(bench.user.requests)).flow.remoteAddress, '127.0.0.1');
  t.same([...new Set(known)], ['127.0.0.1']);
});

void t.test(':: and an IPv4 listener may have one port', async (t) => {
  const four = createSocket('udp4');
  four.bind(0, '127.0.0.1');
  await once(four, 'listening');
  const { port } = four.address();
  four.close();
  await once(four, 'close');
  const listen = (['udp', 'tcp'] as const).flatMap((transport) => [
    { transport, host: '::', port },
    { transport, host: '127.0.0.1', port },
  ]);
  const bench = await openBench(t, { listen });
  t.same(
    bench.stack.listenPoints.map((one) => one.port),
    [port, port, port, port],
  );
});

void t.test('a URI may spell an IPv6 address otherwise than the socket does', async (t) => {
  const bench = await openBench(t, { listen: [point('udp', '127.0.0.1'), point('udp', '0:0:0:0:0:0:0:1')] });
  const six = await UdpPeer.open(bench.stack, '::1');
  t.teardown(() => six.close());
  t.match(await asked(bench, six, '[0:0::1]'), /^INVITE /);
  const own = bench.stack.listenPoints[1]?.port ?? 0;
  const draft = { method: 'OPTIONS', uri: `sip:[::0:1]:${own}`, headers: [] };
  t.throws(() => bench.stack.request(draft, { onResponse: bench.user.onResponse }), { code: 'to-myself' });
});
