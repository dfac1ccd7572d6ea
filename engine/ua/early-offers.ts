/**
 * Offers of a peer in a dialog whose INVITE has no final response yet: in a PRACK (RFC 3262 5) or an UPDATE (RFC 3311 5.1,
 * 5.2), of the caller to us or of the callee to our INVITE.
 *
 *    open ──the INVITE's offer was answered in a reliable provisional──▶ settled ──offer──▶ answering ──answer──▶ settled
 */
import { ALLOWED_METHODS, sdpHeaders } from './headers/leg-headers.js';
import { offerRefusal } from './session/offer-refusal.js';
import { sdpOf, unreadableBody } from './headers/sdp-body.js';
import type { OfferHandler } from '../sip/signaling.js';
import type { IncomingRequest } from './transactions/transactions.js';

/** Whose first offer is open: the caller's, which we owe an answer, or ours, which the callee does. */
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

  /** Answers a PRACK or an UPDATE, with SDP where it has an offer. */
  take(request: IncomingRequest, signal: Parameters<OfferHandler>[1]): void {
    const unreadable = unreadableBody(request);
    if (unreadable !== undefined) return request.respond(unreadable.status, unreadable);
    const offer = sdpOf(request);
    if (offer === undefined) return request.respond(200, { headers: { Allow: ALLOWED_METHODS } });
    if (this.#state === 'answering') return request.respond(500, { headers: RETRY_AFTER });
    if (this.#state === 'open') return this.#refuse(request);
    this.#give(offer, request, signal).catch(() => request.respond(500));
  }

  /** RFC 3311 5.2: 491 crosses an offer of ours, 500 comes before our answer. A PRACK cannot come again. */
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

/** Answers a request in an early dialog that means nothing there, without an end to it: 481 would be one. */
export function answerEarly(request: IncomingRequest): void {
  switch (request.method) {
    case 'ACK':
      return;
    case 'BYE':
    case 'PRACK':
    case 'OPTIONS':
      return request.respond(200);
    case 'INVITE':
      return request.respond(491); // ours is under way (RFC 3261 14.2)
    case 'INFO':
      // Keys are for whoever answers. RFC 5057 5.1: 480 would be an end, too.
      return request.respond(500, { headers: RETRY_AFTER });
    default:
      return request.respond(405, { headers: { Allow: ALLOWED_METHODS } });
  }
}
