/**
 * The whole service: builds every part once, in the order each needs the one before, and stops them in reverse. With
 * `processes/` the only place that names implementations.
 */
import { mkdirSync } from 'node:fs';
import { hostPort } from '../config/address.js';
import type { Config } from '../config/config.js';
import { describeExposed, exposedPaths } from '../config/exposed-paths.js';
import type { LoadedConfig } from '../config/load.js';
import { ApplicationRegistry } from '../routing/application.js';
import type { Journal } from '../routing/journal/journal.js';
import { MemoryJournal } from '../routing/journal/memory.js';
import { SqliteJournal } from '../routing/journal/sqlite.js';
import { loadPolicy, type Policy } from '../routing/numbers/policy.js';
import { createRouting, type Routing } from '../routing/routing.js';
import { auditRestore, createBackups, liveRestore, prepareStores } from './backing-up.js';
import { createCallHandling } from './call/call-handling.js';
import { endOfLost } from './call/call-state.js';
import { systemClock } from './clock.js';
import { Drain } from './drain.js';
import { LeftDialogs, leftStates } from './call/legs/left-dialogs.js';
import { ringBackTone } from './call/media/ring-back-tone.js';
import { callLimits, extensionSettings } from './call-settings.js';
import { Configuration } from './configuration.js';
import { FolderLock } from './folder-lock.js';
import { describeInForce } from './in-force.js';
import { liveState } from './live-state.js';
import { lookedAt } from './looked-at.js';
import { measuredLoad } from './measured-load.js';
import { Measuring } from './measuring.js';
import { ChangesAtOnce } from './api/changes-at-once.js';
import { FullDisk } from './observe/full-disk.js';
import { RoundTrips } from './observe/load/round-trips.js';
import { createMessaging } from './messaging.js';
import { CallLadders } from './ladder/call-ladders.js';
import type { Logger } from './observe/log.js';
import type { LogStream } from './observe/log-stream.js';
import { keepRecords } from './keep-records.js';
import { languageOf, PromptLibrary } from './prompt-library.js';
import { ReceiverAddresses, receiverRules } from './report/receiver-address.js';
import { openApi, openOperatorApi } from './open-apis.js';
import { accountsOf, openAudit, openErasures, subjectExport } from './protection.js';
import { RefusedCalls } from './refused-calls.js';
import { RulesFile } from './rules-file.js';
import type { ReloadOutcome } from './reload.js';
import { createReload } from './reload-parts.js';
import { createReporting } from './report/reporting.js';
import { TrunkCounts } from './sip/trunks/limit.js';
import { ConfiguredTrunks } from './sip/trunks/configured-trunks.js';
import type { ProcessConnections } from './processes/connections.js';
import { createRecorder, openMedia, openSignaling } from './processes/engine-parts.js';
import type { ServiceAddresses } from './processes/messages.js';
import { startJournalThread } from './processes/journal-link.js';
import type { SipMemory } from './sip/remote-signaling.js';
import type { SavedDialog } from './sipd/stack/stack.js';
import { OptionsPings } from './sip/trunks/options-pings.js';
import { ownRegistrations, pingedTrunks, trunkHealth } from './trunk-parts.js';
import { registrationTerms } from './sip/trunks/registration-terms.js';
import { ProofMemory, tellRefusedProofs, unproven } from './sip/trunks/proof.js';
import { StartedParts } from './started-parts.js';

export interface Surroundings {
  readonly logger: Logger;
  /** Where the log goes; lost lines are counted. */
  readonly output: LogStream;
  readonly connections: ProcessConnections;
  /** Called with the texts of each configuration that a reload puts in force. */
  readonly onAccepted: (texts: LoadedConfig['texts']) => void;
  /** An operator's drain began under an engine that has died. */
  readonly isDraining: boolean;
  /** Called when an operator begins a drain or undoes it. */
  readonly onDrain: (isDraining: boolean) => void;
  /** Called when this engine is to end and another one to follow. */
  readonly onRestart: () => void;
}

