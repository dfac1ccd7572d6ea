/**
 * The other side of a dialog: its tag, its target and the ways there (RFC 3261 12.1, 12.2.1.1).
 *
 * A request in a dialog goes to the first Route, else to the remote target, which is the peer's Contact. It goes by the
 * flow the peer's last message came by instead
 *
 *  - where that hop is nothing we can send to: `0.0.0.0`, a transport or an address family of none of our listen points,
 *    TLS, one of our own addresses, no Contact at all;
 *  - where its address reaches less far than the one the message came from: a private address behind a public one;
 *  - where the stack's user says so for that source;
 *  - after it has turned out that nobody answers there: a name without an address, a closed port, silence.
 *
 * So there is always a way, and a call that was answered can be hung up.
 */
import { contactOf } from './contact.js';
import { detached } from '../parse/header-text.js';
import type { SipMessage, SipRequest, SipResponse } from '../parse/message.js';
import { parseNameAddress } from '../parse/address.js';
import { splitList } from '../parse/fields.js';
import { parseUri } from '../parse/uri.js';
import { isOutOfReach } from '../transport/reach.js';
import type { Flow, SavedPeer } from '../stack.js';
import { DEFAULT_PORT, targetOf, type Target, type Transports, type Way } from '../transport/transports.js';
import type { TcpConnection } from '../transport/tcp.js';

/** Route values more than any real path has are cut: what is kept of a stranger is bounded. */
const MAX_ROUTES = 32;

/** Where and how the next request of a dialog is sent. */
export interface Destination {
  readonly uri: string;
  readonly routes: readonly string[];
  /** At least one, to be tried in this order. */
  readonly ways: readonly Way[];
  /** To be called when nobody answered by the first of several ways. */
  readonly onUnreachable: () => void;
}

/** What a peer has to know of our own side. */
export type Reachability = Pick<Transports, 'canReach' | 'isOwn' | 'isAnsweredAtSource'>;

export class DialogPeer {
  readonly #own: Reachability;
  /** The Contact; undefined as long as there was none. */
  #contact: string | undefined;
  readonly #instead: string;
  readonly #routes: readonly string[];
  #flow: Flow;
  #connection: TcpConnection | undefined;
  /** Port the peer's last request says it is reached at: its top Via's. */
  #sentByPort: number | undefined;
  #isUnreachable = false;
  /** Since it was saved. */
  #hasMoved = true;

  private constructor(
    own: Reachability,
    /** Its From or To as it wrote it, tag included. */
    readonly header: string,
    readonly tag: string,
    /** The target where there is no Contact. */
    instead: string,
    routes: readonly string[],
    flow: Flow,
    connection: TcpConnection | undefined,
  ) {
    this.#own = own;
    this.#instead = instead;
    this.#routes = routes;
    this.#flow = flow;
    this.#connection = connection;
  }

  /** The caller of a request that makes a dialog: its routes as they come (12.1.1). */
  static ofRequest(
    own: Reachability,
    request: SipRequest,
    flow: Flow,
    connection: TcpConnection | undefined,
  ): DialogPeer {
    const header = detached(request.headers.get('From') ?? '');
    const tag = detached(request.from.params.get('tag') ?? '');
    const instead = detached(request.from.uri);
    const routes = recordRoutes(request);
    const peer = new DialogPeer(own, header, tag, instead, routes, flow, connection);
    peer.#refresh(request, flow, connection);
    return peer;
  }

  /** The callee, by a response that makes a dialog: its routes in reverse (12.1.2). */
  static ofResponse(
    own: Reachability,
    response: SipResponse,
    requestUri: string,
    flow: Flow,
    connection: TcpConnection | undefined,
  ): DialogPeer {
    const header = detached(response.headers.get('To') ?? '');
    const tag = detached(response.to.params.get('tag') ?? '');
    const routes = recordRoutes(response).reverse();
    const peer = new DialogPeer(own, header, tag, requestUri, routes, flow, connection);
    peer.#refresh(response, flow, connection);
    return peer;
  }

  /** As an earlier stack knew it. Its connection, if it had one, has gone with that. */
  static ofSaved(own: Reachability, saved: SavedPeer): DialogPeer {
    const { header, tag, target, hasContact, routes, flow, sentByPort } = saved;
    const peer = new DialogPeer(own, header, tag, target, routes, flow, undefined);
    if (hasContact) peer.#contact = target;
    peer.#sentByPort = sentByPort;
    return peer;
  }

