/**
 * A session refresh that is ours to make and carries SDP (RFC 4028 7.4): the leg is offered what is in force on it, and its answer is
 * an answer like any other. Nothing of it reaches the other leg.
 */
import type { LegName, MediaSession } from '../../media/media.js';
import type { Leg } from '../sip/signaling.js';

/** Has `leg` refreshed whenever its session timer wants it. */
export function keepSession(leg: Leg, name: LegName, session: MediaSession): void {
  leg.onRefreshDue(async () => {
    const { sdp } = await leg.reoffer(await session.offerInForce(name));
    await session.acceptRefresh(name, sdp);
  });
}
