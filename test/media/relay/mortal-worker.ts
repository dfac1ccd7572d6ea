/** A relay worker that dies of the first bridge. */
import { parentPort } from 'node:worker_threads';
import type { ToWorker } from '../../../media/relay/messages.js';
import '../../../media/relay/worker.js';

parentPort?.on('message', (messages: readonly ToWorker[]) => {
  if (messages.some(({ type }) => type === 'bridge')) throw new Error('of the bridge');
});
