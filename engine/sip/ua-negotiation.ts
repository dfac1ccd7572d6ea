/**
 * Offers and answers within one dialog, ours and the peer's (RFC 3261 14, RFC 3311 5.2): one at a time, 491 where ours is
 * under way, 500 with Retry-After where theirs is.
 *
 *    free ──offer received──▶ answering ──our answer sent, or theirs in the ACK──▶ free
 *    free ──offer sent──────▶ offering  ──final response───────────────────────▶ free
 *
 * An offer is over for the peer when it holds our answer, so it must be over here before the server says it was sent; and
 * when it has sent its own in the ACK, so what is offered while that is being taken is not refused but waits.
 */
import { LightAbortController, type LightAbortSignal } from '../light-abort.js';
import type { DialogCredentials } from './dialog-credentials.js';
import { LateHandler } from './late-handler.js';
import { ALLOWED_METHODS, sdpHeaders } from './leg-headers.js';
import { q850Of } from './reason-header.js';
import { sdpOf } from './sdp-body.js';
import { SignalingError, type Leg, type OfferHandler } from './signaling.js';
import type { IncomingRequest } from './transactions.js';
import type { UaLink } from './ua-link.js';
import type { UaSessionTimer } from './ua-session-timer.js';

export type OfferWantedHandler = Parameters<Leg['onOfferWanted']>[0];

export interface NegotiatedDialog {
  readonly link: UaLink;
  readonly dialogId: string;
  readonly credentials: DialogCredentials | undefined;
  readonly sessionTimer: UaSessionTimer;
  /** Aborts when the leg is over. */
  readonly ended: LightAbortSignal;
}

export class UaNegotiation {
  readonly #dialog: NegotiatedDialog;
  #state: 'free' | 'answering' | 'offering' = 'free';
  /** The answer of an ACK on its way to whoever made the offer. */
  #taking: Promise<void> | undefined;
  #onAck: ((sdp: string | undefined) => void) | undefined;
  readonly #onOffer: LateHandler<OfferHandler>;
  readonly #onOfferWanted: LateHandler<OfferWantedHandler>;

  constructor(dialog: NegotiatedDialog) {
    this.#dialog = dialog;
    this.#onOffer = new LateHandler(dialog.ended);
    this.#onOfferWanted = new LateHandler(dialog.ended);
  }

  set onOffer(handler: OfferHandler) {
    this.#onOffer.set(handler);
  }

  set onOfferWanted(handler: OfferWantedHandler) {
    this.#onOfferWanted.set(handler);
  }

  /** Whether no offer is under way on the leg. */
  get isFree(): boolean {
    return this.#state === 'free';
  }

  /** Our re-INVITE. Rejects with the peer's status, or 491 when another offer is under way. */
  async reoffer(
    offer: string | undefined,
    signal?: LightAbortSignal,
  ): Promise<{ sdp: string; acknowledge?: (answer: string) => Promise<void> }> {
    const { link, dialogId, credentials, sessionTimer, ended } = this.#dialog;
    await this.#taking;
    if (ended.aborted) throw new SignalingError('gone', 481, 'the leg has ended');
    if (this.#state !== 'free')
      throw new SignalingError('refused', 491, 'another offer is under way on the leg');
    signal?.throwIfAborted();
    this.#state = 'offering';
    const invite = { method: 'INVITE', dialogId, credentials, sessionTimer, headers: sdpHeaders() };
    const response = await link
      .exchange(offer === undefined ? invite : { ...invite, body: offer })
      .finally(() => (this.#state = 'free'));
    const { status } = response;
    if (status >= 300)
      throw new SignalingError('refused', status, `refused with ${status}`, q850Of(response));
    const sdp = sdpOf(response);
    if (sdp === undefined) {
      response.acknowledge();
      throw new SignalingError('refused', 488, 're-INVITE was answered without SDP');
    }
    if (offer !== undefined) {
      response.acknowledge();
      return { sdp };
    }
    return {
      sdp,
      acknowledge: async (answer) => response.acknowledge({ body: answer, headers: sdpHeaders() }),
    };
  }

  /** The peer's re-INVITE: with an offer, or asking for ours. */
  async takeInvite(request: IncomingRequest): Promise<void> {
    const offer = sdpOf(request);
    const cancelled = new LightAbortController();
    request.onCancel(() => cancelled.abort());
    if (this.#taking !== undefined) await this.#taking;
    if (this.#refuseGlare(request)) return;
    if (offer === undefined) await this.#giveOffer(request, cancelled.signal);
    else await this.#giveAnswer(offer, request, cancelled.signal);
  }

  /** The peer's UPDATE. Without SDP it is a session refresh (RFC 4028 7.4), and every refresh is granted. */
  async takeUpdate(request: IncomingRequest): Promise<void> {
    const offer = sdpOf(request);
    if (offer === undefined) return request.respond(200, { headers: { Allow: ALLOWED_METHODS } });
    if (this.#taking !== undefined) await this.#taking;
    if (this.#refuseGlare(request)) return;
    await this.#giveAnswer(offer, request, this.#dialog.ended);
  }

  takeAck(request: IncomingRequest): void {
    const onAck = this.#onAck;
    this.#onAck = undefined;
    onAck?.(sdpOf(request));
  }

  /** The SDP of the next ACK, if it has any; `onAck` is called as it comes. Rejects `gone` if the leg ends first. */
  nextAck(onAck?: () => void): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      const { ended } = this.#dialog;
      const gone = (): void => reject(new SignalingError('gone', 487, 'the leg ended before its ACK'));
      if (ended.aborted) return gone();
      ended.addEventListener('abort', gone, { once: true });
      this.#onAck = (sdp) => {
        ended.removeEventListener('abort', gone);
        onAck?.();
        resolve(sdp);
      };
    });
  }

  async #giveAnswer(offer: string, request: IncomingRequest, signal: LightAbortSignal): Promise<void> {
    this.#state = 'answering';
    try {
      const onOffer = await this.#onOffer.get();
      const answer = await onOffer(offer, signal);
      this.#state = 'free';
      request.respond(200, { headers: sdpHeaders(), body: answer });
    } catch (error) {
      this.#state = 'free';
      request.respond(statusOf(error));
    }
  }

  /** Answers a re-INVITE that asks us for the offer; the ACK brings their answer (RFC 3261 14.2). */
  async #giveOffer(request: IncomingRequest, signal: LightAbortSignal): Promise<void> {
    this.#state = 'answering';
    let taken = (): void => undefined;
    try {
      const onOfferWanted = await this.#onOfferWanted.get();
      const { offer, accept } = await onOfferWanted(signal);
      const acknowledged = this.nextAck(() => {
        this.#state = 'free';
        this.#taking = new Promise((resolve) => (taken = resolve));
      });
      request.respond(200, { headers: sdpHeaders(), body: offer });
      const answer = await acknowledged;
      if (answer !== undefined) await accept(answer);
    } catch (error) {
      this.#state = 'free';
      // After the 200 there is nothing left to refuse with, and the server drops this.
      request.respond(statusOf(error));
    } finally {
      this.#taking = undefined;
      taken();
    }
  }

  /** True when the offer was turned away because another is under way. */
  #refuseGlare(request: IncomingRequest): boolean {
    if (this.#state === 'offering') request.respond(491);
    else if (this.#state === 'answering') request.respond(500, { headers: { 'Retry-After': '3' } });
    return this.#state !== 'free';
  }
}

/** What a peer is told when its offer could not be taken. */
export function statusOf(error: unknown): number {
  if (!(error instanceof SignalingError)) return 488;
  return error.status >= 400 && error.status < 700 ? error.status : 500;
}
