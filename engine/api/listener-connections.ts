/**
 * Connections of an HTTP listener when the service stops. Node's server waits for all of them: a connection that
 * browsers and pools open in advance lasts until the time for its headers is over, and a kept-alive one after a request
 * in progress until its client closes it. Either takes more than a minute.
 */
import type { TLSSocket } from 'node:tls';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How long a request in progress has to be answered when the service stops. */
const LIMIT_MS = 5000;

/**
 * Closing the server closes idle connections at once, the others as soon as their request has been answered, and all
 * that remain after `limitMs`.
 */
export function endConnections(app: FastifyInstance, limitMs = LIMIT_MS): void {
  const inProgress = new Map<Socket, number>();
  /** TLS connections before their handshake, by the client's address: the secured socket is another object. */
  const handshakes = new Map<string, Socket>();
  let isClosing = false;

  app.server.on('connection', (socket: Socket) => {
    inProgress.set(socket, 0);
    const client = clientOf(socket);
    handshakes.set(client, socket);
    socket.once('close', () => {
      inProgress.delete(socket);
      if (handshakes.get(client) === socket) handshakes.delete(client);
    });
  });
  app.server.on('secureConnection', (socket: TLSSocket) => {
    const raw = handshakes.get(clientOf(socket));
    if (raw !== undefined) inProgress.delete(raw);
    inProgress.set(socket, 0);
    socket.once('close', () => inProgress.delete(socket));
  });
  app.server.on('request', ({ socket }, response) => {
    inProgress.set(socket, (inProgress.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const left = inProgress.get(socket);
      if (left === undefined) return;
      inProgress.set(socket, left - 1);
      if (isClosing && left === 1) socket.destroySoon();
    });
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (isClosing) void reply.header('connection', 'close');
    done(null, payload);
  });
  app.addHook('preClose', (done) => {
    isClosing = true;
    for (const [socket, requests] of inProgress) if (requests === 0) socket.destroy();
    setTimeout(() => inProgress.forEach((_requests, socket) => socket.destroy()), limitMs).unref();
    done();
  });
}

function clientOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress ?? ''} ${remotePort ?? 0}`;
}
