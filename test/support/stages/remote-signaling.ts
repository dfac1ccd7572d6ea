/** The engine's end of the channel to a SIP process, whose settings are of no interest. */
import { RemoteSignaling, type RemoteSignalingOptions } from '../../../engine/sip/remote-signaling.js';

export function remoteSignaling(
  onUp: RemoteSignalingOptions['process']['onUp'],
  reports: Partial<RemoteSignalingOptions> = {},
): RemoteSignaling {
  return new RemoteSignaling({
    process: { onUp },
    settings: {
      server: 'embedded',
      listen: [],
      drachtio: { host: '', port: 0, secret: '' },
      answeredAtSource: [],
      connectionsReused: [],
      answered: { blocks: [], names: [], registers: false },
      dnsServers: [],
      gate: { callsPerSecond: 0, delayMs: 10_000, memory: 0, retryAfterSeconds: 1 },
      traces: false,
    },
    memory: { users: () => [], left: () => Promise.resolve([]) },
    onConnection: () => undefined,
    onTraffic: () => undefined,
    onLog: () => undefined,
    ...reports,
  });
}
