/**
 * One TCP listen point with every connection accepted on it or made from it (RFC 3261 18). With a `TlsLayer` it is one
 * of TLS: a connection is one from the end of its handshake on.
 *
 * Connections are found by the peer's address and port, so that a request to a connected peer uses its connection. A
 * connection is closed if it is idle for half an hour, if its peer leaves a message incomplete or does not read, or if
 * it is a stranger's that has shown nothing within seconds. If too many are open, `connection-table.ts` chooses which
 * one to close.
 */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { ConnectionTable } from './connection-table.js';
import { canonicalAddress, familyOf, isWildcard, unmapped } from './local-address.js';
import { MessageFramer, type StreamEvent } from '../parse/stream.js';
import type { Flow, ListenPoint } from '../stack.js';
import type { Strangers } from './strangers.js';
import type { TimerOwner, TimerWheel, WheelTimer } from '../timer-wheel.js';
import type { TlsLayer } from './tls.js';

export interface TcpReceiver {
  /** What was read from a connection, in order. The transport itself answers pings and closes. */
  onStreamEvent(event: StreamEvent, connection: TcpConnection): void;
  onError(error: Error): void;
}

export interface TcpLimits {
  readonly maxMessageBytes: number;
  readonly maxConnections: number;
}

const CONNECT_TIMEOUT = 5_000;
/**
 * How long a stranger has to show its relation to us: a phone registers, or a gateway continues its dialog, at once.
 */
const STRANGER_TIMEOUT = 10_000;
const IDLE = 30 * 60_000;
const HALF_MESSAGE_TIMEOUT = 32_000;
const MAX_UNSENT_BYTES = 1 << 20;
const KEEP_ALIVE = 45_000;
const PONG = Buffer.from('\r\n');

export class TcpTransport {
  readonly transport: 'tcp' | 'tls';
  readonly host: string;
  /** Whether it takes IPv4 too: bound to `::`, where no listen point of IPv4 has the port. */
  readonly isDual: boolean;
  readonly #server: Server;
  readonly #connections: ConnectionTable<TcpConnection>;
  /** Connections by the address and port of their peer that they stand for. */
  readonly #aliases = new Map<string, TcpConnection>();
  readonly tls: TlsLayer | undefined;
  #port: number;
  #isOpen = false;

  constructor(
    readonly asked: ListenPoint,
    readonly wheel: TimerWheel,
    readonly limits: TcpLimits,
    readonly strangers: Strangers,
    readonly receiver: TcpReceiver,
    { isDual, tls }: { readonly isDual: boolean; readonly tls?: TlsLayer | undefined },
  ) {
    this.host = canonicalAddress(asked.host);
    this.#port = asked.port;
    this.isDual = isDual;
    this.tls = tls;
    this.transport = tls === undefined ? 'tcp' : 'tls';
    this.#connections = new ConnectionTable(limits.maxConnections);
    this.#server = createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE });
    this.#server.on('connection', (socket) => this.#accept(socket));
  }

