/** What is odd about `routes`: calls that a rule sends to trunks for messages alone, where they end without a way. */
import type { Config, RouteConfig } from '../config/config.js';
import type { Oddity } from './check-media.js';

/** A rule for applications that have no voice is meant so. */
export function routeOddities({ routes, trunks, applications }: Config): readonly Oddity[] {
  const forCalls = new Set(trunks.filter(({ to }) => to !== undefined).map(({ name }) => name));
  const voiceless = new Set(
    applications.filter(({ calls }) => calls?.voice === false).map(({ appKey }) => appKey),
  );
  const isMeantForMessages = ({ applications: only }: RouteConfig): boolean =>
    only.length > 0 && only.every((appKey) => voiceless.has(appKey));
  return routes.flatMap((route, index) => {
    if (route.trunks.some(({ name }) => forCalls.has(name)) || isMeantForMessages(route)) return [];
    const expected = 'a trunk with a `to` among them, for calls that fit this rule have no way';
    const found = `${route.trunks.map(({ name }) => name).join(', ')} (only messages)`;
    return [{ pointer: `/routes/${index}/trunks`, expected, found }];
  });
}
