/** SIP over TLS: clients of our listener, and our connections to peers, with whom each of them takes the other for. */
import t from 'tap';
import type { OutgoingRequest } from '../../../../../engine/sipd/stack/stack.js';
import { Caller, header, reply, startLine, type Bench } from '../sip-peer.js';
import { openTlsBench, openTlsServer, openTown, TlsTalk, type TlsBench } from './tls-peer.js';

const town = await openTown(t);

/** An OPTIONS on it is answered. */
async function isServed({ user, peer }: Bench, client: TlsTalk): Promise<boolean> {
  client.send(new Caller(peer, `ping-${Math.random()}`).request('OPTIONS'));
  const shown = user.take(user.requests).then((request) => request.respond({ status: 200, headers: [] }));
  const answer = await client.next();
  if (answer === undefined) return false;
  await shown;
  return startLine(answer) === 'SIP/2.0 200 OK';
}

function options(bench: TlsBench, uri: string): OutgoingRequest {
  return bench.stack.request({ method: 'OPTIONS', uri, headers: [] }, { onResponse: bench.user.onResponse });
}

/** The answer to an OPTIONS for that URI. */
async function statusOf(bench: TlsBench, uri: string): Promise<number> {
  options(bench, uri);
  return (await bench.user.take(bench.user.responses)).status;
}

/** Answers every request with 200. */
async function answerAll(talk: TlsTalk): Promise<void> {
  for (;;) {
    const request = await talk.next();
    if (request === undefined) return;
    talk.send(reply(request, '200 OK', 'callee'));
  }
}

void t.test('a call in over TLS is answered on its connection, and its Contact names TLS', async (t) => {
  const bench = await openTlsBench(t, town);
  const client = await TlsTalk.connect(t, bench.tlsPort);
  client.send(new Caller(bench.peer).request('INVITE'));
  const invite = await bench.user.take(bench.user.requests);
  t.equal(invite.flow.transport, 'tls');
  invite.respond({ status: 200, headers: [] });
  t.equal(startLine((await client.next()) ?? ''), 'SIP/2.0 100 Trying');
  const answer = (await client.next()) ?? '';
  t.equal(header(answer, 'Contact'), `<sip:127.0.0.1:${bench.tlsPort};transport=tls>`);
  t.same(bench.stack.connections, { tcp: 0, tls: 1 });
});

void t.test('the Contact of a call to a sips: URI is sips: (RFC 3261 12.1.1)', async (t) => {
  const bench = await openTlsBench(t, town);
  const client = await TlsTalk.connect(t, bench.tlsPort);
  client.send(new Caller(bench.peer).request('INVITE').replace('sip:x@', 'sips:x@'));
  (await bench.user.take(bench.user.requests)).respond({ status: 180, headers: [] });
  await client.next();
  t.equal(header((await client.next()) ?? '', 'Contact'), `<sips:127.0.0.1:${bench.tlsPort}>`);
});

void t.test(
  'a request out over TLS says so in Via and Contact, and later ones use its connection',
  async (t) => {
    const peer = await town.authority.issue({ subjectAltName: 'IP:127.0.0.1' });
    const server = await openTlsServer(t, { cert: peer.certificate, key: peer.key });
    const bench = await openTlsBench(t, town, { peers: [{}] });
    const uri = `sip:b@127.0.0.1:${server.port};transport=tls`;
    bench.stack.request({ method: 'INVITE', uri, headers: [] }, { onResponse: bench.user.onResponse });
    const talk = await server.next();
    const invite = (await talk.next()) ?? '';
    t.match(header(invite, 'Via'), `SIP/2.0/TLS 127.0.0.1:${bench.tlsPort};branch=`);
    t.equal(header(invite, 'Contact'), `<sip:127.0.0.1:${bench.tlsPort};transport=tls>`);
    talk.send(reply(invite, '486 Busy Here', 'callee'));
    t.equal((await bench.user.take(bench.user.responses)).status, 486);
    t.match(await talk.next(), /^ACK /);
    options(bench, uri);
    t.match(await talk.next(), /^OPTIONS /);
    t.equal(server.count, 1);
  },
);

void t.test('a sips: URI goes over TLS, and so does its Contact', async (t) => {
  const peer = await town.authority.issue({ subjectAltName: 'IP:127.0.0.1' });
  const server = await openTlsServer(t, { cert: peer.certificate, key: peer.key });
  const bench = await openTlsBench(t, town, { peers: [{}] });
  const uri = `sips:b@127.0.0.1:${server.port}`;
  bench.stack.request({ method: 'INVITE', uri, headers: [] }, { onResponse: bench.user.onResponse });
  const invite = (await (await server.next()).next()) ?? '';
  t.equal(header(invite, 'Contact'), `<sips:127.0.0.1:${bench.tlsPort}>`);
});

