/**
 * An INVITE towards a callee. Whatever crosses whatever, it ends in exactly one way for the caller of `sendInvite`, and
 * no leg is left behind it:
 *
 *    sending ──receipt──▶ trying ──provisional──▶ trying ──2xx──▶ answered
 *       │                    │                       └──300..699──▶ refused
 *       └──abort, ring time over, in any of these──▶ abandoned: CANCEL as soon as the server knows the INVITE
 *                                                    abandoned ──2xx──▶ ACK and BYE at once
 *
 * createUAC of drachtio-srf cannot be cancelled before its receipt, and forgets an answered callee whose 2xx is not
 * exactly 200 or has no Contact; hence the transaction itself.
 */
import type { LightAbortSignal } from '../light-abort.js';
import { inviteHeaders } from './leg-headers.js';
import { q850Of } from './reason-header.js';
import { refuseExtensions } from './required-extensions.js';
import { sdpOf } from './sdp-body.js';
import { SignalingError, type AnsweredInvite, type InviteRequest } from './signaling.js';
import { DialogCredentials } from './dialog-credentials.js';
import type { IncomingResponse, OutgoingRequest } from './transactions.js';
import { UaLeg } from './ua-leg.js';
import type { UaLink, UaRequest } from './ua-link.js';

/** Normal clearing, for the callee that answered too late. */
const NORMAL_CLEARING = 16;

export function sendInvite(
  link: UaLink,
  request: InviteRequest,
  signal: LightAbortSignal,
): Promise<AnsweredInvite> {
  return new Promise((resolve, reject) => new OutgoingInvite(link, request, signal, resolve, reject).send());
}

class OutgoingInvite {
  readonly #link: UaLink;
  readonly #request: InviteRequest;
  readonly #signal: LightAbortSignal;
  readonly #resolve: (answered: AnsweredInvite) => void;
  readonly #reject: (error: SignalingError) => void;
  readonly #onAbort = (): void =>
    this.#abandon(new SignalingError('gone', 487, 'the call was given up before the callee answered'));
  /** Of the dialog this INVITE makes, and then its leg's. */
  readonly #credentials: DialogCredentials | undefined;
  #ringTimer: NodeJS.Timeout | undefined;
  #release: (() => void) | undefined;
  #sent: OutgoingRequest | undefined;
  #settled = false;
  #abandoned = false;
  /** The last SDP in provisionals of each fork, by To tag, for a 2xx of that fork that has none (RFC 3261 13.2.1). */
  #earlySdp: Map<string, string> | undefined;

  constructor(
    link: UaLink,
    request: InviteRequest,
    signal: LightAbortSignal,
    resolve: (answered: AnsweredInvite) => void,
    reject: (error: SignalingError) => void,
  ) {
    this.#link = link;
    this.#request = request;
    this.#credentials = request.credentials && new DialogCredentials(request.credentials);
    this.#signal = signal;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  send(): void {
    if (this.#signal.aborted) return this.#onAbort();
    this.#signal.addEventListener('abort', this.#onAbort, { once: true });
    this.#release = this.#link.hold((error) => this.#fail(error));
    this.#ringTimer = setTimeout(
      () => this.#abandon(new SignalingError('timeout', 408, 'the callee did not answer in time')),
      this.#request.ringTimeoutMs,
    );
    this.#link.request(
      this.#request.uri,
      optionsOf(this.#request, this.#credentials),
      (sent) => this.#takeReceipt(sent),
      (error) => this.#fail(error),
    );
  }

  #takeReceipt(sent: OutgoingRequest): void {
    this.#sent = sent;
    sent.onResponse((response) => {
      if (response.status < 200) this.#takeProvisional(response);
      else if (response.status < 300) this.#takeAnswer(response);
      else this.#takeRefusal(response);
    });
    // An offer while ours is unanswered (RFC 3311 5.2); an UPDATE without one changes nothing of ours.
    sent.onUpdate((update) => {
      if (!refuseExtensions(update)) update.respond(sdpOf(update) === undefined ? 200 : 491);
    });
    if (this.#abandoned) sent.cancel();
  }

  #takeProvisional(response: IncomingResponse): void {
    if (response.header('RSeq') !== undefined) this.#prack(response);
    if (this.#settled) return;
    const sdp = sdpOf(response);
    if (sdp !== undefined) (this.#earlySdp ??= new Map<string, string>()).set(toTag(response), sdp);
    this.#request.onProvisional(response.status, sdp);
  }

  /** RFC 3262 4. What comes of it changes nothing: the answer will come, or not. */
  #prack(response: IncomingResponse): void {
    const rack = `${response.header('RSeq') ?? ''} ${response.header('CSeq') ?? ''}`;
    const { dialogId } = response;
    const prack = { method: 'PRACK', dialogId, headers: { RAck: rack }, credentials: this.#credentials };
    this.#link.exchange(prack).catch(() => undefined);
  }

  #takeAnswer(response: IncomingResponse): void {
    const leg = new UaLeg(this.#link, response.dialogId, { credentials: this.#credentials, isCaller: true });
    leg.sessionTimer.answered(response);
    const sdp = sdpOf(response) ?? this.#earlySdp?.get(toTag(response));
    if (this.#settled || sdp === undefined) {
      response.acknowledge();
      void leg.hangUp(NORMAL_CLEARING);
      return this.#fail(new SignalingError('refused', 488, 'the callee answered without SDP'));
    }
    if (this.#request.offer !== undefined) response.acknowledge();
    this.#settle();
    const isLate = this.#request.offer === undefined;
    this.#resolve(isLate ? { leg, sdp, acknowledge: leg.owe(response) } : { leg, sdp });
  }

  #takeRefusal(response: IncomingResponse): void {
    const message = `the callee's side refused with ${response.status}`;
    this.#fail(new SignalingError('refused', response.status, message, q850Of(response)));
  }

  /** Gives up on the callee. The transaction goes on behind us until its final response. */
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

  #settle(): void {
    this.#settled = true;
    clearTimeout(this.#ringTimer);
    this.#release?.();
    this.#signal.removeEventListener('abort', this.#onAbort);
  }
}

/** Which fork a response comes from; those of one INVITE are few, and this text differs between them. */
function toTag(response: IncomingResponse): string {
  return /;\s*tag\s*=\s*([^;\s>]+)[^>]*$/i.exec(response.header('To') ?? '')?.[1] ?? '';
}

function optionsOf(request: InviteRequest, credentials: DialogCredentials | undefined): UaRequest {
  return {
    method: 'INVITE',
    headers: inviteHeaders(request),
    body: request.offer,
    nextHop: request.nextHop,
    credentials,
  };
}
