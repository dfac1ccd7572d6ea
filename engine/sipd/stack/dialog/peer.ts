/**
 * The other side of a dialog: its tag, its target and the ways there (RFC 3261 12.1, 12.2.1.1).
 *
 * A request in a dialog goes to the first Route, else to the remote target, which is the peer's Contact. It goes by the
 * flow of the peer's last message instead
 *
 *  - if we cannot send to that hop: `0.0.0.0`, a transport or an address family of none of our listen points, one of our
 *    own addresses, no Contact at all;
 *  - if the dialog is over TLS, and the hop is not: what was private on the wire stays so;
 *  - if its address reaches less far than the one the message came from: a private address behind a public one;
 *  - if the stack's user says so for that source;
 *  - after it has turned out that no host answers there: a name without an address, a closed port, silence.
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
import { defaultPort, targetOf, type Target } from '../transport/target.js';
import type { Transports, Way } from '../transport/transports.js';
import type { TcpConnection } from '../transport/tcp.js';

/** More Route values than any real path has are dropped: what is kept of a stranger is bounded. */
const MAX_ROUTES = 32;

/** Where and how the next request of a dialog is sent. */
export interface Destination {
  readonly uri: string;
  readonly routes: readonly string[];
  /** At least one, to be tried in this order. */
  readonly ways: readonly Way[];
  /** Call it when there was no answer by the first of several ways. */
  readonly onUnreachable: () => void;
}

/** What a peer must know of our side. */
export type Reachability = Pick<Transports, 'canReach' | 'isOwn' | 'isAnsweredAtSource'>;

export class DialogPeer {
  readonly #own: Reachability;
  /** The Contact; undefined until there is one. */
  #contact: string | undefined;
  readonly #instead: string;
  readonly #routes: readonly string[];
  #flow: Flow;
  #connection: TcpConnection | undefined;
  /** The port in the top Via of the peer's last request. */
  #sentByPort: number | undefined;
  #isUnreachable = false;
  /** Whether it has changed since it was saved. */
  #hasMoved = true;

  private constructor(
    own: Reachability,
    /** Its From or To as it wrote it, tag included. */
    readonly header: string,
    readonly tag: string,
    /** The target if there is no Contact. */
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

  /** The caller of a request that creates a dialog: its routes in their order (12.1.1). */
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

  /** The callee, from a response that creates a dialog: its routes reversed (12.1.2). */
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

  /** As an earlier stack knew it. A connection that it had ended with that stack. */
  static ofSaved(own: Reachability, saved: SavedPeer): DialogPeer {
    const { header, tag, target, hasContact, routes, flow, sentByPort } = saved;
    const peer = new DialogPeer(own, header, tag, target, routes, flow, undefined);
    if (hasContact) peer.#contact = target;
    peer.#sentByPort = sentByPort;
    return peer;
  }

  /** Undefined if nothing has changed since. */
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

  /** The URI at which the peer wants to be reached. */
  get target(): string {
    return this.#contact ?? this.#instead;
  }

  /** A request of the peer, or its 2xx to an INVITE or UPDATE. */
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
    // An unreadable route counts as loose, as nearly all routers are.
    if (hop === undefined || route === undefined) return this.#to(this.target, this.#routes, undefined);
    if (route.params.has('lr')) return this.#to(this.target, this.#routes, hop);
    // A strict router (RFC 2543): the Request-URI names it, and the last Route is the target.
    return this.#to(hop, [...this.#routes.slice(1), `<${this.target}>`], hop);
  }

  /**
   * A target refresh (12.2.1.2, 12.2.2). A Contact to which we could not send is no reason to give up the target that
   * has worked until now.
   */
  #refresh(message: SipMessage, flow: Flow, connection: TcpConnection | undefined): void {
    if (flow.remotePort !== this.#flow.remotePort || flow.remoteAddress !== this.#flow.remoteAddress)
      this.#hasMoved = true;
    this.#flow = flow;
    this.#connection = connection;
    if (message.kind === 'request') this.#sentByPort = message.topVia.port ?? defaultPort(flow.transport);
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

  /** Where one of the peer's URIs leads, if we can and should send there. */
  #signalled(uri: string): Target | undefined {
    const parsed = parseUri(uri);
    const target = parsed && this.#secured(targetOf(parsed), parsed.port);
    if (target === undefined) return undefined;
    if (isOutOfReach(target.host, this.#flow.remoteAddress)) return undefined;
    return this.#own.canReach(target) && !this.#own.isOwn(target) ? target : undefined;
  }

  /** Over TLS a URI without a transport means TLS too, and any other one is none. */
  #secured(target: Target | undefined, port: number | undefined): Target | undefined {
    if (this.#flow.transport !== 'tls' || target === undefined || target.transport === 'tls') return target;
    if (target.transport !== undefined) return undefined;
    return { ...target, transport: 'tls', port: port ?? defaultPort('tls') };
  }

  #ways(target: Target | undefined): readonly Way[] {
    const { remoteAddress: host, remotePort: port, transport } = this.#flow;
    const connection = this.#connection?.isAlive === true ? this.#connection : undefined;
    const back: Way = { target: { transport, host, port }, connection, from: this.#flow };
    if (target === undefined || this.#isUnreachable || this.#own.isAnsweredAtSource(host)) return [back];
    const isStream = transport !== 'udp' && (target.transport ?? transport) === transport;
    const isThere = target.host === host && (isStream || (target.transport ?? 'udp') === transport);
    if (isThere && target.port === port) return [back];
    // A client of TCP or TLS is reached on its connection (RFC 5923), unless its URI names a different port than the
    // connection's.
    const isClient = connection?.isAccepted === true && (this.#sentByPort ?? target.port) === target.port;
    if (isThere && isStream && isClient) return [back, { target: { ...target, transport } }];
    if (transport !== 'udp' && connection === undefined)
      return [{ target: isThere ? { ...target, transport } : target }];
    return [{ target }, back];
  }
}

/** A comma at the end adds nothing, and an empty Route would be refused. */
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
