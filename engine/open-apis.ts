/** Both HTTP APIs over the parts of the engine. */
import type { Journal } from '../routing/journal/journal.js';
import { journalAilments } from '../routing/journal/ailments.js';
import type { Routing } from '../routing/routing.js';
import { createApi } from './api/api.js';
import type { ChangesAtOnce } from './api/changes-at-once.js';
import { FailedSignIns } from './api/failed-sign-ins.js';
import { addHealth } from './api/health.js';
import type { OnAnswered } from './api/measured-requests.js';
import { createOperatorApi } from './api/operator/operator-api.js';
import { RecordingsFolder } from './api/recordings-folder.js';
import { addConsole } from './api/serve-console.js';
import type { Calls } from './call/calls.js';
import { originOf } from './call/prepare.js';
import { systemClock } from './clock.js';
import type { Drain } from './drain.js';
import type { Configuration } from './configuration.js';
import type { FullDisk } from './observe/full-disk.js';
import type { LoadMeter } from './observe/load/load-meter.js';
import type { Logger } from './observe/log.js';
import type { Metrics } from './observe/metrics.js';
import type { Audit } from './protect/audit.js';
import type { PromptLibrary } from './prompt-library.js';
import type { Reload } from './reload.js';
import type { SmppBindState } from './smpp/smpp-transport.js';
import type { ConfiguredTrunks } from './sip/trunks/configured-trunks.js';
import { networkOf } from './sipd/stack/transport/source-network.js';
import { VERSION } from './version.js';

const DAY_MS = 86_400_000;

export interface ApiParts {
  readonly configuration: Configuration;
  readonly routing: Routing;
  readonly prompts: PromptLibrary;
  readonly calls: Calls;
  readonly changes: ChangesAtOnce;
  readonly audit: Audit;
  readonly onAnswered: OnAnswered;
  readonly logger: Logger;
}

/** The API for customers' systems. */
export function openApi({
  configuration,
  routing,
  prompts,
  calls,
  changes,
  audit,
  onAnswered,
  logger,
}: ApiParts): ReturnType<typeof createApi> {
  const { recording } = configuration.current;
  return createApi({
    config: configuration.view,
    routing,
    prompts: { hasPrompt: (name) => prompts.has(name) },
    changes,
    calls: {
      endCall: async (sessionId, appKey) =>
        calls.find(sessionId)?.facts.application?.appKey === appKey &&
        calls.end(sessionId, 'stopped-by-application'),
    },
    recordings: new RecordingsFolder(recording.directory, recording.retentionDays * DAY_MS, systemClock.now),
    signIns: failedSignIns(configuration),
    onAnswered,
    listened: (appKey, recording, client) =>
      audit.look({
        who: { name: appKey, role: 'application' },
        action: 'listened',
        what: { operation: 'downloadRecording', recording, client },
      }),
    logger,
    clock: systemClock.now,
    elapsed: systemClock.elapsed,
  });
}

export interface OperatorParts extends Pick<
  Parameters<typeof createOperatorApi>[0],
  | 'audit'
  | 'accounts'
  | 'exportSubject'
  | 'erasures'
  | 'backups'
  | 'restores'
  | 'messages'
  | 'records'
  | 'numberStatus'
  | 'receivers'
  | 'events'
  | 'readNumber'
  | 'receiverRefusal'
  | 'live'
  | 'onAnswered'
  | 'ladders'
  | 'refusedCalls'
  | 'levels'
  | 'tryPush'
  | 'machine'
  | 'logLines'
> {
  readonly configuration: Configuration;
  readonly routing: Routing;
  readonly prompts: PromptLibrary;
  readonly calls: Calls;
  readonly journal: Journal;
  readonly metrics: Metrics;
  readonly trunks: () => ConfiguredTrunks;
  /** Connections over SMPP. */
  readonly binds: () => readonly SmppBindState[];
  readonly reload: Reload;
  readonly drain: Drain;
  readonly fullDisk: FullDisk;
  readonly load: LoadMeter;
  readonly changes: ChangesAtOnce;
  readonly logger: Logger;
}

/** The operator API, with health, metrics and the console. */
export function openOperatorApi({
  calls,
  journal,
  metrics,
  trunks,
  binds,
  fullDisk,
  load,
  configuration,
  reload,
  drain,
  ...parts
}: OperatorParts): ReturnType<typeof createOperatorApi> {
  const startedAt = systemClock.now();
  const { recording } = configuration.current;
  return createOperatorApi({
    ...parts,
    config: configuration.view,
    recordings: new RecordingsFolder(recording.directory, recording.retentionDays * DAY_MS, systemClock.now),
    reload: (asked, dryRun) => reload.run(asked, { dryRun }),
    drain,
    trunks: {
      list: () =>
        trunks()
          .list()
          .map((trunk) => ({ ...trunk, binds: binds().filter((bind) => bind.trunk === trunk.name) })),
      explain: (connection) => trunks().explain(connection.callee, originOf(connection, parts.routing.pool)),
    },
    calls: {
      list: () => calls.list(),
      find: (sessionId) => calls.find(sessionId),
      end: (sessionId) => calls.end(sessionId, 'stopped-by-operator'),
    },
    clock: systemClock.now,
    system: () => ({
      version: VERSION,
      startedAt,
      draining: calls.draining,
      calls: calls.size,
      bindings: parts.routing.bindings.count,
      journalAvailable: parts.routing.available,
      silentTrunks: trunks()
        .states.filter(({ state }) => state === 'silent')
        .map(({ trunk }) => trunk),
    }),
    signIns: failedSignIns(configuration),
    extend: (app) => {
      addHealth(app, {
        ailments: () => [
          ...(calls.draining ? ['draining'] : []),
          ...journal.ailments.map((ailment) => journalAilments[ailment]),
          ...fullDisk.ailments,
          ...(load.overloaded === undefined ? [] : [`overloaded: ${load.overloaded}`]),
        ],
        metrics: () => metrics.text(),
      });
      if (configuration.current.operator.console)
        addConsole(app, (message) => parts.logger.warn({ part: 'console' }, message));
    },
  });
}

function failedSignIns({ current: { limits } }: Configuration): FailedSignIns {
  const { elapsed } = systemClock;
  return new FailedSignIns({ burst: limits.failedSignIns, sourceOf: networkOf, elapsed });
}
