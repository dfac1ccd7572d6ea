/** The engine process: routing, calls, APIs and reports, with the configuration that the parent has last accepted. */
import { rereadConfig, type LoadedConfig } from '../../config/load.js';
import type { FileText } from '../../config/trunk-files.js';
import { hasRoom } from '../observe/full-disk.js';
import { createLogger, logStream } from '../observe/log.js';
import { startService } from '../service.js';
import { ProcessConnections } from './connections.js';
import type { FromChild, ToEngine } from './messages.js';

type Configuration = Extract<ToEngine, { readonly type: 'configuration' }>;

/** Time to hang up calls and complete files after the limit of a drain. */
const STOP_WITHIN_MS = 30_000;

/** Stopped before it takes calls, the engine ends its start first; but a start may wait for somebody. */
const START_WITHIN_MS = 5000;

const connections = new ProcessConnections();
let isAskedToStop = false;
let stop = (_deadlineMs: number): void => process.exit(0);
let reload = (): void => undefined;
let begin = (_said: Configuration): void => undefined;
const configuration = new Promise<Configuration>((resolve) => (begin = resolve));
process.on('message', (message: ToEngine) => {
  if (message.type === 'stop') stop(message.deadlineMs);
  else if (message.type === 'reload') reload();
  else if (message.type === 'ask') tell({ type: 'alive' });
  else if (message.type === 'configuration') begin(message);
  else connections.take(message);
});
// Without the parent nothing would restart dead processes, and nothing would end this one.
process.on('disconnect', () => stop(0));
if (!process.connected) stop(0);
// The parent obeys signals: a terminal and systemd send them to all processes.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
// The last resort for printed lines: a full disk ends no service.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

const { texts, isDraining } = await configuration;
const loaded = read(texts);
const { config } = loaded;
const output = logStream();
const logger = createLogger({ ...config.log, destination: output });
// An unhandled rejection costs the call it belonged to, and not every call: the call's own clock ends it.
process.on('unhandledRejection', (err) => logger.error({ err }, 'a promise without an owner was rejected'));
stop = () => {
  isAskedToStop = true;
  setTimeout(() => process.exit(0), START_WITHIN_MS).unref();
};
const service = await startService(loaded, {
  ...{ logger, output, connections, isDraining },
  onAccepted: (accepted) => tell({ type: 'accepted', texts: accepted }),
  onDrain: (draining) => tell({ type: 'drain', isDraining: draining }),
  // The parent starts another one.
  onRestart: () => stop(0),
}).catch((error: unknown) => {
  const full = hasRoom(config.dataDirectory) ? '' : `; the disk of ${config.dataDirectory} is full`;
  console.error(error instanceof Error ? `callveil cannot start: ${error.message}${full}` : error);
  process.exit(1);
});
stop = (deadlineMs) => {
  logger.info({ deadlineMs }, deadlineMs > 0 ? 'draining' : 'stopping');
  // The limit is strict: anything stuck by then ends with the process.
  setTimeout(() => {
    logger.error({ deadlineMs }, 'stopping takes too long; the process ends now');
    process.exit(1);
  }, deadlineMs + STOP_WITHIN_MS).unref();
  service.stop(deadlineMs).then(
    () => process.exit(0),
    (error: unknown) => {
      logger.error({ err: error }, 'stopping failed');
      process.exit(1);
    },
  );
};
reload = () => {
  const over = (): void => tell({ type: 'reloaded' });
  // It never rejects; the log has what went wrong.
  service.reload().then(over, over);
};
if (isAskedToStop) stop(0);
else tell({ type: 'ready', addresses: service.addresses });

/** The parent has checked the texts; only another version of this program could refuse them. */
function read(texts: readonly FileText[]): LoadedConfig {
  try {
    return rereadConfig(texts);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

function tell(message: FromChild): void {
  if (process.connected) process.send?.(message);
}
