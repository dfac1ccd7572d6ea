/**
 * The ACK of a 2xx: the dialog makes it, sends it outside any transaction, and keeps it in order to send it again
 * (13.2.2.4).
 */
import { completeDialogRequest, type DialogIdentity } from '../transaction/complete-request.js';
import { newBranch, type StackCore } from '../core.js';
import type { SipRequest } from '../parse/message.js';
import type { Destination } from './peer.js';
import { serialize } from '../parse/serialize.js';
import { leadsNowhere } from '../transport/reach.js';
import type { RequestDraft, Sent } from '../stack.js';
import type { RequestOutlet } from '../transport/outlet.js';
import type { Route } from '../transport/transports.js';
import type { TcpConnection } from '../transport/tcp.js';

/** What an ACK takes from its INVITE. */
export interface AckOf {
  readonly cseq: number;
  /** Authorization and Proxy-Authorization: an ACK carries the INVITE's (13.2.2.4). */
  readonly credentials: RequestDraft['headers'];
}

/** One way to send it: bytes that name its transport, and the outlet once there is one. */
interface Copy {
  readonly bytes: Buffer;
  readonly route: Route;
  readonly connection: TcpConnection | undefined;
  outlet?: RequestOutlet;
}

export class Ack {
  readonly #core: StackCore;
  readonly #copies: readonly Copy[];

  private constructor(core: StackCore, copies: readonly Copy[]) {
    this.#core = core;
    this.#copies = copies;
  }

  /** Writes it for every way and sends it by the first. Only the bytes are kept for repeats. */
  static send(
    core: StackCore,
    dialog: DialogIdentity,
    { uri, routes, ways }: Destination,
    { cseq, credentials }: AckOf,
    draft: Omit<RequestDraft, 'method' | 'uri'>,
  ): { ack: Ack; sent: Sent<SipRequest> } {
    const branch = newBranch(core);
    const given = credentials.length === 0 ? draft.headers : draft.headers.filter(isNoCredential);
    const headers = [...given, ...credentials];
    const whole = { method: 'ACK', headers, body: draft.body };
    const written = ways.map((way) => {
      const route = core.transports.routeBy(way);
      const { sentBy, from, offersAlias } = route;
      const sender = { sentBy, transport: from.transport, branch, offersAlias };
      const message = completeDialogRequest(whole, sender, dialog, cseq, uri, routes);
      return { message, copy: { bytes: serialize(message), route, connection: way.connection } };
    });
    const [first] = written;
    if (first === undefined) throw new TypeError('expected a way to send an ACK by');
    const { message, copy } = first;
    const { transport, host, port } = copy.route.from;
    const remoteAddress = core.names.known(copy.route.host) ?? '';
    const flow = {
      transport,
      localAddress: host,
      localPort: port,
      remoteAddress,
      remotePort: copy.route.port,
    };
    core.user.onTraffic?.('out', message, flow);
    const ack = new Ack(
      core,
      written.map((one) => one.copy),
    );
    ack.#sendBy(0);
    return { ack, sent: { message, flow, bytes: copy.bytes.length } };
  }

  /** Sends it again by every way: the 2xx has come again, so the first way may lead nowhere. */
  repeat(): void {
    for (let i = 0; i < this.#copies.length; i += 1) this.#sendBy(i);
  }

  #sendBy(index: number): void {
    const copy = this.#copies[index];
    if (copy === undefined) return;
    if (copy.outlet !== undefined) return copy.outlet.send(copy.bytes);
    const next = this.#copies[index + 1];
    this.#core.names.resolve(copy.route.host, (address) => {
      const isInVain = next !== undefined && leadsNowhere(copy.route.host, address, next.route.host);
      if (isInVain) return this.#sendBy(index + 1);
      if (address === undefined) return; // the 2xx comes again, and then the ACK is tried again
      copy.outlet ??= this.#core.transports.requestOutlet(copy.route, address, copy.connection);
      copy.outlet.send(copy.bytes);
    });
  }
}

function isNoCredential([name]: readonly [string, string]): boolean {
  return !/^(proxy-)?authorization$/i.test(name);
}