  /** Undefined where nothing has changed since. */
  save(): SavedPeer | undefined {
    if (!this.#hasMoved) return undefined;
    this.#hasMoved = false;
    return {
      header: this.header,
      tag: this.tag,
      target: this.target,
      hasContact: this.#contact !== undefined,
      routes: this.#routes,
      flow: this.#flow,
      sentByPort: this.#sentByPort,
    };
  }

  /** The URI that the peer wants to be reached at. */
  get target(): string {
    return this.#contact ?? this.#instead;
  }

  /** A request of the peer's, or a 2xx of its to INVITE or UPDATE. */
  heard(message: SipRequest | SipResponse, flow: Flow, connection: TcpConnection | undefined): void {
    const isRefresh =
      message.kind === 'response' || message.method === 'INVITE' || message.method === 'UPDATE';
    if (isRefresh) return this.#refresh(message, flow, connection);
    // A peer whose connection is gone is reached at the new one.
    if (connection === undefined || this.#connection?.isAlive === true) return;
    this.#flow = flow;
    this.#connection = connection;
  }

  destination(): Destination {
    const [first] = this.#routes;
    if (first === undefined) return this.#to(this.target, [], this.#contact);
    const hop = parseNameAddress(first)?.uri;
    const route = hop === undefined ? undefined : parseUri(hop);
    // What cannot be read cannot be asked whether it is loose; nearly all routers are.
    if (hop === undefined || route === undefined) return this.#to(this.target, this.#routes, undefined);
    if (route.params.has('lr')) return this.#to(this.target, this.#routes, hop);
    // A strict router (RFC 2543): it is asked for by the Request-URI, the target is the last Route.
    return this.#to(hop, [...this.#routes.slice(1), `<${this.target}>`], hop);
  }

  /**
   * A target refresh (12.2.1.2, 12.2.2). A Contact that is nothing we could send to is no reason to leave the target that
   * has served until now.
   */
  #refresh(message: SipMessage, flow: Flow, connection: TcpConnection | undefined): void {
    if (flow.remotePort !== this.#flow.remotePort || flow.remoteAddress !== this.#flow.remoteAddress)
      this.#hasMoved = true;
    this.#flow = flow;
    this.#connection = connection;
    if (message.kind === 'request') this.#sentByPort = message.topVia.port ?? DEFAULT_PORT;
    const contact = contactOf(message);
    if (contact.kind !== 'uri' || contact.uri === this.#contact) return;
    const isWorse = this.#contact !== undefined && this.#signalled(contact.uri) === undefined;
    if (isWorse && this.#signalled(this.#contact ?? '') !== undefined) return;
    this.#contact = contact.uri;
    this.#hasMoved = true;
    this.#isUnreachable = false;
  }

  #to(uri: string, routes: readonly string[], nextHop: string | undefined): Destination {
    const target = nextHop === undefined ? undefined : this.#signalled(nextHop);
    return { uri, routes, ways: this.#ways(target), onUnreachable: () => (this.#isUnreachable = true) };
  }

  /** Where a URI of the peer's leads, if that is a place we can and should send to. */
  #signalled(uri: string): Target | undefined {
    const parsed = parseUri(uri);
    const target = parsed && targetOf(parsed);
    if (target === undefined || target.isSecure === true) return undefined;
    if (isOutOfReach(target.host, this.#flow.remoteAddress)) return undefined;
    return this.#own.canReach(target) && !this.#own.isOwn(target) ? target : undefined;
  }

  #ways(target: Target | undefined): readonly Way[] {
    const { remoteAddress: host, remotePort: port, transport } = this.#flow;
    const connection = this.#connection?.isAlive === true ? this.#connection : undefined;
    const back: Way = { target: { transport, host, port }, connection, from: this.#flow };
    if (target === undefined || this.#isUnreachable || this.#own.isAnsweredAtSource(host)) return [back];
    const isOverTcp = transport === 'tcp' && target.transport !== 'udp';
    const isThere = target.host === host && (isOverTcp || (target.transport ?? 'udp') === transport);
    if (isThere && target.port === port) return [back];
    // A TCP client is reached on its connection (RFC 5923), unless the port it names is not the one it speaks for.
    const isClient = connection?.isAccepted === true && (this.#sentByPort ?? target.port) === target.port;
    if (isThere && isOverTcp && isClient) return [back, { target: { ...target, transport: 'tcp' } }];
    if (transport === 'tcp' && connection === undefined)
      return [{ target: isThere ? { ...target, transport: 'tcp' } : target }];
    return [{ target }, back];
  }
}

/** Nothing stands behind a comma at the end, and an empty Route would be refused. */
function recordRoutes(message: SipMessage): string[] {
  const routes: string[] = [];
  for (const { name, value } of message.headers) {
    if (name !== 'Record-Route') continue;
    for (const route of splitList(value)) {
      if (route !== '' && routes.length < MAX_ROUTES) routes.push(detached(route));
    }
  }
  return routes;
}
