/**
 * The life of a process that works for an engine. It listens on its own socket, serves one engine, and ends when that
 * engine has gone and everything of it has ended. The parent then starts the next one, so that every engine finds a
 * process without a past.
 */
import { rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import type { FromChild } from './messages.js';

/** What works for the engine. */
export interface Served {
  /** Reports a bug that was caught. */
  tellError(error: Error): void;
}

/** The remains of an engine that neither works nor ends are not awaited any longer. */
const END_WITHIN_MS = 60_000;

/** `open` receives the engine's connection, and calls `end` when everything it began for it has ended. */
export function serveEngine(endpoint: string, open: (socket: Socket, end: () => void) => Served): void {
  const path = process.argv[2];
  if (path === undefined) throw new TypeError('expected the path of a socket to listen on');
  let served: Served | undefined;
  const server = createServer((socket) => {
    // A second engine gets the next process.
    server.close();
    served = open(socket, () => process.exit(0));
  });
  rmSync(path, { force: true });
  server.listen(path, () => tell({ type: 'up', endpoint, path, pid: process.pid }));
  const left = (): void => {
    if (served === undefined) process.exit(0);
    setTimeout(() => process.exit(1), END_WITHIN_MS).unref();
  };
  process.on('disconnect', left);
  // The parent may have gone while this program was being loaded.
  if (!process.connected) left();
  // An unhandled rejection costs what it belonged to, and not every call.
  process.on('unhandledRejection', (reason) => {
    const error = reason instanceof Error ? reason : new Error(String(reason));
    if (served === undefined) console.error(error);
    else served.tellError(error);
  });
  // The parent sends nothing else.
  process.on('message', () => tell({ type: 'alive' }));
  // A terminal and systemd send signals to all processes; the engine ends its calls first, and this one follows.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
}

function tell(message: FromChild): void {
  if (process.connected) process.send?.(message);
}
