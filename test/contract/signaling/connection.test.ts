import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import t from 'tap';
import { FrameReader, frame } from '../../../engine/sipd/wire/frame.js';
import { PuppetLeg } from '../../support/phones/puppet-leg.js';
import { SignalingServer, isOurs, onlyOurs } from '../../support/servers/signaling-server.js';
import { connectApp } from '../../support/stages/srf-app.js';

const server = await SignalingServer.start(t);

void t.test('an application learns the listeners and a version that can ping', async (t) => {
  const app = await server.app(t);
  t.same(app.hostPorts.split(',').sort(), [
    `tcp/${server.address}:${server.tcpPort}`,
    `udp/${server.hostPort}`,
  ]);
  t.match(app.version, /^v0\.(8\.[2-9]|9)/);
});

void t.test('a wrong secret is refused', async (t) => {
  await t.rejects(connectApp({ ...server.admin, secret: 'wrong' }), /failed to authenticate/);
  const raw = await rawClient(t, server);
  raw.send('id-1|authenticate|wrong|');
  t.match(await raw.receipt(), ['response', 'id-1', 'NO', 'incorrect secret']);
  await raw.closed;
});

void t.test('a wrong secret is the last word that is heard', async (t) => {
  const raw = await rawClient(t, server);
  raw.socket.write(frame('id-1|authenticate|wrong|') + frame(`id-2|authenticate|${server.admin.secret}|`));
  t.match(await raw.receipt(), ['response', 'id-1', 'NO', 'incorrect secret']);
  await raw.closed;
  t.equal(raw.waiting(), 0, 'the second guess was not answered');
});

void t.test(
  'nothing but authenticate is taken from a stranger',
  { skip: onlyOurs('takes commands of a stranger') },
  async (t) => {
    for (const command of ['route|invite', 'ping', 'sip||\r\nOPTIONS sip:127.0.0.1:9 SIP/2.0\r\n\r\n']) {
      const raw = await rawClient(t, server);
      raw.send(`id-1|${command}`);
      t.match(await raw.receipt(), ['response', 'id-1', 'NO'], command);
      await raw.closed;
    }
  },
);

void t.test(
  'who does not authenticate in time is hung up on',
  { skip: onlyOurs('waits for ever') },
  async (t) => {
    const server = await SignalingServer.start(t, { limits: { authenticateWithinMs: 50 } });
    const raw = await rawClient(t, server);
    await raw.closed;
  },
);

void t.test('frames are understood wherever the stream is cut', async (t) => {
  const raw = await rawClient(t, server);
  const stream = Buffer.from(
    frame(`id-1|authenticate|${server.admin.secret}|`) + frame('id-2|ping') + frame('id-3|route|invite'),
  );
  for (const byte of stream) raw.socket.write(Buffer.of(byte));
  t.match(await raw.receipt(), ['response', 'id-1', 'OK']);
  t.match(await raw.receipt(), ['response', 'id-2', 'OK', 'pong']);
  t.match(await raw.receipt(), ['response', 'id-3', 'OK']);
  raw.socket.write(frame('id-4|ping') + frame('id-5|remove_route|invite'));
  t.match(await raw.receipt(), ['response', 'id-4', 'OK', 'pong']);
  t.match(await raw.receipt(), ['response', 'id-5', 'OK']);
});

void t.test('what is no command is refused and the connection closed', async (t) => {
  for (const [payload, reason] of [
    ['id-2|frobnicate', 'Unknown message type'],
    ['id-2', 'Invalid message format'],
  ] as const) {
    const raw = await rawClient(t, server);
    raw.send(`id-1|authenticate|${server.admin.secret}|`);
    await raw.receipt();
    raw.send(payload);
    t.match(await raw.receipt(), ['response', 'id-2', 'NO', reason]);
    await raw.closed;
  }
  const raw = await rawClient(t, server);
  raw.socket.write('GET / HTTP/1.1\r\n\r\n');
  await raw.closed;
});

