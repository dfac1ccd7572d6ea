/**
 * The other side of a dialog: its tag, its target and the way there (RFC 3261 12.1, 12.2.1.1).
 *
 * Requests in a dialog go to the first Route, else to the remote target, unless a NAT was noticed: then to where
 * the peer's messages came from (spec, drachtio wire protocol 13). Over TCP the peer's own connection is kept.
 */
import { detached } from './detached.js';
import { familyOf } from './local-address.js';
import type { SipMessage, SipRequest, SipResponse } from './message.js';
import { parseNameAddress } from './parse-address.js';
import { splitList, type SipUri } from './parse-fields.js';
import { parseUri } from './parse-uri.js';
import type { Flow } from './stack.js';
import { DEFAULT_PORT, targetOf, type Target } from './transports.js';
import type { TcpConnection } from './transport-tcp.js';

/** Route values more than any real path has are cut: what is kept of a stranger is bounded. */
const MAX_ROUTES = 32;

/** Where and how the next request of a dialog is sent. */
export interface Destination {
  readonly uri: string;
  readonly routes: readonly string[];
  /** Undefined where the URI names a transport we do not have. */
  readonly target: Target | undefined;
  readonly connection: TcpConnection | undefined;
}

export class DialogPeer {
  #target: string;
  #routes: readonly string[];
  #nat: Target | undefined;
  #connection: TcpConnection | undefined;

  private constructor(
    /** Its From or To as it wrote it, tag included. */
    readonly header: string,
    readonly tag: string,
    target: string,
    routes: readonly string[],
  ) {
    this.#target = target;
    this.#routes = routes;
  }

  /** The caller of a request that makes a dialog: its routes as they come (12.1.1). */
  static ofRequest(request: SipRequest, flow: Flow, connection: TcpConnection | undefined): DialogPeer {
    const peer = new DialogPeer(
      detached(request.headers.get('From') ?? ''),
      detached(request.from.params.get('tag') ?? ''),
      contactOf(request) ?? detached(request.from.uri),
      recordRoutes(request),
    );
    peer.#notice(flow, connection, true);
    return peer;
  }

  /** The callee, by a response that makes a dialog: its routes in reverse (12.1.2). */
  static ofResponse(
    response: SipResponse,
    requestUri: string,
    flow: Flow,
    connection: TcpConnection | undefined,
  ): DialogPeer {
    const peer = new DialogPeer(
      detached(response.headers.get('To') ?? ''),
      detached(response.to.params.get('tag') ?? ''),
      contactOf(response) ?? requestUri,
      recordRoutes(response).reverse(),
    );
    peer.#notice(flow, connection, false);
    return peer;
  }

  /** The URI that the peer wants to be reached at. */
  get target(): string {
    return this.#target;
  }

  /** A target refresh: re-INVITE or UPDATE, or a 2xx to one of ours (12.2.1.2, 12.2.2). */
  refresh(message: SipMessage, flow: Flow, connection: TcpConnection | undefined): void {
    this.#target = contactOf(message) ?? this.#target;
    this.#notice(flow, connection, message.kind === 'request');
  }

  destination(): Destination {
    const [first] = this.#routes;
    if (first === undefined) return this.#to(this.#target, [], this.#target);
    const route = uriOf(first);
    if (route?.params.has('lr') === true) return this.#to(this.#target, this.#routes, first);
    // A strict router (RFC 2543): it is asked for by the Request-URI, the target is the last Route.
    const uri = parseNameAddress(first)?.uri ?? this.#target;
    return this.#to(uri, [...this.#routes.slice(1), `<${this.#target}>`], first);
  }

  #to(uri: string, routes: readonly string[], nextHop: string): Destination {
    const connection = this.#connection?.isAlive === true ? this.#connection : undefined;
    if (this.#nat !== undefined) return { uri, routes, target: this.#nat, connection };
    const hop = uriOf(nextHop);
    const target = hop === undefined ? undefined : targetOf(hop);
    if (target === undefined || connection === undefined)
      return { uri, routes, target, connection: undefined };
    // The peer came over TCP: it is reached there, though its Contact may have forgotten to say so.
    const isThere = this.#routes.length === 0 || connection.remoteAddress === target.host;
    if (!isThere || target.transport === 'udp') return { uri, routes, target, connection: undefined };
    return { uri, routes, target: { ...target, transport: 'tcp' }, connection };
  }

  #notice(flow: Flow, connection: TcpConnection | undefined, isRequest: boolean): void {
    this.#connection = connection;
    this.#nat = undefined;
    if (flow.transport !== 'udp') return;
    const hop = uriOf(this.#routes[0] ?? this.#target);
    if (hop === undefined) return;
    const port = hop.port ?? DEFAULT_PORT;
    const isElsewhere =
      this.#routes.length === 0
        ? hop.host !== flow.remoteAddress || (isRequest && port !== flow.remotePort)
        : !isRequest &&
          isPrivate(hop.host) &&
          hop.host !== flow.remoteAddress &&
          !isPrivate(flow.remoteAddress);
    if (isElsewhere) this.#nat = { transport: 'udp', host: flow.remoteAddress, port: flow.remotePort };
  }
}

function contactOf(message: SipMessage): string | undefined {
  const value = message.headers.get('Contact');
  if (value === undefined) return undefined;
  const [first] = splitList(value);
  const uri = first === undefined ? undefined : parseNameAddress(first)?.uri;
  return uri === undefined ? undefined : detached(uri);
}

function recordRoutes(message: SipMessage): string[] {
  const routes: string[] = [];
  for (const { name, value } of message.headers) {
    if (name !== 'Record-Route') continue;
    for (const route of splitList(value)) if (routes.length < MAX_ROUTES) routes.push(detached(route));
  }
  return routes;
}

/** The URI of a Route value or of a bare URI. */
function uriOf(value: string): SipUri | undefined {
  const uri = value.includes('<') ? parseNameAddress(value)?.uri : value;
  return uri === undefined ? undefined : parseUri(uri);
}

/** RFC 1918. */
function isPrivate(host: string): boolean {
  if (familyOf(host) !== 4) return false;
  return host.startsWith('10.') || host.startsWith('192.168.') || /^172\.(1[6-9]|2\d|3[01])\./.test(host);
}
