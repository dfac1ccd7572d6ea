/** The main thread's end of one worker thread: requests and their replies, notes, and its end. */
import { Worker } from 'node:worker_threads';
import type { SessionStatistics } from '../media.js';
import { MediaError } from '../media-error.js';
import type { FromWorker, Note, Request, ToWorker, WorkerSettings } from './messages.js';

export type WorkerEvent = Exclude<FromWorker, { type: 'reply' | 'refused' }>;

interface Pending {
  readonly resolve: (result: SessionStatistics | undefined) => void;
  readonly reject: (error: Error) => void;
}

export class RelayWorker {
  /** Sessions pinned to it; kept by the relay. */
  sessions = 0;
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #lastRequest = 0;
  #closing = false;
  #ended = false;

  /** `onEnded` is called once, if the thread ends without having been closed. */
  constructor(
    program: URL,
    settings: WorkerSettings,
    onEvent: (event: WorkerEvent) => void,
    onEnded: (reason: string) => void,
  ) {
    // The thread needs none of the process's start options; a test runner's loaders would delay it by seconds.
    this.#worker = new Worker(program, { workerData: settings, execArgv: [] });
    this.#worker.on('message', (messages: readonly FromWorker[]) => {
      for (const message of messages) {
        if (message.type === 'reply') this.#settle(message.request)?.resolve(message.result);
        else if (message.type === 'refused')
          this.#settle(message.request)?.reject(new Refused(message.reason));
        else onEvent(message);
      }
    });
    let reason = 'ended';
    this.#worker.on('error', (error: Error) => {
      reason = error.message;
    });
    this.#worker.on('exit', () => {
      this.#ended = true;
      for (const request of [...this.#pending.keys()])
        this.#settle(request)?.reject(new MediaError('closed', `the media worker ended: ${reason}`));
      if (!this.#closing) onEnded(reason);
    });
  }

  /**
   * Orders leave at once and together. A packet that a phone sends because of such an order finds it carried out, since
   * the thread receives both in order; and a message between threads costs its wake-up, independent of its size.
   */
  note(...notes: readonly Note[]): void {
    this.#post(notes);
  }

  /** Rejects with `Refused`, or with MediaError `closed` if the thread ends before its reply. */
  request(request: Request): Promise<SessionStatistics | undefined> {
    if (this.#ended) return Promise.reject(new MediaError('closed', 'the media worker has ended'));
    this.#lastRequest += 1;
    const id = this.#lastRequest;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#post([{ ...request, request: id }]);
    });
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.#worker.terminate();
  }

  #post(messages: readonly ToWorker[]): void {
    this.#worker.postMessage(messages);
  }

  #settle(request: number): Pending | undefined {
    const pending = this.#pending.get(request);
    this.#pending.delete(request);
    return pending;
  }
}

/** The worker could not do what was asked; the message is the system's error code. */
export class Refused extends Error {}
