/** The ways of a new request to a name: the places that DNS names (RFC 3263), and which of them are tried last. */
import type { StackCore } from '../core.js';
import type { Location } from '../dns/locate.js';
import type { SipResponse } from '../parse/message.js';
import type { Target } from './target.js';
import type { Way } from './transports.js';

/** Calls `found` with the ways in their order; at once if everything is remembered. None: the name leads nowhere. */
export function locateWays(
  { names, transports }: Pick<StackCore, 'names' | 'transports'>,
  target: Target,
  found: (ways: readonly Way[]) => void,
): void {
  const { host, transport, isSecure = false } = target;
  const port = target.lookUp === 'service' ? undefined : target.port;
  // A sips: URI is TLS by itself, whether it names a transport or not.
  const sought = { host, port, transport: isSecure ? undefined : transport, isSecure };
  names.locate(sought, (locations) => {
    const ways = locations.map((place) => wayTo(place, target));
    found(ways.filter((way) => transports.tryRoute(way.target) !== undefined));
  });
}

/** Later requests to the name try this way last. `refusal`: its 503, which may say for how long. */
export function avoidWay(
  { names }: Pick<StackCore, 'names'>,
  way: Way | undefined,
  refusal?: SipResponse,
): void {
  if (way?.isLocated !== true) return;
  const { transport, host: address, port } = way.target;
  const seconds = parseInt(refusal?.headers.get('Retry-After') ?? '', 10);
  names.avoid({ transport, address, port }, seconds > 0 ? seconds * 1000 : undefined);
}

/**
 * A place as a way. UDP stays the sender's choice where the URI left it open, because a large request needs TCP (RFC
 * 3261 18.1.1).
 */
function wayTo({ transport, address, port }: Location, target: Target): Way {
  const { isSecure, host, name = host } = target;
  const chosen = isSecure === true || transport === 'udp' ? target.transport : transport;
  return { target: { transport: chosen, host: address, port, isSecure, name }, isLocated: true };
}
