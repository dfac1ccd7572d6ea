/** The media session of a call: opened once, by the first step that needs it, for all that follow. */
import type { Call } from '../call-parts.js';
import { Ending } from '../ending.js';
import { CallMedia, mediaEnding } from './call-media.js';
import { watchStrangers } from './strangers.js';

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
      latchFrom: { caller: [incoming.source.address, ...(trunk?.latchFrom ?? [])] },
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
