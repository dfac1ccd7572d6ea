/** An incoming call: one INVITE of the network and our answers to it. */
import { EndController, type EndSignal } from '../end-signal.js';
import { newCallId } from './headers/call-id.js';
import { DialogCredentials } from './session/dialog-credentials.js';
import { answerEarly, EarlyOffers } from './early-offers.js';
import { namesReliable } from './invite-attempts.js';
import { LateHandler } from '../sip/late-handler.js';
import { challengeLines, provisionalHeaders, rejectHeaders, sdpHeaders } from './headers/leg-headers.js';
import { refuseExtensions } from './headers/peer-headers.js';
import { sdpOf } from './headers/sdp-body.js';
import { UaLeg } from './leg.js';
import type {
  DialogHandler,
  IncomingCall,
  LeftCall,
  Leg,
  LegTerms,
  OfferHandler,
  RejectOptions,
} from '../sip/signaling.js';
import { SignalingError } from '../sip/signaling-error.js';
import { callersOf } from './headers/caller-users.js';
import { dialStringOfUri, userOfHeader } from './headers/uri-user.js';
import type { IncomingRequest, SipMessage } from './transactions/transactions.js';
import type { DialogOwner, UaLink } from './link.js';
import { agreementHeaders, agreementOn } from './session/session-timer.js';

const DEFAULT_MAX_FORWARDS = 70;

export class UaCall implements IncomingCall, DialogOwner {
  readonly id = newCallId();
  readonly source: IncomingCall['source'];
  readonly callerUsers: IncomingCall['callerUsers'];
  readonly dialledUser: string;
  readonly toUser: string | undefined;
  readonly authorization: string | undefined;
  readonly offer: string | undefined;
  readonly maxForwards: number;
  readonly #link: UaLink;
  /** Until the call is decided; a held call does not keep it. */
  #request: IncomingRequest | undefined;
  readonly #cancel = new EndController();
  readonly #release: () => void;
  /** Whether provisionals go to the caller reliably (RFC 3262 3). */
  #reliable: boolean;
  readonly #supportsReliable: boolean;
  readonly #onOffer = new LateHandler<OfferHandler>(this.#cancel);
  #onDialog: DialogHandler | undefined;
  /** Created when the caller may make an offer before its answer, which few do. */
  #early: EarlyOffers | undefined;
  /** For each reliable provisional without its PRACK, whether it has our SDP. */
  #unacknowledged: boolean[] = [];
  /** Our SDP has been sent reliably: sending it again would be another offer (RFC 6337 3.1.1). */
  #hasSdp = false;

  constructor(link: UaLink, request: IncomingRequest) {
    this.#link = link;
    this.#request = request;
    this.source = request.source;
    this.callerUsers = callersOf(request);
    this.dialledUser = dialStringOfUri(request.uri) ?? '';
    const toUser = userOfHeader(request.header('To'));
    this.toUser = toUser === this.dialledUser ? undefined : toUser;
    this.authorization = authorizationOf(request);
    this.offer = sdpOf(request);
    this.maxForwards = maxForwardsOf(request);
    this.#reliable = namesReliable(request.header('Require'));
    this.#supportsReliable = this.#reliable || namesReliable(request.header('Supported'));
    link.onLeg({ callId: request.header('Call-ID') ?? '', call: this.id, side: 'caller' });
    this.#release = link.hold((lost) => this.#gone(lost));
    request.onCancel(() => {
      this.#release();
      this.#gone();
    });
    request.onUpdate((update) => {
      if (!refuseExtensions(update)) this.#earlyOffers.take(update, this.#cancel);
    });
  }

  get cancelled(): EndSignal {
    return this.#cancel;
  }

  preferReliable(): void {
    this.#reliable = this.#supportsReliable;
  }

  onOffer(handler: OfferHandler): void {
    this.#onOffer.set(handler);
  }

  onDialog(handler: DialogHandler): void {
    this.#onDialog = handler;
  }

  left(): LeftCall | undefined {
    return this.#request?.left?.();
  }

