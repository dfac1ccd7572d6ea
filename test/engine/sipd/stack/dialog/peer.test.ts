import t from 'tap';
import { DialogPeer, type Reachability } from '../../../../../engine/sipd/stack/dialog/peer.js';
import { createRequest, createResponse } from '../../../../../engine/sipd/stack/parse/message.js';
import type { Flow } from '../../../../../engine/sipd/stack/stack.js';
import type { Target } from '../../../../../engine/sipd/stack/transport/target.js';
import type { TcpConnection } from '../../../../../engine/sipd/stack/transport/tcp.js';

/** We are 192.0.2.1:5060, UDP and TCP, IPv4. */
const OWN: Reachability = {
  canReach: ({ host, transport }) => transport !== 'tls' && !host.includes(':'),
  isOwn: ({ host, port }) => host === '192.0.2.1' && port === 5060,
  isAnsweredAtSource: (address) => address === '198.51.100.99',
};

/** With TLS too. */
const SECURE: Reachability = { ...OWN, canReach: ({ host }) => !host.includes(':') };

function flow(address: string, transport: Flow['transport'] = 'udp'): Flow {
  const [remoteAddress = '', port] = address.split(':');
  const remotePort = Number(port ?? 5060);
  return { transport, localAddress: '192.0.2.1', localPort: 5060, remoteAddress, remotePort };
}

type Fields = [string, string][];

function answer(headers: Fields, from = flow('198.51.100.7'), connection?: TcpConnection): DialogPeer {
  const all: Fields = [['To', '<sip:b@h>;tag=b1'], ...headers];
  const response = createResponse({ status: 200, reason: 'OK', headers: all });
  return DialogPeer.ofResponse(OWN, response, 'sip:b@198.51.100.7', from, connection);
}

function request(headers: Fields, method = 'INVITE'): ReturnType<typeof createRequest> {
  const via: Fields = headers.some(([name]) => name === 'Via')
    ? []
    : [['Via', 'SIP/2.0/UDP h;branch=z9hG4bK1']];
  return createRequest({
    method,
    uri: 'sip:x@h',
    headers: [...via, ['From', '<sip:a@h>;tag=a1'], ...headers],
  });
}

function invited(headers: Fields, from = flow('198.51.100.7'), connection?: TcpConnection): DialogPeer {
  return DialogPeer.ofRequest(OWN, request(headers), from, connection);
}

/** `198.51.100.7:5060`, with the transport where it is named, in the order they are tried. */
function ways(peer: DialogPeer): string[] {
  return peer
    .destination()
    .ways.map(({ target, from }) => `${from === undefined ? 'to' : 'back'} ${text(target)}`);
}

function text({ transport, host, port }: Target): string {
  return `${transport === undefined ? '' : `${transport} `}${host}:${port}`;
}

void t.test('the Contact is the Request-URI and the way, and the flow is what is left', async (t) => {
  const contact: Fields = [['Contact', '<sip:b@203.0.113.9:5070;x=1>']];
  t.match(answer(contact).destination(), { uri: 'sip:b@203.0.113.9:5070;x=1', routes: [] });
  t.same(ways(answer(contact)), ['to 203.0.113.9:5070', 'back udp 198.51.100.7:5060']);
  t.same(ways(answer([['Contact', '<sip:b@198.51.100.7>']])), ['back udp 198.51.100.7:5060']);
});

