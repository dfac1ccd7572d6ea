/**
 * The media process: keeps its worker threads, and passes neither their packets nor their messages. Each one accepts
 * the engine's connection on its own socket; one that ends is restarted.
 */
import { Worker } from 'node:worker_threads';
import type { FromChild } from './messages.js';
import type { AskWorker, FromWorker, MediaWorkerData } from './media-worker.js';

const RESTART_DELAY_MS = 100;

const [prefix, count] = process.argv.slice(2);
if (prefix === undefined || !(Number(count) > 0))
  throw new TypeError('expected a path and a number of workers');
/** The question of the parent that each worker answered last. */
const answered: number[] = Array.from({ length: Number(count) }, () => 0);
const workers: Worker[] = [];
let question = 0;
for (let place = 0; place < Number(count); place += 1) start(place);
process.on('disconnect', () => process.exit(0));
// The parent asks: this process answers once each worker has.
process.on('message', () => {
  question += 1;
  const ask: AskWorker = { question };
  for (const worker of workers) worker.postMessage(ask);
});
// The parent may have gone while this program was being loaded.
if (!process.connected) process.exit(0);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

function start(place: number): void {
  const endpoint = `media-${place}`;
  const workerData: MediaWorkerData = { path: `${prefix}-${place}.sock` };
  const worker = new Worker(new URL('./media-worker.js', import.meta.url), { workerData });
  workers[place] = worker;
  worker.on('message', (said: FromWorker) => {
    if (said === 'up') tell({ type: 'up', endpoint, path: workerData.path, pid: process.pid });
    else took(place, said.question);
  });
  worker.on('error', (error: Error) => console.error(error));
  worker.on('exit', () => setTimeout(() => start(place), RESTART_DELAY_MS));
}

/** Once for each question, by the last of the workers. */
function took(place: number, answer: number): void {
  if (answer !== question) return;
  answered[place] = answer;
  if (answered.every((last) => last === question)) tell({ type: 'alive' });
}

function tell(message: FromChild): void {
  if (process.connected) process.send?.(message);
}
