/** Connections that carry the requests of both sides (RFC 5923): which are taken for which peer, and which are not. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import t, { type Test } from 'tap';
import type { StackOptions } from '../../../../../engine/sipd/stack/stack.js';
import { Caller, header, openBench, reply, type Bench, wire } from '../sip-peer.js';
import { openTlsBench, openTlsServer, openTown, TlsTalk } from './tls-peer.js';

/** Where the peer says that it listens, and nothing does. */
const PORT = 9;
const LISTEN: Partial<StackOptions> = {
  listen: (['udp', 'tcp'] as const).map((transport) => ({ transport, host: '127.0.0.1', port: 0 })),
};
const reuses = (...hosts: string[]): Partial<StackOptions> => ({
  reusesConnection: (host) => hosts.includes(host),
});

/** An OPTIONS of a peer that listens at `PORT`. */
function ping({ peer }: Bench, transport: string, alias: string): string {
  const request = new Caller(peer, `ping-${Math.random()}`).request('OPTIONS');
  return request.replace(
    /Via: SIP\/2.0\/UDP 127.0.0.1:\d+(.*)/,
    `Via: SIP/2.0/${transport} 127.0.0.1:${PORT}$1${alias}`,
  );
}

async function isTaken({ user }: Bench): Promise<void> {
  (await user.take(user.requests)).respond({ status: 200, headers: [] });
}

/** Sends OPTIONS there; what the peer's connection gets, or the status if it gets nothing. */
async function asked(bench: Bench, uri: string, coming: () => Promise<string>): Promise<string> {
  const { stack } = bench;
  const answered = new Promise<string>((resolve) =>
    stack.request(
      { method: 'OPTIONS', uri, headers: [] },
      { onResponse: ({ status }) => resolve(String(status)) },
    ),
  );
  return Promise.race([coming(), answered]);
}

/** Over TCP from that address, after an OPTIONS with or without alias. */
async function client(
  t: Test,
  bench: Bench,
  alias: string,
  localAddress = '127.0.0.1',
): Promise<() => Promise<string>> {
  const port = bench.stack.listenPoints.find(({ transport }) => transport === 'tcp')?.port ?? 0;
  const socket: Socket = connect({ port, host: '127.0.0.1', localAddress });
  t.teardown(() => socket.destroy());
  await once(socket, 'connect');
  socket.write(wire(ping(bench, 'TCP', alias)));
  await isTaken(bench);
  await once(socket, 'data');
  return async () => String(((await once(socket, 'data')) as [Buffer])[0]);
}

void t.test(
  'TCP: the alias of a peer that we share connections with is believed, and ours is named',
  async (t) => {
    const bench = await openBench(t, { ...LISTEN, ...reuses('127.0.0.1') });
    const coming = await client(t, bench, ';alias');
    const uri = `sip:b@127.0.0.1:${PORT};transport=tcp`;
    const request = await asked(bench, uri, coming);
    t.match(request, /^OPTIONS /);
    t.match(header(request, 'Via'), /;rport;alias$/);
    t.equal(bench.stack.connections.tcp, 1);
    const next = await client(t, bench, ';alias');
    t.match(
      await asked(bench, uri, next),
      /^OPTIONS /,
      'the peer has connected again: the newer one is used',
    );
  },
);

void t.test('TCP: it is not, without the alias, from another address, or of any other peer', async (t) => {
  const uri = `sip:b@127.0.0.1:${PORT};transport=tcp`;
  for (const [why, alias, address, hosts] of [
    ['no alias', '', '127.0.0.1', ['127.0.0.1']],
    ['the address of its connection counts', ';alias', '127.0.0.2', ['127.0.0.1', '127.0.0.2']],
    ['a peer that shares none', ';alias', '127.0.0.1', []],
  ] as const) {
    const bench = await openBench(t, { ...LISTEN, ...reuses(...hosts) });
    const coming = await client(t, bench, alias, address);
    t.equal(await asked(bench, uri, coming), '503', why);
  }
});

void t.test('a closed connection stands for nothing, and no Via over UDP has the alias', async (t) => {
  const bench = await openBench(t, { ...LISTEN, ...reuses('127.0.0.1') });
  const { stack, peer } = bench;
  const port = stack.listenPoints.find(({ transport }) => transport === 'tcp')?.port ?? 0;
  const socket = connect({ port, host: '127.0.0.1' });
  await once(socket, 'connect');
  socket.write(wire(ping(bench, 'TCP', ';alias')));
  await isTaken(bench);
  await once(socket, 'data');
  socket.destroy();
  while (stack.connections.tcp > 0) await new Promise((resolve) => setImmediate(resolve));
  const never = new Promise<string>(() => undefined);
  t.equal(await asked(bench, `sip:b@127.0.0.1:${PORT};transport=tcp`, () => never), '503');
  void asked(bench, `sip:b@127.0.0.1:${peer.port}`, () => never);
  const request = await peer.next();
  t.notMatch(header(request, 'Via'), /alias/);
  peer.send(reply(request, '200 OK', 'callee'));
});

void t.test(
  'TLS: a connection is used for the peer that its certificate names, and for no other',
  async (t) => {
    const town = await openTown(t);
    const sbc = await town.authority.issue({ subjectAltName: 'DNS:sbc.example.com' });
    const own = { cert: sbc.certificate, key: sbc.key };
    for (const [title, options, host, isReused] of [
      ['its name', own, 'sbc.example.com', true],
      ['another name of the same address', own, 'other.example.com', false],
      ['no certificate', {}, 'sbc.example.com', false],
    ] as const) {
      const bench = await openTlsBench(t, town, {
        listener: { clientCertificates: 'requested' },
        lookup: (_, found) => found('127.0.0.1'),
        ...reuses('127.0.0.1', 'sbc.example.com', 'other.example.com'),
      });
      const talk = await TlsTalk.connect(t, bench.tlsPort, options);
      talk.send(ping(bench, 'TLS', ';alias'));
      await isTaken(bench);
      await talk.next();
      const found = await asked(bench, `sips:b@${host}:${PORT}`, async () => (await talk.next()) ?? '');
      t.match(found, isReused ? /^OPTIONS / : /^503$/, title);
      if (isReused) t.match(header(found, 'Via'), /^SIP\/2.0\/TLS .*;alias$/);
    }
  },
);

void t.test('our connection takes the requests of the peer', async (t) => {
  const town = await openTown(t);
  const cert = await town.authority.issue({ subjectAltName: 'IP:127.0.0.1' });
  const server = await openTlsServer(t, { cert: cert.certificate, key: cert.key });
  const bench = await openTlsBench(t, town, { peers: [{}], ...reuses('127.0.0.1') });
  const uri = `sip:b@127.0.0.1:${server.port};transport=tls`;
  bench.stack.request({ method: 'INVITE', uri, headers: [] }, { onResponse: bench.user.onResponse });
  const talk = await server.next();
  const invite = (await talk.next()) ?? '';
  t.match(header(invite, 'Via'), /;alias$/);
  talk.send(reply(invite, '486 Busy Here', 'callee'));
  const ack = (await talk.next()) ?? '';
  t.equal(header(ack, 'Via'), header(invite, 'Via'), 'the ACK of a refusal has the Via of its INVITE');
  talk.send(ping(bench, 'TLS', ''));
  await isTaken(bench);
  t.match(await talk.next(), /^SIP\/2.0 200 OK/);
});
