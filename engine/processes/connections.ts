/** The engine's connections to the other processes: opened when the parent says where, and again to each successor. */
import { connect, type Socket } from 'node:net';
import type { ToEngine, Up } from './messages.js';

/** One place to connect to, for the process that is there at the time. */
export interface Endpoint {
  /** Called with a connection to the current process, and with one to each successor. */
  onUp(handler: (socket: Socket, pid: number) => void): void;
}

export class ProcessConnections {
  readonly #handlers = new Map<string, (socket: Socket, pid: number) => void>();
  /** It came before it was asked for. */
  readonly #waiting = new Map<string, Up>();

  /** The processes that there are, by endpoint; the workers of the media process share one. */
  readonly #pids = new Map<string, number>();

  /** By endpoint. */
  get named(): ReadonlyMap<string, number> {
    return this.#pids;
  }

  get pids(): ReadonlySet<number> {
    return new Set(this.#pids.values());
  }

  /** Handles the parent's messages. */
  take(message: ToEngine): void {
    if (message.type !== 'up') return;
    this.#pids.set(message.endpoint, message.pid);
    const handler = this.#handlers.get(message.endpoint);
    if (handler === undefined) this.#waiting.set(message.endpoint, message);
    else open(message, handler);
  }

  endpoint(name: string): Endpoint {
    return {
      onUp: (handler) => {
        this.#handlers.set(name, handler);
        const up = this.#waiting.get(name);
        this.#waiting.delete(name);
        if (up !== undefined) open(up, handler);
      },
    };
  }
}

function open({ path, pid }: Up, handler: (socket: Socket, pid: number) => void): void {
  const socket = connect(path);
  // If it has ended meanwhile, the parent will announce a successor.
  socket.on('error', () => undefined);
  socket.once('connect', () => handler(socket, pid));
}
