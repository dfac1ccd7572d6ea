/** The client transaction of a CANCEL: hop by hop on the INVITE's branch; its response is ignored (9.1). */
import type { ResponseTaker, StackCore } from '../core.js';
import type { SipRequest, SipResponse } from '../parse/message.js';
import { peerOf } from '../live.js';
import type { Flow, LiveTransaction } from '../stack.js';
import { NonInviteClientTransaction } from './client-non-invite.js';
import type { ClientTransactionUser } from './transaction.js';
import type { RequestOutlet } from '../transport/outlet.js';

export class CancelRequest implements ClientTransactionUser, ResponseTaker {
  readonly #core: StackCore;
  readonly #branch: string;
  readonly #since: number;
  readonly #flow: Flow;
  readonly #transaction: NonInviteClientTransaction;

  private constructor(core: StackCore, branch: string, flow: Flow) {
    this.#core = core;
    this.#branch = branch;
    this.#flow = flow;
    this.#since = core.now();
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
    const request = new CancelRequest(core, branch, outlet.flow);
    core.clients.set(cancelKey(branch), request);
    core.counters.transactions += 1;
    core.user.onTraffic?.('out', cancel, outlet.flow);
    request.#transaction.start(outlet, bytes);
  }

  describe(now: number): LiveTransaction {
    return {
      method: 'CANCEL',
      direction: 'out',
      state: this.#transaction.state,
      ageMs: now - this.#since,
      branch: this.#branch,
      peer: peerOf(this.#flow),
    };
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
    if (this.#core.clients.delete(cancelKey(this.#branch))) this.#core.counters.transactions -= 1;
  }
}

/** Key of a CANCEL's transaction in the table, which shares its branch with the INVITE (17.1.3). */
export function cancelKey(branch: string): string {
  return `CANCEL ${branch}`;
}
