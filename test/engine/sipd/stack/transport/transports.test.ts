import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import t from 'tap';
import { createStack } from '../../../../../engine/sipd/stack/sip-stack.js';
import type { ListenPoint, Stack, StackOptions } from '../../../../../engine/sipd/stack/stack.js';
import { FakeClock } from '../fake-clock.js';
import { Caller, header, openBench, Recorder, reply, startLine, UdpPeer, wire } from '../sip-peer.js';

const BOTH: Partial<StackOptions> = {
  listen: [
    { transport: 'udp', host: '127.0.0.1', port: 0 },
    { transport: 'tcp', host: '127.0.0.1', port: 0 },
  ],
};

/** A TCP peer: reads whole messages, as they are all without a body. */
class TcpPeer {
  text = '';
  #wake: (() => void) | undefined;

  constructor(readonly socket: Socket) {
    socket.setEncoding('utf8').on('data', (chunk) => {
      this.text += String(chunk);
      this.#wake?.();
    });
    socket.on('error', () => undefined);
  }

  static async connect(stack: Stack): Promise<TcpPeer> {
    const peer = new TcpPeer(connect(tcpPort(stack), '127.0.0.1'));
    await once(peer.socket, 'connect');
    return peer;
  }

  async next(end = '\r\n\r\n'): Promise<string> {
    for (;;) {
      const at = this.text.indexOf(end);
      if (at >= 0) {
        const message = this.text.slice(0, at + end.length);
        this.text = this.text.slice(at + end.length);
        return message;
      }
      await new Promise<void>((wake) => (this.#wake = wake));
    }
  }
}

function tcpPort(stack: Stack): number {
  return stack.listenPoints.find((point: ListenPoint) => point.transport === 'tcp')?.port ?? 0;
}

void t.test('TCP: messages cut and glued at any byte, answered on their connection', async (t) => {
  const { stack, user, peer } = await openBench(t, BOTH);
  const tcp = await TcpPeer.connect(stack);
  t.teardown(() => tcp.socket.destroy());
  const one = wire(new Caller(peer, 'one').request('OPTIONS').replace('UDP', 'TCP'));
  const two = wire(new Caller(peer, 'two').request('OPTIONS').replace('UDP', 'TCP'));
  tcp.socket.write(one.slice(0, 40));
  tcp.socket.write(one.slice(40) + two);
  for (const id of ['one', 'two']) {
    const request = await user.take(user.requests);
    t.equal(request.message.callId, id);
    t.match(request.flow, { transport: 'tcp', remotePort: tcp.socket.localPort });
    request.respond({ status: 200, headers: [] });
  }
  for (const id of ['one', 'two']) {
    const answer = await tcp.next();
    t.match([startLine(answer), header(answer, 'Call-ID')], ['SIP/2.0 200 OK', id]);
  }
  tcp.socket.write('\r\n\r\n');
  t.equal(await tcp.next('\r\n'), '\r\n', 'a ping has its pong');
  t.equal(stack.counters.keepAlives, 1);
});

void t.test('TCP: a dialog stays on the connection of its caller, both ways', async (t) => {
  const { stack, user, peer } = await openBench(t, BOTH);
  const tcp = await TcpPeer.connect(stack);
  t.teardown(() => tcp.socket.destroy());
  const caller = new Caller(peer);
  tcp.socket.write(wire(caller.request('INVITE').replace('UDP', 'TCP')));
  const invite = await user.take(user.requests);
  t.equal(startLine(await tcp.next()), 'SIP/2.0 100 Trying');
  const { message } = invite.respond({ status: 200, headers: [] });
  t.match(message.headers.get('Contact'), /;transport=tcp>$/);
  t.equal(startLine(await tcp.next()), 'SIP/2.0 200 OK');
  caller.toTag = message.to.params.get('tag') ?? '';
  tcp.socket.write(wire(caller.request('ACK', { cseq: 1 }).replace('UDP', 'TCP')));
  await user.take(user.requests);
  invite.dialog?.request({ method: 'BYE', uri: '', headers: [] }, { onResponse: user.onResponse });
  const bye = await tcp.next();
  t.match(startLine(bye), /^BYE /);
  t.match(header(bye, 'Via'), /^SIP\/2.0\/TCP /);
  tcp.socket.write(wire(reply(bye, '200 OK')));
  t.equal((await user.take(user.responses)).status, 200);
});

void t.test('TCP: requests to one peer share a connection; a refused one is a made-up 503', async (t) => {
  const { stack, user, clock } = await openBench(t, BOTH);
  const accepted: TcpPeer[] = [];
  const server = createServer((socket) => accepted.push(new TcpPeer(socket)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    for (const { socket } of accepted) socket.destroy();
    server.close();
  });
  const { port } = server.address() as { port: number };
  const options = { onResponse: user.onResponse };
  const draft = { method: 'OPTIONS', uri: `sip:127.0.0.1:${port};transport=tcp`, headers: [] };
  stack.request(draft, options);
  stack.request(draft, options);
  await once(server, 'connection');
  const [tcp] = accepted;
  if (tcp === undefined) throw new Error('expected a connection');
  for (let i = 0; i < 2; i += 1) tcp.socket.write(wire(reply(await tcp.next(), '200 OK', 'b')));
  t.equal((await user.take(user.responses)).status, 200);
  t.equal((await user.take(user.responses)).status, 200);
  t.equal(accepted.length, 1);
  tcp.socket.destroy();
  server.close();
  await once(server, 'close');
  stack.request(draft, options);
  t.match(await user.take(user.responses), { status: 503, reason: 'Service Unavailable' });
  clock.advance(20);
  t.equal(stack.counters.transactions, 0);
});

void t.test('a connection that breaks before the answer is a made-up 503 as well', async (t) => {
  const { stack, user } = await openBench(t, BOTH);
  const server = createServer((socket) => socket.once('data', () => socket.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => server.close());
  const { port } = server.address() as { port: number };
  stack.request(
    { method: 'INVITE', uri: `sip:127.0.0.1:${port};transport=tcp`, headers: [] },
    { onResponse: user.onResponse },
  );
  t.equal((await user.take(user.responses)).status, 503);
});

void t.test('a request over 1300 bytes goes over TCP, and over UDP where TCP is refused', async (t) => {
  const { stack, user, peer } = await openBench(t, BOTH);
  const large = Buffer.from(`v=0\r\n${'a=x\r\n'.repeat(300)}`);
  const draft = { method: 'INVITE', uri: `sip:b@127.0.0.1:${peer.port}`, headers: [], body: large };
  const { sent } = stack.request(draft, { onResponse: user.onResponse });
  t.match(sent.message.headers.get('Via'), /^SIP\/2.0\/TCP/);
  const invite = await peer.next();
  t.match(header(invite, 'Via'), /^SIP\/2.0\/UDP/);
  t.equal(header(invite, 'Call-ID'), sent.message.callId);
  t.match(
    stack.request(draft, { onResponse: user.onResponse }).sent.message.headers.get('Via'),
    /^SIP\/2.0\/UDP/,
    'remembered',
  );
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => server.close());
  const { port } = server.address() as { port: number };
  stack.request({ ...draft, uri: `sip:b@127.0.0.1:${port}` }, { onResponse: user.onResponse });
  const [socket] = (await once(server, 'connection')) as [Socket];
  t.teardown(() => socket.destroy());
  const [first] = (await once(socket, 'data')) as [Buffer];
  t.match(first.toString(), /^INVITE [^]*\r\nVia: SIP\/2.0\/TCP/);
});

void t.test('TCP: half a message that is never finished closes the connection, as does junk', async (t) => {
  const { stack, clock } = await openBench(t, BOTH);
  const half = await TcpPeer.connect(stack);
  half.socket.write('OPTIONS sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/T');
  const junk = await TcpPeer.connect(stack);
  junk.socket.end('\x16\x03\x01\x02\x00\x01\x00\x01');
  await once(junk.socket, 'close');
  clock.advance(32_000);
  await once(half.socket, 'close');
  t.equal(stack.counters.transactions, 0);
});

void t.test('TCP: where too many connections are open the longest unused one makes way', async (t) => {
  const { stack } = await openBench(t, { ...BOTH, maxConnections: 2 });
  const first = await TcpPeer.connect(stack);
  const second = await TcpPeer.connect(stack);
  first.socket.write('\r\n\r\n');
  await first.next('\r\n');
  const third = await TcpPeer.connect(stack);
  await once(second.socket, 'close');
  t.notOk(first.socket.destroyed);
  first.socket.destroy();
  third.socket.destroy();
});

void t.test('UDP: junk, keep-alives and STUN are survived and counted', async (t) => {
  const { stack, peer } = await openBench(t);
  for (const junk of ['\r\n\r\n', 'GET / HTTP/1.1', '\x16\x03\x01'])
    peer.sendRaw(Buffer.from(junk, 'latin1'));
  peer.sendRaw(Buffer.from('000100002112a442000102030405060708090a0b', 'hex'));
  t.same(await peer.drain(), []);
  t.match(stack.counters, { keepAlives: 2, malformedDropped: 2 });
});

void t.test('peers see the external host', async (t) => {
  const { stack, user, peer } = await openBench(t, {
    listen: [{ transport: 'udp', host: '127.0.0.1', port: 0, externalHost: '203.0.113.5' }],
  });
  const port = stack.listenPoints[0]?.port;
  stack.request(
    { method: 'INVITE', uri: `sip:b@127.0.0.1:${peer.port}`, headers: [] },
    { onResponse: user.onResponse },
  );
  const invite = await peer.next();
  t.match(header(invite, 'Via'), `SIP/2.0/UDP 203.0.113.5:${port};`);
  t.equal(header(invite, 'Contact'), `<sip:203.0.113.5:${port}>`);
});

void t.test('IPv6 as well', async (t) => {
  const user = new Recorder();
  const stack = createStack(
    { listen: [{ transport: 'udp', host: '::1', port: 0 }], clock: new FakeClock() },
    user,
  );
  try {
    await stack.start();
  } catch {
    t.comment('this machine has no IPv6');
    return;
  }
  const peer = await UdpPeer.open(stack, '::1');
  stack.request(
    { method: 'OPTIONS', uri: `sip:b@[::1]:${peer.port}`, headers: [] },
    { onResponse: user.onResponse },
  );
  const options = await peer.next();
  t.match(header(options, 'Via'), /^SIP\/2.0\/UDP \[::1\]:/);
  peer.send(reply(options, '200 OK', 'b'));
  t.equal((await user.take(user.responses)).status, 200);
  await peer.close();
  await stack.stop();
});

void t.test('a port in use is reported by its address; stop is idempotent', async (t) => {
  const { stack } = await openBench(t, BOTH);
  for (const point of stack.listenPoints) {
    const other = createStack({ listen: [point] }, new Recorder());
    await t.rejects(other.start(), {
      message: new RegExp(`cannot listen on ${point.transport}/127.0.0.1:${point.port}`),
    });
    await other.stop();
  }
  await stack.stop();
  await stack.stop();
});
