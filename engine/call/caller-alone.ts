/**
 * The caller's leg from its answer until somebody is behind it: while it is asked for digits, hears a prompt, and the
 * callee's phone rings. It is a whole leg all the same. Its offers are answered at once and by ourselves (RFC 3264 4, RFC
 * 3311 5.2), with 488 where they cannot be; the callee gets to know what came of them in its own offer, or after its answer.
 */
import type { Leg } from '../sip/signaling.js';
import type { CallMedia } from './call-media.js';
import { forLeg } from './relayed-offers.js';

/** Until the leg is bridged, which sets handlers of its own. */
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
