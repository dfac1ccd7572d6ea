/**
 * Offers between us and one leg (RFC 3264) that do not reach the other leg; `relayed-offers.ts` has those of a
 * connected call. A party may offer while the other one does not exist yet, or is ringing for a minute (RFC 3262 5, RFC
 * 3311 5.1), and our session refreshes have SDP (RFC 4028 7.4).
 */
import { MediaError } from '../../../media/media-error.js';
import type { LegName, MediaSession } from '../../../media/media.js';
import type { Leg } from '../../sip/signaling.js';
import { SignalingError } from '../../sip/signaling-error.js';
import type { Call } from '../call-parts.js';
import type { CallMedia } from './call-media.js';

/**
 * The answer for `from` before the call is connected. Rejects with SignalingError `refused` if the offer cannot be
 * used, or if nothing can be offered in return.
 */
export async function answerEarlyOffer({ media }: Call, from: LegName, offer: string): Promise<string> {
  if (media === undefined)
    throw new SignalingError('refused', 488, 'an offer before there is anything to offer');
  return forLeg(() => media.answerEarly(from, offer));
}

/**
 * Handles the caller's leg from its answer until it is bridged, when its handlers are replaced: while it is asked for
 * digits, hears a prompt, and the callee's phone rings. The callee learns the result of the caller's offers in its own
 * offer, or after its answer.
 */
export function attendCaller(leg: Leg, media: CallMedia): void {
  leg.onOffer((offer, signal) =>
    forLeg(async () => {
      const answer = await media.answerEarly('caller', offer);
      signal.onAbort(() => media.session.withdraw('caller'));
      return answer;
    }),
  );
  leg.onOfferWanted(() => forLeg(() => media.offerForCaller()));
}

/** Refreshes `leg` when its session timer requires it, with an offer of the session in force. */
export function keepSession(leg: Leg, name: LegName, session: MediaSession): void {
  leg.onRefreshDue(async () => {
    const { sdp } = await leg.reoffer(await session.offerInForce(name));
    await session.acceptRefresh(name, sdp);
  });
}

/** An unusable offer is refused with 488 and the reason; the call goes on as it was. */
export async function forLeg<T>(exchange: () => Promise<T>): Promise<T> {
  try {
    return await exchange();
  } catch (error) {
    if (!(error instanceof MediaError)) throw error;
    const isUnusable = error.code === 'unusable-sdp';
    throw isUnusable
      ? SignalingError.unusableOffer(error)
      : new SignalingError('refused', 500, error.message);
  }
}
