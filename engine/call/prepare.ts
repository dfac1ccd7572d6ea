/** Prepare: the ways to the callee, and a media session that can carry the caller's offer to any of them. */
import type { Route } from '../sip/trunks/trunks.js';
import type { Call } from './call-parts.js';
import { CallMedia, mediaEnding } from './media/call-media.js';
import { Ending } from './ending.js';
import type { Connection } from './resolve.js';
import { watchStrangers } from './media/strangers.js';

export interface Prepared {
  readonly media: CallMedia;
  /** At least one, best first. */
  readonly routes: readonly Route[];
}

/** Throws an Ending when there is no way to the callee, or no room for its audio. */
export async function prepare(call: Call, connection: Connection): Promise<Prepared> {
  const routes = call.parts.trunks.routes(connection.callee, connection.display);
  if (routes.length === 0) throw new Ending('no-route', { because: 'no trunk goes to the callee' });
  const media = await openMedia(call, connection.rules.recording !== undefined);
  return { media, routes };
}

/** Opens the session, unless the way here has done so; `recorded` restricts both legs to G.711. */
export async function openMedia(call: Call, recorded: boolean): Promise<CallMedia> {
  if (call.media !== undefined) return call.media;
  const { incoming, parts, trunk } = call;
  try {
    const session = await parts.media.open({
      callId: incoming.id,
      recorded,
      // The callee's is said for each trunk it is tried through.
      source: { caller: trunk?.mediaSource ?? 'signalled', callee: 'signalled' },
      latchFrom: { caller: [incoming.source.address, ...(trunk?.latchFrom ?? [])] },
    });
    call.media = new CallMedia(session, incoming.offer);
    if (call.state.name === 'ended') {
      // The call has not waited for it.
      call.media.close().catch(() => undefined);
      throw new Ending('internal-error');
    }
    watchStrangers(call, session);
    return call.media;
  } catch (error) {
    throw mediaEnding(error, 'caller');
  }
}
