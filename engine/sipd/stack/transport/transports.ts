/**
 * All listen points of a stack: which one a message leaves from, and how its bytes get there.
 *
 * Addresses here are literal; names have been looked up before. Rules of choice: spec, drachtio wire protocol 15.
 */
import { ClosedPorts, type UdpDestination } from './closed-ports.js';
import {
  addressTowards,
  bracketed,
  commonPrefix,
  familyOf,
  isLoopback,
  isLocalAddress,
  isWildcard,
} from './local-address.js';
import type { SipUri } from '../parse/fields.js';
import type { MalformedMessage, ParsedMessage } from '../parse/parse-message.js';
import { parseMessage } from '../parse/parse-message.js';
import type { Flow, ListenPoint, StackCounters, TransportName } from '../stack.js';
import { StackError } from '../stack-error.js';
import type { Strangers } from './strangers.js';
import type { TimerWheel } from '../timer-wheel.js';
import type { Outlet } from '../transaction/transaction.js';
import { TcpTransport, type TcpConnection, type TcpLimits } from './tcp.js';
import { UdpTransport } from './udp.js';

export const DEFAULT_PORT = 5060;

/** Where a request goes: `host` may still be a name. Without `transport` the stack may choose. */
export interface Target {
  readonly transport: TransportName | undefined;
  readonly host: string;
  readonly port: number;
  /** A sips: URI, for which there is no TLS transport. */
  readonly isSecure?: boolean;
}

/** One way to a peer: a target, and for one that leads back to a message's source, its flow and connection. */
export interface Way {
  readonly target: Target;
  readonly connection?: TcpConnection | undefined;
  /** Sent from the listen point it came in on: a translator on the way knows no other. */
  readonly from?: Flow | undefined;
}

/** A target with the listen point chosen for it. */
export interface Route {
  readonly from: UdpTransport | TcpTransport;
  /** `host:port` for Via, From and Contact, with the external host if one is configured. */
  readonly sentBy: string;
  readonly port: number;
  readonly host: string;
  readonly isSecure: boolean;
}

export interface TransportsReceiver {
  onMessage(parsed: ParsedMessage, flow: Flow, connection: TcpConnection | undefined): void;
  onMalformed(malformed: MalformedMessage, flow: Flow, connection: TcpConnection | undefined): void;
  onError(error: Error): void;
}

interface TransportsSurroundings {
  readonly wheel: TimerWheel;
  readonly now: () => number;
  readonly strangers: Strangers;
}

export class Transports {
  readonly #points: (UdpTransport | TcpTransport)[];
  readonly #receiver: TransportsReceiver;
  readonly #counters: StackCounters;
  readonly #maxMessageBytes: number;
  readonly #closedPorts: ClosedPorts;
  readonly #isAnsweredAtSource: (address: string) => boolean;
  /** The address of a wildcard listen point by target, kept because asking the kernel for interfaces is expensive; bounded. */
  readonly #towards = new Map<string, string>();

