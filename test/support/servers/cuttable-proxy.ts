/**
 * A TCP proxy on loopback whose connections can be cut, which can be unavailable for a while, and which can withhold
 * answers.
 */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export class CuttableProxy {
  #server: Server | undefined;
  #port = 0;
  readonly #sockets = new Set<Socket>();
  readonly #answers = new Map<Socket, Socket>();

  /** `target` may change: connections made from then on go there. */
  constructor(public target: number) {}

  get port(): number {
    return this.#port;
  }

  /** Listens, on the same port as before if there was one. */
  async open(): Promise<void> {
    const server = createServer((near) => this.#join(near, connect(this.target, '127.0.0.1')));
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Ends every connection and accepts no more. */
  async cut(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    const closed = once(server, 'close');
    server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** What connections send still arrives, and its answers do not. */
  mute(): void {
    for (const [far, near] of this.#answers) far.unpipe(near);
  }

  #join(near: Socket, far: Socket): void {
    this.#answers.set(far, near);
    far.on('close', () => this.#answers.delete(far));
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }
}
