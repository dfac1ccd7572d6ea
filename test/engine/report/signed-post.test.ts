import { once } from 'node:events';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import t, { type Test } from 'tap';
import { ReceiverAddresses } from '../../../engine/report/receiver-address.js';
import { SignedPoster, type PostResult } from '../../../engine/report/signed-post.js';
import { TestAuthority } from '../../support/servers/certificates.js';
import { application } from '../../support/stages/call-stage.js';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok';

/** A receiver that does with each request, by number of its connection and of the request on it, what the test says. */
async function receiver(
  t: Test,
  onRequest: (socket: Socket, connection: number, request: number) => void,
): Promise<{ url: string; readonly connections: number }> {
  let connections = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const connection = (connections += 1);
    let requests = 0;
    sockets.add(socket.on('close', () => sockets.delete(socket)));
    socket.on('error', () => undefined).on('data', () => onRequest(socket, connection, (requests += 1)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/status`;
  return {
    url,
    get connections() {
      return connections;
    },
  };
}

function poster(t: Test): { post(url: string): Promise<PostResult> } {
  const one = new SignedPoster(new ReceiverAddresses({ allowedNetworks: ['127.0.0.0/8'], trustedHosts: [] }));
  t.teardown(() => one.close());
  const options = { timeoutMs: 5000, readsBody: true, now: 0 };
  return { post: (url) => one.post(url, application('AXB'), '{}', options) };
}

void t.test('a kept connection that its receiver has closed costs nothing: a new one is made', async (t) => {
  const { url } = await receiver(t, (socket, _connection, request) => {
    if (request === 1) socket.write(OK);
    else socket.destroy();
  });
  const { post } = poster(t);
  for (let n = 0; n < 3; n += 1) t.match(await post(url), { outcome: 'answered', status: 200, body: 'ok' });
});

void t.test(
  'a new connection that is closed without an answer is a failure, and not tried for ever',
  async (t) => {
    const closing = await receiver(t, (socket) => socket.destroy());
    const { post } = poster(t);
    t.match(await post(closing.url), { outcome: 'failed' });
    t.equal(closing.connections, 1);
  },
);

void t.test('a request whose answer has begun is not sent twice', async (t) => {
  const half = await receiver(t, (socket, _connection, request) => {
    if (request === 1) socket.write(OK);
    else socket.end('HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nha');
  });
  const { post } = poster(t);
  await post(half.url);
  t.match(await post(half.url), { outcome: 'failed' });
  t.equal(half.connections, 1);
});

void t.test(
  'a receiver of a private authority is trusted where its file is given, and no longer',
  async (t) => {
    const authority = await TestAuthority.create();
    t.teardown(() => authority.remove());
    const { certificate: cert, key } = await authority.issue({ subjectAltName: 'IP:127.0.0.1' });
    let connections = 0;
    const server = createHttpsServer({ cert, key }, (_request, response) => response.end('ok'));
    server.on('secureConnection', () => (connections += 1));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.teardown(() => {
      server.closeAllConnections();
      server.close();
    });
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const rules = { allowedNetworks: ['127.0.0.0/8'], trustedHosts: [] };
    const addresses = new ReceiverAddresses(rules);
    const one = new SignedPoster(addresses);
    t.teardown(() => one.close());
    const post = (): Promise<PostResult> =>
      one.post(url, application('AXB'), '{}', { timeoutMs: 5000, readsBody: true, now: 0 });
    t.match(await post(), { outcome: 'failed', because: /certificate/ }, 'the authority is not known');
    addresses.replace({ ...rules, issuers: authority.certificate });
    for (let n = 0; n < 3; n += 1) t.match(await post(), { outcome: 'answered', body: 'ok' });
    t.equal(connections, 1, 'the connection is kept');
    addresses.replace(rules);
    t.match(await post(), { outcome: 'failed', because: /certificate/ }, 'after a reload without it');
  },
);

void t.test(
  'a kept connection of a private authority that is closed is made again with the same trust',
  async (t) => {
    const authority = await TestAuthority.create();
    t.teardown(() => authority.remove());
    const { certificate: cert, key } = await authority.issue({ subjectAltName: 'IP:127.0.0.1' });
    const seen = new Set<unknown>();
    const server = createHttpsServer({ cert, key }, (request, response) => {
      if (seen.has(request.socket)) return void request.socket.destroy();
      seen.add(request.socket);
      response.end('ok');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.teardown(() => {
      server.closeAllConnections();
      server.close();
    });
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const issuers = authority.certificate;
    const one = new SignedPoster(
      new ReceiverAddresses({ allowedNetworks: ['127.0.0.0/8'], trustedHosts: [], issuers }),
    );
    t.teardown(() => one.close());
    for (let n = 0; n < 3; n += 1)
      t.match(await one.post(url, application('AXB'), '{}', { timeoutMs: 5000, readsBody: true, now: 0 }), {
        outcome: 'answered',
        body: 'ok',
      });
    t.equal(seen.size, 3);
  },
);
