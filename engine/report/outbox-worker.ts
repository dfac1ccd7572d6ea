/**
 * The thread that owns the outbox's file, so that no call waits for the disk. One answer for each request, in order.
 */
import { parentPort, workerData } from 'node:worker_threads';
import {
  OutboxStore,
  type Backlog,
  type DueQuery,
  type StoredCall,
  type StoredDialogs,
  type StoredMessage,
  type StoredRecord,
  type Write,
} from './outbox-store.js';

export type OutboxRequest =
  | { readonly ask: 'write'; readonly writes: readonly Write[] }
  | { readonly ask: 'due'; readonly query: DueQuery; readonly afterId: number; readonly limit: number }
  | {
      readonly ask: 'on-channel';
      readonly channel: string;
      readonly afterId: number;
      readonly limit: number;
    }
  | { readonly ask: 'backlog' }
  | { readonly ask: 'calls' }
  | { readonly ask: 'dialogs' }
  | { readonly ask: 'recording'; readonly fileName: string }
  | { readonly ask: 'session'; readonly sessionId: string }
  | {
      readonly ask: 'recent';
      readonly appKey: string | undefined;
      readonly endedBefore: number;
      readonly limit: number;
    }
  | { readonly ask: 'forget'; readonly endedBefore: number; readonly limit: number }
  | { readonly ask: 'close' };

export type OutboxAnswer =
  | { readonly lastId: number }
  | { readonly done: true }
  | { readonly messages: readonly StoredMessage[] }
  | { readonly records: readonly StoredRecord[] }
  | { readonly backlog: readonly Backlog[] }
  | { readonly calls: readonly StoredCall[]; readonly aliveAt: number }
  | { readonly dialogs: readonly StoredDialogs[] }
  | { readonly forgotten: number }
  | { readonly failed: string };

const { file } = workerData as { readonly file: string };
const port = parentPort;
if (port === null) throw new TypeError('this file is a worker thread');

try {
  const store = await OutboxStore.open(file);
  port.on('message', (request: OutboxRequest) => port.postMessage(answer(store, request)));
  port.postMessage({ lastId: store.lastId } satisfies OutboxAnswer);
} catch (error) {
  port.postMessage(failure(error));
}

function answer(store: OutboxStore, request: OutboxRequest): OutboxAnswer {
  try {
    switch (request.ask) {
      case 'write':
        store.write(request.writes);
        return { done: true };
      case 'due':
        return { messages: store.due(request.query, request.afterId, request.limit) };
      case 'on-channel':
        return { messages: store.onChannel(request.channel, request.afterId, request.limit) };
      case 'backlog':
        return { backlog: store.backlog() };
      case 'calls':
        return store.openCalls();
      case 'dialogs':
        return { dialogs: store.dialogs() };
      case 'recording':
        return { records: some(store.recordOfRecording(request.fileName)) };
      case 'session':
        return { records: some(store.recordOfSession(request.sessionId)) };
      case 'recent':
        return { records: store.recentRecords(request.appKey, request.endedBefore, request.limit) };
      case 'forget':
        return { forgotten: store.forgetRecords(request.endedBefore, request.limit) };
      case 'close':
        store.close();
        port?.close();
        return { done: true };
    }
  } catch (error) {
    return failure(error);
  }
}

function some(record: StoredRecord | undefined): readonly StoredRecord[] {
  return record === undefined ? [] : [record];
}

function failure(error: unknown): OutboxAnswer {
  return { failed: error instanceof Error ? error.message : String(error) };
}
