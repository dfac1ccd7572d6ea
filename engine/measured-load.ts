/** The load of this service: what is measured of it, and at which values calls are refused. */
import type { Media } from '../media/media.js';
import { loadLimits } from './call-settings.js';
import type { Calls } from './call/calls.js';
import { systemClock } from './clock.js';
import type { Configuration } from './configuration.js';
import { LoadMeter } from './observe/load/load-meter.js';
import { readResources } from './observe/load/resources.js';
import type { RoundTrips } from './observe/load/round-trips.js';
import type { ProcessConnections } from './processes/connections.js';
import type { Reporting } from './report/reporting.js';

export interface LoadedParts {
  readonly roundTrips: RoundTrips;
  readonly connections: Pick<ProcessConnections, 'pids'>;
  readonly calls: Pick<Calls, 'size'>;
  readonly media: Pick<Media, 'load'>;
  readonly reporting: Pick<Reporting, 'fullness'>;
}

/** A call takes one for each leg. */
const PORT_PAIRS = 2;

export function measuredLoad(
  configuration: Configuration,
  { roundTrips, connections, calls, media, reporting }: LoadedParts,
): LoadMeter {
  const { dataDirectory } = configuration.current;
  const sources = {
    roundTrips,
    resources: () => readResources([process.pid, ...connections.pids], dataDirectory),
    shares: {
      calls: () => calls.size / configuration.current.limits.maxCalls,
      ports: () => (media.load.portsFree < PORT_PAIRS ? 1 : 0),
      outbox: () => reporting.fullness,
    },
    isBusy: () => calls.size > 0,
  };
  const meter = new LoadMeter(loadLimits(configuration.current), sources, systemClock);
  configuration.onReplaced((config) => meter.limit(loadLimits(config)));
  return meter;
}
