/**
 * One UDP listen point: one unconnected socket for everything sent and received on its port. A closed port of a peer is
 * not detected here but in `closed-ports.ts`.
 */
import { createSocket, type Socket } from 'node:dgram';
import { canonicalAddress, familyOf, isWildcard, unmapped } from './local-address.js';
import { ReceiveDelay } from './receive-delay.js';
import type { Flow, ListenPoint } from '../stack.js';

export interface UdpReceiver {
  onDatagram(bytes: Buffer, flow: Flow): void;
  onError(error: Error): void;
}

/** Requested from the kernel, so that a burst of some thousand calls survives a pause of the event loop. */
const SOCKET_BUFFER = 4 << 20;

export class UdpTransport {
  readonly transport = 'udp' as const;
  readonly host: string;
  readonly #receiver: UdpReceiver;
  readonly #socket: Socket;
  readonly #receiveDelay: ReceiveDelay;
  #port: number;
  #state: 'new' | 'open' | 'closed' = 'new';

  constructor(
    readonly asked: ListenPoint,
    now: () => number,
    receiver: UdpReceiver,
    /** Whether it takes IPv4 too: bound to `::`, where no listen point of IPv4 has the port. */
    readonly isDual: boolean,
  ) {
    this.#receiver = receiver;
    this.host = canonicalAddress(asked.host);
    this.#port = asked.port;
    this.#receiveDelay = new ReceiveDelay(
      (probe) => this.send(probe, this.#port, ownAddress(asked.host)),
      now,
    );
    // Destinations are always literal addresses: this skips the look-up that Node would make for each datagram.
    this.#socket = createSocket({
      type: familyOf(asked.host) === 6 ? 'udp6' : 'udp4',
      ipv6Only: !isDual && familyOf(asked.host) === 6,
      lookup: (host, _options, found) => found(null, host, familyOf(host) === 6 ? 6 : 4),
    });
    this.#socket.on('message', (bytes, from) => this.#receive(bytes, unmapped(from.address), from.port));
  }

  get port(): number {
    return this.#port;
  }

  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const { host, port } = this.asked;
      const refuse = (error: Error): void =>
        reject(new Error(`cannot listen on udp/${host}:${port}: ${error.message}`));
      this.#socket.once('error', refuse);
      this.#socket.bind({ address: host, port, exclusive: true }, () => {
        this.#socket.off('error', refuse);
        this.#socket.on('error', (error) => this.#receiver.onError(error));
        this.#port = this.#socket.address().port;
        this.#state = 'open';
        this.#enlargeBuffers();
        resolve();
      });
    });
  }

  /**
   * How long what peers send waits until it is read, in milliseconds. To be called now and then: it sends a datagram to
   * itself.
   */
  measureReceiveDelay(): number {
    return this.#state === 'open' ? this.#receiveDelay.measure() : 0;
  }

  send(bytes: Buffer, port: number, address: string): void {
    if (this.#state !== 'open') return;
    const isMapped = this.isDual && familyOf(address) === 4;
    this.#socket.send(bytes, port, isMapped ? `::ffff:${address}` : address);
  }

  stop(): Promise<void> {
    if (this.#state === 'closed') return Promise.resolve();
    this.#state = 'closed';
    return new Promise((resolve) => this.#socket.close(() => resolve()));
  }

  #enlargeBuffers(): void {
    try {
      this.#socket.setRecvBufferSize(SOCKET_BUFFER);
      this.#socket.setSendBufferSize(SOCKET_BUFFER);
    } catch {
      // The kernel's default is sufficient too.
    }
  }

  #receive(bytes: Buffer, remoteAddress: string, remotePort: number): void {
    if (this.#receiveDelay.take(bytes)) return;
    const flow: Flow = {
      transport: 'udp',
      localAddress: this.host,
      localPort: this.#port,
      remoteAddress,
      remotePort,
    };
    this.#receiver.onDatagram(bytes, flow);
  }
}

/** Where a datagram to a listener on this machine goes. */
function ownAddress(host: string): string {
  if (!isWildcard(host)) return host;
  return familyOf(host) === 6 ? '::1' : '127.0.0.1';
}
