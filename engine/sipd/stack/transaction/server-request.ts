/**
 * A request from the network with its server transaction, and the effects of answering it: To tag, Contact,
 * Record-Route, the dialog it creates, reliable provisionals, the 2xx that is repeated until its ACK.
 */
import { isSips, ownContact } from './complete-request.js';
import { completeResponse } from './complete-response.js';
import type { StackCore } from '../core.js';
import { SipDialog } from '../dialog/dialog.js';
import { Answer } from '../dialog/answer.js';
import { dialogId } from '../dialog/table.js';
import { detached } from '../parse/header-text.js';
import { DialogPeer } from '../dialog/peer.js';
import { ReliableProvisionals, type Acknowledged } from '../dialog/provisional.js';
import { Headers, type HeaderField, type SipRequest, type SipResponse } from '../parse/message.js';
import { parseNameAddress } from '../parse/address.js';
import { splitList } from '../parse/fields.js';
import { serialize } from '../parse/serialize.js';
import type { ServerSlot } from './server-table.js';
import { parseSessionExpires, sessionExpires, sessionExpiresFor } from '../dialog/session-timer.js';
import type { Flow, IncomingRequest, ResponseDraft, Sent } from '../stack.js';
import { StackError } from '../stack-error.js';
import { InviteServerTransaction } from './server-invite.js';
import { NonInviteServerTransaction } from './server-non-invite.js';
import type { Outlet } from './transaction.js';
import type { TcpConnection } from '../transport/tcp.js';

/** A request as it came in. */
export interface Arrival {
  readonly message: SipRequest;
  readonly flow: Flow;
  readonly bytes: number;
  readonly connection: TcpConnection | undefined;
  /** The way back (RFC 3261 18.2.2), and whether it leads to the port the request came from (RFC 3581 4). */
  readonly outlet: Outlet;
  readonly asksRport: boolean;
}

export class ServerRequest implements IncomingRequest {
  readonly message: SipRequest;
  readonly flow: Flow;
  readonly bytes: number;
  dialog: SipDialog | undefined;
  invite: IncomingRequest | undefined;
  context: unknown;
  isAnswered = false;
  readonly #core: StackCore;
  readonly #slot: ServerSlot;
  readonly #outlet: Outlet;
  readonly #connection: TcpConnection | undefined;
  readonly #asksRport: boolean;
  /** Whether the request came within `dialog`; else a response may create one. */
  readonly #isInDialog: boolean;
  #toTag: string | undefined;
  /** State of the dialog to be, if it has been saved. */
  #saved: { readonly localCseq: number; readonly peer: DialogPeer } | undefined;
  #provisionals: ReliableProvisionals | undefined;