export interface Service {
  readonly addresses: ServiceAddresses;
  /** Reads the configuration file again. Never rejects: the log says what happened. */
  reload(): Promise<ReloadOutcome>;
  /** Lets calls go on for this long at most, then ends everything. Idempotent. */
  stop(deadlineMs: number): Promise<void>;
}

/**
 * Resolves when calls are accepted. Rejects with an Error for a person if a part cannot start; the parts already
 * started are stopped.
 */
export async function startService(loaded: LoadedConfig, surroundings: Surroundings): Promise<Service> {
  const started = new StartedParts(surroundings.logger);
  try {
    return await build(loaded, surroundings, started);
  } catch (error) {
    await started.stop();
    throw error;
  }
}

async function build(
  loaded: LoadedConfig,
  { logger, output, connections, onAccepted, isDraining, onDrain, onRestart }: Surroundings,
  started: StartedParts,
): Promise<Service> {
  const { config } = loaded;
  const configuration = new Configuration(loaded);
  // It contains every number, and secrets.
  mkdirSync(config.dataDirectory, { recursive: true, mode: 0o700 });
  started.add('data folder', await FolderLock.take(config.dataDirectory, process.ppid));
  await prepareStores(config, logger);
  const restores = started.add(
    'restore',
    liveRestore(config, () => calls.draining && calls.size === 0, onRestart, logger),
  );
  for (const exposed of exposedPaths(config)) logger.warn({ part: 'files' }, describeExposed(exposed));
  const policy = loadPolicy(config.policyFile);
  const fullDisk = started.add('disk', watchDisk(config, logger, output));
  const prompts = await PromptLibrary.load(
    config.prompts.directory,
    (error) => void fullDisk.met('prompts', error),
    languageOf(policy.countryCode),
  );
  const journal = started.add('journal', await openJournal(config, logger));
  const routing = started.add('routing', await openRouting(loaded, journal, policy, logger));
  const audit = started.add('audit', await openAudit(configuration, logger, fullDisk));
  await auditRestore(config, audit);
  const measuring = started.add(
    'metrics and traces',
    new Measuring(config, { output, logger, clock: systemClock }),
  );
  const receivers = new ReceiverAddresses(receiverRules(config));
  // Before the recorder, which deletes old recordings as it starts: those whose records wait must not count as old.
  const reporting = started.add(
    'reports',
    await createReporting({
      ...{ config, routing, policy, logger, fullDisk, receivers, endOfLost },
      onPushed: measuring.onPushed,
      settings: () => configuration.current,
      showsMessages: () => configuration.current.messages.reportContent,
    }),
  );
  const rules = await RulesFile.open(config, {
    book: routing.compliance.rules,
    callsSince: (since) => reporting.callsSince(since),
    ...{ now: systemClock.now, logger },
  });
  const roundTrips = new RoundTrips(systemClock.elapsed);
  const recorder = started.add(
    'recorder',
    createRecorder(config, connections.endpoint('recorder'), logger, fullDisk, roundTrips),
  );
  await recorder.start();
  const media = started.add('media', await openMedia(config, connections, recorder, logger, roundTrips));
  const health = started.add('trunk health', trunkHealth(configuration, logger));
  const counts = new TrunkCounts(systemClock.elapsed);
  const proofs = new ProofMemory(systemClock.elapsed, tellRefusedProofs(logger, systemClock));
  const registrations = ownRegistrations((request) => signaling.register(request), logger);
  const isRegistered = (trunk: string): boolean | undefined => registrations.isRegistered(trunk);
  const serviceRoutesOf = (trunk: string): readonly string[] | undefined =>
    registrations.serviceRoutesOf(trunk);
  const trunksOf = (given: Config, before?: ConfiguredTrunks): ConfiguredTrunks =>
    new ConfiguredTrunks(given, policy, { health, proofs, counts, isRegistered, serviceRoutesOf }, before);
  let trunks = trunksOf(config);
  const memory: SipMemory = {
    users: () => trunks.users,
    left: async () => (await leftStates(reporting, logger)) as SavedDialog[],
  };
  const onConnected = (): void => {
    leftDialogs.end();
    registrations.startAgain();
  };
  const sip = connections.endpoint('sip');
  const signaling = started.add(
    'signaling',
    openSignaling(config, sip, memory, onConnected, logger, proofs.nonces.key),
  );
  const limits = callLimits(config);
  const parts = { signaling, routing, media, trunks, prompts, limits, logger };
  const refused = new RefusedCalls();
  const handling = createCallHandling({
    ...{ ...parts, ...refused.with(measuring.ofCalls) },
    usedUp: () => load.usedUp,
    ringBackTone: ringBackTone(policy.ringBackTone),
    extension: extensionSettings(config),
    report: reporting,
    askApplication: measuring.asking(reporting),
  });
  const { calls } = handling;
  const drain = new Drain({
    ...{ calls, signaling, onChanged: onDrain, logger },
    unregister: () => registrations.close(),
    close: () => started.stop(),
  });
  if (isDraining) drain.begin('an operator, before the engine died');
  const messaging = started.add(
    'messages',
    await createMessaging({
      ...{ signaling, routing, policy, fullDisk, logger, report: reporting },
      dataDirectory: config.dataDirectory,
      current: () => configuration.current,
      trunks: () => trunks,
      usedUp: () => load.usedUp,
      draining: () => calls.draining,
      onResult: (result) => measuring.metrics.messageEnded(result),
    }),
  );
  drain.alsoDrain(messaging);
  const sources = [reporting.unfiled, messaging.unfiled];
  const kept = { configuration, sources, pool: routing.pool, fullDisk, logger };
  const records = started.add('records', await keepRecords(kept));
  const leftDialogs = started.add(
    'calls left behind',
    new LeftDialogs({
      kept: reporting,
      signaling,
      isUp: (sessionId) => (calls.find(sessionId)?.state ?? 'ended') !== 'ended',
      credentialsOf: (trunk) => trunks.credentialsOf(trunk),
      clock: systemClock,
      logger,
    }),
  );
  const changes = new ChangesAtOnce(config.limits.changesAtOnce, () => load.overloaded !== undefined);
  const load = started.add(
    'load',
    measuredLoad(configuration, { roundTrips, connections, calls, media, reporting }),
  );
  load.start();
  measuring.watch({
    ...{ calls, routing, media, journal, signaling, registrations, messaging, reporting, fullDisk, load },
    trunks: () => trunks,
  });
  await signaling.start({
    onCall: (call) => {
      trunks.heardFrom({ address: call.source.address });
      if (trunks.admits(unproven('INVITE', call))) handling.onCall(call);
    },
    onMessage: (message) => {
      if (trunks.admits(unproven('MESSAGE', message))) messaging.take(message);
    },
    onRegister: (register) => trunks.register(register),
    health: (sip) => {
      if (sip !== undefined) load.takeSip(sip);
      return { healthy: !calls.draining, load: load.ownParts };
    },
    onHeard: (from) => trunks.heardFrom(from),
  });
  const pings = started.add(
    'OPTIONS to trunks',
    new OptionsPings({
      ...{ health, clock: systemClock, random: Math.random },
      ping: (asked) => signaling.ping(asked),
    }),
  );
  pings.watch(pingedTrunks(config));
  registrations.keep(registrationTerms(config.trunks));
  started.add('registrations', registrations);
  const reload = createReload({
    ...{
      configuration,
      policy,
      rules,
      routing,
      prompts,
      handling,
      signaling,
      pings,
      receivers,
      onAccepted,
      logger,
    },
    nonceKey: proofs.nonces.key,
    replaceTrunks: (given) => {
      registrations.keep(registrationTerms(given.trunks));
      messaging.replaceTrunks(given.trunks);
      return (trunks = trunksOf(given, trunks));
    },
  });
  const personal = { routing, reporting, messaging, calls, records, config };
  const erasures = started.add('erasures', await openErasures(personal, audit, logger));
  const api = started.add(
    'api',
    openApi({
      ...{ configuration, routing, prompts, calls, changes, audit, logger },
      onAnswered: measuring.onAnswered,
    }),
  );
  const operator = started.add(
    'operator API',
    openOperatorApi({
      ...{
        configuration,
        routing,
        prompts,
        calls,
        journal,
        fullDisk,
        load,
        changes,
        reload,
        drain,
        logger,
      },
      metrics: measuring.metrics,
      onAnswered: measuring.onAnswered,
      trunks: () => trunks,
      binds: () => messaging.binds,
      audit,
      accounts: started.add('accounts', await accountsOf(configuration, logger)),
      exportSubject: subjectExport(personal),
      erasures,
      restores,
      backups: createBackups({ configuration, journal, reporting, messaging, records, audit }),
      messages: messaging,
      records,
      readNumber: (text) => policy.parse(text),
      receiverRefusal: (hostname) => receivers.refusal(hostname),
      numberStatus: (number) => reporting.numberStatus(number),
      receivers: () => reporting.backlog(),
      events: reporting.events,
      live: () => liveState({ signaling, media, calls }),
      ...lookedAt({ configuration, connections, output, load, media, reporting, refused }),
      ladders: new CallLadders({ signaling, media, config }),
    }),
  );
  const addresses = {
    sip: signaling.listenPoints,
    api: urlOf(config.api.tls === undefined ? 'http' : 'https', await api.listen()),
    operator: urlOf('http', await operator.listen()),
  };
  return { addresses, reload: () => reload.run('SIGHUP'), stop: (deadlineMs) => drain.stop(deadlineMs) };
}

