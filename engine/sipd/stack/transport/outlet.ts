/** How the bytes of one transaction leave: by a UDP listen point, or on a connection. */
import type { UdpDestination } from './closed-ports.js';
import type { Flow, StackCounters, Tap, TransportName } from '../stack.js';
import type { Outlet } from '../transaction/transaction.js';
import type { TcpConnection, TcpTransport } from './tcp.js';
import type { UdpTransport } from './udp.js';

/** The outlet of a request: with the Flow it uses, released when an answer came. */
export interface RequestOutlet extends Outlet {
  readonly flow: Flow;
  /** Whether the peer may have received the request; false only if it is certain that it has not. */
  readonly mayHaveArrived: boolean;
  /** An answer came. */
  answered(): void;
  /** No answer is awaited any more: losing the connection does not matter. */
  settle(): void;
}

export class UdpOutlet implements RequestOutlet {
  readonly isReliable = false;
  /** While an answer is waited for. */
  #destination: UdpDestination | undefined;
  #onClosed: (() => void) | undefined;
  #timesSent = 0;
  #patience = Infinity;

  constructor(
    readonly transport: UdpTransport,
    readonly address: string,
    readonly port: number,
    readonly counters: StackCounters,
    readonly tap: Tap | undefined,
  ) {}

  get flow(): Flow {
    const { host, port } = this.transport;
    return flowOf('udp', host, port, this.address, this.port);
  }

  /** If the port is closed at the first transmission, nothing was behind it. */
  get mayHaveArrived(): boolean {
    return this.#timesSent > 1;
  }

  watch(destination: UdpDestination, onClosed: () => void, patience: number): void {
    this.#destination = destination;
    this.#onClosed = onClosed;
    this.#patience = patience;
  }

  send(bytes: Buffer): void {
    this.counters.sent += 1;
    this.tap?.('out', bytes, this.flow, undefined);
    this.transport.send(bytes, this.port, this.address);
    this.#timesSent += 1;
    const onClosed = this.#onClosed;
    if (onClosed === undefined) return;
    this.#destination?.asked(onClosed, this.#timesSent > 1);
    if (this.#timesSent >= this.#patience) onClosed();
  }

  answered(): void {
    if (this.#onClosed !== undefined) this.#destination?.answered(this.#onClosed);
    this.#destination = this.#onClosed = undefined;
  }

  settle(): void {
    if (this.#onClosed !== undefined) this.#destination?.settle(this.#onClosed);
    this.#destination = this.#onClosed = undefined;
  }
}

export class TcpOutlet implements RequestOutlet {
  readonly isReliable = true;

  constructor(
    readonly transport: TcpTransport,
    readonly to: { readonly address: string; readonly port: number; readonly host: string },
    public connection: TcpConnection | undefined,
    readonly counters: StackCounters,
    readonly tap: Tap | undefined,
    readonly onLost?: () => void,
  ) {}

  get flow(): Flow {
    const { transport, host, port } = this.transport;
    const remotePort = this.connection?.remotePort ?? this.to.port;
    return flowOf(transport, host, port, this.to.address, remotePort);
  }

  get mayHaveArrived(): boolean {
    return this.connection?.hasOpened === true;
  }

  /** Over the connection it came with while that lives, else over one to the address (18.2.2 for responses). */
  send(bytes: Buffer): void {
    if (this.connection?.isAlive !== true) {
      const { address, port, host } = this.to;
      this.connection = this.transport.connectTo(address, port, host);
    }
    if (this.connection === undefined) return;
    this.counters.sent += 1;
    this.tap?.('out', bytes, this.flow, undefined);
    this.connection.send(bytes, this.onLost);
  }

  answered(): void {
    this.settle();
  }

  settle(): void {
    if (this.onLost !== undefined) this.connection?.settle(this.onLost);
  }
}

/** For a listen point that is gone. */
export const NOWHERE: Outlet = { isReliable: true, send: () => undefined };

function flowOf(
  transport: TransportName,
  localAddress: string,
  localPort: number,
  remoteAddress: string,
  remotePort: number,
): Flow {
  return { transport, localAddress, localPort, remoteAddress, remotePort };
}