void t.test('where a Contact leads', async (t) => {
  const back = 'back udp 198.51.100.7:40000';
  const cases: [contact: string, from: string, expected: string[], why: string][] = [
    ['<sip:gw@203.0.113.9:5060>', '198.51.100.7:40000', ['to 203.0.113.9:5060', back], 'a proxy in between'],
    [
      '<sip:gw@198.51.100.7:5060>',
      '198.51.100.7:40000',
      ['to 198.51.100.7:5060', back],
      'random source port',
    ],
    ['<sip:ua@198.51.100.7:5060;user=phone>', '198.51.100.7:5060', ['back udp 198.51.100.7:5060'], 'itself'],
    ['<sip:ua@192.168.1.20:5060>', '198.51.100.7:40000', [back], 'RFC 1918'],
    ['<sip:ua@172.16.0.1>', '198.51.100.7:40000', [back], 'RFC 1918'],
    ['<sip:ua@172.32.0.1>', '198.51.100.7:40000', ['to 172.32.0.1:5060', back], 'public'],
    ['<sip:ua@100.64.3.4>', '198.51.100.7:40000', [back], 'RFC 6598'],
    ['<sip:ua@100.128.3.4>', '198.51.100.7:40000', ['to 100.128.3.4:5060', back], 'public'],
    ['<sip:ua@169.254.3.4>', '198.51.100.7:40000', [back], 'link-local'],
    ['<sip:ua@127.0.0.1>', '198.51.100.7:40000', [back], 'its own loopback'],
    ['<sip:ua@127.0.0.1>', '10.0.0.5:5060', ['back udp 10.0.0.5:5060'], 'its own loopback'],
    ['<sip:ua@localhost>', '10.0.0.5:5060', ['back udp 10.0.0.5:5060'], 'its own loopback'],
    [
      '<sip:ua@192.168.1.20>',
      '10.0.0.5:5060',
      ['to 192.168.1.20:5060', 'back udp 10.0.0.5:5060'],
      'as private',
    ],
    ['<sip:ua@10.1.1.1>', '127.0.0.5:5060', ['to 10.1.1.1:5060', 'back udp 127.0.0.5:5060'], 'a local proxy'],
    ['<sip:ua@0.0.0.0>', '198.51.100.7:40000', [back], 'no address'],
    ['<sip:ua@255.255.255.255>', '198.51.100.7:40000', [back], 'everybody'],
    ['<sip:ua@224.0.1.75>', '198.51.100.7:40000', [back], 'a group'],
    ['<sip:ua@300.1.1.1>', '198.51.100.7:40000', [back], 'no address'],
    ['<sip:ua@a.invalid;transport=tcp>', '198.51.100.7:40000', [back], 'RFC 2606'],
    ['<sip:ua@-gw-.example>', '198.51.100.7:40000', [back], 'no host name'],
    ['<sip:ua@gw.example>', '198.51.100.7:40000', ['to gw.example:5060', back], 'to be looked up'],
    ['<sip:ua@[2001:db8::1]>', '198.51.100.7:40000', [back], 'no address family of ours'],
    ['<sip:ua@192.0.2.1>', '198.51.100.7:40000', [back], 'ourselves'],
    ['<sip:ua@10.0.0.1;maddr=203.0.113.9>', '198.51.100.7:40000', ['to 203.0.113.9:5060', back], 'maddr'],
    [
      '<sip:ua@203.0.113.9;transport=tcp>',
      '198.51.100.7:40000',
      ['to tcp 203.0.113.9:5060', back],
      'over TCP',
    ],
    ['<sip:ua@203.0.113.9;transport=tls>', '198.51.100.7:40000', [back], 'no transport of ours'],
    ['<sip:ua@203.0.113.9;transport=ws>', '198.51.100.7:40000', [back], 'no transport of ours'],
    ['<sips:ua@203.0.113.9>', '198.51.100.7:40000', [back], 'no TLS'],
    ['<tel:+8613800000001>', '198.51.100.7:40000', [back], 'no host at all'],
    ['<sip:ua@203.0.113.9>', '198.51.100.99:40000', ['back udp 198.51.100.99:40000'], 'the trunk says so'],
  ];
  for (const [contact, from, expected, why] of cases) {
    t.same(ways(invited([['Contact', contact]], flow(from))), expected, `caller ${contact}: ${why}`);
    t.same(ways(answer([['Contact', contact]], flow(from))), expected, `callee ${contact}: ${why}`);
  }
});

void t.test('without a Contact, or with one that is none, the flow', async (t) => {
  for (const headers of [[], [['Contact', '*']], [['Contact', '<sip:b@h:0>']]] as Fields[]) {
    t.same(ways(answer(headers)), ['back udp 198.51.100.7:5060']);
    t.equal(answer(headers).destination().uri, 'sip:b@198.51.100.7');
  }
});

void t.test('of several Contacts the first that can be read', async (t) => {
  t.same(ways(answer([['Contact', '<sip:b@h:0>, <sip:b@203.0.113.9>']]))[0], 'to 203.0.113.9:5060');
});