  constructor(core: StackCore, slot: ServerSlot, arrival: Arrival, dialog: SipDialog | undefined) {
    this.#core = core;
    this.#slot = slot;
    this.message = arrival.message;
    this.flow = arrival.flow;
    this.bytes = arrival.bytes;
    this.#outlet = arrival.outlet;
    this.#connection = arrival.connection;
    this.#asksRport = arrival.asksRport;
    this.dialog = dialog;
    this.#isInDialog = dialog !== undefined;
    this.#toTag = arrival.message.to.params.get('tag');
    slot.request = this;
    if (this.message.method === 'INVITE') {
      slot.invite = new InviteServerTransaction(core, arrival.outlet, slot);
      slot.invite.trying(this.#trying());
    } else slot.nonInvite = new NonInviteServerTransaction(core, arrival.outlet, slot);
    dialog?.asked(this);
  }

  /** The To tag of every response; the first one that needs it creates it. */
  get toTag(): string {
    return (this.#toTag ??= this.#core.random(8));
  }

  respond(draft: ResponseDraft): Sent<SipResponse> {
    if (this.isAnswered) {
      throw new StackError('unknown-transaction', 'Response not sent due to unknown transaction');
    }
    const sent = this.#respond(draft);
    if (this.message.method === 'REGISTER' && draft.status >= 200 && draft.status < 300)
      this.#registered(sent.message);
    return sent;
  }

  saveInvite(): ReturnType<IncomingRequest['saveInvite']> {
    const { callId, cseq, headers } = this.message;
    const { localCseq, peer } = (this.#saved ??= this.#start());
    const saved = peer.save();
    if (saved === undefined) throw new TypeError('an INVITE is saved once');
    const { key } = this.#slot;
    return {
      id: dialogId(callId, peer.tag),
      dialog: {
        role: 'uas',
        callId,
        localTag: this.toTag,
        localHeader: this.#localHeader,
        localCseq,
        peer: saved,
      },
      invite: { key, vias: headers.getAll('Via'), cseq: cseq.number, asksRport: this.#asksRport },
    };
  }

  /** 200 with that To tag: the answer to a CANCEL. */
  answerWithTag(tag: string | undefined): void {
    this.#toTag ??= tag;
    this.respond({ status: 200, headers: [] });
  }

  /** A CANCEL matched: the INVITE ends with 487 (9.2). */
  cancelled(): void {
    this.respond({ status: 487, headers: [] });
  }

  /** Its dialog ended before the user answered it (15.1.2). */
  dialogEnded(): void {
    const isHeld = this.isAnswered; // its 2xx waits for a PRACK, and will not be sent
    this.#respond({ status: 487, headers: [] });
    if (!isHeld) this.#core.user.onAbandoned(this);
  }

  /** The transaction was given up silently. */
  givenUp(): void {
    if (this.isAnswered) return;
    this.#markAnswered();
    this.dialog?.answeredTo(this);
    if (!this.#isInDialog) this.dialog?.end();
    this.#core.user.onAbandoned(this);
  }

  /** A PRACK for that provisional: false if no provisional of this INVITE waits for it. */
  acknowledgeProvisional({ rseq, cseq }: Acknowledged): boolean {
    return cseq === this.message.cseq.number && (this.#provisionals?.acknowledge(rseq) ?? false);
  }

  #respond(draft: ResponseDraft): Sent<SipResponse> {
    const { status } = draft;
    const isReliable = this.#isReliable(draft);
    if (isReliable) this.#requireReliable();
    if (status > 100) this.#toTag ??= chosenTag(draft) ?? this.#core.random(8);
    const response = this.#complete(draft, isReliable);
    const bytes = serialize(response);
    if (status > 100 && status < 300) {
      this.#openDialog();
      this.#core.strangers.proved(this.flow);
    }
    if (status >= 200) this.#markAnswered();
    this.#core.user.onTraffic?.('out', response, this.flow);
    if (isReliable) this.#sendReliably(response, bytes);
    else if (status < 200 || this.#provisionals === undefined) this.#send(response, bytes);
    else this.#finish(this.#provisionals, response, bytes);
    return { message: response, flow: this.flow, bytes: bytes.length };
  }

  /** RFC 3262 3: the PRACK of a provisional that the final response has overtaken must still be answered. */
  #finish(provisionals: ReliableProvisionals, response: SipResponse, bytes: Buffer): void {
    provisionals.finish(response.status < 300, (unacknowledged) => {
      const cseq = this.message.cseq.number;
      if (this.dialog !== undefined && unacknowledged !== undefined)
        this.dialog.overtaken = { rseq: unacknowledged, cseq };
      this.#send(response, bytes);
    });
  }

  /** The phone at that address is a user for as long as its longest-lived contact (10.3). */
  #registered({ headers }: SipResponse): void {
    let seconds = 0;
    for (const contact of headers.getAll('Contact')) {
      for (const [, expires] of contact.matchAll(/;\s*expires\s*=\s*(\d{1,9})/gi))
        seconds = Math.max(seconds, Number(expires));
    }
    this.#core.strangers.registered(this.flow, seconds);
    if (seconds > 0) this.#connection?.trust();
  }

  #trying(): Buffer {
    const parts = { toTag: undefined, sentBy: '', isDialogForming: false, defaults: [] };
    const response = completeResponse(this.message, { status: 100, headers: [] }, parts);
    this.#core.user.onTraffic?.('out', response, this.flow);
    return serialize(response);
  }

  #isReliable({ status, headers }: ResponseDraft): boolean {
    if (this.message.method !== 'INVITE' || status <= 100 || status >= 200) return false;
    return headers.some(([name, value]) => name.toLowerCase() === 'require' && value.includes('100rel'));
  }

  #requireReliable(): void {
    const offers = [...this.message.headers.getAll('Supported'), ...this.message.headers.getAll('Require')];
    if (offers.some((value) => value.includes('100rel'))) return;
    throw new StackError('no-100rel', 'Remote endpoint does not support 100rel');
  }

  #complete(draft: ResponseDraft, isReliable: boolean): SipResponse {
    const { status } = draft;
    const isNew = this.message.to.params.get('tag') === undefined;
    return completeResponse(this.message, draft, {
      toTag: status > 100 && isNew ? this.toTag : undefined,
      sentBy: this.#sentBy(),
      isDialogForming: status > 100 && status < 300,
      defaults: this.#defaults(draft, isReliable),
    });
  }

