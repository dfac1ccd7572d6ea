/** A worker thread and the channel to it. */
import { parentPort, Worker } from 'node:worker_threads';
import { Channel } from './channel.js';
import type { Handlers, Silent, Speech } from './speech.js';
import { PortWire } from './wire-port.js';

export interface Thread<Mine extends Speech> {
  readonly channel: Channel<Mine, Silent>;
  /** Ends the channel, then the thread. Idempotent. */
  stop(): Promise<void>;
}

/**
 * Starts a thread whose program calls `serveThread`, and opens the channel to it. The thread needs nothing of how the
 * process was started: a test runner's loaders would delay it by seconds.
 */
export function startThread<Mine extends Speech>(program: URL): Thread<Mine> {
  const worker = new Worker(program, { execArgv: [] });
  const channel = new Channel<Mine, Silent>(new PortWire(worker), { requests: {}, notes: {} });
  return {
    channel,
    stop: async () => {
      channel.close();
      await worker.terminate();
    },
  };
}

/** The other end, in the thread. Throws a TypeError in the main thread. The thread ends when this end is closed. */
export function serveThread<Theirs extends Speech>(handlers: Handlers<Theirs>): Channel<Silent, Theirs> {
  if (parentPort === null) throw new TypeError('expected to be a worker thread, found the main thread');
  return new Channel<Silent, Theirs>(new PortWire(parentPort), handlers);
}