void t.test('loose routes: reversed for the caller, the first one is the next hop', async (t) => {
  const peer = answer([
    ['Contact', '<sip:b@10.0.0.9>'],
    ['Record-Route', '<sip:198.51.100.7:5080;lr;transport=tcp>, <sip:198.51.100.2;lr>'],
    ['Record-Route', '<sip:198.51.100.3;lr>'],
  ]);
  t.match(peer.destination(), {
    uri: 'sip:b@10.0.0.9',
    routes: ['<sip:198.51.100.3;lr>', '<sip:198.51.100.2;lr>', '<sip:198.51.100.7:5080;lr;transport=tcp>'],
  });
  t.same(ways(peer), ['to 198.51.100.3:5060', 'back udp 198.51.100.7:5060']);
});

void t.test('strict route: the router becomes the Request-URI, the target the last Route', async (t) => {
  const peer = invited([
    ['Contact', '<sip:a@203.0.113.9>'],
    ['Record-Route', '<sip:198.51.100.2>, <sip:198.51.100.3;lr>'],
  ]);
  t.match(peer.destination(), {
    uri: 'sip:198.51.100.2',
    routes: ['<sip:198.51.100.3;lr>', '<sip:a@203.0.113.9>'],
  });
  t.equal(ways(peer)[0], 'to 198.51.100.2:5060');
});

void t.test('a first hop nothing can be sent to: the flow, with the routes as they are', async (t) => {
  const hops = [
    '<sip:10.1.1.1;lr>',
    '<sips:198.51.100.2;lr>',
    '<sip:198.51.100.2:0;lr>',
    '<sip:198.51.100.2;transport=tls;lr>',
    '<what is this',
  ];
  for (const hop of hops) {
    const peer = answer([
      ['Contact', '<sip:b@203.0.113.9>'],
      ['Record-Route', hop],
    ]);
    t.match(peer.destination(), { uri: 'sip:b@203.0.113.9', routes: [hop] }, hop);
    t.same(ways(peer), ['back udp 198.51.100.7:5060'], hop);
  }
});

void t.test('a target refresh replaces the target and keeps the routes', async (t) => {
  const peer = answer([
    ['Contact', '<sip:b@198.51.100.7>'],
    ['Record-Route', '<sip:198.51.100.7;lr>'],
  ]);
  peer.heard(request([['Contact', '<sip:b2@203.0.113.1>']], 'UPDATE'), flow('198.51.100.7'), undefined);
  t.match(peer.destination(), { uri: 'sip:b2@203.0.113.1', routes: ['<sip:198.51.100.7;lr>'] });
});

void t.test('a refresh with a Contact of no use keeps the one before', async (t) => {
  for (const contact of [
    '<sip:b@203.0.113.1:0>',
    '*',
    '<sip:b@0.0.0.0>',
    '<sips:b@203.0.113.1>',
    '<sip:b@203.0.113.1;transport=tls>',
  ]) {
    const peer = answer([['Contact', '<sip:b@203.0.113.9>']]);
    peer.heard(request([['Contact', contact]]), flow('198.51.100.7:6000'), undefined);
    t.equal(peer.destination().uri, 'sip:b@203.0.113.9', contact);
    t.same(ways(peer), ['to 203.0.113.9:5060', 'back udp 198.51.100.7:6000'], 'and the flow is of today');
  }
});

void t.test('a way without an answer is not tried first again, until the peer names another', async (t) => {
  const peer = answer([['Contact', '<sip:b@203.0.113.9>']]);
  peer.destination().onUnreachable();
  t.same(ways(peer), ['back udp 198.51.100.7:5060']);
  peer.heard(request([['Contact', '<sip:b@203.0.113.8>']]), flow('198.51.100.7'), undefined);
  t.equal(ways(peer)[0], 'to 203.0.113.8:5060');
});

