/**
 * TLS clients that are slow, silent, hostile or strangers: each costs itself its connection, and no other one anything.
 */
import { once } from 'node:events';
import { connect as connectPlain, type Socket } from 'node:net';
import { connect } from 'node:tls';
import t, { type Test } from 'tap';
import { Caller, startLine, type Bench } from '../sip-peer.js';
import { openTlsBench, openTown, TlsTalk, type TlsBench } from './tls-peer.js';

const town = await openTown(t);
const TRUNK = '127.0.0.1';
const STRANGER = '127.0.0.9';

/** An OPTIONS on it is answered. */
async function isServed({ user, peer }: Bench, client: TlsTalk): Promise<boolean> {
  client.send(new Caller(peer, `ping-${Math.random()}`).request('OPTIONS'));
  const shown = user.take(user.requests).then((request) => request.respond({ status: 200, headers: [] }));
  const answer = await client.next();
  if (answer === undefined) return false;
  await shown;
  return startLine(answer) === 'SIP/2.0 200 OK';
}

/** A TCP connection on which no TLS is spoken yet. */
async function knock(t: Test, { tlsPort }: TlsBench, from = TRUNK): Promise<Socket> {
  const socket = connectPlain({ port: tlsPort, host: '127.0.0.1', localAddress: from });
  socket.on('error', () => undefined);
  t.teardown(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** Resolves once the other side has closed it. */
function closed(socket: Socket): Promise<void> {
  socket.resume();
  if (socket.closed) return Promise.resolve();
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

void t.test(
  'a client that never speaks, and one that sends a byte at a time, have the time limit',
  async (t) => {
    const bench = await openTlsBench(t, town);
    const silent = await knock(t, bench);
    const slow = await knock(t, bench);
    slow.write(Buffer.from([0x16]));
    const talking = await TlsTalk.connect(t, bench.tlsPort);
    t.ok(await isServed(bench, talking));
    bench.clock.advance(4_000);
    slow.write(Buffer.from([0x03]));
    bench.clock.advance(2_000);
    await Promise.all([closed(silent), closed(slow)]);
    t.ok(await isServed(bench, talking), 'others are not disturbed');
    t.equal(bench.stack.counters.tlsHandshakesFailed, 2);
  },
);

void t.test('a client beyond the handshakes of its address is closed at once', async (t) => {
  const bench = await openTlsBench(t, town, { limits: { maxHandshakesOfSource: 2 } });
  const first = [await knock(t, bench), await knock(t, bench)];
  const third = await knock(t, bench);
  await closed(third);
  t.equal(bench.stack.counters.tlsHandshakesRefused, 1);
  const other = await TlsTalk.connect(t, bench.tlsPort, { localAddress: '127.0.0.2' });
  t.ok(await isServed(bench, other));
  first[0]?.destroy();
  await until(() => bench.stack.counters.tlsHandshakesFailed === 1);
  t.ok(await isServed(bench, await TlsTalk.connect(t, bench.tlsPort)), 'the place is free again');
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

void t.test('strangers leave a quarter of the places to trunks', async (t) => {
  const bench = await openTlsBench(t, town, {
    limits: { maxHandshakes: 4, maxHandshakesOfSource: 4 },
    sources: { isTrunk: (address) => address === TRUNK, registers: true },
  });
  for (let i = 0; i < 3; i += 1) await knock(t, bench, STRANGER);
  await closed(await knock(t, bench, '127.0.0.8'));
  t.equal(bench.stack.counters.tlsHandshakesRefused, 1);
  t.ok(await isServed(bench, await TlsTalk.connect(t, bench.tlsPort)));
});

void t.test('a stranger is closed before its handshake where no stranger can become known', async (t) => {
  const bench = await openTlsBench(t, town, {
    sources: { isTrunk: (address) => address === TRUNK, registers: false },
  });
  await closed(await knock(t, bench, STRANGER));
  t.equal(bench.stack.counters.strangersDisconnected, 1);
  t.equal(bench.stack.counters.tlsHandshakesFailed, 0);
  t.ok(await isServed(bench, await TlsTalk.connect(t, bench.tlsPort)));
});

void t.test('what is no TLS ends its connection alone', async (t) => {
  const bench = await openTlsBench(t, town);
  const hostile: [title: string, bytes: Buffer][] = [
    ['SIP in plain text', Buffer.from('OPTIONS sip:x@127.0.0.1 SIP/2.0\r\n\r\n')],
    ['a record longer than any', Buffer.from([0x16, 0x03, 0x01, 0xff, 0xff, 1, 2, 3])],
    ['SSL 2', Buffer.concat([Buffer.from([0x80, 0x2e, 0x01, 0x00, 0x02, 0x00, 0x15]), Buffer.alloc(64)])],
    ['a ClientHello of 16 MiB', enormousHello()],
    ['an alert', Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x28])],
  ];
  for (const [title, bytes] of hostile) {
    const client = await knock(t, bench);
    client.write(bytes);
    await closed(client);
    t.pass(title);
  }
  await until(() => bench.stack.counters.tlsHandshakesFailed === hostile.length);
  t.ok(await isServed(bench, await TlsTalk.connect(t, bench.tlsPort)));
  t.same(bench.user.errors, []);
});

/** The start of a handshake message that announces 0xffffff bytes, in records of the greatest length. */
function enormousHello(): Buffer {
  const header = Buffer.from([0x16, 0x03, 0x01, 0x40, 0x00]);
  const first = Buffer.concat([header, Buffer.from([0x01, 0xff, 0xff, 0xff]), Buffer.alloc(0x4000 - 4)]);
  const more = Buffer.concat([header, Buffer.alloc(0x4000)]);
  return Buffer.concat([first, ...Array.from({ length: 40 }, () => more)]);
}

void t.test('a client that resets its connection within the handshake is forgotten', async (t) => {
  const bench = await openTlsBench(t, town);
  const client = await knock(t, bench);
  client.write(Buffer.from([0x16, 0x03]));
  client.resetAndDestroy();
  await until(() => bench.stack.counters.tlsHandshakesFailed === 1);
  t.ok(await isServed(bench, await TlsTalk.connect(t, bench.tlsPort)));
});

void t.test('TLS 1.1 is refused, and 1.2 and 1.3 are spoken', async (t) => {
  const bench = await openTlsBench(t, town);
  const old = connect({
    ...{ port: bench.tlsPort, host: '127.0.0.1', rejectUnauthorized: false },
    ...{ minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
  });
  const [error] = (await once(old, 'error')) as [Error];
  t.match(error.message, /version|protocol/i);
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    const client = await TlsTalk.connect(t, bench.tlsPort, { minVersion: version, maxVersion: version });
    t.equal(client.socket.getProtocol(), version);
    t.ok(await isServed(bench, client));
  }
});

void t.test('a client that asks for renegotiation does not get it', async (t) => {
  const bench = await openTlsBench(t, town);
  const client = await TlsTalk.connect(t, bench.tlsPort, { maxVersion: 'TLSv1.2' });
  t.ok(await isServed(bench, client));
  client.socket.renegotiate({ rejectUnauthorized: false }, () => undefined);
  await client.closed;
  t.ok(await isServed(bench, await TlsTalk.connect(t, bench.tlsPort)));
});

void t.test('messages in records of one byte, and half a message, are read as over TCP', async (t) => {
  const bench = await openTlsBench(t, town);
  const client = await TlsTalk.connect(t, bench.tlsPort);
  client.socket.setNoDelay(true);
  const text = new Caller(bench.peer, 'slow').request('OPTIONS').replace('SIP/2.0/UDP', 'SIP/2.0/TLS');
  for (const byte of Buffer.from(`${text.trim().replace(/\n/g, '\r\n')}\r\n\r\n`))
    client.socket.write(Buffer.from([byte]));
  (await bench.user.take(bench.user.requests)).respond({ status: 200, headers: [] });
  t.match(await client.next(), /^SIP\/2.0 200/);
  client.socket.write('OPTIONS sip:x');
  t.ok(await isServed(bench, await TlsTalk.connect(t, bench.tlsPort)));
});

void t.test('a client that closes its half after a request still gets no harm done to others', async (t) => {
  const bench = await openTlsBench(t, town);
  const client = await TlsTalk.connect(t, bench.tlsPort);
  client.send(new Caller(bench.peer, 'half').request('OPTIONS'));
  const request = await bench.user.take(bench.user.requests);
  client.socket.end();
  await client.closed;
  request.respond({ status: 200, headers: [] });
  t.ok(await isServed(bench, await TlsTalk.connect(t, bench.tlsPort)));
  t.same(bench.user.errors, []);
});

void t.test('mutual TLS: who has to show a certificate, and who is a trunk by it', async (t) => {
  const { certificate: cert, key } = await town.authority.issue({
    subjectAltName: 'URI:sip:carrier.example',
  });
  const foreign = await (await openTown(t)).authority.issue({ subjectAltName: 'URI:sip:carrier.example' });
  const unnamed = await town.authority.issue({ subjectAltName: 'DNS:other.example' });
  const sources = {
    isTrunk: (address: string) => address === TRUNK,
    isTrunkCertificate: (names: readonly string[]) => names.includes('carrier.example'),
    registers: false,
  };
  const bench = await openTlsBench(t, town, { sources, listener: { clientCertificates: 'requested' } });
  const localAddress = STRANGER;
  const trunk = await TlsTalk.connect(t, bench.tlsPort, { localAddress, cert, key });
  trunk.send(new Caller(bench.peer, 'by-name').request('OPTIONS'));
  const request = await bench.user.take(bench.user.requests);
  t.same(request.flow.certificateNames, ['carrier.example']);
  for (const [title, shown] of [
    ['none', {}],
    ['of an unknown authority', { cert: foreign.certificate, key: foreign.key }],
    ['with another name', { cert: unnamed.certificate, key: unnamed.key }],
  ] as const) {
    const client = await TlsTalk.connect(t, bench.tlsPort, { localAddress, ...shown });
    const before = bench.stack.counters.strangersDropped;
    client.send(new Caller(bench.peer, title).request('OPTIONS'));
    await until(() => bench.stack.counters.strangersDropped > before);
    t.pass(`a stranger's certificate: ${title}`);
  }
  t.ok(await isServed(bench, await TlsTalk.connect(t, bench.tlsPort)), 'its address is enough');

  const strict = await openTlsBench(t, town, { listener: { clientCertificates: 'required' } });
  t.ok(await isServed(strict, await TlsTalk.connect(t, strict.tlsPort, { cert, key })));
  for (const shown of [{}, { cert: foreign.certificate, key: foreign.key }]) {
    // A client of TLS 1.3 learns it only after its own side is done.
    const client = await TlsTalk.connect(t, strict.tlsPort, { ...shown, minVersion: 'TLSv1.3' });
    await client.closed;
    t.pass('closed');
  }
});
