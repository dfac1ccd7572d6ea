/**
 * The thread that owns the journal's file, so that waiting for the disk never delays a call. Answers each request in
 * order with one message.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { CommitResult } from './journal.js';
import { SqliteStore, type WrittenChange } from './sqlite-store.js';

export type WorkerRequest =
  | { readonly ask: 'count' }
  | { readonly ask: 'page'; readonly after: number }
  | { readonly ask: 'commit'; readonly changes: readonly WrittenChange[] }
  | { readonly ask: 'probe' }
  | { readonly ask: 'close' };

export type WorkerAnswer =
  | { readonly answer: 'opened' }
  | { readonly answer: 'count'; readonly documents: number }
  | { readonly answer: 'page'; readonly json: string; readonly last: number }
  | { readonly answer: 'committed'; readonly results: readonly CommitResult[] }
  | { readonly answer: 'writes' }
  | { readonly answer: 'closed' }
  | { readonly answer: 'failed'; readonly message: string };

/** Documents in one answer while loading. */
const PAGE_SIZE = 4096;

const { file } = workerData as { readonly file: string };
const port = parentPort;
if (port === null) throw new TypeError('this file is a worker thread');

try {
  const store = await SqliteStore.open(file);
  port.on('message', (request: WorkerRequest) => {
    port.postMessage(answer(store, request));
    if (request.ask === 'close') port.close();
  });
  port.postMessage({ answer: 'opened' } satisfies WorkerAnswer);
} catch (error) {
  port.postMessage(failed(error));
}

function answer(store: SqliteStore, request: WorkerRequest): WorkerAnswer {
  try {
    switch (request.ask) {
      case 'count':
        return { answer: 'count', documents: store.count() };
      case 'page':
        return { answer: 'page', ...store.page(request.after, PAGE_SIZE) };
      case 'commit':
        return { answer: 'committed', results: store.commit(request.changes) };
      case 'probe':
        store.probe();
        return { answer: 'writes' };
      case 'close':
        store.close();
        return { answer: 'closed' };
    }
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): WorkerAnswer {
  return { answer: 'failed', message: error instanceof Error ? error.message : String(error) };
}
