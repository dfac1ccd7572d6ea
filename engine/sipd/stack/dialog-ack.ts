/** The ACK of a 2xx: made by the dialog, sent outside any transaction, and kept to be sent again (13.2.2.4). */
import { completeDialogRequest, type DialogIdentity } from './complete-request.js';
import { newBranch, type StackCore } from './core.js';
import type { SipRequest } from './message.js';
import type { Destination } from './dialog-peer.js';
import { serialize } from './serialize.js';
import { StackError, type RequestDraft, type Sent } from './stack.js';
import type { RequestOutlet } from './transports.js';

/** What an ACK takes from its INVITE. */
export interface AckOf {
  readonly cseq: number;
  /** Authorization and Proxy-Authorization: an ACK carries the INVITE's (13.2.2.4). */
  readonly credentials: RequestDraft['headers'];
}

export class Ack {
  readonly #bytes: Buffer;
  #outlet: RequestOutlet | undefined;

  private constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Writes and sends it. What is kept for repeats is the bytes alone. */
  static send(
    core: StackCore,
    dialog: DialogIdentity,
    { uri, routes, target, connection }: Destination,
    { cseq, credentials }: AckOf,
    draft: Omit<RequestDraft, 'method' | 'uri'>,
  ): { ack: Ack; sent: Sent<SipRequest> } {
    if (target === undefined)
      throw new StackError('no-transport', 'requested protocol/transport not available');
    const route = core.transports.route(target);
    const { transport, host, port } = route.from;
    const sender = { sentBy: route.sentBy, transport, branch: newBranch(core) };
    const given = credentials.length === 0 ? draft.headers : draft.headers.filter(isNoCredential);
    const headers = [...given, ...credentials];
    const whole = { method: 'ACK', headers, body: draft.body };
    const message = completeDialogRequest(whole, sender, dialog, cseq, uri, routes);
    const ack = new Ack(serialize(message));
    const remoteAddress = core.names.known(route.host) ?? '';
    const flow = { transport, localAddress: host, localPort: port, remoteAddress, remotePort: route.port };
    core.user.onTraffic?.('out', message, flow);
    core.names.resolve(route.host, (address) => {
      if (address === undefined) return; // the 2xx comes again, and then the ACK is tried again
      ack.#outlet = core.transports.requestOutlet(route, address, connection);
      ack.repeat();
    });
    return { ack, sent: { message, flow, bytes: ack.#bytes.length } };
  }

  /** Sends it again: the 2xx has come again. */
  repeat(): void {
    this.#outlet?.send(this.#bytes);
  }
}

function isNoCredential([name]: readonly [string, string]): boolean {
  return !/^(proxy-)?authorization$/i.test(name);
}