void t.test('a sip: URI that names no transport never goes over TLS by chance', async (t) => {
  const bench = await openTlsBench(t, town, { listen: [{ transport: 'tls', host: '127.0.0.1', port: 0 }] });
  t.throws(() => options(bench, 'sip:127.0.0.1:9'), { code: 'no-transport' });
});

interface Peer {
  readonly title: string;
  readonly subjectAltName?: string;
  readonly commonName?: string;
  /** The host that is called; it leads to the server. */
  readonly host: string;
  readonly serverName?: string;
  readonly isVerified?: boolean;
  readonly acceptsWildcards?: boolean;
  readonly isForeign?: boolean;
  readonly days?: number;
  readonly status: number;
}

const PEERS: readonly Peer[] = [
  { title: 'its host name', subjectAltName: 'DNS:sbc.example.com', host: 'sbc.example.com', status: 200 },
  { title: 'another host name', subjectAltName: 'DNS:sbc.example.net', host: 'sbc.example.com', status: 503 },
  { title: 'its SIP domain', subjectAltName: 'URI:sip:example.com', host: 'example.com', status: 200 },
  {
    title: 'a SIP domain, so that its host name does not count (RFC 5922 7.1)',
    ...{ subjectAltName: 'URI:sip:example.org,DNS:example.com', host: 'example.com', status: 503 },
  },
  {
    title: 'a SIP URI of a user, which names no domain',
    ...{ subjectAltName: 'URI:sip:a@example.com', host: 'example.com', status: 503 },
  },
  {
    title: 'a common name only, which counts where there is no other',
    ...{ commonName: 'sbc.example.com', host: 'sbc.example.com', status: 200 },
  },
  {
    title: 'a common name beside another name, which does not count',
    ...{
      commonName: 'sbc.example.com',
      subjectAltName: 'DNS:x.example.com',
      host: 'sbc.example.com',
      status: 503,
    },
  },
  {
    title: 'a wildcard for its host name',
    ...{ subjectAltName: 'DNS:*.example.com', host: 'sbc.example.com', status: 200 },
  },
  {
    title: 'a wildcard, which the trunk does not accept (RFC 5922 7.2)',
    ...{ subjectAltName: 'DNS:*.example.com', host: 'sbc.example.com', acceptsWildcards: false, status: 503 },
  },
  {
    title: 'a wildcard for two labels',
    ...{ subjectAltName: 'DNS:*.example.com', host: 'a.sbc.example.com', status: 503 },
  },
  { title: 'its address', subjectAltName: 'IP:127.0.0.1', host: '127.0.0.1', status: 200 },
  {
    title: 'its address as if it were a host name, which does not count',
    ...{ subjectAltName: 'DNS:127.0.0.1', host: '127.0.0.1', status: 503 },
  },
  {
    title: 'the name that the trunk tells instead',
    ...{
      subjectAltName: 'DNS:sbc.example.com',
      host: '127.0.0.1',
      serverName: 'sbc.example.com',
      status: 200,
    },
  },
  {
    title: 'a name that is not checked',
    ...{ subjectAltName: 'DNS:other.example.com', host: 'sbc.example.com', isVerified: false, status: 200 },
  },
  {
    title: 'its name from an unknown authority',
    ...{ subjectAltName: 'DNS:sbc.example.com', host: 'sbc.example.com', isForeign: true, status: 503 },
  },
  {
    title: 'its name and a date that has passed',
    ...{ subjectAltName: 'DNS:sbc.example.com', host: 'sbc.example.com', days: -1, status: 503 },
  },
];

for (const { title, host, status, isForeign = false, ...peer } of PEERS) {
  void t.test(`a peer whose certificate has ${title}: ${status}`, async (t) => {
    const { serverName, isVerified = true, acceptsWildcards = true } = peer;
    const authority = isForeign ? (await openTown(t)).authority : town.authority;
    const { certificate: cert, key } = await authority.issue(peer);
    const server = await openTlsServer(t, { cert, key });
    void server.next().then(answerAll);
    const bench = await openTlsBench(t, town, {
      peers: [{ host, isVerified, acceptsWildcards, ...(serverName !== undefined && { serverName }) }],
      lookup: (_name, found) => found('127.0.0.1'),
    });
    const notices: string[] = [];
    bench.user.onNotice = (notice) => notices.push(notice);
    t.equal(await statusOf(bench, `sip:b@${host}:${server.port};transport=tls`), status);
    t.equal(notices.filter((notice) => notice.startsWith('TLS to ')).length, status === 200 ? 0 : 1);
    t.equal(bench.stack.counters.tlsHandshakesFailed, status === 200 ? 0 : 1);
  });
}

