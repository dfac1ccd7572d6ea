/**
 * How a call goes by the Service-Route of its trunk's registrar (RFC 3608): the Route of its INVITE, and where that is
 * sent. The first proxy gets it if it is one of the trunk's hosts; otherwise the trunk's own next hop does, which sends
 * it on by the Route. So no registrar makes us send a call to a host that the configuration does not name.
 */
import { addressList } from '../../../config/address.js';
import type { TrunkConfig } from '../../../config/config.js';
import type { Route } from './trunks.js';

export type TrunkHosts = Pick<TrunkConfig, 'from' | 'to' | 'register'>;

/** Addresses, CIDR blocks and names that are a trunk's: what its 3xx and its Service-Route may lead to. */
export function hostsOf({ from, to, register }: TrunkHosts): readonly string[] {
  return [...from, ...[to, register?.registrar].flatMap((uri) => (uri === undefined ? [] : hostOf(uri)))];
}

/** Nothing for a trunk without Service-Route. */
export function routedBy(
  routes: readonly string[] | undefined,
  trunk: TrunkHosts,
): Pick<Route, 'routes' | 'nextHop'> {
  const first = routes?.[0];
  if (routes === undefined || first === undefined) return {};
  const nextHop = hopOf(first, trunk);
  return nextHop === undefined ? { routes } : { routes, nextHop };
}

/** `<sip:orig@proxy.example:5062;transport=tcp;lr>` as a next hop, unless it is elsewhere, or leads from TLS to less. */
function hopOf(route: string, trunk: TrunkHosts): string | undefined {
  const [, scheme = '', host = '', port = '', parameters = ''] =
    /^<(sips?):(?:[^@>]*@)?(\[[^\]]*\]|[^:;>]*)(:\d{1,5})?([^>]*)>$/i.exec(route) ?? [];
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  const hosts = hostsOf(trunk);
  if (bare === '' || !(addressList(hosts).has(bare) || hosts.includes(bare))) return undefined;
  const named = /;transport=(udp|tcp|tls)(?:;|$)/i.exec(parameters)?.[1]?.toLowerCase();
  if (named === undefined && /;transport=/i.test(parameters)) return undefined;
  const transport = scheme.toLowerCase() === 'sips' ? 'tls' : named;
  if (isOverTls(trunk.to) && transport !== 'tls') return undefined;
  return `sip:${host}${port}${transport === undefined ? '' : `;transport=${transport}`}`;
}

function isOverTls(uri = ''): boolean {
  return /^sips:|;transport=tls(?:;|$)/i.test(uri);
}

/** Host of a SIP URI without user: `sip:192.0.2.10:5060;transport=udp`. */
export function hostOf(uri: string): string {
  return (
    /^sips?:(\[[^\]]*\]|[^:;?]*)/i
      .exec(uri)?.[1]
      ?.replace(/^\[|\]$/g, '')
      .toLowerCase() ?? ''
  );
}
