/** Requests from the network: which application receives them, and its answers. */
import { ALLOW } from '../stack/core.js';
import type { SipRequest, SipResponse } from '../stack/parse/message.js';
import type { Dialog, Flow, IncomingRequest, Sent } from '../stack/stack.js';
import { StackError } from '../stack/stack-error.js';
import type { WireCdr } from './cdr.js';
import { WireClient } from './client.js';
import type { ResponseCommand } from './command.js';
import { dialogIdOf, type WireMessages } from './message.js';
import { CANCEL_ANSWERED, UNKNOWN_TRANSACTION, refusalOf } from './refusal.js';
import type { WireRoutes } from './routes.js';

/** A request delivered to an application. It stays in `IncomingRequest#context` for the ACK and CANCEL to come. */
class Incoming {
  /** An UPDATE within this unfinished INVITE; it goes by the INVITE's TXNID (spec section 7). */
  update: IncomingRequest | undefined;
  readonly opensDialog: boolean;

  constructor(
    readonly txnId: string,
    readonly client: WireClient,
    readonly request: IncomingRequest,
  ) {
    this.opensDialog = request.message.method === 'INVITE' && request.dialog === undefined;
  }
}

export class WireInbound {
  readonly #routes: WireRoutes;
  readonly #messages: WireMessages;
  readonly #cdr: WireCdr;
  /** Waiting for a final response of their application, by TXNID. */
  readonly #open = new Map<string, Incoming>();

  constructor(routes: WireRoutes, messages: WireMessages, cdr: WireCdr) {
    this.#routes = routes;
    this.#messages = messages;
    this.#cdr = cdr;
  }

  get openCount(): number {
    return this.#open.size;
  }

  onRequest(request: IncomingRequest): void {
    const { dialog, message } = request;
    const owner = dialog?.context;
    if (dialog === undefined) this.#deliverNew(request);
    else if (owner instanceof WireClient && !owner.isGone) this.#deliverInDialog(request, dialog, owner);
    // A dialog without a client was left by an earlier process: its peer may hang up.
    else if (message.method === 'BYE' && owner === undefined) refuse(request, 200);
    else if (message.method !== 'ACK') refuse(request, 481);
  }

