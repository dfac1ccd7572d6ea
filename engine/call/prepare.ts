/** Prepare: the ways to the callee, and a media session that can carry the caller's offer to each of them. */
import type { E164 } from '../../routing/numbers/number.js';
import type { CallOrigin, Route } from '../sip/trunks/trunks.js';
import type { Call, CallParts } from './call-parts.js';
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
  const { trunks, routing } = call.parts;
  const routes = trunks.routes(
    connection.callee,
    displayOf(call, connection),
    originOf(connection, routing.pool),
  );
  if (routes.length === 0) throw new Ending('no-route', { because: 'no trunk goes to the callee' });
  const media = await openMedia(call, connection.rules.recording !== undefined);
  return { media, routes };
}

/** A caller who withholds its number is found by it, but a binding that shows the caller's own must not. */
function displayOf({ incoming, state }: Call, { display }: Connection): E164 | undefined {
  const isCallersOwn = display === state.facts.caller;
  return isCallersOwn && incoming.callerUsers.isWithheld === true ? undefined : display;
}

/**
 * The privacy number of a connection and its owner. It is what the callee sees, unless the binding shows the caller's
 * own number, which no carrier's rules are about.
 */
export function originOf(
  { application, x, display }: Pick<Connection, 'application' | 'x' | 'display'>,
  pool: CallParts['routing']['pool'],
): CallOrigin {
  const shown = pool.get(display) ?? pool.get(x);
  return { appKey: application.appKey, number: shown?.number ?? x, areaCode: shown?.areaCode };
}
