/** The client transaction of a CANCEL: hop by hop on the INVITE's branch; its response is ignored (9.1). */
import type { ResponseTaker, StackCore } from '../core.js';
import type { SipRequest, SipResponse } from '../parse/message.js';
import type { Flow } from '../stack.js';
import { NonInviteClientTransaction } from './client-non-invite.js';
import type { ClientTransactionUser } from './transaction.js';
import type { RequestOutlet } from '../transport/transports.js';

export class CancelRequest implements ClientTransactionUser, ResponseTaker {
  readonly #core: StackCore;
  readonly #key: string;
  readonly #transaction: NonInviteClientTransaction;

  private constructor(core: StackCore, key: string) {
    this.#core = core;
    this.#key = key;
    this.#transaction = new NonInviteClientTransaction(core, this);
  }

  /** Sends the CANCEL where its INVITE went. */
  static send(
    core: StackCore,
    branch: string,
    cancel: SipRequest,
    bytes: Buffer,
    outlet: RequestOutlet,
  ): void {
    const key = cancelKey(branch);
    const request = new CancelRequest(core, key);
    core.clients.set(key, request);
    core.counters.transactions += 1;
    core.user.onTraffic?.('out', cancel, outlet.flow);
    request.#transaction.start(outlet, bytes);
  }

  receive(response: SipResponse, flow: Flow, bytes: number): void {
    this.#transaction.receive(response, flow, bytes);
  }

  receiveUnusable(response: SipResponse, flow: Flow): void {
    this.#transaction.receive(response, flow, 0);
  }

  onResponse(): void {
    // The INVITE's own final response shows its effect.
  }

  onTimeout(): void {
    // The INVITE's transaction has its own 64 * T1.
  }

  onTerminated(): void {
    if (this.#core.clients.delete(this.#key)) this.#core.counters.transactions -= 1;
  }
}

/** Key of a CANCEL's transaction in the table, which shares its branch with the INVITE (17.1.3). */
export function cancelKey(branch: string): string {
  return `CANCEL ${branch}`;
}