  constructor(
    listen: readonly ListenPoint[],
    { wheel, now, strangers }: TransportsSurroundings,
    limits: TcpLimits,
    counters: StackCounters,
    receiver: TransportsReceiver,
    isAnsweredAtSource: (address: string) => boolean = () => false,
  ) {
    this.#receiver = receiver;
    this.#isAnsweredAtSource = isAnsweredAtSource;
    this.#counters = counters;
    this.#maxMessageBytes = limits.maxMessageBytes;
    this.#closedPorts = new ClosedPorts(wheel, now);
    this.#points = listen.map((point) =>
      point.transport === 'udp'
        ? new UdpTransport(point, now, {
            onDatagram: (bytes, flow) => this.#onDatagram(bytes, flow),
            onError: (error) => receiver.onError(error),
          })
        : new TcpTransport(point, wheel, limits, strangers, {
            onStreamEvent: (event, connection) => {
              if (event.kind === 'message') receiver.onMessage(event, connection.flow, connection);
              else if (event.kind === 'malformed') receiver.onMalformed(event, connection.flow, connection);
              else if (event.kind === 'ping') counters.keepAlives += 1;
              else counters.malformedDropped += 1;
            },
            onError: (error) => receiver.onError(error),
          }),
    );
  }

  /** As bound. */
  get points(): readonly ListenPoint[] {
    return this.#points.map(({ asked, port }) => ({ ...asked, port }));
  }

  /** The longest of the listeners, in milliseconds. */
  measureReceiveDelay(): number {
    const of = (point: UdpTransport | TcpTransport): number =>
      point.transport === 'udp' ? point.measureReceiveDelay() : 0;
    return Math.max(...this.#points.map(of));
  }

  async start(): Promise<void> {
    try {
      for (const point of this.#points) await point.start();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.#closedPorts.close();
    await Promise.all(this.#points.map((point) => point.stop()));
  }

  /**
   * The listen point from which to reach `target`: of its transport (UDP before TCP if it names none) and family, a
   * loopback one for loopback targets and another one for others, then the one with the longest common prefix. Throws
   * StackError `no-transport`.
   */
  route(target: Target): Route {
    const route = this.tryRoute(target);
    if (route === undefined)
      throw new StackError('no-transport', 'requested protocol/transport not available');
    return route;
  }

  /** The same; undefined if there is none. */
  tryRoute(target: Target): Route | undefined {
    let best: UdpTransport | TcpTransport | undefined;
    let bestScore = -1;
    for (const point of this.#points) {
      const score = this.#score(point, target);
      if (score > bestScore) [best, bestScore] = [point, score];
    }
    return best === undefined ? undefined : this.#routeFrom(best, target);
  }

  /** The listen point for one way of several. Throws StackError `no-transport`. */
  routeBy({ target, from }: Way): Route {
    const point = from === undefined ? undefined : this.pointOf(from);
    return point === undefined ? this.route(target) : this.#routeFrom(point, target);
  }

  /** Whether one of our listen points can send there. One bound to loopback sends to loopback only. */
  canReach(target: Target): boolean {
    const family = familyOf(target.host);
    return this.#points.some(({ transport, host }) => {
      if (target.transport !== undefined && target.transport !== transport) return false;
      if (family === 0) return true;
      return familyOf(host) === family && (!isLoopback(host) || isLoopback(target.host));
    });
  }

  /** Whether the stack's user wants the peers of that address reached where their messages come from. */
  isAnsweredAtSource(address: string): boolean {
    return this.#isAnsweredAtSource(address);
  }

  /** `host:port` of a listen point, as peers see it. */
  sentBy(point: UdpTransport | TcpTransport, target: string): string {
    return `${bracketed(this.#advertised(point, target))}:${point.port}`;
  }

  /** The listen point a flow came in on. */
  pointOf(flow: Flow): UdpTransport | TcpTransport | undefined {
    return this.#points.find(
      ({ transport, host, port }) =>
        transport === flow.transport && port === flow.localPort && host === flow.localAddress,
    );
  }

  /** Whether a target is one of our own listen points. */
  isOwn(target: Target): boolean {
    return this.#points.some(
      ({ transport, host, port, asked }) =>
        port === target.port &&
        (target.transport ?? transport) === transport &&
        (host === target.host ||
          asked.externalHost === target.host ||
          (isWildcard(host) && isLocalAddress(target.host))),
    );
  }

  /**
   * Outlet for a request along a route. `onLost` is called, for a request that waits for an answer, if a TCP connection
   * fails or breaks, or the UDP port is closed, before `settle`; also after `patience` transmissions over UDP.
   */
  requestOutlet(
    route: Route,
    address: string,
    connection: TcpConnection | undefined,
    onLost?: () => void,
    patience = Infinity,
  ): RequestOutlet {
    const { from, port } = route;
    if (from.transport === 'tcp')
      return new TcpOutlet(from, address, port, connection, this.#counters, onLost);
    const outlet = new UdpOutlet(from, address, port, this.#counters);
    if (onLost === undefined) return outlet;
    outlet.watch(this.#closedPorts.destination(from.host, address, port), onLost, patience);
    return outlet;
  }

  /** Outlet for responses: RFC 3261 18.2.2 with RFC 3581; `sentByPort` is that of the request's top Via. */
  responseOutlet(
    flow: Flow,
    connection: TcpConnection | undefined,
    wantsRport: boolean,
    sentByPort: number | undefined,
  ): Outlet {
    const point = this.pointOf(flow);
    if (point?.transport === 'udp') {
      const port = wantsRport ? flow.remotePort : (sentByPort ?? DEFAULT_PORT);
      return new UdpOutlet(point, flow.remoteAddress, port, this.#counters);
    }
    if (point?.transport === 'tcp')
      return new TcpOutlet(point, flow.remoteAddress, sentByPort ?? DEFAULT_PORT, connection, this.#counters);
    return NOWHERE;
  }

  #routeFrom(from: UdpTransport | TcpTransport, { host, port, isSecure }: Target): Route {
    return { from, sentBy: this.sentBy(from, host), host, port, isSecure: isSecure === true };
  }

  #score(point: UdpTransport | TcpTransport, target: Target): number {
    if (target.transport !== undefined && target.transport !== point.transport) return -1;
    const host = point.host;
    const family = familyOf(target.host);
    const isLiteral = family !== 0;
    if (isLiteral && familyOf(host) !== family) return -1;
    let score = point.transport === 'udp' ? 1000 : 0;
    if (isWildcard(host)) score += 50;
    else if (isLiteral && isLoopback(host) === isLoopback(target.host)) score += 100;
    return score + (isLiteral ? Math.min(commonPrefix(host, target.host), 40) : 0);
  }

  #advertised(point: UdpTransport | TcpTransport, target: string): string {
    const { externalHost, host } = point.asked;
    if (externalHost !== undefined) return externalHost;
    if (!isWildcard(host)) return host;
    const known = this.#towards.get(target);
    if (known !== undefined) return known;
    const address = addressTowards(target);
    if (this.#towards.size >= 1024) this.#towards.clear();
    this.#towards.set(target, address);
    return address;
  }

  #onDatagram(bytes: Buffer, flow: Flow): void {
    // Port 0 cannot be answered.
    if (bytes.length > this.#maxMessageBytes || flow.remotePort === 0) {
      this.#counters.malformedDropped += 1;
      return;
    }
    const parsed = parseMessage(bytes);
    if (parsed.kind === 'message') this.#receiver.onMessage(parsed, flow, undefined);
    else if (parsed.kind === 'malformed') this.#receiver.onMalformed(parsed, flow, undefined);
    else this.#counters.keepAlives += 1;
  }
}

/** The outlet of a request: with the Flow it uses, released when an answer came. */
export interface RequestOutlet extends Outlet {
  readonly flow: Flow;
  /** An answer came. */
  answered(): void;
  /** No answer is awaited any more: losing the connection does not matter. */
  settle(): void;
}

class UdpOutlet implements RequestOutlet {
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
  ) {}

  get flow(): Flow {
    const { host, port } = this.transport;
    return flowOf('udp', host, port, this.address, this.port);
  }

  watch(destination: UdpDestination, onClosed: () => void, patience: number): void {
    this.#destination = destination;
    this.#onClosed = onClosed;
    this.#patience = patience;
  }

  send(bytes: Buffer): void {
    this.counters.sent += 1;
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

class TcpOutlet implements RequestOutlet {
  readonly isReliable = true;

  constructor(
    readonly transport: TcpTransport,
    readonly address: string,
    readonly port: number,
    public connection: TcpConnection | undefined,
    readonly counters: StackCounters,
    readonly onLost?: () => void,
  ) {}

  get flow(): Flow {
    const { host, port } = this.transport;
    return flowOf('tcp', host, port, this.address, this.connection?.remotePort ?? this.port);
  }

  /** Over the connection it came with while that lives, else over one to the address (18.2.2 for responses). */
  send(bytes: Buffer): void {
    if (this.connection?.isAlive !== true) {
      this.connection = this.transport.connectTo(this.address, this.port);
    }
    if (this.connection === undefined) return;
    this.counters.sent += 1;
    this.connection.send(bytes, this.onLost);
  }

  answered(): void {
    this.settle();
  }

  settle(): void {
    if (this.onLost !== undefined) this.connection?.settle(this.onLost);
  }
}

const NOWHERE: Outlet = { isReliable: true, send: () => undefined };

function flowOf(
  transport: TransportName,
  localAddress: string,
  localPort: number,
  remoteAddress: string,
  remotePort: number,
): Flow {
  return { transport, localAddress, localPort, remoteAddress, remotePort };
}

/**
 * What a sip: or sips: URI asks for (RFC 3263 4, without its DNS). Undefined for a transport we do not have, for a port
 * that cannot be used, and for a tel: URI.
 */
export function targetOf(uri: SipUri): Target | undefined {
  if (uri.scheme === 'tel' || uri.port === 0) return undefined;
  const named = (uri.params.get('maddr') ?? uri.host).toLowerCase();
  const transport = uri.params.get('transport')?.toLowerCase();
  if (transport !== undefined && transport !== 'udp' && transport !== 'tcp') return undefined;
  return { transport, host: named, port: uri.port ?? DEFAULT_PORT, isSecure: uri.scheme === 'sips' };
}
