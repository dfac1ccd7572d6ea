/**
 * Offers and answers within one dialog, ours and the peer's (RFC 3261 14, RFC 3311 5.2): one at a time, 491 where ours is
 * under way, 500 with Retry-After where theirs is.
 *
 *    free ──offer received──▶ answering ──our answer sent, or theirs in the ACK──▶ free
 *    free ──offer sent──────▶ offering  ──final response───────────────────────▶ free
 *
 * An offer is over for the peer when it holds our answer, so it must be over here before the server says it was sent.
 */
import { ALLOWED_METHODS, sdpHeaders } from './leg-headers.js';
import { q850Of } from './reason-header.js';
import { sdpOf } from './sdp-body.js';
import { SignalingError, type Leg } from './signaling.js';
import type { SrfLink } from './srf-link.js';
import type { OutgoingResponse, SipRequest } from './srf-types.js';

export type OfferHandler = Parameters<Leg['onOffer']>[0];
export type OfferWantedHandler = Parameters<Leg['onOfferWanted']>[0];

export interface NegotiatedDialog {
  readonly link: SrfLink;
  readonly dialogId: string;
  /** Aborts when the leg is over. */
  readonly ended: AbortSignal;
}

export class SrfNegotiation {
  readonly #dialog: NegotiatedDialog;
  #state: 'free' | 'answering' | 'offering' = 'free';
  #onAck: ((sdp: string | undefined) => void) | undefined;
  #onOffer: OfferHandler | undefined;
  #onOfferWanted: OfferWantedHandler | undefined;
  /** Offers of the peer that wait for a handler. */
  readonly #sleepers: (() => void)[] = [];

  constructor(dialog: NegotiatedDialog) {
    this.#dialog = dialog;
  }

  set onOffer(handler: OfferHandler) {
    this.#onOffer = handler;
    this.#wake();
  }

  set onOfferWanted(handler: OfferWantedHandler) {
    this.#onOfferWanted = handler;
    this.#wake();
  }

  /** Our re-INVITE. Rejects with the peer's status, or 491 when another offer is under way. */
  async reoffer(
    offer: string | undefined,
    signal?: AbortSignal,
  ): Promise<{ sdp: string; acknowledge?: (answer: string) => Promise<void> }> {
    const { link, dialogId, ended } = this.#dialog;
    if (ended.aborted) throw new SignalingError('gone', 481, 'the leg has ended');
    if (this.#state !== 'free')
      throw new SignalingError('refused', 491, 'another offer is under way on the leg');
    signal?.throwIfAborted();
    this.#state = 'offering';
    const invite = { method: 'INVITE', stackDialogId: dialogId, headers: sdpHeaders() };
    const { response, acknowledge } = await link
      .exchange(offer === undefined ? invite : { ...invite, body: offer })
      .finally(() => (this.#state = 'free'));
    const { status } = response;
    if (status >= 300)
      throw new SignalingError('refused', status, `refused with ${status}`, q850Of(response.msg));
    const sdp = sdpOf(response.msg);
    if (sdp === undefined) {
      acknowledge();
      throw new SignalingError('refused', 488, 're-INVITE was answered without SDP');
    }
    if (offer !== undefined) {
      acknowledge();
      return { sdp };
    }
    return { sdp, acknowledge: async (answer) => acknowledge({ body: answer, headers: sdpHeaders() }) };
  }

  /** The peer's re-INVITE: with an offer, or asking for ours. */
  async takeInvite(request: SipRequest, response: OutgoingResponse): Promise<void> {
    if (this.#refuseGlare(response)) return;
    const offer = sdpOf(request.msg);
    const cancelled = new AbortController();
    request.on('cancel', () => cancelled.abort());
    if (offer === undefined) await this.#giveOffer(response, cancelled.signal);
    else await this.#giveAnswer(offer, response, cancelled.signal);
  }

  /** The peer's UPDATE. Without SDP it is a session refresh (RFC 4028 7.4), and every refresh is granted. */
  async takeUpdate(request: SipRequest, response: OutgoingResponse): Promise<void> {
    const offer = sdpOf(request.msg);
    if (offer === undefined) return response.send(200, { headers: { Allow: ALLOWED_METHODS } });
    if (this.#refuseGlare(response)) return;
    await this.#giveAnswer(offer, response, this.#dialog.ended);
  }

  takeAck(request: SipRequest): void {
    const onAck = this.#onAck;
    this.#onAck = undefined;
    onAck?.(sdpOf(request.msg));
  }

  /** The SDP of the next ACK, if it has any. Rejects `gone` if the leg ends first. */
  nextAck(): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      const { ended } = this.#dialog;
      const gone = (): void => reject(new SignalingError('gone', 487, 'the leg ended before its ACK'));
      if (ended.aborted) return gone();
      ended.addEventListener('abort', gone, { once: true });
      this.#onAck = (sdp) => {
        ended.removeEventListener('abort', gone);
        resolve(sdp);
      };
    });
  }

  async #giveAnswer(offer: string, response: OutgoingResponse, signal: AbortSignal): Promise<void> {
    this.#state = 'answering';
    try {
      const onOffer = await this.#handler(() => this.#onOffer);
      const answer = await onOffer(offer, signal);
      this.#state = 'free';
      response.send(200, { headers: sdpHeaders(), body: answer });
    } catch (error) {
      this.#state = 'free';
      response.send(statusOf(error));
    }
  }

  /** Answers a re-INVITE that asks us for the offer; the ACK brings their answer (RFC 3261 14.2). */
  async #giveOffer(response: OutgoingResponse, signal: AbortSignal): Promise<void> {
    this.#state = 'answering';
    try {
      const onOfferWanted = await this.#handler(() => this.#onOfferWanted);
      const { offer, accept } = await onOfferWanted(signal);
      const acknowledged = this.nextAck();
      response.send(200, { headers: sdpHeaders(), body: offer });
      const answer = await acknowledged;
      if (answer !== undefined) await accept(answer);
    } catch (error) {
      // After the 200 there is nothing left to refuse with, and the server drops this.
      response.send(statusOf(error));
    } finally {
      this.#state = 'free';
    }
  }

  /**
   * A handler, or the time until there is one: the callee may speak up between its answer and the caller's ACK, before
   * the two legs are one call. Rejects `gone` if the leg ends first.
   */
  #handler<H>(get: () => H | undefined): Promise<H> {
    return new Promise((resolve, reject) => {
      const { ended } = this.#dialog;
      const gone = (): void => reject(new SignalingError('gone', 481, 'the leg has ended'));
      const look = (): void => {
        const handler = get();
        if (ended.aborted) return gone();
        if (handler === undefined) return void this.#sleepers.push(look);
        ended.removeEventListener('abort', gone);
        resolve(handler);
      };
      ended.addEventListener('abort', gone, { once: true });
      look();
    });
  }

  #wake(): void {
    for (const look of this.#sleepers.splice(0)) look();
  }

  /** True when the offer was turned away because another is under way. */
  #refuseGlare(response: OutgoingResponse): boolean {
    if (this.#state === 'offering') response.send(491);
    else if (this.#state === 'answering') response.send(500, { headers: { 'Retry-After': '3' } });
    return this.#state !== 'free';
  }
}

/** What a peer is told when its offer could not be taken. */
function statusOf(error: unknown): number {
  if (!(error instanceof SignalingError)) return 488;
  return error.status >= 400 && error.status < 700 ? error.status : 500;
}
