/**
 * The refusal of an offer that could not be accepted. The status is chosen for the offerer's own leg. The other party's
 * status is never passed on: it may end the dialog here (RFC 5057 5.1: 404, 480, 604), be unknown (699), or refer to
 * something that only the other side has (a challenge, a new address).
 */
import { rejectHeaders } from '../headers/leg-headers.js';
import type { MessageContent } from '../transactions/transactions.js';
import { SignalingError } from '../../sip/signaling-error.js';

export interface OfferRefusal extends MessageContent {
  readonly status: number;
}

/** In seconds: an offer in progress on the other leg is over by then, or has failed. */
const RETRY_AFTER = '3';

export function offerRefusal(error: unknown): OfferRefusal {
  if (!(error instanceof SignalingError)) return { status: 488 };
  const { code, status, warning = 305 } = error;
  switch (code) {
    case 'refused':
      return refusedThere(status);
    case 'answerless':
      return { status: 488 };
    // RFC 3261 14.2: it should say why.
    case 'unusable-offer':
      return { status: 488, headers: rejectHeaders({ warning: { code: warning, text: error.message } }) };
    // The other party has left, and the BYE on this leg follows.
    case 'gone':
    case 'unavailable':
      return { status: 500 };
    case 'timeout':
      return { status: 500, headers: { 'Retry-After': RETRY_AFTER } };
  }
}

function refusedThere(status: number): OfferRefusal {
  // Glare is glare on either leg: each party tries again by its own timer (RFC 3261 14.1).
  if (status === 491) return { status: 491 };
  return { status: status >= 500 && status < 600 ? 500 : 488 };
}