  /**
   * Contact in every response that creates a dialog or refreshes its target: every provisional with a tag as well as
   * the 2xx (RFC 3261 12.1.1), so that a peer can send requests in the early dialog. Session-Expires, RSeq.
   */
  #defaults({ status }: ResponseDraft, isReliable: boolean): HeaderField[] {
    const { method } = this.message;
    const fields: HeaderField[] = [];
    const isSuccess = status >= 200 && status < 300;
    const refreshes = method === 'INVITE' || method === 'UPDATE';
    const wantsContact = refreshes || method === 'SUBSCRIBE';
    if (wantsContact && status > 100 && status < 300) {
      fields.push({ name: 'Contact', value: this.dialog?.localContact ?? this.#ownContact() });
    }
    if (isReliable) {
      this.#provisionals ??= new ReliableProvisionals(this.#core, () => this.#provisionalTimedOut());
      fields.push({ name: 'RSeq', value: String(this.#provisionals.nextRseq) });
    }
    if (isSuccess && refreshes && this.#core.keepsSessions) {
      const value = sessionExpiresFor(this.message);
      if (value !== undefined) fields.push({ name: 'Session-Expires', value });
      if (value?.endsWith('uac') === true && this.#supportsTimer())
        fields.push({ name: 'Require', value: 'timer' });
    }
    return fields;
  }

  /** RFC 4028 9: a refresher that supports the extension is informed that it is in force. */
  #supportsTimer(): boolean {
    return this.message.headers.getAll('Supported').some((value) => /\btimer\b/i.test(value));
  }

  /** 12.1.1: the first tagged response that is not a refusal creates the dialog. */
  #openDialog(): void {
    if (this.dialog !== undefined || this.message.method !== 'INVITE') return;
    const { message } = this;
    this.dialog = new SipDialog(this.#core, {
      role: 'uas',
      callId: detached(message.callId),
      localTag: detached(this.toTag),
      localHeader: this.#localHeader,
      localContact: this.#ownContact(),
      remoteCseq: message.cseq.number,
      ...(this.#saved ?? this.#start()),
    });
    this.dialog.asked(this);
  }

  #start(): { readonly localCseq: number; readonly peer: DialogPeer } {
    const { message, flow } = this;
    return {
      localCseq: parseInt(this.#core.random(3), 16),
      peer: DialogPeer.ofRequest(this.#core.transports, message, flow, this.#connection),
    };
  }

  get #localHeader(): string {
    return `${detached(this.message.headers.get('To') ?? '')};tag=${this.toTag}`;
  }

  #sendReliably(response: SipResponse, bytes: Buffer): void {
    this.#provisionals?.add(response.body.length > 0, (again) => {
      if (again) this.#slot.invite?.resend(bytes);
      else this.#slot.invite?.respond(response.status, bytes);
    });
  }

  #send(response: SipResponse, bytes: Buffer): void {
    const { status } = response;
    const dialog = this.dialog;
    this.#slot.invite?.respond(status, bytes);
    this.#slot.nonInvite?.respond(status, bytes);
    if (dialog === undefined) return;
    if (status >= 200) dialog.answeredTo(this);
    const isSuccess = status >= 200 && status < 300;
    if (isSuccess && this.message.method === 'INVITE') this.#confirm(dialog, response, bytes);
    if (isSuccess && this.message.method === 'UPDATE') this.#agreeSession(dialog, response);
    if (status >= 300 && this.message.method === 'INVITE' && !this.#isInDialog) dialog.end();
  }

  #confirm(dialog: SipDialog, response: SipResponse, bytes: Buffer): void {
    if (dialog.state === 'ended') return;
    const invite = this.#isInDialog ? undefined : this;
    const { number } = this.message.cseq;
    dialog.confirm(
      new Answer(this.#core, this.#outlet, bytes, number, invite, () => dialog.endBy('ack-timeout')),
    );
    dialog.localContact = response.headers.get('Contact') ?? dialog.localContact;
    this.#agreeSession(dialog, response);
  }

  #agreeSession(dialog: SipDialog, response: SipResponse): void {
    dialog.rememberSdp(response.body);
    const agreed = sessionExpires(response);
    // A user that answers without naming the refresher leaves it to the caller's choice, or to us.
    const asked = parseSessionExpires(this.message.headers.get('Session-Expires'))?.refresher;
    dialog.sessionTimer.negotiatedByUs(agreed && { ...agreed, refresher: agreed.refresher ?? asked });
  }

  /** RFC 3262 3: no PRACK in 64 * T1. */
  #provisionalTimedOut(): void {
    this.respond({ status: 504, headers: [] });
    this.#core.user.onAbandoned(this);
  }

  #markAnswered(): void {
    this.isAnswered = true;
    this.#slot.request = undefined;
  }

  #sentBy(): string {
    const point = this.#core.transports.pointOf(this.flow);
    return point === undefined ? 'localhost' : this.#core.transports.sentBy(point, this.flow.remoteAddress);
  }

  #ownContact(): string {
    const { transport } = this.flow;
    const isSecure = transport === 'tls' && isForSips(this.message);
    return ownContact({ sentBy: this.#sentBy(), transport }, isSecure);
  }
}

/** RFC 3261 12.1.1: by the Request-URI, or the top Record-Route, or where there is none the Contact. */
function isForSips({ uri, headers }: SipRequest): boolean {
  const from = headers.get('Record-Route') ?? headers.get('Contact') ?? '';
  return isSips(uri) || isSips(parseNameAddress(splitList(from)[0] ?? '')?.uri ?? '');
}

/** The user may choose the To tag, by the To in its first response. */
function chosenTag({ headers }: ResponseDraft): string | undefined {
  const to = new Headers(headers.filter(([name]) => name.toLowerCase() === 'to')).get('To');
  return to === undefined ? undefined : parseNameAddress(to)?.params.get('tag');
}
