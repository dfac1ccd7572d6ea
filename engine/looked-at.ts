/** What operators look at while the service runs, beside its stores: the machine, the log, levels, refused calls. */
import type { OperatorContext } from './api/operator/context.js';
import { CallLevels } from './call-levels.js';
import { systemClock } from './clock.js';
import type { Configuration } from './configuration.js';
import type { Media } from '../media/media.js';
import type { LogStream } from './observe/log-stream.js';
import type { LoadMeter } from './observe/load/load-meter.js';
import { machineState } from './machine-state.js';
import type { ProcessConnections } from './processes/connections.js';
import type { RefusedCalls } from './refused-calls.js';
import type { Reporting } from './report/reporting.js';

export interface LookedAtParts {
  readonly configuration: Configuration;
  readonly connections: Pick<ProcessConnections, 'named'>;
  readonly output: Pick<LogStream, 'recent'>;
  readonly load: Pick<LoadMeter, 'parts'>;
  readonly media: Pick<Media, 'tap'>;
  readonly reporting: Pick<Reporting, 'tryPush'>;
  readonly refused: RefusedCalls;
}

export function lookedAt({
  configuration,
  connections,
  output,
  load,
  media,
  reporting,
  refused,
}: LookedAtParts): Pick<OperatorContext, 'machine' | 'logLines' | 'levels' | 'tryPush' | 'refusedCalls'> {
  const levels = new CallLevels({ media, clock: systemClock });
  return {
    machine: () =>
      machineState({
        config: () => configuration.current,
        processes: () => connections.named,
        load: () => load.parts,
      }),
    logLines: ({ level, after, limit }) => output.recent.list(level, after, limit),
    levels: (sessionIds) => levels.of(sessionIds),
    tryPush: (application, url, body, timeoutMs) => reporting.tryPush(application, url, body, timeoutMs),
    refusedCalls: (sessionId) => refused.of(sessionId),
  };
}
