/**
 * Our request on its way: from the bytes to the final response, over any transport that accepts it.
 *
 * It finds the next hop (literal or by name), runs the client transaction, and converts every failure to a locally
 * generated response (408, 503) as drachtio-server does. Its `usage` decides what a response means for a dialog. Once
 * the final response is known, only the transaction's own bytes are kept. The file is longer than others because all
 * that decides where the request goes next acts on one state.
 */
import { completeFollower } from './complete-request.js';
import { CancelRequest } from './client-cancel.js';
import { newBranch, type StackCore } from '../core.js';
import type { SipRequest, SipResponse } from '../parse/message.js';
import { serialize } from '../parse/serialize.js';
import type {
  Dialog,
  Flow,
  LiveTransaction,
  OutgoingRequest,
  RequestDraft,
  RequestOptions,
  Sent,
} from '../stack.js';
import { peerOf } from '../live.js';
import { StackError } from '../stack-error.js';
import type { ClientUsage } from './client-usage.js';
import { InviteClientTransaction, type InviteClientUser } from './client-invite.js';
import { NonInviteClientTransaction } from './client-non-invite.js';
import { madeUpResponse } from './made-up-response.js';
import { leadsNowhere } from '../transport/reach.js';
import { refusesTcp, rememberUdpOnly } from '../transport/udp-only.js';
import { avoidWay, locateWays } from '../transport/located-ways.js';
import type { RequestOutlet } from '../transport/outlet.js';
import type { Target } from '../transport/target.js';
import type { Route, Way } from '../transport/transports.js';
import type { TcpConnection } from '../transport/tcp.js';
import { usableResponse } from './usable-response.js';

/** Writes the request for the chosen route; called again if another transport is needed. */
export type RequestWriter = (route: Route, branch: string) => SipRequest;

/** RFC 3261 18.1.1: a larger request goes over a congestion-controlled transport. */
const MAX_UDP_REQUEST = 1300;
/**
 * Over UDP, the number of transmissions without any answer after which the next way is tried, if there is one: 1.5 s.
 */
const SENT_IN_VAIN = 3;
const NO_FLOW = { remoteAddress: '', remotePort: 0 };

export class ClientRequest implements OutgoingRequest, InviteClientUser {
  readonly #core: StackCore;
  readonly #usage: ClientUsage;
  readonly #branch: string;
  readonly #method: string;
  readonly #since: number;
  readonly #transaction: InviteClientTransaction | NonInviteClientTransaction;
  #options: RequestOptions | undefined;
  #sent: Sent<SipRequest> | undefined;
  #bytes: Buffer | undefined;
  #route: Route | undefined;
  #outlet: RequestOutlet | undefined;
  #connection: TcpConnection | undefined;
  /** The way over UDP, while a large request is tried over TCP. */
  #fallback: Route | undefined;
  /** Ways not tried yet, and how to write the request for each; kept while there are any. */
  #others: { readonly ways: readonly Way[]; readonly onUnreachable: () => void } | undefined;
  #write: RequestWriter | undefined;
  #way: Way | undefined;
  /** The same request to the next server of its name, in a transaction of its own. */
  #successor: ClientRequest | undefined;
  /** A provisional over 100 has come: a phone may ring. */
  #hasAlerted = false;
  #cancel: { message: SipRequest; bytes: Buffer; isSent: boolean } | undefined;
  #hasFinal = false;
  /** For a response that was unusable as received. */
  #standIn: SipResponse | undefined;

  private constructor(
    core: StackCore,
    branch: string,
    method: string,
    usage: ClientUsage,
    options: RequestOptions,
  ) {
    this.#core = core;
    this.#branch = branch;
    this.#method = method;
    this.#since = core.now();
    this.#usage = usage;
    this.#options = options;
    this.#transaction =
      method === 'INVITE'
        ? new InviteClientTransaction(core, this)
        : new NonInviteClientTransaction(core, this);
  }

