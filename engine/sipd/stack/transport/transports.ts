/**
 * All listen points of a stack: which one a message leaves from, and how its bytes get there.
 *
 * Addresses here are literal; names have been looked up before. Rules of choice: spec, drachtio wire protocol 15.
 */
import { ClosedPorts } from './closed-ports.js';
import {
  AddressesTowards,
  bracketed,
  commonPrefix,
  familyOf,
  isLoopback,
  isLocalAddress,
  isWildcard,
} from './local-address.js';
import type { MalformedMessage, ParsedMessage } from '../parse/parse-message.js';
import { parseMessage } from '../parse/parse-message.js';
import type { Flow, ListenPoint, StackCounters, StackOptions } from '../stack.js';
import { StackError } from '../stack-error.js';
import type { Strangers } from './strangers.js';
import type { TimerWheel } from '../timer-wheel.js';
import type { Outlet } from '../transaction/transaction.js';
import { TcpTransport, type TcpConnection, type TcpLimits, type TcpReceiver } from './tcp.js';
import { NOWHERE, TcpOutlet, UdpOutlet, type RequestOutlet } from './outlet.js';
import { defaultPort, type Target } from './target.js';
import { TlsContexts } from './tls-contexts.js';
import { TlsLayer } from './tls.js';
import { UdpTransport, type UdpReceiver } from './udp.js';
import type { CertificateInUse, TlsOptions, TlsTerms } from '../tls-terms.js';

/** One way to a peer: a target, and for one that leads back to a message's source, its flow and connection. */
export interface Way {
  readonly target: Target;
  readonly connection?: TcpConnection | undefined;
  /** Sent from the listen point it came in on: a translator on the way knows no other. */
  readonly from?: Flow | undefined;
  /** One of several that DNS has named for a new request (RFC 3263 4.3). */
  readonly isLocated?: boolean | undefined;
}

/** A target with the listen point chosen for it. */
export interface Route {
  readonly from: UdpTransport | TcpTransport;
  /** `host:port` for Via, From and Contact, with the external host if one is configured. */
  readonly sentBy: string;
  readonly port: number;
  readonly host: string;
  /** The peer by the name that its certificate must have. */
  readonly name: string;
  /** Whether the URI is sips:, which only TLS serves. */
  readonly isSecure: boolean;
  /** Whether the connection may carry requests of the peer (RFC 5923). */
  readonly offersAlias: boolean;
}

export interface TransportsReceiver {
  /** Whether nothing is to be done with a datagram now; if it is to be parsed later, `read` does it. */
  takesUnread(bytes: Buffer, flow: Flow): boolean;
  onMessage(parsed: ParsedMessage, flow: Flow, connection: TcpConnection | undefined): void;
  onMalformed(malformed: MalformedMessage, flow: Flow, connection: TcpConnection | undefined): void;
  onError(error: Error): void;
  /** A line for the log; limited to a number per second. */
  onNotice(notice: string): void;
}

type PeerOptions = Pick<StackOptions, 'isAnsweredAtSource' | 'reusesConnection' | 'tls' | 'tap'>;

interface TransportsSurroundings {
  readonly wheel: TimerWheel;
  readonly now: () => number;
  readonly strangers: Strangers;
}

export class Transports {
  readonly #points: (UdpTransport | TcpTransport)[];
  readonly #receiver: TransportsReceiver;
  readonly #counters: StackCounters;
  readonly #strangers: Strangers;
  readonly #maxMessageBytes: number;
  readonly #closedPorts: ClosedPorts;
  readonly #isAnsweredAtSource: (address: string) => boolean;
  readonly #reusesConnection: (host: string) => boolean;
  readonly #tls: TlsOptions | undefined;
  readonly #tap: StackOptions['tap'];
  #datagrams = 0;
  /** The addresses of wildcard listen points. */
  readonly #towards = new AddressesTowards();

