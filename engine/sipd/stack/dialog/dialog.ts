/**
 * A dialog of either role (RFC 3261 12) with its INVITE usage.
 *
 *   UAC: first tagged 1xx        UAS: first 1xx above 100 with our tag
 *                 \               /
 *                  v             v
 *                 +---------------+   300-699, CANCEL, BYE of the caller
 *                 |     early     |---------------------------------------+
 *                 +---------------+                                       |
 *                         | 2xx (also straight from nothing)              |
 *                 +-------v-------+   BYE received; our BYE answered;     |
 *                 |   confirmed   |   BYE by the stack: no ACK, session   |
 *                 +---------------+   expired, CANCEL crossed the answer  |
 *                         |                                               |
 *                 +-------v-----------------------------------------------v-+
 *                 |                          ended                          |
 *                 +---------------------------------------------------------+
 *
 * The file is longer than others because everything that may change a dialog's state is in one place. A held call keeps
 * this object, so it is small: a few strings, and nothing of the messages that created it.
 */
import type { ClientRequest } from '../transaction/client-request.js';
import type { ClientUsage } from '../transaction/client-usage.js';
import type { DialogIdentity } from '../transaction/complete-request.js';
import { METHODS, type StackCore } from '../core.js';
import { Ack, type AckOf } from './ack.js';
import type { Answer } from './answer.js';
import { InviteUsage, withRack } from './invite.js';
import type { DialogPeer } from './peer.js';
import type { Acknowledged } from './provisional.js';
import { sendInDialog, towardsFork } from './request.js';
import type { DialogStart } from './start.js';
import { dialogId } from './table.js';
import { byeDraft, NO_USAGE, REASONS, RequestUsage, UNHEARD } from './usage.js';
import { ForkBye } from './fork-bye.js';
import type { SipRequest, SipResponse } from '../parse/message.js';
import { SessionTimer } from './session-timer.js';
import type {
  Dialog,
  DialogEndCause,
  Flow,
  IncomingRequest,
  OutgoingRequest,
  RequestDraft,
  RequestOptions,
  SavedDialog,
  Sent,
} from '../stack.js';
import { StackError } from '../stack-error.js';
import type { TimerOwner, WheelTimer } from '../timer-wheel.js';
import type { TcpConnection } from '../transport/tcp.js';

/** Shared by all dialogs for which no peer request is open, which are nearly all. */
const NONE: readonly WaitingRequest[] = [];

/** A request of the peer that waits for its answer. */
export interface WaitingRequest extends IncomingRequest {
  /** Its dialog ended before it was answered (15.1.2). */
  dialogEnded(): void;
  /** A PRACK for that provisional: false if no provisional of this INVITE waits for it. */
  acknowledgeProvisional(named: Acknowledged): boolean;
}

export class SipDialog implements Dialog, DialogIdentity, TimerOwner {
  readonly id: string;
  readonly role: 'uac' | 'uas';
  readonly callId: string;
  readonly localTag: string;
  readonly localHeader: string;
  readonly sessionTimer: SessionTimer;
  /** When it began here. */
  readonly since: number;
  context: unknown;
  state: 'early' | 'confirmed' | 'ended' = 'early';
  localContact: string | undefined;
  /** The last session description we sent, for session refreshes. */
  localSdp: string | undefined;
  /** The peer's requests in this dialog that wait for their answer. */
  unanswered: readonly WaitingRequest[] = NONE;
  /** One of our provisionals that our final response has overtaken: its PRACK may still come. */
  overtaken: Acknowledged | undefined;
  readonly #core: StackCore;
  #peer: DialogPeer;
  #localCseq: number;
  #remoteCseq: number | undefined;
  /** Our current INVITE, unanswered, or answered by a 2xx that the user has not ACKed. */
  #invite: InviteUsage | undefined;
  #inviteRequest: ClientRequest | undefined;
  #isUnacknowledged = false;
  /** Our 2xx that waits for the peer's ACK. */
  #answer: Answer | undefined;
  /** Why the dialog will end as soon as its 2xx is ACKed: by the user if we called, by the peer if it did. */
  #endAfterAck: DialogEndCause | undefined;
  /** The state of our BYE. Only the user sends a second one, with credentials (22.2). */
  #bye: 'none' | 'sent' | 'challenged' = 'none';
  /** Ends it if a challenged BYE is not sent again. */
  #giveUp: WheelTimer | undefined;
  /** Why it will end, once its owner has gone. */
  #ownerGone: string | undefined;