void t.test(
  'a frame of a mebibyte is taken, a larger one is not',
  { skip: onlyOurs('holds frames of 12 kB at most') },
  async (t) => {
    const raw = await rawClient(t, server);
    raw.send(`id-1|authenticate|${server.admin.secret}|`);
    await raw.receipt();
    raw.send(`id-2|ping|${'x'.repeat((1 << 20) - 10)}`);
    t.match(await raw.receipt(), ['response', 'id-2', 'OK', 'pong']);
    raw.socket.write(`${(1 << 20) + 1}#`);
    await raw.closed;
  },
);

void t.test('new requests go round the applications that want them, and 503 where none does', async (t) => {
  const apps = [await server.app(t), await server.app(t)];
  for (const [index, app] of apps.entries()) {
    app.use('options', (_request, response) => response.send(200, { headers: { Subject: `app ${index}` } }));
  }
  await Promise.all(apps.map((app) => app.settled()));
  const puppet = await server.puppet(t);
  const turns: string[] = [];
  for (let i = 0; i < 12; i += 1) {
    PuppetLeg.calling(puppet, server).request('OPTIONS');
    turns.push((await puppet.take('200 OPTIONS')).header('Subject'));
  }
  // drachtio-server counts disconnected applications until it would be their turn.
  const counted = isOurs ? turns : turns.slice(6);
  for (let i = 1; i < counted.length; i += 1) t.not(counted[i], counted[i - 1], 'takes turns');
  PuppetLeg.calling(puppet, server).request('SUBSCRIBE');
  await puppet.take('503 SUBSCRIBE');
});

void t.test(
  'a verb that is asked for again gives no second turn',
  { skip: onlyOurs('keeps duplicates of a route') },
  async (t) => {
    const apps = [await server.app(t), await server.app(t)];
    for (const [index, app] of apps.entries()) {
      app.use('options', (_request, response) =>
        response.send(200, { headers: { Subject: `app ${index}` } }),
      );
      // Each later verb repeats the earlier ones.
      app.use('message', (_request, response) => response.send(200));
    }
    await Promise.all(apps.map((app) => app.settled()));
    const puppet = await server.puppet(t);
    const turns: string[] = [];
    for (let i = 0; i < 6; i += 1) {
      PuppetLeg.calling(puppet, server).request('OPTIONS');
      turns.push((await puppet.take('200 OPTIONS')).header('Subject'));
    }
    for (let i = 1; i < turns.length; i += 1) t.not(turns[i], turns[i - 1], 'takes turns');
  },
);

void t.test('a verb that was taken back gets 503', async (t) => {
  const app = await server.app(t);
  const puppet = await server.puppet(t);
  app.use('options', (_request, response) => response.send(200));
  await app.settled();
  PuppetLeg.calling(puppet, server).request('OPTIONS');
  await puppet.take('200 OPTIONS');
  app.unregisterForMessages('options');
  await app.settled();
  PuppetLeg.calling(puppet, server).request('OPTIONS');
  await puppet.take('503 OPTIONS');
});

interface RawClient {
  readonly socket: Socket;
  send(payload: string): void;
  /** The tokens of the next payload, without the server's own id. */
  receipt(): Promise<string[]>;
  /** Payloads that came and were not read. */
  waiting(): number;
  readonly closed: Promise<unknown>;
}

/** A client that sends arbitrary bytes. */
async function rawClient(
  t: { teardown(handler: () => unknown): void },
  server: SignalingServer,
): Promise<RawClient> {
  const socket = connect(server.admin.port, server.admin.host);
  await once(socket, 'connect');
  t.teardown(() => socket.destroy());
  const payloads: string[] = [];
  let wake = (): void => undefined;
  const reader = new FrameReader(1 << 20, (payload) => {
    payloads.push(payload.toString());
    wake();
  });
  socket.on('data', (chunk) => reader.push(chunk)).on('error', () => undefined);
  return {
    socket,
    send: (payload) => void socket.write(frame(payload)),
    receipt: async () => {
      if (payloads.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return (payloads.shift() ?? '').split('|').slice(1);
    },
    waiting: () => payloads.length,
    closed: once(socket, 'close'),
  };
}
