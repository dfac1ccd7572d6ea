/**
 * What the two legs say to each other once they are connected: offers for hold and codec change, passed end to end
 * (relayed-offers.ts), and digits sent by INFO. Nothing else crosses.
 */
import type { LegName } from '../../media/media.js';
import type { Leg } from '../sip/signaling.js';
import type { CallMedia } from './call-media.js';
import type { Call } from './call-parts.js';
import { RelayedOffers, type Side } from './relayed-offers.js';

export function relayInDialog(call: Call, legs: Readonly<Record<LegName, Leg>>, media: CallMedia): void {
  const caller: Side = { name: 'caller', leg: legs.caller };
  const callee: Side = { name: 'callee', leg: legs.callee };
  const offers = new RelayedOffers(call, media.session);
  offers.pass(caller, callee);
  offers.pass(callee, caller);
  relayDigits(call, caller, callee, media);
  relayDigits(call, callee, caller, media);
  offers.bringUpToDate(callee, caller, media);
}

function relayDigits(call: Call, from: Side, to: Side, media: CallMedia): void {
  from.leg.onDigit((digit, durationMs) => {
    media.session.pushDigit(from.name, digit);
    to.leg.sendDigit(digit, durationMs).catch((err: unknown) => {
      call.parts.logger.debug({ call: call.incoming.id, err }, 'a digit was not taken');
    });
  });
}
