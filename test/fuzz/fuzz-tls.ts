/**
 * Hostile clients at the TLS listener: handshakes that are no handshakes, that stop half-way or are broken off, and
 * hostile SIP and renegotiations after good ones. A good client is served throughout.
 */
import { once } from 'node:events';
import { connect as connectPlain, createServer, type AddressInfo, type Socket } from 'node:net';
import { connect, type SecureVersion, type TLSSocket } from 'node:tls';
import { HOSTILE, type FuzzedService } from './fuzzed-service.js';
import type { Fuzzer } from './fuzzer.js';
import type { Mutator } from './mutation.js';
import { newDialog, requestOf } from './sip-seeds.js';

const BURST = 5;
const MESSAGES = 20;
/** Connections that stop within the handshake, kept open together. */
const HALF_OPEN = 6;
const CLOSED_WITHIN_MS = 30_000;

export const tls: Fuzzer = {
  name: 'tls',
  rounds: 8,
  async run(under, mutator, isOver) {
    const hello = await clientHello();
    const halfOpen: Socket[] = [];
    let sent = 0;
    try {
      for (; !isOver(); sent += BURST) {
        for (let left = BURST; left > 0; left -= 1) await oneClient(under, mutator, hello, halfOpen);
        await expectAnswer(under);
      }
    } finally {
      for (const socket of halfOpen) socket.destroy();
    }
    return sent;
  },
};

async function oneClient(
  under: FuzzedService,
  mutator: Mutator,
  hello: Buffer,
  halfOpen: Socket[],
): Promise<void> {
  const kind = mutator.below(4);
  if (kind === 0) return spoken(under, mutator);
  const socket = connectPlain({
    ...{ host: '127.0.0.1', port: under.callveil.sipPort('tls'), localAddress: '127.0.0.2' },
  });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  if (kind === 1) {
    socket.write(hello.subarray(0, mutator.below(hello.length)));
    halfOpen.push(socket);
    if (halfOpen.length > HALF_OPEN) halfOpen.shift()?.destroy();
  } else if (kind === 2) {
    socket.write(hello.subarray(0, mutator.below(hello.length)), () => socket.resetAndDestroy());
  } else {
    // It is answered with an alert, or taken for a longer one whose rest never comes.
    socket.end(
      mutator.chance(0.8) ? mutator.bytes(hello, 8) : Buffer.from(mutator.text('OPTIONS sip:x SIP/2.0')),
    );
    socket.resume();
    await closed(socket);
  }
}

/** A good handshake, and hostile SIP after it; at TLS 1.2 it asks for another handshake again and again. */
async function spoken(under: FuzzedService, mutator: Mutator): Promise<void> {
  const version = mutator.oneOf(['TLSv1.2', 'TLSv1.3'] as const);
  const socket = await handshake(under, '127.0.0.2', version);
  if (socket === undefined) return;
  const side = {
    ...HOSTILE,
    number: HOSTILE.a,
    hostPort: `127.0.0.2:${socket.localPort}`,
    transport: 'TLS',
  } as const;
  socket.resume();
  let isHeldUp = false;
  for (let left = MESSAGES; left > 0 && socket.writable; left -= 1) {
    if (version === 'TLSv1.2' && mutator.chance(0.1)) {
      socket.renegotiate({}, () => undefined);
      isHeldUp = true;
    }
    const text = requestOf(mutator, side, newDialog(mutator));
    socket.write(Buffer.from(mutator.chance(0.75) ? mutator.text(text) : text, 'latin1'));
  }
  // A client that waits for another handshake cannot say that it ends.
  if (isHeldUp) {
    socket.destroy();
    return;
  }
  socket.end();
  await closed(socket);
}

/** Undefined if the service has no place for it at the moment. */
async function handshake(
  { callveil }: FuzzedService,
  localAddress: string,
  version: SecureVersion,
): Promise<TLSSocket | undefined> {
  const socket = connect({
    ...{ host: '127.0.0.1', port: callveil.sipPort('tls'), localAddress, rejectUnauthorized: false },
    ...{ minVersion: version, maxVersion: version },
  });
  socket.on('error', () => undefined);
  return new Promise((resolve) => {
    socket.once('secureConnect', () => resolve(socket));
    socket.once('close', () => resolve(undefined));
  });
}

async function expectAnswer(under: FuzzedService): Promise<void> {
  const socket = await handshake(under, '127.0.0.4', 'TLSv1.3');
  if (socket === undefined) throw new Error('a good client got no handshake');
  const options = [
    'OPTIONS sip:127.0.0.1 SIP/2.0',
    `Via: SIP/2.0/TLS 127.0.0.4:${socket.localPort};branch=z9hG4bK-tls-${(asked += 1)}`,
    ...['Max-Forwards: 70', 'From: <sip:alive@127.0.0.4>;tag=alive', 'To: <sip:127.0.0.1>'],
    ...[`Call-ID: tls-${asked}`, 'CSeq: 1 OPTIONS', 'Content-Length: 0', '', ''],
  ];
  const timer = setTimeout(() => socket.destroy(), CLOSED_WITHIN_MS);
  socket.write(options.join('\r\n'));
  let heard = '';
  for await (const chunk of socket) {
    heard += String(chunk);
    if (heard.includes('\r\n\r\n')) break;
  }
  clearTimeout(timer);
  if (!heard.startsWith('SIP/2.0 ')) throw new Error(`a good client was answered ${heard || 'nothing'}`);
}

let asked = 0;

/** Resolves when the service has closed it. */
async function closed(socket: Socket): Promise<void> {
  if (socket.closed) return;
  const timer = setTimeout(() => socket.destroy(new Error('kept')), CLOSED_WITHIN_MS);
  await once(socket, 'close').catch(() => undefined);
  clearTimeout(timer);
  if (socket.errored?.message === 'kept') throw new Error('a TLS client that had ended was kept');
}

/** The first bytes of a good client. */
async function clientHello(): Promise<Buffer> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
  client.on('error', () => undefined);
  const [socket] = (await once(server, 'connection')) as [Socket];
  socket.on('error', () => undefined);
  const [hello] = (await once(socket, 'data')) as [Buffer];
  client.destroy();
  socket.destroy();
  server.close();
  return hello;
}