  /**
   * Sends a request by the first of `ways`, and by the next one if there is no answer, in one transaction. Throws
   * StackError (`no-transport` and what `write` throws); later failures are locally generated responses.
   */
  static send(
    core: StackCore,
    method: string,
    [way, ...others]: readonly Way[],
    write: RequestWriter,
    usage: ClientUsage,
    options: RequestOptions,
    onUnreachable: () => void = () => undefined,
  ): ClientRequest {
    if (way === undefined) throw new TypeError('expected a way to send a request by');
    const branch = newBranch(core);
    const request = new ClientRequest(core, branch, method, usage, options);
    request.#write = write;
    if (others.length > 0) request.#others = { ways: others, onUnreachable };
    request.#prepare(way);
    core.clients.set(branch, request);
    core.counters.transactions += 1;
    request.#depart();
    return request;
  }

  get sent(): Sent<SipRequest> {
    if (this.#successor !== undefined) return this.#successor.sent;
    if (this.#sent === undefined)
      throw new StackError('unknown-transaction', 'the request has been answered');
    return this.#sent;
  }

  get dialog(): Dialog | undefined {
    return this.#usage.dialog;
  }

  /** Whether the user, or timer C, has asked for a CANCEL. */
  get isCancelled(): boolean {
    return this.#successor?.isCancelled ?? this.#cancel !== undefined;
  }

  describe(now: number): LiveTransaction {
    const flow = this.#outlet?.flow ?? this.#sent?.flow;
    return {
      method: this.#method,
      direction: 'out',
      state: this.#transaction.state,
      ageMs: now - this.#since,
      branch: this.#branch,
      peer: flow === undefined ? '' : peerOf(flow),
    };
  }

  cancel(headers: RequestDraft['headers'] = []): Sent<SipRequest> {
    return this.#successor?.cancel(headers) ?? this.#cancelOwn(headers);
  }

  #cancelOwn(headers: RequestDraft['headers']): Sent<SipRequest> {
    if (this.#sent === undefined || this.#sent.message.method !== 'INVITE') {
      throw new StackError('unknown-transaction', 'unable to cancel unknown transaction');
    }
    const { message: invite, flow } = this.#sent;
    const message = completeFollower(invite, 'CANCEL', invite.headers.get('To') ?? '', headers);
    const bytes = serialize(message);
    if (this.#cancel === undefined) {
      this.#cancel = { message, bytes, isSent: false };
      if (this.#transaction.state === 'proceeding') this.#sendCancel();
    }
    return { message, flow, bytes: bytes.length };
  }

  /** A response from the network whose branch is this transaction's. */
  receive(response: SipResponse, flow: Flow, bytes: number, connection: TcpConnection | undefined): void {
    if (connection !== undefined) this.#connection = connection;
    this.#outlet?.answered();
    this.#transaction.receive(response, flow, bytes);
  }

  /** The transaction takes its usable form; a repeat after the final response gets the answer to that one. */
  receiveUnusable(response: SipResponse, flow: Flow, connection: TcpConnection | undefined): void {
    if (this.#sent !== undefined) this.#standIn = usableResponse(response, this.#sent.message);
    if (this.#standIn === undefined) return;
    this.#core.user.onTraffic?.('in', this.#standIn, flow);
    this.receive(this.#standIn, flow, 0, connection);
  }

  onResponse(response: SipResponse, flow: Flow, bytes: number): void {
    const isFinal = response.status >= 200;
    if (this.#successor !== undefined) return this.#takeLate(this.#successor, response, flow, bytes);
    if (!isFinal && response.status > 100) this.#hasAlerted = true;
    if (response.status === 503 && !this.#hasAlerted && this.#handOver(response)) return;
    const shown = this.#usage.onResponse(response, flow, this.#connection);
    if (!isFinal && this.#cancel?.isSent === false) this.#sendCancel();
    const options = this.#options;
    if (isFinal) this.#finish();
    if (response.status === 100) options?.onTrying?.(response, flow, bytes);
    if (shown === true) options?.onResponse(response, flow, bytes);
    else if (shown !== false) options?.onResponse(shown, { ...flow, ...NO_FLOW }, 0);
  }

  /** Bytes of the ACK for a final from 300 to 699. */
  makeAck(response: SipResponse): Buffer {
    if (this.#sent === undefined) throw new TypeError('expected an INVITE that waits for its response');
    const invite = this.#sent.message;
    const ack = completeFollower(invite, 'ACK', response.headers.get('To') ?? '', []);
    return serialize(ack);
  }

  onTimeout(): void {
    if (!this.#hasFinal) avoidWay(this.#core, this.#way);
    this.#makeUp(408, 'Request Timeout');
  }

  onSilence(): void {
    if (this.#cancel === undefined && this.#sent !== undefined) this.#cancelOwn([]);
  }

  onTerminated(): void {
    this.#outlet?.settle();
    if (this.#core.clients.delete(this.#branch)) this.#core.counters.transactions -= 1;
  }

  /** Drops the request silently. */
  abandon(): void {
    this.#finish();
    this.#transaction.terminate();
  }

  /** Chooses between UDP and TCP by size (18.1.1), and writes the request for it. */
  #prepare(way: Way): void {
    const { target } = way;
    const route = this.#core.transports.routeBy(way);
    this.#way = way;
    this.#connection = way.connection;
    this.#writeFor(route);
    const isTooLarge = (this.#bytes?.length ?? 0) > MAX_UDP_REQUEST;
    if (route.from.transport !== 'udp' || !isTooLarge || target.transport === 'udp') return;
    if (refusesTcp(this.#core, target)) return;
    const overTcp = this.#core.transports.tryRoute({ ...target, transport: 'tcp' });
    if (overTcp === undefined) return;
    this.#fallback = route;
    this.#writeFor(overTcp);
  }

  #writeFor(route: Route): void {
    if (this.#write === undefined) return;
    const message = this.#write(route, this.#branch);
    const bytes = serialize(message);
    const { host, port, transport } = route.from;
    const remoteAddress = this.#core.names.known(route.host) ?? '';
    const flow = { transport, localAddress: host, localPort: port, remoteAddress, remotePort: route.port };
    this.#sent = { message, flow, bytes: bytes.length };
    this.#bytes = bytes;
    this.#route = route;
  }

  #depart(): void {
    const route = this.#route;
    if (route === undefined) return;
    if (route.isSecure && route.from.transport !== 'tls') {
      this.#later(() => this.#fail(416, 'Unsupported URI Scheme'));
      return;
    }
    if (this.#way?.target.lookUp !== undefined) return this.#locate(this.#way.target, route);
    this.#core.names.resolve(route.host, (address) => {
      if (this.#bytes === undefined || this.#hasFinal || this.#route !== route) return;
      const next = this.#others?.ways[0];
      if (next !== undefined && leadsNowhere(route.host, address, next.target.host))
        this.#later(() => this.#tryNext());
      else if (address === undefined) this.#later(() => this.#fail(503, 'DNS Error'));
      else this.#start(route, address, this.#bytes);
    });
  }

  /** The name of a new request becomes the places that DNS names. */
  #locate(target: Target, route: Route): void {
    locateWays(this.#core, target, ([first, ...others]) => {
      if (this.#bytes === undefined || this.#hasFinal || this.#route !== route) return;
      if (first === undefined) return this.#later(() => this.#fail(503, 'DNS Error'));
      if (others.length > 0) this.#others = { ways: others, onUnreachable: () => undefined };
      this.#prepare(first);
      this.#depart();
    });
  }

  /**
   * RFC 3263 4.3: the next server of the name gets the request in a transaction of its own. A phone behind both sees
   * one request twice, and refuses the second (RFC 3261 8.2.2.2). False if there is no other server, or the request is
   * cancelled.
   */
  #handOver(refusal?: SipResponse): boolean {
    const others = this.#others;
    const write = this.#write;
    const options = this.#options;
    if (others?.ways[0]?.isLocated !== true || write === undefined || options === undefined) return false;
    if (this.#cancel !== undefined) return false;
    avoidWay(this.#core, this.#way, refusal);
    this.#others = this.#write = undefined;
    this.#hasFinal = true;
    this.#successor = ClientRequest.send(this.#core, this.#method, others.ways, write, this.#usage, options);
    return true;
  }

  /** After it was handed over: a provisional has its CANCEL, and an answer that crosses it is the answer. */
  #takeLate(successor: ClientRequest, response: SipResponse, flow: Flow, bytes: number): void {
    if (response.status < 200 && this.#cancel?.isSent === false) this.#sendCancel();
    if (response.status < 200 || response.status > 299) return;
    const shown = this.#usage.onResponse(response, flow, this.#connection);
    successor.#supersede();
    if (shown === true) this.#options?.onResponse(response, flow, bytes);
    else if (shown !== false) this.#options?.onResponse(shown, { ...flow, ...NO_FLOW }, 0);
  }

  /** Another server has answered: this one is cancelled, and its refusal is not shown. */
  #supersede(): void {
    if (this.#successor !== undefined) this.#successor.#supersede();
    this.#options = undefined;
    if (!this.#hasFinal && this.#cancel === undefined && this.#sent !== undefined) this.#cancelOwn([]);
  }

  #start(route: Route, address: string, bytes: Buffer): void {
    const onLost = (): void => this.#later(() => this.#lost(route));
    const patience = this.#others === undefined ? undefined : SENT_IN_VAIN;
    const { transports } = this.#core;
    this.#outlet = transports.requestOutlet(route, address, this.#connection, onLost, patience);
    this.#bytes = undefined;
    if (this.#others === undefined && this.#fallback === undefined) this.#write = undefined;
    if (this.#sent !== undefined) this.#core.user.onTraffic?.('out', this.#sent.message, this.#outlet.flow);
    this.#transaction.start(this.#outlet, bytes);
  }

  /** The connection failed or broke before any answer, the UDP port is closed, or there was only silence. */
  #lost(route: Route): void {
    if (this.#hasFinal || this.#transaction.state === 'proceeding' || this.#route !== route) return;
    // A person must not read a message twice: one that may have arrived is not sent elsewhere (RFC 3428 8).
    if (this.#method === 'MESSAGE' && this.#outlet?.mayHaveArrived === true)
      return this.#fail(408, 'Request Timeout');
    const fallback = this.#fallback;
    if (fallback === undefined) {
      if (this.#transaction instanceof InviteClientTransaction && this.#handOver()) {
        this.#cancelOwn([]);
        this.#transaction.stopRepeating();
      } else if (!this.#tryNext()) {
        avoidWay(this.#core, this.#way);
        this.#fail(503, 'Service Unavailable');
      }
      return;
    }
    this.#fallback = undefined;
    this.#connection = undefined;
    rememberUdpOnly(this.#core, fallback);
    this.#writeFor(fallback);
    this.#depart();
  }

  /** RFC 3261 8.1.3.1, RFC 3263 4.3. False if every way has been tried. */
  #tryNext(): boolean {
    const [way, ...ways] = this.#others?.ways ?? [];
    if (way === undefined || this.#hasFinal) return false;
    const onUnreachable = this.#others?.onUnreachable ?? (() => undefined);
    avoidWay(this.#core, this.#way);
    onUnreachable();
    this.#others = ways.length === 0 ? undefined : { ways, onUnreachable };
    this.#outlet?.settle();
    this.#fallback = undefined;
    this.#prepare(way);
    this.#depart();
    return true;
  }

  #fail(status: number, reason: string): void {
    if (this.#hasFinal) return;
    this.#makeUp(status, reason);
    this.#transaction.terminate();
  }

  /** A locally generated final response, shown like one from the network, with 0 bytes from nowhere. */
  #makeUp(status: number, reason: string): void {
    if (this.#sent === undefined || this.#hasFinal) return;
    const { message, flow } = this.#sent;
    const response = madeUpResponse(message, status, reason, () => this.#core.random(8));
    this.onResponse(response, { ...flow, ...NO_FLOW }, 0);
  }

  #sendCancel(): void {
    const cancel = this.#cancel;
    const outlet = this.#outlet;
    if (cancel === undefined || outlet === undefined || cancel.isSent) return;
    cancel.isSent = true;
    CancelRequest.send(this.#core, this.#branch, cancel.message, cancel.bytes, outlet);
    if (this.#transaction instanceof InviteClientTransaction) this.#transaction.cancelled();
  }

  #finish(): void {
    this.#hasFinal = true;
    this.#sent = this.#options = this.#bytes = this.#route = undefined;
    this.#fallback = this.#others = this.#write = undefined;
  }

  /** Failures are reported after `request()` has returned, as its user is promised. */
  #later(tell: () => void): void {
    queueMicrotask(() => {
      if (this.#core.isStopped) return;
      try {
        tell();
      } catch (error) {
        this.#core.user.onError(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }
}
