/**
 * A request from the network, top to bottom: its transaction if it has one, else the refusals of RFC 3261 8.2, 9.2 and
 * 12.2.2, else its dialog, else something new. The rest goes to the stack's user.
 */
import { contactOf } from './dialog/contact.js';
import { ALLOW, METHODS, type StackCore } from './core.js';
import type { SipDialog } from './dialog/dialog.js';
import { readRack } from './dialog/provisional.js';
import { dialogId, type DialogTable } from './dialog/table.js';
import type { SipRequest } from './parse/message.js';
import { ServerRequest, type Arrival } from './transaction/server-request.js';
import { mergeKeyOf, ServerTable, serverKey, type ServerSlot } from './transaction/server-table.js';
import { isTooShort, MIN_INTERVAL } from './dialog/session-timer.js';
import { requestUriFault } from './parse/start-line.js';
import { reasonPhrase } from './parse/reason-phrases.js';
import type { Flow, IncomingRequest, SavedDialog, SavedInvite } from './stack.js';
import { StackError } from './stack-error.js';
import { Shedding, type CallJudge } from './shedding.js';
import { refuseLeftInvite } from './transaction/left-invite.js';
import { completedVia, refuse } from './transaction/stateless-response.js';
import type { TcpConnection } from './transport/tcp.js';

/** These make no sense outside a dialog at all. */
const NEVER_OUTSIDE = new Set(['BYE', 'UPDATE', 'PRACK']);

export class RequestRouter {
  readonly #core: StackCore;
  readonly #dialogs: DialogTable<SipDialog>;
  readonly #table: ServerTable;
  readonly #maxTransactions: number;
  readonly #shedding: Shedding;

  constructor(core: StackCore, dialogs: DialogTable<SipDialog>, maxTransactions: number, judge: CallJudge) {
    this.#core = core;
    this.#dialogs = dialogs;
    this.#table = new ServerTable(core.counters);
    this.#maxTransactions = maxTransactions;
    this.#shedding = new Shedding(core, judge, (key) => this.#table.get(key) !== undefined);
  }

  /** Whether nothing is to be done with a datagram now, because there are too many calls; otherwise it is to be parsed. */
  takesUnread(bytes: Buffer, flow: Flow): boolean {
    return this.#shedding.takesUnread(bytes, flow);
  }