  constructor(core: StackCore, start: DialogStart) {
    this.#core = core;
    this.role = start.role;
    this.callId = start.callId;
    this.localTag = start.localTag;
    this.localHeader = start.localHeader;
    this.localContact = start.localContact;
    this.#peer = start.peer;
    this.#localCseq = start.localCseq;
    this.#remoteCseq = start.remoteCseq;
    this.id = dialogId(start.callId, start.role === 'uac' ? start.localTag : start.peer.tag);
    this.since = core.now();
    this.sessionTimer = new SessionTimer(core, this);
    core.dialogs.add(this);
  }

  get remoteTag(): string {
    return this.#peer.tag;
  }

  get remoteHeader(): string {
    return this.#peer.header;
  }

  request(draft: RequestDraft, options: RequestOptions): OutgoingRequest {
    if (this.state === 'ended') throw new StackError('dialog-ended', 'the dialog has ended');
    if (!METHODS.has(draft.method) || draft.method === 'ACK' || draft.method === 'CANCEL') {
      throw new StackError('invalid-uri', `invalid request-uri: ${draft.method} ${draft.uri}`);
    }
    if (draft.method === 'INVITE') return this.#reinvite(draft, options);
    if (draft.method === 'PRACK') return this.#prack(draft, options);
    if (draft.method === 'BYE') return this.#sendBye(draft, options);
    return this.#send(draft, this.#peer, new RequestUsage(this, draft.method), options);
  }

