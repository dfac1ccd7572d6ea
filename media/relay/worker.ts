/** Entry of a relay worker thread: its sessions, and the timer that drives them. */
import { parentPort, workerData } from 'node:worker_threads';
import { ForkWriter } from '../recorder/fork-writer.js';
import { monotonicMs } from '../recorder/monotonic-clock.js';
import type { FromWorker, ToWorker, WorkerSettings } from './messages.js';
import { FRAME_MS } from './leg/outgoing.js';
import { WorkerSessions } from './worker-sessions.js';

const port = parentPort;
if (port === null) throw new TypeError('expected to be a worker thread, found the main thread');

const sessions = new WorkerSessions({
  settings: workerData as WorkerSettings,
  fork: new ForkWriter({ batchMs: FRAME_MS }),
  now: monotonicMs, // the recorder reads the same clock for arrival times
  random: Math.random,
  tell,
});
port.on('message', (messages: readonly ToWorker[]) => {
  for (const message of messages) sessions.take(message);
  if (timer === undefined) schedule();
});

/** Messages of one turn of the event loop leave as one. */
let outgoing: FromWorker[] = [];

function tell(message: FromWorker): void {
  if (outgoing.push(message) > 1) return;
  setImmediate(() => {
    port?.postMessage(outgoing);
    outgoing = [];
  });
}

/** One timer for everything, while it is needed. Each tick is set by the clock, so that ticks do not drift. */
let timer: NodeJS.Timeout | undefined;
let dueMs = 0;

function schedule(): void {
  const nowMs = monotonicMs();
  dueMs = nowMs - dueMs > FRAME_MS ? nowMs + FRAME_MS : dueMs + FRAME_MS;
  timer = setTimeout(tick, Math.max(1, dueMs - nowMs));
}

function tick(): void {
  sessions.tick(monotonicMs());
  timer = undefined;
  if (!sessions.idle) schedule();
}
