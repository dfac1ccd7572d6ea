/**
 * An INVITE to a callee. With any crossing of messages, it ends in exactly one way for the caller of `sendInvite`, and
 * leaves no leg behind:
 *
 *    sending ──receipt──▶ trying ──provisional──▶ trying ──2xx──▶ answered
 *       │                    │                       └──300..699──▶ refused
 *       └──abort, ring time over, in any of these──▶ abandoned: CANCEL as soon as the server knows the INVITE
 *       └──nothing heard for as long as `silence` says, before the first provisional──▶ abandoned
 *                                                    abandoned ──2xx──▶ ACK and BYE at once
 *
 * After a refusal that can be remedied (invite-attempts.ts) it is sent again, under the same ring time.
 *
 * createUAC of drachtio-srf cannot be cancelled before its receipt, and forgets an answered callee whose 2xx is not
 * exactly 200 or has no Contact; so this file uses the transaction itself.
 */
import type { EndSignal } from '../end-signal.js';
import { DialogCredentials } from './session/dialog-credentials.js';
import { answerEarly, EarlyOffers } from './early-offers.js';
import { InviteAttempts, namesReliable, type Attempt } from './invite-attempts.js';
import { inviteHeaders, sdpHeaders } from './headers/leg-headers.js';
import { q850Of, refuseExtensions, retryAfterOf } from './headers/peer-headers.js';
import { sdpOf } from './headers/sdp-body.js';
import type { AnsweredInvite, InviteRequest, OfferHandler } from '../sip/signaling.js';
import { SignalingError } from '../sip/signaling-error.js';
import type {
  Headers,
  IncomingRequest,
  IncomingResponse,
  OutgoingRequest,
} from './transactions/transactions.js';
import { UaLeg } from './leg.js';
import type { DialogOwner, UaLink } from './link.js';

/** The error of a request for whose target there is no listener: its transport, or its address family, is missing. */
export const NO_TRANSPORT = /protocol\/transport not available/;

/** The number of forks is bounded; provisionals of further ones are not remembered. */
const MAX_FORKS = 16;

/** Replaces the answer of a far end that does not exist, or cannot be reached. */
const SILENCE = new Set([408, 503]);

/** Normal clearing, for the callee that answered too late. */
const NORMAL_CLEARING = 16;

export function sendInvite(link: UaLink, request: InviteRequest, signal: EndSignal): Promise<AnsweredInvite> {
  return new Promise((resolve, reject) => new OutgoingInvite(link, request, signal, resolve, reject).send());
}

/** What the callee with one To tag has sent before its answer. */
interface Fork {
  /** Its last SDP, for a 2xx without one (RFC 3261 13.2.1). */
  sdp: string | undefined;
  /** That SDP was an offer, and our PRACK has the answer. */
  hasAnswered: boolean;
  readonly offers: EarlyOffers;
}

class OutgoingInvite implements DialogOwner {
  readonly #link: UaLink;
  readonly #request: InviteRequest;
  readonly #signal: EndSignal;
  readonly #resolve: (answered: AnsweredInvite) => void;
  readonly #reject: (error: SignalingError) => void;
  /** Credentials of the dialog that this INVITE creates, and later of its leg. */
  readonly #credentials: DialogCredentials | undefined;
  #ringTimer: NodeJS.Timeout | undefined;
  #callOffSilence: () => void = () => undefined;
  /** Nothing has come since it was sent, or sent again. */
  #isUnheard = true;
  /** Whether the next sign of the trunk must be reported. */
  #tellsHeard: boolean;
  #release: (() => void) | undefined;
  #unlisten: (() => void) | undefined;
  #sent: OutgoingRequest | undefined;
  #settled = false;
  #abandoned = false;
  readonly #attempts: InviteAttempts;
  /** The early dialogs of the current attempt, by To tag. */
  #forks = new Map<string, Fork>();
  #dialogId = '';

