/**
 * The media process: keeps its worker threads, and passes neither their packets nor their messages. Each one accepts
 * the engine's connection on its own socket; one that ends is restarted.
 */
import { Worker } from 'node:worker_threads';
import type { FromChild } from './messages.js';
import type { MediaWorkerData } from './media-worker.js';

const RESTART_DELAY_MS = 100;

const [prefix, count] = process.argv.slice(2);
if (prefix === undefined || !(Number(count) > 0))
  throw new TypeError('expected a path and a number of workers');
for (let place = 0; place < Number(count); place += 1) start(place);
process.on('disconnect', () => process.exit(0));
// The parent may have gone while this program was being loaded.
if (!process.connected) process.exit(0);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

function start(place: number): void {
  const endpoint = `media-${place}`;
  const workerData: MediaWorkerData = { path: `${prefix}-${place}.sock` };
  const worker = new Worker(new URL('./media-worker.js', import.meta.url), { workerData });
  worker.on('message', () => {
    const up: FromChild = { type: 'up', endpoint, path: workerData.path, pid: process.pid };
    if (process.connected) process.send?.(up);
  });
  worker.on('error', (error: Error) => console.error(error));
  worker.on('exit', () => setTimeout(() => start(place), RESTART_DELAY_MS));
}
