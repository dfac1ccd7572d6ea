#!/usr/bin/env -S node --max-semi-space-size=4
/** Flags, configuration, service, signals, drain. Nothing else. */
import { Command } from 'commander';
import { defaultConfigFile, readConfig, type LoadedConfig } from '../config/load.js';
import { ConfigError, describeProblem } from '../config/problem.js';
import type { Config } from '../config/config.js';
import { systemClock } from './clock.js';
import { keepYoungObjectsYoung, scavengeAlone } from './heap-settings.js';
import { hasRoom } from './observe/full-disk.js';
import { createLogger, logStream } from './observe/log.js';
import { reportCheck } from './report-check.js';
import { startService, type Service } from './service.js';
import { checkStart } from './start-check.js';
import { VERSION } from './version.js';
import { welcome } from './welcome.js';

interface Flags {
  readonly config?: string;
  readonly check?: boolean;
}

/** Calls are hung up and files completed in this time after the limit of a drain. */
const STOP_WITHIN_MS = 40_000;

const flags = new Command('callveil')
  .description('Privacy-number call router.')
  .version(VERSION)
  .option('-c, --config <file>', 'configuration file; config/reference.yaml explains every key')
  .option('--check', 'check the configuration and end')
  .parse()
  .opts<Flags>();

// All that this process and its children write holds numbers or secrets: it is for this user alone.
process.umask(0o077);
keepYoungObjectsYoung();
scavengeAlone();
const loaded = read(flags.config ?? defaultConfigFile);
const { config } = loaded;
const check = await checkStart(loaded, systemClock.now());
if (flags.check) {
  const { isGood, faults, lines } = await reportCheck(loaded, check);
  for (const fault of faults) console.error(fault);
  for (const line of lines) console.log(line);
  process.exit(isGood ? 0 : 2);
}
const { problems, doubts } = check;
if (problems.length > 0) refuse(new ConfigError(loaded.file, problems));
const output = logStream();
const logger = createLogger({ ...config.log, destination: output });
// The last resort of lines that are printed: a disk that is full ends no service.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);
for (const doubt of doubts) logger.warn({ part: 'configuration' }, describeProblem(loaded.file, doubt));
const service = await startService(loaded, logger, output).catch((error: unknown) => {
  const full = hasRoom(config.dataDirectory) ? '' : `; the disk of ${config.dataDirectory} is full`;
  console.error(error instanceof Error ? `callveil cannot start: ${error.message}${full}` : error);
  process.exit(1);
});
// What escapes all others costs the call it belonged to, and not every call there is: the call's own clock ends it.
process.on('unhandledRejection', (err) => logger.error({ err }, 'a promise that nobody held was rejected'));
obeySignals(service, config);
if (flags.config === undefined && process.stdout.isTTY) console.log(welcome(config, service));
// One line a supervisor or a test can wait for, whatever the log level.
console.log(
  JSON.stringify({ level: 'info', time: new Date().toISOString(), msg: 'ready', ...service.addresses }),
);

function read(file: string): LoadedConfig {
  try {
    return readConfig(file);
  } catch (error) {
    return refuse(error);
  }
}

/** Every mistake of the file on a line of its own, then the end. */
function refuse(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}

/** SIGTERM drains, SIGINT (or a second signal) stops at once, SIGHUP ends nothing. */
function obeySignals(running: Service, { limits }: Config): void {
  const stop = (deadlineMs: number): void => {
    logger.info({ deadlineMs }, deadlineMs > 0 ? 'draining' : 'stopping');
    // A limit is one: whatever is stuck by then ends with the process.
    setTimeout(() => {
      logger.error({ deadlineMs }, 'stopping takes too long; the process ends now');
      process.exit(1);
    }, deadlineMs + STOP_WITHIN_MS).unref();
    running.stop(deadlineMs).then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  let asked = false;
  process.on('SIGTERM', () => {
    stop(asked ? 0 : limits.drainSeconds * 1000);
    asked = true;
  });
  process.on('SIGINT', () => stop(0));
  // Node's default is to end the process, and with it every call; a closed terminal or a log rotation sends it too.
  process.on('SIGHUP', () => logger.warn('SIGHUP changes nothing: the configuration is read at the start'));
}
