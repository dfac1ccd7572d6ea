/**
 * Requests of an application: new ones, within a dialog, ACK and CANCEL; and the responses they get.
 *
 * A receipt is written before any response to its request, because the stack answers nothing before `request` has
 * returned, and a client's frames keep their order.
 */
import type { SipResponse } from '../stack/parse/message.js';
import type { Flow, OutgoingRequest, RequestOptions, Stack } from '../stack/stack.js';
import { StackError } from '../stack/stack-error.js';
import type { WireCdr } from './cdr.js';
import type { WireClient } from './client.js';
import type { RequestCommand } from './command.js';
import { dialogIdOf, type WireMessages } from './message.js';
import { ACK_NOT_WANTED, UNKNOWN_DIALOG, refusalOf, unknownCancel } from './refusal.js';

/** A request an application sent. */
class Outgoing {
  constructor(
    readonly client: WireClient,
    readonly request: OutgoingRequest,
    readonly method: string,
    /** Whether it is an INVITE outside of any dialog. */
    readonly opensDialog: boolean,
    /** DIALOGID of its responses above 100. */
    readonly dialogId: string,
  ) {}
}

/** What drachtio-server does not do. */
export interface WireExtras {
  /** Whether applications see a peer's 100 (default false). */
  readonly showsTrying?: boolean;
  /** Whether an application's Route headers go into a new request (default false). */
  readonly takesRoutes?: boolean;
}

export class WireOutbound {
  readonly #stack: Stack;
  readonly #messages: WireMessages;
  readonly #cdr: WireCdr;
  readonly #showsTrying: boolean;
  readonly #takesRoutes: boolean;
  /** Waiting for a final response, by TXNID; the stack generates one if none comes. */
  readonly #open = new Map<string, Outgoing>();

  constructor(
    stack: Stack,
    messages: WireMessages,
    cdr: WireCdr,
    { showsTrying = false, takesRoutes = false }: WireExtras,
  ) {
    this.#showsTrying = showsTrying;
    this.#takesRoutes = takesRoutes;
    this.#stack = stack;
    this.#messages = messages;
    this.#cdr = cdr;
  }

  get openCount(): number {
    return this.#open.size;
  }

  /** Carries out an application's request and sends its receipt. */
  send(client: WireClient, command: RequestCommand): void {
    const { id, draft } = command;
    let receipt: string;
    try {
      if (command.dialogId !== '') receipt = this.#sendInDialog(client, command);
      else if (command.txnId !== '') receipt = this.#cancel(client, command);
      else receipt = this.#sendNew(client, command);
    } catch (error) {
      receipt = this.#messages.receipt(id, refusalOf(error, `${draft.method} ${draft.uri} SIP/2.0`));
    }
    client.send(receipt);
  }

  /** Cancels the INVITEs of a client that has gone. Their dialogs, if the peer answers, end at once. */
  clientGone(client: WireClient): void {
    for (const outgoing of this.#open.values()) {
      if (outgoing.client === client && outgoing.opensDialog) attempt(() => outgoing.request.cancel());
    }
  }

  #sendNew(client: WireClient, command: RequestCommand): string {
    const { draft, nextHop, routes } = command;
    const txnId = this.#messages.nextId();
    const onResponse: RequestOptions['onResponse'] = (response, flow, bytes) =>
      this.#onResponse(txnId, response, flow, bytes);
    const request = this.#stack.request(draft, {
      ...(nextHop === undefined ? {} : { nextHop }),
      ...(this.#takesRoutes && routes.length > 0 && { routes }),
      onResponse,
      ...(this.#showsTrying && { onTrying: onResponse }),
    });
    const { sent } = request;
    const isInvite = draft.method === 'INVITE';
    const dialogId = isInvite ? dialogIdOf(sent.message) : '';
    this.#open.set(txnId, new Outgoing(client, request, draft.method, isInvite, dialogId));
    if (isInvite) this.#cdr.attempt('application', sent.message);
    return this.#messages.requestSent(command.id, sent, txnId);
  }

  #sendInDialog(client: WireClient, command: RequestCommand): string {
    const { id, draft } = command;
    const dialog = this.#stack.findDialog(command.dialogId);
    if (dialog === undefined) {
      // drachtio-srf ACKs every final response of an INVITE; for a failure there is no dialog left.
      return this.#messages.receipt(id, draft.method === 'ACK' ? ACK_NOT_WANTED : UNKNOWN_DIALOG);
    }
    const txnId = this.#messages.nextId();
    if (draft.method === 'ACK') return this.#messages.requestSent(id, dialog.ack(draft), txnId);
    const request = dialog.request(draft, {
      onResponse: (response, flow, bytes) => this.#onResponse(txnId, response, flow, bytes),
    });
    this.#open.set(txnId, new Outgoing(client, request, draft.method, false, dialog.id));
    if (draft.method === 'BYE') this.#cdr.stop(dialog, 'application', 'normal-release', request.sent.message);
    return this.#messages.requestSent(id, request.sent, txnId);
  }

  #cancel(client: WireClient, command: RequestCommand): string {
    const { id, txnId, draft } = command;
    const outgoing = this.#open.get(txnId);
    if (outgoing === undefined || outgoing.client !== client) {
      return this.#messages.receipt(id, unknownCancel(txnId));
    }
    return this.#messages.requestSent(id, outgoing.request.cancel(draft.headers), this.#messages.nextId());
  }

  #onResponse(txnId: string, response: SipResponse, flow: Flow, bytes: number): void {
    const outgoing = this.#open.get(txnId);
    if (outgoing === undefined) return;
    const { client, request } = outgoing;
    if (response.status >= 200) this.#open.delete(txnId);
    if (request.dialog !== undefined) request.dialog.context ??= client;
    if (client.isGone) return endOrphan(outgoing, response.status);
    const dialogId = response.status === 100 ? '' : outgoing.dialogId;
    client.send(this.#messages.arrived(response, flow, bytes, txnId, dialogId, false));
    if (outgoing.opensDialog) this.#tellCdr(outgoing, response);
  }

  #tellCdr(outgoing: Outgoing, response: SipResponse): void {
    if (response.status === 487) this.#cdr.stop(outgoing, 'network', 'call-canceled', response);
    else if (response.status >= 300) this.#cdr.stop(outgoing, 'network', 'call-rejected', response);
    else if (response.status >= 200) this.#cdr.start('network', 'uac', response);
  }
}

/** A peer that answers an INVITE although its application has gone gets its ACK and a BYE. */
function endOrphan({ request, method }: Outgoing, status: number): void {
  const { dialog } = request;
  if (method !== 'INVITE' || status < 200 || status >= 300 || dialog === undefined) return;
  attempt(() => dialog.terminate(APPLICATION_GONE));
}

/** Reason text of the BYEs sent in place of an application that has gone. */
export const APPLICATION_GONE = 'application gone';

/** Tries something whose failure has no recipient; only a bug is rethrown. */
function attempt(action: () => unknown): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
  }
}
