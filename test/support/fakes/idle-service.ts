/** A service that does nothing, as the metrics see it; its SIP process has died. */
import type { MetricSources } from '../../../engine/observe/metrics.js';

export const idleService: MetricSources = {
  calls: () => 0,
  bindings: () => 0,
  media: () => ({ sessions: 0, portsFree: 0 }),
  trunks: () => [],
  receivers: () => Promise.resolve([]),
  journal: () => ({ ailments: [] }),
  now: () => 0,
  signaling: () => ({}),
  sip: () => Promise.reject(new Error('it has died')),
};
