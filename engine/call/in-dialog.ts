/**
 * What the two legs say to each other once they are connected: offers for hold and codec change, passed end to end
 * through the media session, and digits sent by INFO. Nothing else crosses.
 *
 * Offers that cross each other are both refused with 491 by the legs, and each party tries again by its own timer
 * (RFC 3261 14.1), which is what would happen without us in between.
 */
import type { LegName } from '../../media/media.js';
import { MediaError } from '../../media/media.js';
import { SignalingError, type Leg } from '../sip/signaling.js';
import type { CallMedia } from './call-media.js';
import type { Call } from './call-parts.js';

interface Side {
  readonly name: LegName;
  readonly leg: Leg;
}

export function relayInDialog(call: Call, legs: Readonly<Record<LegName, Leg>>, media: CallMedia): void {
  const caller: Side = { name: 'caller', leg: legs.caller };
  const callee: Side = { name: 'callee', leg: legs.callee };
  relayOffers(caller, callee, media, media.callerExchange);
  relayOffers(callee, caller, media, undefined);
  relayDigits(call, caller, callee, media);
  relayDigits(call, callee, caller, media);
}

/** `last`: the last offer of this side and our answer to it; the same offer again is a session refresh (RFC 4028 7.4). */
function relayOffers(
  from: Side,
  to: Side,
  media: CallMedia,
  last: { readonly offer: string; readonly answer: string } | undefined,
): void {
  const { session } = media;
  let repeatable = last;
  from.leg.onOffer(async (offer, signal) => {
    if (repeatable?.offer === offer) return repeatable.answer;
    return forLeg(async () => {
      const offered = await session.offer(from.name, offer);
      const { sdp } = await to.leg.reoffer(offered, signal);
      const answer = await session.answer(to.name, sdp);
      repeatable = { offer, answer };
      return answer;
    });
  });
  from.leg.onOfferWanted((signal) =>
    forLeg(async () => {
      const { sdp, acknowledge } = await to.leg.reoffer(undefined, signal);
      const offer = await session.offer(to.name, sdp);
      repeatable = undefined;
      const accept = async (answer: string): Promise<void> =>
        acknowledge?.(await session.answer(from.name, answer));
      return { offer, accept };
    }),
  );
}

function relayDigits(call: Call, from: Side, to: Side, media: CallMedia): void {
  from.leg.onDigit((digit, durationMs) => {
    media.session.pushDigit(from.name, digit);
    to.leg.sendDigit(digit, durationMs).catch((err: unknown) => {
      call.parts.logger.debug({ call: call.incoming.id, err }, 'a digit was not taken');
    });
  });
}

/** SDP we cannot use is refused with 488; the call goes on as it was. */
export async function forLeg<T>(exchange: () => Promise<T>): Promise<T> {
  try {
    return await exchange();
  } catch (error) {
    if (!(error instanceof MediaError)) throw error;
    throw new SignalingError('refused', error.code === 'unusable-sdp' ? 488 : 500, error.message);
  }
}
