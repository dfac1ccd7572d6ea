import t from 'tap';
import { DialogPeer } from '../../../../engine/sipd/stack/dialog-peer.js';
import { createRequest, createResponse } from '../../../../engine/sipd/stack/message.js';
import type { Flow } from '../../../../engine/sipd/stack/stack.js';

function flow(remoteAddress: string, remotePort = 5060): Flow {
  return { transport: 'udp', localAddress: '192.0.2.1', localPort: 5060, remoteAddress, remotePort };
}

function answer(headers: [string, string][], from = flow('198.51.100.7')): DialogPeer {
  const response = createResponse({
    status: 200,
    reason: 'OK',
    headers: [['To', '<sip:b@h>;tag=b1'], ...headers],
  });
  return DialogPeer.ofResponse(response, 'sip:b@198.51.100.7', from, undefined);
}

function invited(headers: [string, string][], from = flow('198.51.100.7')): DialogPeer {
  const all: [string, string][] = [['From', '<sip:a@h>;tag=a1'], ...headers];
  return DialogPeer.ofRequest(
    createRequest({ method: 'INVITE', uri: 'sip:x@h', headers: all }),
    from,
    undefined,
  );
}

void t.test('no routes: to the Contact, which is the Request-URI', async (t) => {
  t.match(answer([['Contact', '<sip:b@198.51.100.7:5070;x=1>']]).destination(), {
    uri: 'sip:b@198.51.100.7:5070;x=1',
    routes: [],
    target: { host: '198.51.100.7', port: 5070, transport: undefined },
  });
});

void t.test('loose routes: reversed for the caller, the first one is the next hop', async (t) => {
  const peer = answer([
    ['Contact', '<sip:b@203.0.113.9>'],
    ['Record-Route', '<sip:198.51.100.7:5080;lr;transport=tcp>, <sip:198.51.100.2;lr>'],
    ['Record-Route', '<sip:198.51.100.3;lr>'],
  ]);
  t.match(peer.destination(), {
    uri: 'sip:b@203.0.113.9',
    routes: ['<sip:198.51.100.3;lr>', '<sip:198.51.100.2;lr>', '<sip:198.51.100.7:5080;lr;transport=tcp>'],
    target: { host: '198.51.100.3', port: 5060 },
  });
});

void t.test('strict route: the router becomes the Request-URI, the target the last Route', async (t) => {
  const peer = invited([
    ['Contact', '<sip:a@203.0.113.9>'],
    ['Record-Route', '<sip:198.51.100.2>, <sip:198.51.100.3;lr>'],
  ]);
  t.match(peer.destination(), {
    uri: 'sip:198.51.100.2',
    routes: ['<sip:198.51.100.3;lr>', '<sip:a@203.0.113.9>'],
    target: { host: '198.51.100.2', port: 5060 },
  });
});

void t.test('a caller behind NAT is reached where its request came from', async (t) => {
  const peer = invited([['Contact', '<sip:a@10.0.0.5:5060>']], flow('198.51.100.7', 40_000));
  t.match(peer.destination(), {
    uri: 'sip:a@10.0.0.5:5060',
    target: { transport: 'udp', host: '198.51.100.7', port: 40_000 },
  });
  t.match(
    invited([['Contact', '<sip:a@198.51.100.7>']], flow('198.51.100.7', 40_000)).destination().target,
    { port: 40_000 },
    'the port alone tells it, too',
  );
  t.match(
    invited([
      ['Contact', '<sip:a@10.0.0.5>'],
      ['Record-Route', '<sip:198.51.100.2;lr>'],
    ]).destination().target,
    { host: '198.51.100.2' },
    'not with a proxy in between',
  );
});

void t.test('a callee behind NAT, or behind a proxy with a private address, likewise', async (t) => {
  t.match(answer([['Contact', '<sip:b@10.0.0.5>']]).destination().target, { host: '198.51.100.7' });
  t.match(
    answer([
      ['Contact', '<sip:b@203.0.113.9>'],
      ['Record-Route', '<sip:10.1.1.1;lr>'],
    ]).destination(),
    { routes: ['<sip:10.1.1.1;lr>'], target: { host: '198.51.100.7' } },
  );
});

void t.test('a target refresh replaces the target and keeps the routes', async (t) => {
  const peer = answer([
    ['Contact', '<sip:b@198.51.100.7>'],
    ['Record-Route', '<sip:198.51.100.7;lr>'],
  ]);
  const update = createRequest({
    method: 'UPDATE',
    uri: 'sip:x',
    headers: [['Contact', '<sip:b2@203.0.113.1>']],
  });
  peer.refresh(update, flow('198.51.100.7'), undefined);
  t.match(peer.destination(), { uri: 'sip:b2@203.0.113.1', routes: ['<sip:198.51.100.7;lr>'] });
});
