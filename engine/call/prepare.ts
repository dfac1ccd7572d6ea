/** Prepare: the ways to the callee, and a media session that can carry the caller's offer to each of them. */
import type { Route } from '../sip/trunks/trunks.js';
import type { Call } from './call-parts.js';
import type { CallMedia } from './media/call-media.js';
import { openMedia } from './media/open-media.js';
import { Ending } from './ending.js';
import type { Connection } from './resolve.js';

export interface Prepared {
  readonly media: CallMedia;
  /** At least one, best first. */
  readonly routes: readonly Route[];
}

/** Throws an Ending if there is no way to the callee, or no room for its audio. */
export async function prepare(call: Call, connection: Connection): Promise<Prepared> {
  const routes = call.parts.trunks.routes(connection.callee, connection.display);
  if (routes.length === 0) throw new Ending('no-route', { because: 'no trunk goes to the callee' });
  const media = await openMedia(call, connection.rules.recording !== undefined);
  return { media, routes };
}
