/** Stopping a listener with connections in every state. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { Agent as SecureAgent, get as getSecurely } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import fastify, { type FastifyInstance } from 'fastify';
import t, { type Test } from 'tap';
import { endConnections } from '../../../engine/api/listener-connections.js';

interface Server {
  readonly app: FastifyInstance;
  readonly port: number;
  readonly ca: Buffer | undefined;
  /** Resolves when a request is in progress. */
  readonly asked: Promise<void>;
  /** Resolves when the stop has begun. */
  readonly stopping: Promise<void>;
  /** Answers it. */
  answer(): void;
}

async function server(
  t: Test,
  { tls, limitMs }: { readonly tls?: boolean; readonly limitMs?: number } = {},
): Promise<Server> {
  const certificate = tls === true ? certificateOf(t) : undefined;
  const app = fastify({ https: certificate ?? null }) as unknown as FastifyInstance;
  endConnections(app, limitMs);
  let [isAsked, answer] = [(): void => undefined, (_text: string): void => undefined];
  const asked = new Promise<void>((resolve) => (isAsked = resolve));
  const answered = new Promise<string>((resolve) => (answer = resolve));
  app.get('/slow', () => {
    isAsked();
    return answered;
  });
  app.get('/', () => 'at once');
  const stopping = new Promise<void>((resolve) => {
    app.addHook('preClose', (done) => {
      resolve();
      done();
    });
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { app, port, ca: certificate?.cert, asked, stopping, answer: () => answer('done') };
}

function certificateOf(t: Test): { readonly key: Buffer; readonly cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-tls-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const [key, certificate] = [join(folder, 'key'), join(folder, 'crt')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', [...request, '-keyout', key, '-out', certificate, ...subject], { stdio: 'ignore' });
  return { key: readFileSync(key), cert: readFileSync(certificate) };
}

for (const tls of [false, true])
  void t.test(
    `a request in progress is answered, and its connection closed${tls ? ' (TLS)' : ''}`,
    async (t) => {
      const { app, port, ca, asked, stopping, answer } = await server(t, { tls });
      const agent = tls ? new SecureAgent({ keepAlive: true }) : new Agent({ keepAlive: true });
      t.teardown(() => agent.destroy());
      const target = { host: '127.0.0.1', port, path: '/slow', agent };
      const request = tls ? getSecurely({ ...target, ca }) : get(target);
      await asked;
      const closed = app.close();
      await stopping;
      answer();
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      t.equal(await text(response), 'done');
      t.equal(response.headers.connection, 'close');
      await closed;
    },
  );

void t.test('a connection kept alive after its request is closed at once', async (t) => {
  const { app, port } = await server(t);
  const socket = connect(port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(socket, 'data');
  const ended = once(socket, 'close');
  await app.close();
  await ended;
});

void t.test('a request that nothing answers, or that never arrives, is cut at the limit', async (t) => {
  const { app, port, asked } = await server(t, { limitMs: 20 });
  const sockets = ['GET /slow HTTP/1.1\r\nHost: x\r\n\r\n', 'GET / HTTP/1.1\r\nHost:'].map((text) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined).write(text);
    return socket;
  });
  await asked;
  const ended = Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
  await app.close();
  await ended;
});
