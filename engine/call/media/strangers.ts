/**
 * Packets of strangers that the media port has dropped: each counts for its leg's trunk, and the first ones of a call
 * are a line of the log. If the leg itself is not heard, that line explains why one side of the call hears nothing.
 */
import type { MediaSession } from '../../../media/media.js';
import type { Call } from '../call-parts.js';

export function watchStrangers(call: Call, session: Pick<MediaSession, 'onStrangers'>): void {
  let isSaid = false;
  session.onStrangers(({ leg, packets, from, signalled, legHeard }) => {
    const { incoming, parts } = call;
    const trunk = leg === 'caller' ? call.trunk : call.calleeTrunk;
    parts.onStrangers(trunk?.name ?? 'unknown', packets);
    if (isSaid) return;
    isSaid = true;
    const facts = { call: incoming.id, leg, trunk: trunk?.name, source: trunk?.mediaSource, from, signalled };
    if (legHeard) parts.logger.info(facts, 'RTP from elsewhere than the SDP says was dropped');
    else
      parts.logger.warn(
        facts,
        'RTP comes from elsewhere than the SDP says and is dropped: nobody hears this side',
      );
  });
}