  receive(message: SipRequest, flow: Flow, bytes: number, connection: TcpConnection | undefined): void {
    const via = message.topVia;
    const asksRport = via.params.has('rport');
    if (connection?.isAccepted === true && via.params.has('alias'))
      this.#core.transports.takeAlias(connection, via.port);
    const outlet = this.#core.transports.responseOutlet(flow, connection, asksRport, via.port);
    const viaText = message.headers.get('Via') ?? '';
    message.headers.setFirst('Via', completedVia(viaText, via.host, asksRport, flow));
    const arrival: Arrival = { message, flow, bytes, connection, outlet, asksRport };
    const { method } = message;
    const key = serverKey(message, via, method);
    const slot = this.#table.get(key);
    if (slot !== undefined && this.#isOfTransaction(slot, method)) return;
    if (!METHODS.has(method)) this.#refuse(arrival, 501, [['Allow', ALLOW]]);
    else if (method === 'CANCEL') this.#cancel(arrival, key, serverKey(message, via, 'INVITE'));
    else if (method === 'ACK') this.#ack(arrival);
    else if (message.to.params.has('tag')) this.#inDialog(arrival, key);
    else if (method === 'INVITE' && this.#shedding.refusesAgain(arrival, key)) return;
    else if (message.headers.get('Max-Forwards') === '0') this.#refuseOutside(arrival, 483);
    else this.#outside(arrival, key);
  }

  /**
   * Whether the source may send the request: it is known, or the request shows something that only a participant knows
   * (a dialog's tags, a transaction's branch), or a phone wants to register.
   */
  admits(message: SipRequest, flow: Flow, connection: TcpConnection | undefined): boolean {
    const { strangers } = this.#core;
    if (strangers.isKnown(flow)) {
      connection?.trust();
      return true;
    }
    const { method, topVia } = message;
    if (method === 'REGISTER') return strangers.mayRegister(flow);
    if (this.#dialogOf(message) !== undefined) {
      strangers.acquaint(flow);
      connection?.trust();
      return true;
    }
    const ofTransaction = method === 'CANCEL' ? 'INVITE' : method;
    if (this.#table.get(serverKey(message, topVia, method)) !== undefined) return true;
    if (this.#table.get(serverKey(message, topVia, ofTransaction)) !== undefined) return true;
    if (message.to.params.has('tag'))
      return strangers.isAcquainted(flow) || (method === 'ACK' && strangers.challenges);
    return strangers.mayProve(method, flow);
  }

  /** An INVITE of an earlier stack, for which there is no user any more. */
  refuseLeft(saved: SavedDialog, invite: SavedInvite): void {
    refuseLeftInvite(this.#core, this.#table, saved, invite);
  }

  /** The transactions of requests that came. */
  get transactions(): Pick<ServerTable, 'size' | 'all'> {
    return this.#table;
  }

  clear(): void {
    this.#table.clear();
    this.#shedding.clear();
  }

  /** RFC 3261 17.2.3: a retransmission, or the ACK of a refusal. The ACK of a 2xx belongs to the dialog. */
  #isOfTransaction(slot: ServerSlot, method: string): boolean {
    if (method !== 'ACK') {
      (slot.invite ?? slot.nonInvite)?.receiveAgain();
      return true;
    }
    if (slot.invite === undefined || slot.invite.state === 'accepted') return false;
    slot.invite.receiveAck();
    return true;
  }

  /** RFC 3261 9.2. */
  #cancel(arrival: Arrival, key: string, inviteKey: string): void {
    const { message, flow, bytes } = arrival;
    const slot = this.#table.get(inviteKey);
    if (slot?.invite === undefined) {
      this.#refuse(arrival, 481);
      return;
    }
    const { request } = slot;
    const own = new ServerRequest(
      this.#core,
      this.#table.open(key, undefined, 0, this.#core.now()),
      arrival,
      undefined,
    );
    const answered = request === undefined ? this.#dialogs.byId(idOf(message)) : undefined;
    own.answerWithTag(request?.toTag ?? answered?.localTag); // one To tag for CANCEL and INVITE (9.2)
    if (request === undefined) {
      answered?.cancelledTooLate();
      return;
    }
    request.cancelled();
    this.#core.user.onCancel(message, request, flow, bytes);
  }

  /** The ACK of a 2xx. One that acknowledges nothing is dropped: an ACK is never answered. */
  #ack(arrival: Arrival): void {
    const { message } = arrival;
    const dialog = this.#dialogOf(message);
    const acknowledged = dialog?.receiveAck(message.cseq.number);
    if (dialog === undefined || acknowledged === undefined) {
      this.#core.counters.absorbedRetransmissions += 1;
      return;
    }
    this.#core.user.onRequest(new IncomingAck(arrival, dialog, acknowledged.invite));
    dialog.endIfDue();
  }

  #inDialog(arrival: Arrival, key: string): void {
    const { message, flow, connection } = arrival;
    const { method } = message;
    const dialog = this.#dialogOf(message);
    if (dialog === undefined) {
      // RFC 3261 12.2.2. A registration is in no dialog, even with a To tag.
      if (method === 'REGISTER') this.#outside(arrival, key);
      else this.#refuseUnknownDialog(arrival);
      return;
    }
    const refusal = refusalWithin(dialog, message);
    if (refusal !== undefined) {
      this.#refuse(arrival, refusal.status, refusal.headers);
      return;
    }
    if (method === 'BYE')
      dialog.end(); // unanswered requests get their 487 before the BYE is shown
    else dialog.heard(message, flow, connection);
    const request = this.#make(arrival, key, undefined, dialog);
    if (method === 'BYE') dialog.answeredTo(request);
    else request.invite = unansweredInvite(dialog);
    this.#core.user.onRequest(request);
  }

  #outside(arrival: Arrival, key: string): void {
    const { message } = arrival;
    const { method } = message;
    const mergeKey = mergeKeyOf(message);
    const uriFault = requestUriFault(message.uri);
    const challenge = this.#core.strangers.challengeFor(message, arrival.flow);
    if (NEVER_OUTSIDE.has(method)) this.#refuse(arrival, 481);
    else if (challenge !== undefined) this.#refuse(arrival, challenge.status, challenge.headers);
    else if (uriFault !== undefined) this.#refuseOutside(arrival, uriFault.status, [], uriFault.reason);
    // A repeated MESSAGE gets the answer of the first one from above, which knows it, even after hours.
    else if (message.method !== 'MESSAGE' && this.#table.isMerged(mergeKey, message.cseq.number))
      this.#refuseOutside(arrival, 482);
    else if (method === 'INVITE' && this.#refuseContact(arrival)) return;
    else if (method === 'INVITE' && this.#dialogs.byId(idOf(message)) !== undefined) {
      this.#refuseOutside(arrival, 482); // a copy that came after the first one's transaction
    } else if (this.#core.counters.transactions >= this.#maxTransactions || this.#dialogs.isFull) {
      this.#refuseOutside(arrival, 503, [['Retry-After', '5']]);
    } else if (method !== 'INVITE' || !this.#shedding.refuses(arrival, key))
      this.#open(arrival, key, mergeKey);
  }

  /** It creates no dialog; the log has a line, because an operator will look for the call there. */
  #refuseOutside(
    arrival: Arrival,
    status: number,
    headers: readonly (readonly [string, string])[] = [],
    reason = reasonPhrase(status),
  ): void {
    const { remoteAddress, remotePort } = arrival.flow;
    this.#core.notices.say(
      `a request from ${remoteAddress}:${remotePort} was refused with ${status}: ${reason}`,
    );
    this.#refuse(arrival, status, headers, reason);
  }

  /** RFC 3261 8.1.1.8. A Contact that merely leads nowhere is accepted: there is the flow of the INVITE. */
  #refuseContact(arrival: Arrival): boolean {
    const contact = contactOf(arrival.message);
    if (contact.kind === 'uri') return false;
    const isMissing = contact.kind === 'missing';
    const { remoteAddress, remotePort } = arrival.flow;
    const why = isMissing ? 'it has no Contact' : `its Contact cannot be used: ${contact.why}`;
    this.#core.notices.say(`an INVITE from ${remoteAddress}:${remotePort} was refused: ${why}`);
    this.#refuse(arrival, 400, [], isMissing ? 'Missing Contact Header' : 'Unusable Contact Header');
    return true;
  }

