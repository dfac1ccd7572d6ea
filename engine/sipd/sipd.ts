/**
 * sipd: the embedded SIP server, a process of its own so that SIP has a core of its own.
 *
 * Started by `startSipd`, which says over the IPC channel what to listen on and what the secret is. It
 * lives exactly as long as that channel: when the engine goes away, however it went, sipd hangs up every
 * call and ends, for without the engine nobody would ever end them.
 */
import type { FromSipd, SipdCounters, SipdOptions, ToSipd } from './sipd-channel.js';
import { createStack } from './stack/sip-stack.js';
import { WireServer } from './wire-server.js';

let server: WireServer | undefined;

process.on('message', (message: ToSipd) => {
  if (message.type === 'start') void start(message.options, message.secret);
  else if (message.type === 'stop') void stop();
  else if (server !== undefined) tell({ type: 'counters', id: message.id, counters: countersOf(server) });
});
process.on('disconnect', () => void stop());
process.on('SIGTERM', () => void stop());
// Ctrl-C goes to the whole process group; the engine drains first and then stops sipd.
process.on('SIGINT', () => undefined);

async function start(options: SipdOptions, secret: string): Promise<void> {
  const { admin = { host: '127.0.0.1', port: 0 }, limits, listen, timers, maxMessageBytes } = options;
  server = new WireServer({
    ...admin,
    secret,
    ...(limits === undefined ? {} : { limits }),
    createStack: (user) =>
      createStack(
        {
          listen,
          ...(timers === undefined ? {} : { timers }),
          ...(maxMessageBytes === undefined ? {} : { maxMessageBytes }),
        },
        user,
      ),
    onError: (error) => tell({ type: 'error', message: error.stack ?? error.message }),
  });
  try {
    await server.start();
    tell({ type: 'ready', adminPort: server.adminPort, listenPoints: server.listenPoints });
  } catch (error) {
    tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    await stop();
  }
}

async function stop(): Promise<void> {
  await server?.stop();
  process.exit(0);
}

function countersOf(server: WireServer): SipdCounters {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return {
    stack: server.stack.counters,
    wire: server.counters,
    process: { cpuMicroseconds: user + system, residentBytes: rss, heapUsedBytes: heapUsed },
  };
}

function tell(message: FromSipd): void {
  if (process.connected) process.send?.(message);
}
