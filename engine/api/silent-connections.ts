/**
 * Connections on which nothing has been asked yet, as browsers and connection pools open them in advance. Node's server
 * counts them as busy until its time for headers is over, so that one of them would hold up the stop of the service for a minute.
 */
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Closing the server closes them as well, before it waits for requests in progress. */
export function endSilentConnections(app: FastifyInstance): void {
  const silent = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  app.server.on('request', ({ socket }) => silent.delete(socket));
  app.addHook('preClose', (done) => {
    for (const socket of silent) socket.destroy();
    done();
  });
}