  #open(arrival: Arrival, key: string, mergeKey: string | undefined): void {
    this.#core.user.onRequest(this.#make(arrival, key, mergeKey, undefined));
  }

  #make(
    arrival: Arrival,
    key: string,
    mergeKey: string | undefined,
    dialog: SipDialog | undefined,
  ): ServerRequest {
    return new ServerRequest(
      this.#core,
      this.#table.open(key, mergeKey, arrival.message.cseq.number, this.#core.now()),
      arrival,
      dialog,
    );
  }

  /** The dialog of a request (12.2.2): Call-ID, our tag in To, the peer's in From. */
  #dialogOf(message: SipRequest): SipDialog | undefined {
    const dialog = this.#dialogs.byLocalTag(message.callId, message.to.params.get('tag') ?? '');
    return dialog?.isPeer(message.from.params.get('tag') ?? '') === true ? dialog : undefined;
  }

  #refuseUnknownDialog(arrival: Arrival): void {
    if (arrival.message.method === 'INVITE') this.#refuse(arrival, 100);
    this.#refuse(arrival, 481);
  }

  #refuse(
    { message, flow, outlet }: Arrival,
    status: number,
    headers: readonly (readonly [string, string])[] = [],
    reason?: string,
  ): void {
    refuse(this.#core, message, flow, outlet, status, headers, reason);
  }
}

/** Refusals by the dialog itself: order of CSeq, one INVITE at a time, sessions too short, unknown PRACKs. */
function refusalWithin(
  dialog: SipDialog,
  message: SipRequest,
): { status: number; headers: [string, string][] } | undefined {
  const { method } = message;
  if (!dialog.takeCseq(message.cseq.number)) return { status: 500, headers: [] };
  if (method === 'INVITE' || method === 'UPDATE') {
    for (const other of dialog.unanswered) {
      // RFC 3261 14.2, RFC 3311 5.2
      if (other.message.method === method) return { status: 500, headers: [['Retry-After', '5']] };
    }
    if (isTooShort(message)) return { status: 422, headers: [['Min-SE', String(MIN_INTERVAL)]] };
  }
  if (method === 'PRACK' && !acknowledgesProvisional(dialog, message)) return { status: 481, headers: [] };
  return undefined;
}

/** RFC 3262 3. */
function acknowledgesProvisional(dialog: SipDialog, message: SipRequest): boolean {
  const named = readRack(message.headers.get('RAck'));
  if (named === undefined) return false;
  for (const request of dialog.unanswered) if (request.acknowledgeProvisional(named)) return true;
  const { overtaken } = dialog;
  if (overtaken?.rseq !== named.rseq || overtaken.cseq !== named.cseq) return false;
  dialog.overtaken = undefined;
  return true;
}

/** The dialog-creating INVITE that is not answered yet. */
function unansweredInvite(dialog: SipDialog): IncomingRequest | undefined {
  for (const request of dialog.unanswered) {
    if (request.message.method === 'INVITE' && !request.message.to.params.has('tag')) return request;
  }
  return undefined;
}

function idOf(message: SipRequest): string {
  return dialogId(message.callId, message.from.params.get('tag') ?? '');
}

/** The ACK of a 2xx as the stack's user sees it: it is never answered. */
class IncomingAck implements IncomingRequest {
  readonly message: SipRequest;
  readonly flow: Flow;
  readonly bytes: number;
  readonly isAnswered = true;
  context: unknown;

  constructor(
    { message, flow, bytes }: Arrival,
    readonly dialog: SipDialog,
    readonly invite: IncomingRequest | undefined,
  ) {
    this.message = message;
    this.flow = flow;
    this.bytes = bytes;
  }

  respond(): never {
    throw new StackError('unknown-transaction', 'an ACK is not answered');
  }

  saveInvite(): never {
    throw new TypeError('expected an INVITE, found an ACK');
  }
}
