/**
 * What a party offers before the call is connected (RFC 3262 5, RFC 3311 5.1): answered by ourselves at once, as the other
 * party may be ringing for a minute. Its media follows; the other leg stays as it is.
 */
import type { LegName } from '../../media/media.js';
import { SignalingError } from '../sip/signaling-error.js';
import type { Call } from './call-parts.js';
import { forLeg } from './relayed-offers.js';

/** The answer for `from`. Rejects with SignalingError `refused` where the offer cannot be used, or nothing is there to meet it. */
export async function answerEarlyOffer({ media }: Call, from: LegName, offer: string): Promise<string> {
  if (media === undefined)
    throw new SignalingError('refused', 488, 'an offer before there is anything to offer');
  return forLeg(() => media.answerEarly(from, offer));
}
