/** `callveil doctor`: reads a configuration file, examines the machine and the network for it, and says what to do. */
import { readConfig, type LoadedConfig } from '../config/load.js';
import { examine } from './doctor/doctor.js';
import { describeFindings } from './doctor/finding.js';
import { failedBy, thisMachine } from './doctor/this-machine.js';
import { ReceiverAddresses, receiverRules } from './report/receiver-address.js';

/** The longest wait for Redis or PostgreSQL. */
const PATIENCE_MS = 4000;

/** Resolves with the exit code: 0 without a fault, 1 with one, 2 if the configuration cannot be read. */
export async function runDoctor(
  file: string,
  { json, all }: { readonly json: boolean; readonly all: boolean },
): Promise<number> {
  let loaded: LoadedConfig;
  try {
    loaded = readConfig(file);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 2;
  }
  const machine = thisMachine({
    redis: async (place) => {
      const { redisFacts } = await import('../routing/journal/redis-facts.js');
      return redisFacts(place, PATIENCE_MS).catch(failedBy);
    },
    postgresql: async (url) => {
      const { postgresqlVersion } = await import('./records/postgresql-facts.js');
      return postgresqlVersion(url, PATIENCE_MS).catch(failedBy);
    },
  });
  const findings = await examine(loaded.config, machine, allowedIn(loaded));
  const faults = findings.filter(({ level }) => level === 'fault').length;
  if (json) console.log(JSON.stringify({ faults, findings }, undefined, 2));
  else for (const line of describeFindings(findings, all)) console.log(line);
  return faults === 0 ? 0 : 1;
}

/** A file of issuers that cannot be read is for another check to say. */
function allowedIn({ config }: LoadedConfig): ReceiverAddresses {
  const { caFile: _, ...callbacks } = config.callbacks;
  return new ReceiverAddresses(receiverRules({ applications: config.applications, callbacks }));
}
