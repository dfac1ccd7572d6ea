/** Runs the service: configuration, then the parent of its processes and the signals it obeys. */
import type { Config } from '../config/config.js';
import { defaultConfigFile, readConfig, rereadConfig, type LoadedConfig } from '../config/load.js';
import { ConfigError, describeProblem } from '../config/problem.js';
import { systemClock } from './clock.js';
import { createLogger, logStream, type Logger } from './observe/log.js';
import { Parent } from './processes/parent.js';
import { checkStart } from './start-check.js';
import { welcome } from './welcome.js';

/** Without a file it runs on the defaults for a trial. Resolves when the processes are started. */
export async function runService(file?: string): Promise<void> {
  const loaded = read(file ?? defaultConfigFile);
  let { config } = loaded;
  const { problems, doubts } = await checkStart(loaded, systemClock.now());
  if (problems.length > 0) refuse(new ConfigError(loaded.file, problems));
  const logger = createLogger({ ...config.log, destination: logStream() });
  // The last resort for printed lines: a full disk ends no service.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  for (const doubt of doubts) logger.warn({ part: 'configuration' }, describeProblem(loaded.file, doubt));
  const parent = new Parent({
    texts: loaded.texts,
    mediaWorkers: config.media.workers,
    networkNice: config.limits.networkNice,
    logger,
    onReady: (addresses) => {
      if (file === undefined && process.stdout.isTTY) console.log(welcome(config, addresses));
      // One line that a supervisor or a test can wait for, at every log level.
      console.log(
        JSON.stringify({ level: 'info', time: new Date().toISOString(), msg: 'ready', ...addresses }),
      );
    },
    onAccepted: (texts) => {
      ({ config } = rereadConfig(texts));
      logger.level = config.log.level;
    },
    onFailed: (code) => process.exit(code),
  });
  parent.start();
  obeySignals(parent, () => config, logger);
}

function read(file: string): LoadedConfig {
  try {
    return readConfig(file);
  } catch (error) {
    return refuse(error);
  }
}

/** Prints each mistake of the file on a line of its own, then exits. */
function refuse(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}

/** SIGTERM drains, SIGINT (or a second signal) stops at once, SIGHUP reloads. `inForce`: the configuration. */
function obeySignals(parent: Parent, inForce: () => Config, logger: Logger): void {
  const stop = (deadlineMs: number): void => {
    parent.stop(deadlineMs).then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  let asked = false;
  process.on('SIGTERM', () => {
    stop(asked ? 0 : inForce().limits.drainSeconds * 1000);
    asked = true;
  });
  process.on('SIGINT', () => stop(0));
  process.on('SIGHUP', () => parent.reload());
}