  constructor(
    link: UaLink,
    request: InviteRequest,
    signal: EndSignal,
    resolve: (answered: AnsweredInvite) => void,
    reject: (error: SignalingError) => void,
  ) {
    this.#link = link;
    this.#request = request;
    this.#credentials = request.credentials && new DialogCredentials(request.credentials);
    this.#attempts = new InviteAttempts(request);
    this.#tellsHeard = request.silence?.isHeld === true;
    this.#signal = signal;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  send(): void {
    this.#unlisten = this.#signal.onAbort(() =>
      this.#abandon(new SignalingError('gone', 487, 'the call was given up before the callee answered')),
    );
    if (this.#settled) return;
    this.#release = this.#link.hold((error) => this.#fail(error));
    this.#ringTimer = setTimeout(
      () => this.#abandon(new SignalingError('timeout', 408, 'the callee did not answer in time')),
      this.#request.ringTimeoutMs,
    );
    this.#send(this.#attempts.current);
  }

  /** A request in one of our early dialogs. */
  handle(request: IncomingRequest): void {
    if (request.method === 'UPDATE') this.#takeUpdate(request);
    else answerEarly(request);
  }

  end(): boolean {
    return false;
  }

  timeOut(): void {
    // Its final response shows so.
  }

  lose(): void {
    // The link has notified all that wait.
  }

  /** `after`: the response after which the INVITE is sent again, with what stays the same then (RFC 3261 8.1.3.5). */
  #send({ uri, nextHop, reliable }: Attempt, after?: IncomingResponse): void {
    const request = this.#request;
    this.#awaitSign();
    this.#link.request(
      uri,
      {
        method: 'INVITE',
        headers: { ...inviteHeaders(request, reliable), ...(after && identityAfter(after)) },
        body: request.offer,
        nextHop,
        // A redirection leads past the proxies of the first way.
        routes: uri === request.uri ? request.routes : undefined,
        credentials: this.#credentials,
      },
      (sent) => this.#takeReceipt(sent),
      (error) => {
        // A redirection to a transport that we do not have is one that leads nowhere.
        if (after !== undefined && NO_TRANSPORT.test(error.message)) this.#takeRefusal(after);
        else this.#fail(error);
      },
    );
  }

  #takeReceipt(sent: OutgoingRequest): void {
    this.#sent = sent;
    const { call } = this.#request;
    const callId = call === undefined ? undefined : sent.sent.header('Call-ID');
    if (call !== undefined && callId !== undefined) this.#link.onLeg({ callId, call, side: 'callee' });
    sent.onSign((isSentAgain) => this.#takeSign(isSentAgain));
    sent.onResponse((response) => {
      if (response.status < 200) this.#takeProvisional(response);
      else if (response.status < 300) this.#takeAnswer(response);
      else this.#takeRefusal(response);
    });
    sent.onUpdate((update) => this.#takeUpdate(update));
    if (this.#abandoned) sent.cancel();
  }

  /** An answer is due from now on, even if only 100 (RFC 3261 8.2.6.1). */
  #awaitSign(): void {
    const limitMs = this.#request.silence?.limitMs ?? 0;
    this.#isUnheard = true;
    this.#callOffSilence();
    if (limitMs === 0 || !this.#link.showsTrying) return;
    this.#callOffSilence = this.#link.clock.after(limitMs, () => {
      this.#tellsHeard = true;
      this.#abandon(silentError('timeout', 408, `no answer of any kind within ${limitMs} ms`));
    });
  }

  #takeSign(isSentAgain: boolean): void {
    this.#callOffSilence();
    this.#isUnheard = false;
    if (isSentAgain && !this.#settled) this.#awaitSign();
    if (!this.#tellsHeard) return;
    this.#tellsHeard = false;
    this.#link.onHeard(this.#request.silence?.trunk ?? '');
  }

  #takeProvisional(response: IncomingResponse): void {
    const isReliable = namesReliable(response.header('Require')) && response.header('RSeq') !== undefined;
    const sdp = sdpOf(response);
    const fork = this.#forkOf(response);
    if (response.status >= 180 && response.status < 190) this.#attempts.rang();
    const offer = isReliable && this.#request.offer === undefined && !fork.hasAnswered ? sdp : undefined;
    if (sdp !== undefined) fork.sdp = sdp;
    if (offer !== undefined && this.#request.onOffer !== undefined && !this.#settled) {
      const refusal = new SignalingError('refused', 488, 'the callee offered what cannot be used');
      this.#answerOffer(offer, fork, response).catch(() => this.#abandon(refusal));
    } else if (isReliable) {
      if (sdp !== undefined && this.#request.offer !== undefined) fork.offers.settle();
      this.#prack(response);
    }
    if (!this.#settled) this.#request.onProvisional(response.status, sdp);
  }

  /**
   * A late offer in a reliable provisional: its answer goes into the PRACK (RFC 3262 5), and the 2xx needs none any
   * more.
   */
  async #answerOffer(offer: string, fork: Fork, response: IncomingResponse): Promise<void> {
    fork.hasAnswered = true;
    this.#prack(response, await this.#request.onOffer?.(offer, this.#signal));
    fork.offers.settle();
  }

  /** RFC 3262 4. Its outcome changes nothing: the answer will come, or not. */
  #prack(response: IncomingResponse, body?: string): void {
    const rack = `${response.header('RSeq') ?? ''} ${response.header('CSeq') ?? ''}`;
    const headers = { RAck: rack, ...(body !== undefined && sdpHeaders()) };
    const { dialogId } = response;
    const prack = { method: 'PRACK', dialogId, headers, body, credentials: this.#credentials };
    this.#link.exchange(prack).catch(() => undefined);
  }

  #forkOf(response: IncomingResponse): Fork {
    const tag = toTag(response.header('To'));
    const known = this.#forks.get(tag);
    if (known !== undefined) return known;
    const fork = { sdp: undefined, hasAnswered: false, offers: new EarlyOffers('us', this.#onOffer) };
    if (this.#forks.size < MAX_FORKS) this.#forks.set(tag, fork);
    if (response.dialogId !== '' && !this.#settled) {
      this.#dialogId = response.dialogId;
      this.#link.own(response.dialogId, this);
    }
    return fork;
  }

  /** A request of the callee before its answer. Its From has the tag that its responses have in their To. */
  #takeUpdate(update: IncomingRequest): void {
    if (refuseExtensions(update)) return;
    const fork = this.#forks.get(toTag(update.header('From')));
    if (fork !== undefined) fork.offers.take(update, this.#signal);
    else update.respond(481);
  }

  readonly #onOffer: OfferHandler = (offer, signal) => {
    const { onOffer } = this.#request;
    if (onOffer === undefined) throw new SignalingError('refused', 488, 'nobody answers early offers');
    return onOffer(offer, signal);
  };

  #takeAnswer(response: IncomingResponse): void {
    const leg = new UaLeg(this.#link, response.dialogId, {
      credentials: this.#credentials,
      sessionSeconds: this.#request.sessionSeconds,
      isCaller: true,
    });
    leg.sessionTimer.answered(response);
    const fork = this.#forks.get(toTag(response.header('To')));
    const hasAnswered = fork?.hasAnswered === true;
    const sdp = hasAnswered ? fork?.sdp : (sdpOf(response) ?? fork?.sdp);
    if (this.#settled || sdp === undefined) {
      response.acknowledge();
      leg.hangUp(NORMAL_CLEARING).then(this.#link.byeRefused, () => undefined);
      return this.#fail(new SignalingError('refused', 488, 'the callee answered without SDP'));
    }
    const isLate = this.#request.offer === undefined && !hasAnswered;
    if (!isLate) response.acknowledge();
    this.#settle();
    this.#resolve(isLate ? { leg, sdp, acknowledge: leg.owe(response) } : { leg, sdp });
  }

  #takeRefusal(response: IncomingResponse): void {
    const next = this.#settled ? undefined : this.#attempts.next(response);
    if (next !== undefined) {
      this.#leaveDialog();
      this.#forks = new Map();
      return this.#send(next, response);
    }
    if (response.isMadeUp && this.#isUnheard && SILENCE.has(response.status)) {
      const why = `no answer of any kind (${response.status})`;
      return this.#fail(silentError('refused', response.status, why));
    }
    const message = `the callee's side refused with ${response.status}${this.#challenged(response.status)}`;
    const retryAfter = response.status === 503 ? retryAfterOf(response) : undefined;
    this.#fail(new SignalingError('refused', response.status, message, q850Of(response), false, retryAfter));
  }

  /** What an unanswered challenge means, for the log. */
  #challenged(status: number): string {
    if (status !== 401 && status !== 407) return '';
    return this.#credentials === undefined
      ? ': it asks for credentials, and the trunk has none'
      : ': the credentials of the trunk are refused, or asked for in a way we do not know';
  }

  /** Gives up on the callee. The transaction continues in the background until its final response. */
  #abandon(error: SignalingError): void {
    if (this.#settled) return;
    this.#abandoned = true;
    this.#sent?.cancel();
    this.#fail(error);
  }

  #fail(error: SignalingError): void {
    if (this.#settled) return;
    this.#settle();
    this.#reject(error);
  }

  /** The early dialog has ended, unless a leg has taken its place. */
  #leaveDialog(): void {
    if (this.#link.ownerOf(this.#dialogId) === this) this.#link.disown(this.#dialogId);
  }

  #settle(): void {
    this.#settled = true;
    this.#leaveDialog();
    clearTimeout(this.#ringTimer);
    this.#callOffSilence();
    this.#release?.();
    this.#unlisten?.();
  }
}

/** The far end does not exist, or cannot be reached. */
function silentError(code: 'timeout' | 'refused', status: number, message: string): SignalingError {
  return new SignalingError(code, status, message, undefined, true);
}

/** Which fork a To, or the callee's From, belongs to. */
function toTag(header: string | undefined): string {
  return /;\s*tag\s*=\s*([^;\s>]+)[^>]*$/i.exec(header ?? '')?.[1] ?? '';
}

/** Call-ID, From with its tag, and the next CSeq. */
function identityAfter(response: IncomingResponse): Headers {
  const cseq = parseInt(response.header('CSeq') ?? '', 10);
  return {
    From: response.header('From') ?? '',
    'Call-ID': response.header('Call-ID') ?? '',
    CSeq: `${cseq + 1} INVITE`,
  };
}
