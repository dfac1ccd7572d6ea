/**
 * What a reload changes in each part of the engine: those that may fail, those that cannot, those that are read again.
 */
import { readConfig, type LoadedConfig } from '../config/load.js';
import type { Config } from '../config/config.js';
import type { Policy } from '../routing/numbers/policy.js';
import type { Routing } from '../routing/routing.js';
import type { CallHandling } from './call/call-handling.js';
import { callLimits, extensionSettings, gateSettings } from './call-settings.js';
import { systemClock } from './clock.js';
import type { Configuration } from './configuration.js';
import { describeInForce } from './in-force.js';
import type { Logger } from './observe/log.js';
import type { PromptLibrary } from './prompt-library.js';
import { receiverRules, type ReceiverAddresses } from './report/receiver-address.js';
import { Reload } from './reload.js';
import type { SipSources } from './sip/signaling-speech.js';
import { tlsFilesOf, type TlsFiles } from './sip/tls-files.js';
import {
  answeredAtSource,
  answeredSources,
  reusedConnections,
  type ConfiguredTrunks,
} from './sip/trunks/configured-trunks.js';
import type { RulesFile } from './rules-file.js';
import type { OptionsPings } from './sip/trunks/options-pings.js';
import { checkStart } from './start-check.js';
import { pingedTrunks } from './trunk-parts.js';

export interface ReloadParts {
  readonly configuration: Configuration;
  readonly policy: Policy;
  readonly rules: Pick<RulesFile, 'prepare' | 'replace'>;
  readonly routing: Routing;
  readonly prompts: PromptLibrary;
  readonly handling: CallHandling;
  readonly signaling: {
    takeSources(sources: SipSources): void;
    /** Rejects if a certificate cannot be used; then all stay as they were. */
    renewCertificates(files: TlsFiles): Promise<unknown>;
  };
  readonly pings: OptionsPings;
  readonly receivers: ReceiverAddresses;
  /** Makes the trunks of that configuration, and puts them in force for everything but calls. */
  readonly replaceTrunks: (config: Config) => ConfiguredTrunks;
  /** The key of the challenges that the SIP process makes and this one judges. */
  readonly nonceKey: string;
  readonly onAccepted: (texts: LoadedConfig['texts']) => void;
  readonly logger: Logger;
}

export function createReload(parts: ReloadParts): Reload {
  const { configuration, policy, handling, signaling, pings, receivers, routing, prompts, logger } = parts;
  configuration.onReplaced((config) => {
    parts.rules.replace();
    const trunks = parts.replaceTrunks(config);
    handling.replace({ trunks, limits: callLimits(config), extension: extensionSettings(config) });
    signaling.takeSources(sourcesOf(config, parts.nonceKey));
    pings.watch(pingedTrunks(config));
    receivers.replace(receiverRules(config));
    logger.level = config.log.level;
  });
  const renewTls = async (config: Config): Promise<void> => {
    const files = tlsFilesOf(config);
    if (files !== undefined) await signaling.renewCertificates(files);
  };
  const inForce = JSON.stringify(policy);
  return new Reload({
    configuration,
    read: readConfig,
    check: (loaded) => checkStart(loaded, systemClock.now()),
    changedFiles: (check) => (JSON.stringify(check.policy) === inForce ? [] : ['policyFile']),
    prepare: async (loaded, changes) => {
      // Prompts and certificates may have changed without any key. A prompt that cannot be used stops the reload here,
      // where nothing is in force yet.
      await prompts.reload();
      await parts.rules.prepare(loaded.config);
      await renewTls(loaded.config);
      // Other changes are possible while the journal is away.
      if (!changes.some(({ key }) => key.startsWith('applications'))) return;
      try {
        const report = await routing.retakeFile(loaded.config.applications);
        for (const { level, place, text } of describeInForce(report, loaded))
          logger[level]({ part: 'applications', place }, `configuration file: ${text}`);
      } catch (error) {
        await renewTls(configuration.current);
        throw error;
      }
    },
    onAccepted: parts.onAccepted,
    isDraining: () => handling.calls.stopping,
    logger,
  });
}

/** For the SIP process. */
function sourcesOf(config: Config, nonceKey: string): SipSources {
  const { trunks } = config;
  return {
    answeredAtSource: answeredAtSource(trunks),
    connectionsReused: reusedConnections(trunks),
    answered: answeredSources(trunks, nonceKey),
    gate: gateSettings(config),
  };
}
