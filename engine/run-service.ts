/** Runs the service: configuration, then the parent of its processes and the signals it obeys. */
import { defaultConfigFile, readConfig, rereadConfig, type LoadedConfig } from '../config/load.js';
import { ConfigError, describeProblem } from '../config/problem.js';
import { systemClock } from './clock.js';
import { createLogger, logStream } from './observe/log.js';
import { Parent } from './processes/parent.js';
import { sendNotice, ServiceManager } from './processes/service-manager.js';
import { checkStart } from './start-check.js';
import { welcome } from './welcome.js';

/** Without a file it runs on the defaults for a trial. Resolves when the processes are started. */
export async function runService(file?: string): Promise<void> {
  const loaded = read(file ?? defaultConfigFile);
  let { config } = loaded;
  const signals = obeySignals();
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
    manager: new ServiceManager({
      ...{ environment: process.env, clock: systemClock, send: sendNotice },
      monotonicMicroseconds: () => process.hrtime.bigint() / 1000n,
      warn: (notice) => logger.warn({ part: 'processes' }, notice),
    }),
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
  signals.takeOver({
    drain: () => parent.stop(config.limits.drainSeconds * 1000),
    stop: () => parent.stop(0),
    reload: () => parent.reload(),
    onFailed: (err) => logger.error({ err }, 'stopping failed'),
  });
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

interface Obeying {
  drain(): Promise<void>;
  stop(): Promise<void>;
  reload(): void;
  onFailed(error: unknown): void;
}

/**
 * SIGTERM drains, SIGINT (or a second signal) stops at once, SIGHUP reloads. Until `takeOver` there is nothing to stop,
 * and what SIGHUP asks for happens anyway; without a handler it would end a service that is starting, and SIGTERM would
 * do nothing to one that is the first process of a container.
 */
function obeySignals(): { takeOver(by: Obeying): void } {
  let by: Obeying | undefined;
  const end = (stopping: Promise<void> | undefined): void => {
    if (stopping === undefined) process.exit(0);
    stopping.then(
      () => process.exit(0),
      (error: unknown) => {
        by?.onFailed(error);
        process.exit(1);
      },
    );
  };
  let asked = false;
  process.on('SIGTERM', () => {
    end(asked ? by?.stop() : by?.drain());
    asked = true;
  });
  process.on('SIGINT', () => end(by?.stop()));
  process.on('SIGHUP', () => by?.reload());
  return { takeOver: (obeying) => void (by = obeying) };
}