  /** The stack has sent 200 and 487; the application is notified and can no longer answer. */
  onCancel(cancel: SipRequest, invite: IncomingRequest, flow: Flow, bytes: number): void {
    const incoming = invite.context;
    if (!(incoming instanceof Incoming)) return;
    this.#open.delete(incoming.txnId);
    const dialogId = invite.dialog?.id ?? '';
    incoming.client.send(this.#messages.arrived(cancel, flow, bytes, incoming.txnId, dialogId, false));
    if (incoming.opensDialog) this.#cdr.stop(incoming, 'network', 'call-canceled', cancel);
  }

  onAbandoned(request: IncomingRequest): void {
    const incoming = request.context;
    if (!(incoming instanceof Incoming)) return;
    if (incoming.update === request) incoming.update = undefined;
    else this.#open.delete(incoming.txnId);
  }

  /** Carries out an application's response and sends its receipt. */
  respond(client: WireClient, command: ResponseCommand): void {
    client.send(this.#respond(client, command));
  }

  /** Answers the open requests of a client that has gone. */
  clientGone(client: WireClient): void {
    for (const [txnId, incoming] of this.#open) {
      if (incoming.client !== client) continue;
      this.#open.delete(txnId);
      if (incoming.update !== undefined) refuse(incoming.update, 503);
      refuse(incoming.request, STATUS_OF_ORPHAN[incoming.request.message.method] ?? 503);
    }
  }

  #deliverNew(request: IncomingRequest): void {
    const { message } = request;
    if (message.method === 'REFER') {
      refuse(request, 405);
      return;
    }
    const isInvite = message.method === 'INVITE';
    const client = this.#routes.next(message.method.toLowerCase());
    if (client === undefined) {
      const refusal = refuse(request, 503);
      if (!isInvite) return;
      this.#cdr.attempt('network', message);
      if (refusal !== undefined) this.#cdr.stop(request, 'application', 'call-rejected', refusal.message);
      return;
    }
    this.#deliver(request, client, '', true);
    if (isInvite) this.#cdr.attempt('network', message);
  }

  #deliverInDialog(request: IncomingRequest, dialog: Dialog, client: WireClient): void {
    const { message, flow, bytes } = request;
    const invite = request.invite?.context;
    if (message.method === 'ACK') {
      const txnId = invite instanceof Incoming ? invite.txnId : this.#messages.nextId();
      return client.send(this.#messages.arrived(message, flow, bytes, txnId, dialog.id, false));
    }
    if (message.method === 'UPDATE' && invite instanceof Incoming) {
      invite.update = request;
      request.context = invite;
      return client.send(this.#messages.arrived(message, flow, bytes, invite.txnId, dialog.id, false));
    }
    this.#deliver(request, client, dialog.id, false);
    if (message.method === 'BYE') this.#cdr.stop(dialog, 'network', 'normal-release', message);
  }

  #deliver(request: IncomingRequest, client: WireClient, dialogId: string, isNew: boolean): void {
    const incoming = new Incoming(this.#messages.nextId(), client, request);
    request.context = incoming;
    this.#open.set(incoming.txnId, incoming);
    const { message, flow, bytes } = request;
    client.send(this.#messages.arrived(message, flow, bytes, incoming.txnId, dialogId, isNew));
  }

  /** Returns the receipt. */
  #respond(client: WireClient, command: ResponseCommand): string {
    const { id, txnId, draft } = command;
    if (command.cseqMethod === 'CANCEL') return this.#messages.receipt(id, CANCEL_ANSWERED);
    const incoming = this.#open.get(txnId);
    const update = command.cseqMethod === 'UPDATE' ? incoming?.update : undefined;
    const request = update ?? incoming?.request;
    if (incoming === undefined || request === undefined || incoming.client !== client) {
      return this.#messages.receipt(id, UNKNOWN_TRANSACTION);
    }
    let sent: Sent<SipResponse>;
    try {
      sent = request.respond(draft);
    } catch (error) {
      return this.#messages.receipt(id, refusalOf(error, `SIP/2.0 ${draft.status}`));
    } finally {
      if (draft.status >= 200) this.#close(incoming, update);
    }
    if (request.dialog !== undefined) request.dialog.context ??= client;
    if (incoming.opensDialog && update === undefined) this.#tellCdr(incoming, sent.message);
    return this.#messages.responseSent(id, sent, txnId, dialogIdAfter(incoming));
  }

  #close(incoming: Incoming, update: IncomingRequest | undefined): void {
    if (update !== undefined) incoming.update = undefined;
    else this.#open.delete(incoming.txnId);
  }

  #tellCdr(incoming: Incoming, response: SipResponse): void {
    if (response.status >= 300) this.#cdr.stop(incoming, 'application', 'call-rejected', response);
    else if (response.status >= 200) this.#cdr.start('application', 'uas', response);
  }
}

/** A BYE has ended its dialog by the time the application answers it. */
function dialogIdAfter({ request, opensDialog }: Incoming): string {
  if (request.message.method === 'BYE') return '';
  return request.dialog?.id ?? (opensDialog ? dialogIdOf(request.message) : '');
}

/** Answers in the application's place, unless the peer cannot be answered any more. */
function refuse(request: IncomingRequest, status: number): Sent<SipResponse> | undefined {
  try {
    return request.respond({ status, headers: status === 405 ? [['Allow', ALLOW]] : [] });
  } catch (error) {
    if (error instanceof StackError) return undefined;
    throw error;
  }
}

/** The answer to a request whose application has gone; all others get 503. */
const STATUS_OF_ORPHAN: Readonly<Record<string, number>> = { INVITE: 480, BYE: 200 };