void t.test('TCP: a client is reached on its connection, a proxy is passed by', async (t) => {
  const accepted = { isAlive: true, isAccepted: true } as TcpConnection;
  const tcp = flow('198.51.100.7:49152', 'tcp');
  const back = 'back tcp 198.51.100.7:49152';
  const via = (port: number): [string, string] => ['Via', `SIP/2.0/TCP 198.51.100.7:${port};branch=z9hG4bK1`];
  const at = (contact: string, sentBy = 5060): string[] =>
    ways(invited([via(sentBy), ['Contact', contact]], tcp, accepted));
  t.same(at('<sip:a@198.51.100.7:49152;transport=tcp>'), [back], 'its ephemeral port');
  t.same(at('<sip:a@198.51.100.7;transport=tcp>'), [back, 'to tcp 198.51.100.7:5060'], 'its listener');
  t.same(at('<sip:a@198.51.100.7>'), [back, 'to tcp 198.51.100.7:5060'], 'and it forgot to say TCP');
  t.same(
    at('<sip:a@198.51.100.7:5080;transport=tcp>'),
    ['to tcp 198.51.100.7:5080', back],
    'another program',
  );
  t.same(at('<sip:a@203.0.113.9;transport=tcp>'), ['to tcp 203.0.113.9:5060', back], 'another host');
  t.same(at('<sip:a@203.0.113.9>'), ['to 203.0.113.9:5060', back], 'another host, which says nothing of TCP');
  t.same(
    at('<sip:a@198.51.100.7;transport=udp>'),
    ['to udp 198.51.100.7:5060', back],
    'UDP where it says so',
  );
  t.same(at('<sip:a@10.0.0.5;transport=tcp>'), [back], 'behind NAT');
});

void t.test('TCP: a connection that is gone is replaced by what the peer is heard on next', async (t) => {
  const dead = { isAlive: false, isAccepted: true } as TcpConnection;
  const peer = invited(
    [['Contact', '<sip:a@10.0.0.5;transport=tcp>']],
    flow('198.51.100.7:49152', 'tcp'),
    dead,
  );
  const alive = { isAlive: true, isAccepted: true } as TcpConnection;
  peer.heard(request([], 'INFO'), flow('198.51.100.7:49999', 'tcp'), alive);
  t.same(ways(peer), ['back tcp 198.51.100.7:49999']);
  peer.heard(request([], 'INFO'), flow('198.51.100.8:1', 'tcp'), alive);
  t.same(ways(peer), ['back tcp 198.51.100.7:49999'], 'one that lives is kept');
  t.same(
    ways(
      invited([['Contact', '<sip:a@203.0.113.9;transport=tcp>']], flow('198.51.100.7:49152', 'tcp'), dead),
    ),
    ['to tcp 203.0.113.9:5060'],
  );
});

void t.test('a dialog over TLS stays on TLS', (t) => {
  const back = 'back tls 198.51.100.7:40000';
  const cases: [contact: string, expected: string[]][] = [
    ['<sip:gw@203.0.113.9:5071;transport=tls>', ['to tls 203.0.113.9:5071', back]],
    ['<sips:gw@203.0.113.9>', ['to tls 203.0.113.9:5061', back]],
    // Many phones name no transport, and mean the one they use.
    ['<sip:gw@203.0.113.9>', ['to tls 203.0.113.9:5061', back]],
    ['<sip:gw@203.0.113.9:5071>', ['to tls 203.0.113.9:5071', back]],
    ['<sip:gw@203.0.113.9;transport=udp>', [back]],
    ['<sip:gw@203.0.113.9:5060;transport=tcp>', [back]],
    ['<sip:gw@198.51.100.7:40000>', [back]],
    ['<sip:gw@198.51.100.7:5061;transport=tls>', [back, 'to tls 198.51.100.7:5061']],
  ];
  const via: Fields = [['Via', 'SIP/2.0/TLS 198.51.100.7;branch=z9hG4bK1']];
  const connection = { isAlive: true, isAccepted: true } as TcpConnection;
  for (const [contact, expected] of cases) {
    const from = flow('198.51.100.7:40000', 'tls');
    const invite = request([...via, ['Contact', contact]]);
    t.same(ways(DialogPeer.ofRequest(SECURE, invite, from, connection)), expected, contact);
  }
  t.end();
});

void t.test('a dialog over UDP goes on over TLS if its Contact says so', (t) => {
  const invite = request([['Contact', '<sip:gw@203.0.113.9;transport=tls>']]);
  const peer = DialogPeer.ofRequest(SECURE, invite, flow('198.51.100.7'), undefined);
  t.same(ways(peer), ['to tls 203.0.113.9:5061', 'back udp 198.51.100.7:5060']);
  t.end();
});