  ack(draft: Omit<RequestDraft, 'method' | 'uri'>): Sent<SipRequest> {
    const invite = this.#invite;
    if (invite === undefined || !this.#isUnacknowledged) {
      throw new StackError('ack-not-wanted', 'there is no 2xx to acknowledge in this dialog');
    }
    this.rememberSdp(draft.body);
    try {
      return invite.acknowledge((ackOf) =>
        Ack.send(this.#core, this, this.#peer.destination(), ackOf, draft),
      );
    } catch (error) {
      this.#endAfterAck ??= 'ack-failed';
      throw error;
    } finally {
      this.#isUnacknowledged = false;
      this.#invite = undefined;
      this.endIfDue();
    }
  }

  save(): SavedDialog | undefined {
    const peer = this.state === 'confirmed' ? this.#peer.save() : undefined;
    if (peer === undefined) return undefined;
    const { role, callId, localTag, localHeader } = this;
    return { role, callId, localTag, localHeader, localCseq: this.#localCseq, peer };
  }

  terminate(reason: string): void {
    if (this.state === 'ended' || this.#ownerGone !== undefined) return;
    this.#ownerGone = reason;
    if (this.#bye !== 'none') return this.end();
    if (this.#isUnacknowledged) this.ack({ headers: [] });
    else if (this.state === 'early') this.#cancelInvite();
    if (this.state !== 'confirmed') return;
    if (this.#answer === undefined) this.#sayBye(reason);
    else this.#endAfterAck = 'cancel-crossed-answer'; // 15: the callee sends no BYE before the ACK
  }

  /**
   * The user sends the BYE if it will; otherwise the stack sends it and notifies the user. A BYE in progress ends the
   * dialog already.
   */
  endBy(cause: DialogEndCause): void {
    if (this.state === 'ended' || this.#bye !== 'none') return;
    const owner = this.#ownerGone;
    if (owner === undefined && this.#core.user.onDialogDue?.(this, cause, REASONS[cause]) === true) return;
    const bye = this.#sayBye(owner ?? REASONS[cause]);
    if (owner === undefined) this.#core.user.onDialogEnded(this, cause, bye);
  }

  /**
   * A final response to the user's BYE. The user may answer a challenge, within the time limit of a BYE (22.2,
   * 17.1.2.2).
   */
  byeAnswered(status: number): void {
    if (status !== 401 && status !== 407) this.end();
    else if (this.state !== 'ended') {
      this.#bye = 'challenged';
      this.#core.wheel.cancel(this.#giveUp);
      this.#giveUp = this.#core.wheel.set(64 * this.#core.timers.t1, this, 'bye');
    }
  }

  onTimer(): void {
    this.end();
  }

  /** The dialog has ended: nothing of it is awaited any more. */
  end(): void {
    if (this.state === 'ended') return;
    this.state = 'ended';
    this.#giveUp = this.#core.wheel.cancel(this.#giveUp);
    this.sessionTimer.stop();
    this.#answer?.stop();
    this.#settleDebt();
    this.#answer = this.#invite = this.#inviteRequest = undefined;
    this.localSdp = undefined;
    this.#core.dialogs.remove(this);
    const { unanswered } = this;
    this.unanswered = NONE;
    for (const request of unanswered) request.dialogEnded();
  }

  /** Our session description, if the stack refreshes with it. */
  rememberSdp(body: Buffer | undefined): void {
    if (body === undefined || body.length === 0 || !this.#core.keepsSessions) return;
    this.localSdp = body.toString('latin1');
  }

  asked(request: WaitingRequest): void {
    this.unanswered = [...this.unanswered, request];
  }

  answeredTo(request: WaitingRequest): void {
    if (this.unanswered.includes(request)) this.unanswered = this.unanswered.filter((one) => one !== request);
  }

  // What becomes of our own INVITEs.

  /** Our current INVITE; the dialog's first one if a response has just created the dialog. */
  inviteUnderWay(usage: InviteUsage, request: ClientRequest): void {
    this.#invite = usage;
    this.#inviteRequest = request;
  }

  /** A provisional of a fork: requests in the early dialog go to that fork until another one sends a provisional. */
  earlyPeer(peer: DialogPeer): void {
    if (this.state === 'early') this.#peer = peer;
  }

  /** The first 2xx to the dialog-creating INVITE. */
  answered(usage: InviteUsage, peer: DialogPeer, response: SipResponse): void {
    if (this.state === 'ended') return;
    this.#peer = peer;
    this.state = 'confirmed';
    const wasCancelled = this.#inviteRequest?.isCancelled === true;
    this.#inviteRequest = undefined;
    this.#invite = usage;
    this.#isUnacknowledged = true;
    this.sessionTimer.negotiatedByPeer(response);
    if (wasCancelled) this.#endAfterAck = 'cancel-crossed-answer';
    if (this.#ownerGone !== undefined) this.ack({ headers: [] });
  }

  reinviteAnswered(
    usage: InviteUsage,
    response: SipResponse,
    flow: Flow,
    connection: TcpConnection | undefined,
  ): void {
    if (this.state === 'ended') {
      // Our BYE and this 2xx have crossed: without its ACK it would be repeated for 32 s (13.3.1.4).
      const to = this.#peer.destination();
      usage.acknowledge((ackOf) => Ack.send(this.#core, this, to, ackOf, { headers: [] }));
      return;
    }
    this.#inviteRequest = undefined;
    this.#invite = usage;
    this.#isUnacknowledged = true;
    this.heard(response, flow, connection);
    this.sessionTimer.negotiatedByPeer(response);
  }

  /** Our re-INVITE was refused. */
  inviteEnded(usage: InviteUsage): void {
    if (this.#invite !== usage) return;
    this.#invite = this.#inviteRequest = undefined;
  }

  /** ACK and BYE for another fork that also answered. */
  refuseFork(peer: DialogPeer, ackOf: AckOf): Ack {
    const identity = towardsFork(this, peer);
    const { ack } = Ack.send(this.#core, identity, peer.destination(), ackOf, { headers: [] });
    ForkBye.send(this.#core, this, (bye, usage) => this.#send(bye, peer, usage, UNHEARD, identity));
    return ack;
  }

  // What the peer sends.

  /** Whether a From tag is the peer's, or, while ringing, any fork's. */
  isPeer(tag: string): boolean {
    return this.#peer.tag === tag || (this.state === 'early' && this.#invite?.hasFork(tag) === true);
  }

  /** RFC 3261 12.2.2: false if the request is out of order and gets a 500. */
  takeCseq(cseq: number): boolean {
    if (this.#remoteCseq !== undefined && cseq < this.#remoteCseq) return false;
    this.#remoteCseq = cseq;
    return true;
  }

  /** A request of the peer, or its 2xx to an INVITE or UPDATE. */
  heard(message: SipRequest | SipResponse, flow: Flow, connection: TcpConnection | undefined): void {
    this.#peer.heard(message, flow, connection);
  }

  /** Our 2xx went out: it is repeated until `receiveAck`. */
  confirm(answer: Answer): void {
    this.#answer?.stop();
    this.#answer = answer;
    this.state = 'confirmed';
  }

  /** An ACK of the peer: what it acknowledges, or undefined if nothing waits for it any more. */
  receiveAck(cseq: number): { invite: IncomingRequest | undefined } | undefined {
    const answer = this.#answer;
    if (answer === undefined || answer.cseq !== cseq) return undefined;
    answer.stop();
    this.#answer = undefined;
    return { invite: answer.invite };
  }

  /**
   * A CANCEL came while our first 2xx was on its way: the caller has hung up, and gets a BYE once it has ACKed. A
   * CANCEL of a re-INVITE comes too late to have any effect (9.2).
   */
  cancelledTooLate(): void {
    const isFirst = this.state === 'early' || this.#answer?.invite !== undefined;
    if (isFirst) this.#endAfterAck ??= 'cancel-crossed-answer';
  }

  /** A re-INVITE or UPDATE by the stack itself to keep the session alive (RFC 4028 7.4). */
  refreshSession(headers: RequestDraft['headers'], onResponse: (response: SipResponse) => void): void {
    const body = this.localSdp === undefined ? undefined : Buffer.from(this.localSdp, 'latin1');
    const draft = { method: body === undefined ? 'UPDATE' : 'INVITE', uri: '', headers };
    this.request(body === undefined ? draft : { ...draft, body }, { onResponse });
  }

  /** Whether one of our INVITEs lacks its final response or its ACK. */
  get hasInviteUnderWay(): boolean {
    return this.#inviteRequest !== undefined || this.#isUnacknowledged;
  }

  /** Call it once an ACK, of either side, has been sent or shown. */
  endIfDue(): void {
    const cause = this.#endAfterAck;
    this.#endAfterAck = undefined;
    if (cause !== undefined) this.endBy(cause);
  }

  /**
   * The stack stops: a BYE that waits for an ACK is sent now, because later there would be no stack to send it. It
   * cannot overtake the 2xx (RFC 3261 15), which has been sent before.
   */
  lastWord(): void {
    if (this.#answer !== undefined) this.endIfDue();
  }

  #reinvite(draft: RequestDraft, options: RequestOptions): OutgoingRequest {
    const usage = new InviteUsage(this.#core, this);
    const request = this.#send(draft, this.#peer, usage, options);
    usage.sent(request.sent.message);
    this.inviteUnderWay(usage, request);
    const contact = request.sent.message.headers.get('Contact');
    if (contact !== undefined) this.localContact = contact;
    return request;
  }

  /** To the fork whose provisional it acknowledges. */
  #prack(draft: RequestDraft, options: RequestOptions): OutgoingRequest {
    const { headers, peer = this.#peer } = withRack(draft.headers, this.#invite);
    const usage = new RequestUsage(this, 'PRACK');
    return this.#send({ ...draft, headers }, peer, usage, options, towardsFork(this, peer));
  }

  /** The user's BYE. The dialog ends with its final response, or at once if it cannot be sent. */
  #sendBye(draft: RequestDraft, options: RequestOptions): OutgoingRequest {
    if (this.#bye === 'sent') throw new StackError('dialog-ended', 'a BYE is on its way already');
    this.#bye = 'sent';
    this.#cancelInvite();
    try {
      return this.#send(draft, this.#peer, new RequestUsage(this, draft.method), options);
    } catch (error) {
      this.end();
      throw error;
    }
  }

  /** The stack's own BYE. The dialog ends, whether or not it could be sent. */
  #sayBye(reason: string): Sent<SipRequest> | undefined {
    this.#cancelInvite();
    try {
      const request = this.#send(byeDraft(reason), this.#peer, NO_USAGE, UNHEARD);
      return request.sent;
    } catch (error) {
      this.#core.user.onError(error instanceof Error ? error : new Error(String(error)));
      return undefined;
    } finally {
      this.end();
    }
  }

  /** A peer whose 2xx is not acknowledged repeats it for half a minute, even after hanging up (13.3.1.4). */
  #settleDebt(): void {
    try {
      if (this.#isUnacknowledged) this.ack({ headers: [] });
    } catch (error) {
      if (!(error instanceof StackError)) throw error;
    }
  }

  #cancelInvite(): void {
    if (this.#inviteRequest?.isCancelled === false) this.#inviteRequest.cancel();
  }

  #send(
    draft: RequestDraft,
    peer: DialogPeer,
    usage: ClientUsage,
    options: RequestOptions,
    identity: DialogIdentity = this,
  ): ClientRequest {
    const cseq = this.#localCseq + 1;
    const request = sendInDialog(this.#core, { identity, cseq }, peer, draft, usage, options);
    this.#localCseq = cseq;
    if (draft.method === 'INVITE' || draft.method === 'UPDATE') this.rememberSdp(draft.body);
    return request;
  }
}
