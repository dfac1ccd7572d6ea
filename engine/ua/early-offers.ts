/**
 * A peer's offers in a dialog whose INVITE has no final response yet: in a PRACK (RFC 3262 5) or an UPDATE (RFC 3311
 * 5.1, 5.2), from the caller to us or from the callee to our INVITE.
 *
 *    open ──the INVITE's offer was answered in a reliable provisional──▶ settled ──offer──▶ answering ──answer──▶ settled
 */
import { ALLOWED_METHODS, sdpHeaders } from './headers/leg-headers.js';
import { offerRefusal } from './session/offer-refusal.js';
import { sdpOf, unreadableBody } from './headers/sdp-body.js';
import type { OfferHandler } from '../sip/signaling.js';
import type { IncomingRequest } from './transactions/transactions.js';

/** Whose first offer is open: the caller's, which we must answer, or ours, which the callee must answer. */
type Opener = 'peer' | 'us';

const RETRY_AFTER = { 'Retry-After': '5' };

export class EarlyOffers {
  readonly #opener: Opener;
  readonly #answer: OfferHandler;
  #state: 'open' | 'settled' | 'answering' = 'open';

  constructor(opener: Opener, answer: OfferHandler) {
    this.#opener = opener;
    this.#answer = answer;
  }

  /** The INVITE's offer has its answer, for both sides. */
  settle(): void {
    if (this.#state === 'open') this.#state = 'settled';
  }

  /** Answers a PRACK or an UPDATE, with SDP if it has an offer. */
  take(request: IncomingRequest, signal: Parameters<OfferHandler>[1]): void {
    const unreadable = unreadableBody(request);
    if (unreadable !== undefined) return request.respond(unreadable.status, unreadable);
    const offer = sdpOf(request);
    if (offer === undefined) return request.respond(200, { headers: { Allow: ALLOWED_METHODS } });
    if (this.#state === 'answering') return request.respond(500, { headers: RETRY_AFTER });
    if (this.#state === 'open') return this.#refuse(request);
    this.#give(offer, request, signal).catch(() => request.respond(500));
  }

  /** RFC 3311 5.2: 491 if it crosses our offer, 500 if it comes before our answer. A PRACK cannot be repeated. */
  #refuse(request: IncomingRequest): void {
    if (request.method === 'PRACK') request.respond(488);
    else if (this.#opener === 'us') request.respond(491);
    else request.respond(500, { headers: RETRY_AFTER });
  }

  async #give(offer: string, request: IncomingRequest, signal: Parameters<OfferHandler>[1]): Promise<void> {
    this.#state = 'answering';
    try {
      const body = await this.#answer(offer, signal);
      this.#state = 'settled';
      request.respond(200, { headers: sdpHeaders(), body });
    } catch (error) {
      this.#state = 'settled';
      const { status, ...content } = offerRefusal(error);
      request.respond(status, content);
    }
  }
}

/** Answers a request that has no meaning in an early dialog, without ending the dialog, as 481 would. */
export function answerEarly(request: IncomingRequest): void {
  switch (request.method) {
    case 'ACK':
      return;
    case 'BYE':
    case 'PRACK':
    case 'OPTIONS':
      return request.respond(200);
    case 'INVITE':
      return request.respond(491); // ours is in progress (RFC 3261 14.2)
    case 'INFO':
      // Digits are for an answered call. RFC 5057 5.1: 480 would end the dialog, too.
      return request.respond(500, { headers: RETRY_AFTER });
    default:
      return request.respond(405, { headers: { Allow: ALLOWED_METHODS } });
  }
}