  ring(status: 180 | 183, sdp?: string): void {
    const request = this.#request;
    if (request === undefined || this.#cancel.aborted) return;
    const body = this.#reliable && this.#hasSdp ? undefined : sdp;
    const content = { headers: provisionalHeaders(body, this.#reliable), body };
    const isReliable = this.#reliable;
    if (isReliable) this.#hasSdp ||= body !== undefined;
    request.respond(status, content, (error) => {
      if (error !== undefined || this.#request !== request) return;
      if (isReliable) this.#unacknowledged.push(body !== undefined);
      this.#link.own(request.dialogId, this);
    });
  }

  /** A request in the early dialog, mostly PRACK. */
  handle(request: IncomingRequest): void {
    if (request.method === 'PRACK' && this.#unacknowledged.shift() === true) this.#earlyOffers.settle();
    if (request.method === 'BYE') this.#hungUp();
    if (request.method !== 'PRACK' && request.method !== 'UPDATE') return answerEarly(request);
    this.#earlyOffers.take(request, this.#cancel);
  }

  end(): boolean {
    return false;
  }

  timeOut(): void {
    this.#gone();
  }

  lose(): void {
    // The link has notified all that wait.
  }

  async answer(sdp: string, { credentials: login, sessionSeconds = 0 }: LegTerms = {}): Promise<Leg> {
    const request = this.#decide();
    if (request === undefined || this.#cancel.aborted) throw this.#goneError();
    let leg: UaLeg | undefined;
    const credentials = login && new DialogCredentials(login);
    const agreement = agreementOn(request, undefined, sessionSeconds);
    const content = { headers: { ...sdpHeaders(), ...agreementHeaders(agreement) }, body: sdp };
    try {
      await this.#link.respond(request, 200, content, () => {
        const madeBy = this.offer === undefined ? 'offer' : 'answer';
        leg = new UaLeg(this.#link, request.dialogId, { madeBy, credentials, sessionSeconds });
        leg.sessionTimer.agreed(request, agreement);
        if (this.#onDialog !== undefined) leg.onDialog(this.#onDialog);
      });
    } catch (error) {
      this.#gone();
      throw error;
    } finally {
      this.#release();
    }
    if (leg === undefined) throw new TypeError('the server sent the answer without saying so');
    await leg.acknowledged;
    return leg;
  }

  reject(status: number, options: RejectOptions = {}): void {
    this.#leaveDialog();
    const request = this.#decide();
    if (request === undefined) return;
    this.#release();
    if (this.#cancel.aborted) return;
    const authorization = challengeLines(status, options.challenges);
    request.respond(status, { headers: rejectHeaders(options), authorization });
  }

  get #earlyOffers(): EarlyOffers {
    return (this.#early ??= new EarlyOffers('peer', async (offer, signal) => {
      const onOffer = await this.#onOffer.get();
      return onOffer(offer, signal);
    }));
  }

  /** Returns what to answer with, once. */
  #decide(): IncomingRequest | undefined {
    const request = this.#request;
    this.#request = undefined;
    this.#early = undefined;
    return request;
  }

  /** A BYE before the answer (RFC 3261 15) ends the call like a CANCEL; the server has refused the INVITE with 487. */
  #hungUp(): void {
    this.#release();
    this.#gone();
  }

  /** The early dialog has ended, unless a leg has taken its place. */
  #leaveDialog(): void {
    const dialogId = this.#request?.dialogId ?? '';
    if (this.#link.ownerOf(dialogId) === this) this.#link.disown(dialogId);
  }

  #gone(error = this.#goneError()): void {
    this.#leaveDialog();
    this.#cancel.abort(error);
  }

  #goneError(): SignalingError {
    return new SignalingError('gone', 487, 'the caller has cancelled');
  }
}

/** The answers to our challenges; those to others do no harm, because they have other realms. */
export function authorizationOf(message: SipMessage): string | undefined {
  const peer = message.header('Authorization');
  const proxy = message.header('Proxy-Authorization');
  return peer === undefined || proxy === undefined ? (peer ?? proxy) : `${peer}, ${proxy}`;
}

function maxForwardsOf(message: SipMessage): number {
  const value = message.header('Max-Forwards');
  return value !== undefined && /^0*\d{1,3}$/.test(value) ? Number(value) : DEFAULT_MAX_FORWARDS;
}