void t.test('two trunks at one address share no connection, so that each gets its own peer', async (t) => {
  const { certificate: cert, key } = await town.authority.issue({ subjectAltName: 'DNS:a.example.com' });
  const server = await openTlsServer(t, { cert, key });
  void server.next().then(answerAll);
  const bench = await openTlsBench(t, town, {
    peers: [{ host: 'a.example.com' }, { host: 'b.example.com' }],
    lookup: (_name, found) => found('127.0.0.1'),
  });
  t.equal(await statusOf(bench, `sip:x@a.example.com:${server.port};transport=tls`), 200);
  t.equal(await statusOf(bench, `sip:x@b.example.com:${server.port};transport=tls`), 503);
});

void t.test('a request to the address that a name led to uses the connection of the name', async (t) => {
  const { certificate: cert, key } = await town.authority.issue({ subjectAltName: 'DNS:a.example.com' });
  const server = await openTlsServer(t, { cert, key });
  void server.next().then(answerAll);
  const bench = await openTlsBench(t, town, {
    peers: [{ host: 'a.example.com' }],
    lookup: (_name, found) => found('127.0.0.1'),
  });
  t.equal(await statusOf(bench, `sip:x@a.example.com:${server.port};transport=tls`), 200);
  t.equal(await statusOf(bench, `sip:x@127.0.0.1:${server.port};transport=tls`), 200);
  t.equal(server.count, 1);
});

void t.test('we show a peer that asks the certificate of the trunk, else that of the listener', async (t) => {
  const { certificate: cert, key } = await town.authority.issue({ subjectAltName: 'IP:127.0.0.1' });
  const own = await town.authority.issue({ subjectAltName: 'DNS:customer.example.com' });
  for (const [more, name] of [
    [{ own }, 'customer.example.com'],
    [{}, 'edge.example.com'],
  ] as const) {
    const ca = town.authority.certificate;
    const server = await openTlsServer(t, { cert, key, ca, requestCert: true, rejectUnauthorized: true });
    const bench = await openTlsBench(t, town, { peers: [more] });
    options(bench, `sip:x@127.0.0.1:${server.port};transport=tls`);
    const { socket } = await server.next();
    t.match(socket.getPeerCertificate().subjectaltname, `DNS:${name}`);
  }
});

void t.test('a client gets the certificate of the name it asks for (SNI)', async (t) => {
  const other = await town.authority.issue({ subjectAltName: 'DNS:*.example.net' });
  const bench = await openTlsBench(t, town, { listener: { others: [other] } });
  for (const [servername, shown] of [
    ['sip.example.net', 'DNS:*.example.net'],
    ['edge.example.com', 'DNS:edge.example.com'],
    ['unknown.example.org', 'DNS:edge.example.com'],
  ] as const) {
    const { socket } = await TlsTalk.connect(t, bench.tlsPort, { servername });
    t.match(socket.getPeerCertificate().subjectaltname, shown);
  }
});

void t.test('new handshakes get renewed certificates, and connections live on', async (t) => {
  const bench = await openTlsBench(t, town);
  const before = await TlsTalk.connect(t, bench.tlsPort);
  const { certificate, key } = await town.authority.issue({ subjectAltName: 'DNS:renewed.example.com' });
  const listener = { certificate, key, others: [], clientCertificates: 'none' as const };
  bench.stack.renewTls({ listeners: [listener], peers: [] });
  const after = await TlsTalk.connect(t, bench.tlsPort);
  t.match(after.socket.getPeerCertificate().subjectaltname, 'DNS:renewed.example.com');
  t.ok(await isServed(bench, before));
  t.ok(await isServed(bench, after));
  t.match(bench.stack.certificates, [{ names: ['renewed.example.com'] }]);
});

void t.test('certificates that cannot be used change nothing', async (t) => {
  const bench = await openTlsBench(t, town);
  const { certificate } = await town.authority.issue({});
  const listener = { certificate, key: town.own.key, others: [], clientCertificates: 'none' as const };
  t.throws(() => bench.stack.renewTls({ listeners: [listener], peers: [] }), /key/);
  const { socket } = await TlsTalk.connect(t, bench.tlsPort);
  t.match(socket.getPeerCertificate().subjectaltname, 'DNS:edge.example.com');
});