  get port(): number {
    return this.#port;
  }

  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const { host, port } = this.asked;
      const refuse = (error: Error): void =>
        reject(new Error(`cannot listen on ${this.transport}/${host}:${port}: ${error.message}`));
      this.#server.once('error', refuse);
      this.#server.listen(
        { host, port, exclusive: true, ipv6Only: !this.isDual && familyOf(host) === 6 },
        () => {
          this.#server.off('error', refuse);
          this.#server.on('error', (error) => this.receiver.onError(error));
          const bound = this.#server.address();
          if (typeof bound === 'object' && bound !== null) this.#port = bound.port;
          this.#isOpen = true;
          resolve();
        },
      );
    });
  }

  /** Connections that are open, of both directions. */
  get connections(): number {
    return this.#connections.size;
  }

  /** The connection that a client has made from there. */
  clientAt(address: string, port: number): TcpConnection | undefined {
    return this.#connections.find(address, port);
  }

  /**
   * The connection to that peer, made if there is none. Undefined once stopped. `host`: what the request names, which
   * is what a certificate is checked against.
   */
  connectTo(address: string, port: number, host = address): TcpConnection | undefined {
    const terms = this.tls?.contexts.clientTerms(host, address, port);
    const existing = this.#connections.find(address, port, terms?.key);
    if (existing !== undefined) return existing;
    const alias = this.#aliases.get(`${address}:${port}`);
    if (alias !== undefined && (terms === undefined || terms.isProvenBy(alias.flow.certificateNames)))
      return alias;
    // A client is where it has connected from, unless a peer there must prove to be another.
    const client = terms?.isListed === false ? this.#connections.find(address, port) : undefined;
    if (client !== undefined) return client;
    if (!this.#isOpen) return undefined;
    const localAddress = isWildcard(this.host) ? undefined : this.host;
    const to = { address, port, localAddress };
    const socket =
      this.tls && terms
        ? this.tls.connect(terms, to)
        : connect({ host: address, port, ...(localAddress !== undefined && { localAddress }) });
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEP_ALIVE);
    const connection = new TcpConnection(this, socket, address, port, {
      isAccepted: false,
      isTrusted: true,
      purpose: terms?.key ?? '',
      connectMs: this.tls?.handshakeMs ?? CONNECT_TIMEOUT,
    });
    this.#connections.add(connection);
    return connection;
  }

  /** Requests to that port of its peer go over this connection while it lives (RFC 5923). */
  alias(connection: TcpConnection, port: number): void {
    this.#aliases.set(`${connection.remoteAddress}:${port}`, connection);
  }

  /** Marks a connection as the most recently used. */
  touch(connection: TcpConnection): void {
    this.#connections.touch(connection);
  }

  /** A stranger's connection becomes a known one. */
  trusted(connection: TcpConnection): void {
    this.#connections.trusted(connection);
  }

  forget(connection: TcpConnection): void {
    const { remoteAddress, aliasPort } = connection;
    if (aliasPort !== undefined && this.#aliases.get(`${remoteAddress}:${aliasPort}`) === connection)
      this.#aliases.delete(`${remoteAddress}:${aliasPort}`);
    this.#connections.remove(connection);
  }

  stop(): Promise<void> {
    this.tls?.stop();
    for (const connection of this.#connections.all()) connection.close();
    if (!this.#isOpen) return Promise.resolve();
    this.#isOpen = false;
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #accept(socket: Socket): void {
    const { remotePort } = socket;
    if (socket.remoteAddress === undefined || remotePort === undefined || !this.#isOpen) {
      socket.destroy();
      return;
    }
    const remoteAddress = unmapped(socket.remoteAddress);
    const isTrusted = this.strangers.isTrunk(remoteAddress);
    const isWelcome = isTrusted || this.tls === undefined || this.strangers.mayShakeHands(remoteAddress);
    if (!isWelcome || (!isTrusted && !this.#connections.hasRoomFor(remoteAddress))) {
      socket.destroy();
      this.strangers.refuseConnection(remoteAddress, remotePort);
      return;
    }
    if (this.tls === undefined) this.#open(socket, { remoteAddress, remotePort, isTrusted });
    else
      this.tls.accept(socket, remoteAddress, remotePort, isTrusted, (secured, certificateNames) => {
        const isKnown = isTrusted || this.strangers.isTrunkCertificate(certificateNames);
        this.#open(secured, { remoteAddress, remotePort, isTrusted: isKnown, certificateNames });
      });
  }

  #open(socket: Socket, { remoteAddress, remotePort, ...rest }: AcceptedPeer): void {
    const connection = new TcpConnection(this, socket, remoteAddress, remotePort, {
      ...rest,
      isAccepted: true,
    });
    if (!this.#connections.add(connection)) connection.refuse();
  }
}

interface AcceptedPeer {
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly isTrusted: boolean;
  /** In its certificate, which was checked. */
  readonly certificateNames?: readonly string[] | undefined;
}

interface ConnectionStart extends Omit<AcceptedPeer, 'remoteAddress' | 'remotePort'> {
  readonly isAccepted: boolean;
  /** Only for a connection that we make. */
  readonly purpose?: string;
  readonly connectMs?: number;
}

export class TcpConnection implements TimerOwner {
  readonly flow: Flow;
  /** Whether the peer opened it. */
  readonly isAccepted: boolean;
  readonly purpose: string;
  #isTrusted: boolean;
  readonly #transport: TcpTransport;
  readonly #socket: Socket;
  readonly #framer: MessageFramer;
  /** Callbacks of messages sent here without an answer yet, called when the connection is lost. */
  readonly #waiting = new Set<() => void>();
  #state: 'connecting' | 'open' | 'closed';
  #hasOpened: boolean;
  #aliasPort: number | undefined;
  #isUsed = false;
  #idle: WheelTimer | undefined;
  #connecting: WheelTimer | undefined;
  #halfMessage: WheelTimer | undefined;
  #stranger: WheelTimer | undefined;

  constructor(
    transport: TcpTransport,
    socket: Socket,
    readonly remoteAddress: string,
    readonly remotePort: number,
    { isAccepted, isTrusted, purpose = '', connectMs = 0, certificateNames }: ConnectionStart,
  ) {
    this.isAccepted = isAccepted;
    this.purpose = purpose;
    this.#isTrusted = isTrusted;
    this.#transport = transport;
    this.#socket = socket;
    this.#state = isAccepted ? 'open' : 'connecting';
    this.#hasOpened = isAccepted;
    this.#framer = new MessageFramer(transport.limits.maxMessageBytes);
    this.flow = {
      transport: transport.transport,
      localAddress: transport.host,
      localPort: transport.port,
      remoteAddress,
      remotePort,
      ...(certificateNames !== undefined && { certificateNames }),
    };
    this.#idle = transport.wheel.set(IDLE, this, 'idle');
    if (!isAccepted) this.#connecting = transport.wheel.set(connectMs, this, 'connecting');
    if (!isTrusted) this.#stranger = transport.wheel.set(STRANGER_TIMEOUT, this, 'stranger');
    if (!isAccepted)
      socket.on(transport.transport === 'tls' ? 'secureConnect' : 'connect', () => this.#connected());
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('error', () => this.close()); // the close that follows calls those that wait
    socket.on('close', () => this.close());
  }

  get isAlive(): boolean {
    return this.#state !== 'closed';
  }

  /** Whether anything can have been received on it, even if it is closed by now. */
  get hasOpened(): boolean {
    return this.#hasOpened;
  }

  /** Whether it is more than a stranger's. */
  get isTrusted(): boolean {
    return this.#isTrusted;
  }

  /** It has carried something that only a participant can know. */
  trust(): void {
    if (this.#isTrusted) return;
    this.#isTrusted = true;
    this.#stranger = this.#transport.wheel.cancel(this.#stranger);
    this.#transport.trusted(this);
  }

  /** The port of its peer that it stands for (RFC 5923). */
  get aliasPort(): number | undefined {
    return this.#aliasPort;
  }

  /** The first port counts: a peer has one listener behind a connection. */
  alias(port: number): void {
    if (this.#state !== 'open' || (this.#aliasPort ?? port) !== port) return;
    this.#aliasPort = port;
    this.#transport.alias(this, port);
  }

  /** Sends, or queues until connected. `onLost` is called if the connection is lost before `settle`. */
  send(bytes: Buffer, onLost?: () => void): void {
    if (this.#state === 'closed') {
      onLost?.();
      return;
    }
    if (onLost !== undefined) this.#waiting.add(onLost);
    this.#used();
    this.#socket.write(bytes);
    if (this.#socket.writableLength > MAX_UNSENT_BYTES) this.close();
  }

  /** The sender has been answered, or does not wait any longer. */
  settle(onLost: () => void): void {
    this.#waiting.delete(onLost);
  }

  close(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    const { wheel } = this.#transport;
    this.#idle = wheel.cancel(this.#idle);
    this.#connecting = wheel.cancel(this.#connecting);
    this.#halfMessage = wheel.cancel(this.#halfMessage);
    this.#stranger = wheel.cancel(this.#stranger);
    this.#transport.forget(this);
    this.#socket.destroy();
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const tell of waiting) tell();
  }

  /** Closes a stranger's connection. */
  refuse(): void {
    if (this.#state === 'closed') return;
    this.close();
    this.#transport.strangers.refuseConnection(this.remoteAddress, this.remotePort);
  }

  onTimer(name: string): void {
    if (name === 'idle' && this.#isUsed) {
      this.#isUsed = false;
      this.#idle = this.#transport.wheel.set(IDLE, this, 'idle');
    } else if (name === 'stranger') this.refuse();
    else this.close();
  }

  #connected(): void {
    if (this.#state !== 'connecting') return;
    this.#state = 'open';
    this.#hasOpened = true;
    this.#connecting = this.#transport.wheel.cancel(this.#connecting);
  }

  #used(): void {
    this.#isUsed = true;
    this.#transport.touch(this);
  }

  #read(chunk: Buffer): void {
    const { wheel, receiver } = this.#transport;
    this.#used();
    for (const event of this.#framer.feed(chunk)) {
      if (this.#state === 'closed') return;
      receiver.onStreamEvent(event, this);
      if (event.kind === 'ping' && this.#isTrusted) this.#socket.write(PONG); // RFC 5626 4.4.1
      if (event.kind === 'close') this.close();
    }
    if (this.#state === 'closed') return;
    // Up to four bytes may be line ends of an incomplete ping, which needs no completion.
    if (this.#framer.pendingBytes <= 4) this.#halfMessage = wheel.cancel(this.#halfMessage);
    else this.#halfMessage ??= wheel.set(HALF_MESSAGE_TIMEOUT, this, 'half-message');
  }
}
