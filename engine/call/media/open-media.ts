/** The media session of a call: opened once, by the first step that needs it, for all that follow. */
import { isIP } from 'node:net';
import type { MediaSession } from '../../../media/media.js';
import type { Call } from '../call-parts.js';
import { Ending } from '../ending.js';
import { CallMedia, mediaEnding } from './call-media.js';

/** Opens the session, unless an earlier step has; `recorded` restricts both legs to G.711. */
export async function openMedia(call: Call, recorded: boolean): Promise<CallMedia> {
  if (call.media !== undefined) return call.media;
  const { incoming, parts, trunk } = call;
  try {
    const session = await parts.media.open({
      callId: incoming.id,
      recorded,
      // The callee's source is set for each trunk that is tried.
      source: { caller: trunk?.mediaSource ?? 'signalled', callee: 'signalled' },
      callerCodecs: trunk?.codecs,
      callerFamily: trunk?.mediaFamily ?? (isIP(incoming.source.address) === 6 ? 6 : 4),
      latchFrom: { caller: [incoming.source.address, ...(trunk?.latchFrom ?? [])] },
      ...(trunk !== undefined && { encryption: { caller: trunk.encryption } }),
    });
    call.media = new CallMedia(session, incoming.offer);
    if (call.state.name === 'ended') {
      // The call did not wait for it.
      call.media.close().catch(() => undefined);
      throw new Ending('internal-error');
    }
    watchStrangers(call, session);
    return call.media;
  } catch (error) {
    throw mediaEnding(error, 'caller');
  }
}

/**
 * Packets of strangers that the media port has dropped: each counts for its leg's trunk, and the first ones of a call
 * are a line of the log. If the leg itself is not heard, that line explains why one side of the call hears nothing.
 */
function watchStrangers(call: Call, session: Pick<MediaSession, 'onStrangers'>): void {
  let isSaid = false;
  session.onStrangers(({ leg, packets, unauthentic, from, signalled, legHeard }) => {
    const { incoming, parts } = call;
    const trunk = leg === 'caller' ? call.trunk : call.calleeTrunk;
    parts.onStrangers(trunk?.name ?? 'unknown', packets, unauthentic);
    // Some phones begin and end with a report in clear: the leg is heard, so it is no news.
    if (isSaid || (legHeard && unauthentic === packets)) return;
    isSaid = true;
    const facts = { call: incoming.id, leg, trunk: trunk?.name, source: trunk?.mediaSource, from, signalled };
    if (!legHeard && unauthentic > 0)
      parts.logger.warn(
        facts,
        'what comes is not encrypted with the key of the SDP and is dropped: this side is not heard',
      );
    else if (legHeard) parts.logger.info(facts, 'RTP from elsewhere than the SDP says was dropped');
    else
      parts.logger.warn(
        facts,
        'RTP comes from elsewhere than the SDP says and is dropped: nobody hears this side',
      );
  });
}