/** Redis and its client are loaded by the services that use them alone. */
async function openJournal({ journal }: Config, logger: Logger): Promise<Journal> {
  switch (journal.type) {
    case 'memory':
      return new MemoryJournal();
    case 'sqlite':
      return SqliteJournal.open(journal.file, startJournalThread, (message) =>
        logger.error({ part: 'journal' }, message),
      );
    case 'redis': {
      const { RedisJournal } = await import('../routing/journal/redis.js');
      return RedisJournal.open({
        ...journal.redis,
        warn: (message) => logger.warn({ part: 'journal' }, message),
        alarm: (message) => logger.error({ part: 'journal' }, message),
      });
    }
  }
}

/**
 * Routing with the applications and numbers of the configuration, and a log line for each difference to the journal.
 */
async function openRouting(
  loaded: LoadedConfig,
  journal: Journal,
  policy: Policy,
  logger: Logger,
): Promise<Routing> {
  const { applications: filed } = loaded.config;
  // The pool keeps the numbers of an application.
  const applications = new ApplicationRegistry(filed.map(({ numbers: _, ...application }) => application));
  const onSweepFailed = (err: unknown): void => logger.error({ err }, 'a sweep of what has expired failed');
  const clock = systemClock.now;
  const routing = await createRouting({ journal, policy, clock, applications, onSweepFailed });
  const report = await routing.takeFile(filed);
  const part = 'applications';
  for (const { level, place, text } of describeInForce(report, loaded))
    logger[level]({ part, place }, `configuration file: ${text}`);
  if (report.unsaved !== undefined)
    logger.warn(
      { part, reason: report.unsaved },
      'the next start will not know what the file said at this one',
    );
  return routing;
}

function watchDisk(
  { dataDirectory, recording, prompts }: Config,
  logger: Logger,
  output: LogStream,
): FullDisk {
  const folders = {
    outbox: dataDirectory,
    messages: dataDirectory,
    records: dataDirectory,
    audit: dataDirectory,
    recordings: recording.directory,
    prompts: prompts.directory,
  };
  const fullDisk = new FullDisk(logger, folders);
  output.onFault = (reason) =>
    void (reason === undefined ? fullDisk.wrote('log') : fullDisk.met('log', reason));
  return fullDisk;
}

function urlOf(scheme: string, { host, port }: { readonly host: string; readonly port: number }): string {
  return `${scheme}://${hostPort(host, port)}`;
}
