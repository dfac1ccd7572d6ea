/**
 * What the two connected legs send to each other: offers for hold and codec change, passed end to end
 * (relayed-offers.ts), and digits by INFO. Nothing else crosses.
 */
import type { LegName } from '../../../media/media.js';
import type { Leg } from '../../sip/signaling.js';
import type { CallMedia } from '../media/call-media.js';
import type { Call } from '../call-parts.js';
import { RelayedOffers, type Side } from '../media/relayed-offers.js';

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

/**
 * A digit by INFO is passed on as a telephone-event if the other side has negotiated those, which guarantees delivery,
 * and else as INFO. A digit that cannot be passed on is refused to its sender.
 */
function relayDigits(call: Call, from: Side, to: Side, { session }: CallMedia): void {
  from.leg.onDigit(async (digit, durationMs) => {
    session.pushDigit(from.name, digit);
    try {
      if (await session.sendDigit(to.name, digit, durationMs)) return;
      await to.leg.sendDigit(digit, durationMs);
    } catch (err) {
      call.parts.logger.warn({ call: call.incoming.id, leg: to.name, err }, 'a digit could not be passed on');
      throw err;
    }
  });
}