  constructor(
    listen: readonly ListenPoint[],
    { wheel, now, strangers }: TransportsSurroundings,
    limits: TcpLimits,
    counters: StackCounters,
    receiver: TransportsReceiver,
    { isAnsweredAtSource = () => false, reusesConnection = () => false, tls, tap }: PeerOptions,
  ) {
    this.#receiver = receiver;
    this.#isAnsweredAtSource = isAnsweredAtSource;
    this.#reusesConnection = reusesConnection;
    this.#counters = counters;
    this.#strangers = strangers;
    this.#maxMessageBytes = limits.maxMessageBytes;
    this.#closedPorts = new ClosedPorts(wheel, now);
    this.#tls = tls;
    this.#tap = tap;
    const contexts = contextsOf(listen, tls);
    this.#points = listen.map((point) => {
      const isDual = isDualIn(listen, point);
      if (point.transport === 'udp') return new UdpTransport(point, now, this.#udpReceiver(), isDual);
      const own = contexts.get(point);
      const say = (notice: string): void => receiver.onNotice(notice);
      const layer = own && tls && new TlsLayer(own, tls.limits, { wheel, counters, say });
      return new TcpTransport(point, wheel, limits, strangers, this.#tcpReceiver(), { isDual, tls: layer });
    });
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

  /** Connections that are open. */
  get connections(): { readonly tcp: number; readonly tls: number } {
    const open = { tcp: 0, tls: 0 };
    for (const point of this.#points)
      if (point.transport !== 'udp') open[point.transport] += point.connections;
    return open;
  }

  get certificates(): readonly CertificateInUse[] {
    return this.#secured.flatMap(({ asked, tls }) =>
      tls.contexts.certificates(`listener ${bracketed(asked.host)}:${asked.port}`),
    );
  }

  certificateNamesAt(address: string, port: number): readonly string[] | undefined {
    for (const point of this.#points) {
      const client = point.transport === 'tls' ? point.clientAt(address, port) : undefined;
      if (client !== undefined) return client.flow.certificateNames;
    }
    return undefined;
  }

  /** Throws if a certificate or key cannot be used, and changes nothing. */
  renewTls(terms: TlsTerms): void {
    const limits = this.#tls?.limits;
    if (limits === undefined) return;
    const points = this.#secured.map(({ asked }) => asked);
    const contexts = contextsOf(points, { terms, limits });
    for (const { asked, tls } of this.#secured) {
      const renewed = contexts.get(asked);
      if (renewed !== undefined) tls.renew(renewed);
    }
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
   * The listen point from which to reach `target`: of its transport (UDP before TCP if it names none, TLS only if it
   * does) and family, a loopback one for loopback targets and another one for others, then the one with the longest
   * common prefix. Throws StackError `no-transport`.
   */
  route(target: Target): Route {
    const route = this.tryRoute(target) ?? this.#unservedRoute(target);
    if (route === undefined)
      throw new StackError('no-transport', 'requested protocol/transport not available');
    return route;
  }

  /** For a sips: URI without a TLS listen point: the request cannot be sent, and is answered 416. */
  #unservedRoute(target: Target): Route | undefined {
    return target.isSecure === true ? this.tryRoute({ ...target, transport: undefined }) : undefined;
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
    return this.#points.some(({ transport, host, isDual }) => {
      if (target.transport !== undefined && target.transport !== transport) return false;
      if (transport === 'tls' && target.transport === undefined) return false;
      if (family === 0) return true;
      return (isDual || familyOf(host) === family) && (!isLoopback(host) || isLoopback(target.host));
    });
  }

  /** Whether the stack's user wants the peers of that address reached where their messages come from. */
  isAnsweredAtSource(address: string): boolean {
    return this.#isAnsweredAtSource(address);
  }

  /**
   * A request over a connection of its peer names an alias (RFC 5923 5): requests to the port of its Via go over that
   * connection from now on. The address is the connection's own, so that no peer can take the calls of another.
   */
  takeAlias(connection: TcpConnection, sentByPort: number | undefined): void {
    const { remoteAddress, certificateNames = [] } = connection.flow;
    if ([remoteAddress, ...certificateNames].some((host) => this.#reusesConnection(host)))
      connection.alias(sentByPort ?? defaultPort(connection.flow.transport));
  }

  /** How many have been read, of every kind. */
  get datagrams(): number {
    return this.#datagrams;
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
    if (from.transport !== 'udp') {
      const to = { address, port, host: route.name };
      return new TcpOutlet(from, to, connection, this.#counters, this.#tap, onLost);
    }
    const outlet = new UdpOutlet(from, address, port, this.#counters, this.#tap);
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
      const port = wantsRport ? flow.remotePort : (sentByPort ?? defaultPort('udp'));
      return new UdpOutlet(point, flow.remoteAddress, port, this.#counters, this.#tap);
    }
    if (point === undefined) return NOWHERE;
    const { remoteAddress: address } = flow;
    const to = { address, port: sentByPort ?? defaultPort(point.transport), host: address };
    return new TcpOutlet(point, to, connection, this.#counters, this.#tap);
  }

  #routeFrom(from: UdpTransport | TcpTransport, { host, port, isSecure, name = host }: Target): Route {
    const offersAlias = from.transport !== 'udp' && [host, name].some(this.#reusesConnection);
    const sentBy = this.sentBy(from, host);
    return { from, sentBy, host, port, name, isSecure: isSecure === true, offersAlias };
  }

  #score(point: UdpTransport | TcpTransport, target: Target): number {
    if (target.transport !== undefined && target.transport !== point.transport) return -1;
    if (point.transport === 'tls' && target.transport === undefined) return -1;
    const host = point.host;
    const family = familyOf(target.host);
    const isLiteral = family !== 0;
    if (isLiteral && familyOf(host) !== family && !point.isDual) return -1;
    let score = point.transport === 'udp' ? 1000 : 0;
    if (isWildcard(host)) score += 50;
    else if (isLiteral && isLoopback(host) === isLoopback(target.host)) score += 100;
    return score + (isLiteral ? Math.min(commonPrefix(host, target.host), 40) : 0);
  }

  #advertised(point: UdpTransport | TcpTransport, target: string): string {
    const { externalHost, host } = point.asked;
    if (externalHost !== undefined) return externalHost;
    return isWildcard(host) ? this.#towards.of(target) : host;
  }

  /** The listen points of TLS. */
  get #secured(): readonly { readonly asked: ListenPoint; readonly tls: TlsLayer }[] {
    return this.#points.flatMap((point) =>
      point.transport === 'tls' && point.tls ? { asked: point.asked, tls: point.tls } : [],
    );
  }

  #udpReceiver(): UdpReceiver {
    return {
      onDatagram: (bytes, flow) => this.#onDatagram(bytes, flow),
      onError: (error) => this.#receiver.onError(error),
    };
  }

  #tcpReceiver(): TcpReceiver {
    const receiver = this.#receiver;
    const counters = this.#counters;
    return {
      onStreamEvent: (event, connection) => {
        if (event.kind === 'message') receiver.onMessage(event, connection.flow, connection);
        else if (event.kind === 'malformed') receiver.onMalformed(event, connection.flow, connection);
        else if (event.kind === 'ping') counters.keepAlives += 1;
        else counters.malformedDropped += 1;
      },
      onError: (error) => receiver.onError(error),
    };
  }

  #onDatagram(bytes: Buffer, flow: Flow): void {
    this.#datagrams += 1;
    // Port 0 cannot be answered.
    if (bytes.length > this.#maxMessageBytes || flow.remotePort === 0) this.#counters.malformedDropped += 1;
    else if (!this.#strangers.dropsUnread(flow) && !this.#receiver.takesUnread(bytes, flow))
      this.read(bytes, flow);
  }

  /** Parses a datagram that has come over UDP. */
  read(bytes: Buffer, flow: Flow): void {
    const parsed = parseMessage(bytes);
    if (parsed.kind === 'message') this.#receiver.onMessage(parsed, flow, undefined);
    else if (parsed.kind === 'malformed') this.#receiver.onMalformed(parsed, flow, undefined);
    else this.#counters.keepAlives += 1;
  }
}

/** Whether a listen point on `::` takes IPv4 too. */
function isDualIn(listen: readonly ListenPoint[], { transport, host, port }: ListenPoint): boolean {
  if (host !== '::') return false;
  const hasOther = listen.some(
    (other) => other.transport === transport && other.port === port && familyOf(other.host) === 4,
  );
  return !hasOther;
}

/** The certificates of each TLS listen point. Throws if one cannot be used. */
function contextsOf(
  listen: readonly ListenPoint[],
  tls: TlsOptions | undefined,
): Map<ListenPoint, TlsContexts> {
  const contexts = new Map<ListenPoint, TlsContexts>();
  for (const point of listen) {
    if (point.transport !== 'tls') continue;
    const listener = tls?.terms.listeners[contexts.size];
    if (tls === undefined || listener === undefined)
      throw new TypeError(`expected a certificate for tls/${bracketed(point.host)}:${point.port}`);
    contexts.set(point, new TlsContexts(listener, tls.terms.peers, tls.limits.minVersion));
  }
  return contexts;
}
