/**
 * The durable outbox: what is to be told to applications, and the records of past calls. Adding never waits: what was
 * added since the last batch goes to disk in the next one (group commit), on a thread of its own. A message is handed
 * out for delivery only once it is on disk, and is removed once it was taken, so that neither a crash nor a restart loses
 * or repeats it (a crash between its delivery and the removal repeats it: at least once is all a push can promise).
 */
import { Worker } from 'node:worker_threads';
import type { OutboxAnswer, OutboxRequest } from './outbox-worker.js';
import type {
  Backlog,
  DueQuery,
  StoredCall,
  StoredDialogs,
  StoredMessage,
  StoredRecord,
  Write,
} from './outbox-store.js';

export type { Backlog, StoredDialogs, StoredMessage, StoredRecord } from './outbox-store.js';

/** A write that has not been given to the disk; what is known of a call may change until then. */
type Waiting =
  Exclude<Write, { readonly write: 'call' }> | { readonly write: 'call'; readonly sessionId: string };

export type NewMessage = Pick<StoredMessage, 'appKey' | 'channel' | 'group' | 'body'>;

/** Writes waiting for the disk. A disk so far behind is broken; what is more is dropped, and memory kept for the calls. */
const MAX_WAITING = 200_000;
const PAGE = 1000;
/** How long writes gather before they go to disk together: each batch costs one sync. */
const GATHER_MS = 20;

export class Outbox {
  readonly #thread: OutboxThread;
  readonly #onFailure: (message: string) => void;
  readonly #onWritten: () => void;
  #lastId: number;
  #onStored: (messages: readonly StoredMessage[]) => void = () => undefined;
  #waiting: Waiting[] = [];
  /** Of the calls in `#waiting`, and those of their dialogs that are there. */
  #calls = new Map<string, () => StoredCall>();
  readonly #dialogs = new Map<string, { readonly write: 'dialogs'; dialogs: StoredDialogs }>();
  /** Writes ever asked for, and those that have been to the disk. */
  #added = 0;
  #written = 0;
  #flushes: { readonly at: number; readonly resolve: () => void }[] = [];
  #writing: Promise<void> | undefined;
  #closed: Promise<void> | undefined;

  private constructor(
    thread: OutboxThread,
    lastId: number,
    onFailure: (message: string) => void,
    onWritten: () => void,
  ) {
    this.#thread = thread;
    this.#lastId = lastId;
    this.#onFailure = onFailure;
    this.#onWritten = onWritten;
  }

  /**
   * Opens the file, making it if it is not there. `onFailure` is told when a batch could not be written, `onWritten` of each
   * that was.
   */
  static async open(
    file: string,
    onFailure: (message: string) => void,
    onWritten: () => void = () => undefined,
  ): Promise<Outbox> {
    const thread = new OutboxThread(file);
    const opened = await thread.opened;
    if ('lastId' in opened) return new Outbox(thread, opened.lastId, onFailure, onWritten);
    throw new Error(`outbox ${file}: ${'failed' in opened ? opened.failed : 'could not be opened'}`);
  }

  /** Who is handed messages as they are stored, in their order. */
  onStored(handler: (messages: readonly StoredMessage[]) => void): void {
    this.#onStored = handler;
  }

  add(message: NewMessage): void {
    this.#lastId += 1;
    this.#write({ write: 'message', message: { ...message, id: this.#lastId, failures: 0, dueAt: 0 } });
  }

  /** What is known of a call under way; its record replaces it. A call comes to the disk once in a batch, and is written out then. */
  keepCall(sessionId: string, call: () => StoredCall): void {
    if (this.#calls.has(sessionId)) this.#calls.set(sessionId, call);
    else if (this.#write({ write: 'call', sessionId })) this.#calls.set(sessionId, call);
  }

  forgetCall(sessionId: string): void {
    this.#write({ write: 'forget-call', sessionId });
  }

  /** What changes of one call's between two batches goes to disk once. */
  keepDialogs(dialogs: StoredDialogs): void {
    const { sessionId } = dialogs;
    const waiting = this.#dialogs.get(sessionId);
    if (waiting === undefined) {
      const write = { write: 'dialogs' as const, dialogs };
      if (this.#write(write)) this.#dialogs.set(sessionId, write);
      return;
    }
    const { caller, callee } = waiting.dialogs;
    waiting.dialogs = { sessionId, caller: dialogs.caller ?? caller, callee: dialogs.callee ?? callee };
  }

  forgetDialogs(sessionId: string): void {
    this.#dialogs.delete(sessionId);
    this.#write({ write: 'forget-dialogs', sessionId });
  }

  /** Everything that has been kept so far and not been forgotten. */
  async dialogs(): Promise<readonly StoredDialogs[]> {
    await this.flush();
    const answer = await this.#thread.ask({ ask: 'dialogs' });
    if ('dialogs' in answer) return answer.dialogs;
    throw new Error('failed' in answer ? answer.failed : 'the dialogs could not be read');
  }

  /** `at`: milliseconds since 1970. */
  sayAlive(at: number): void {
    this.#write({ write: 'alive', at });
  }

  /** The calls under way, and when whoever has them was alive last. */
  async openCalls(): Promise<{ readonly calls: readonly StoredCall[]; readonly aliveAt: number }> {
    const answer = await this.#thread.ask({ ask: 'calls' });
    if ('calls' in answer) return answer;
    throw new Error('failed' in answer ? answer.failed : 'the calls under way could not be read');
  }

  addRecord(record: StoredRecord): void {
    this.#calls.delete(record.sessionId);
    this.#write({ write: 'record', record });
  }

  /** It was taken, or is given up. */
  remove(id: number): void {
    this.#write({ write: 'remove', id });
  }

  /** `dueAt`: milliseconds since 1970. */
  retry(id: number, failures: number, dueAt: number): void {
    this.#write({ write: 'retry', id, failures, dueAt });
  }

  /** Forgets every message for that receiver. */
  drop(appKey: string, channel: string): void {
    this.#write({ write: 'drop', appKey, channel });
  }

  /** Moves what is to be sent again by as much as the machine's clock has stepped, to `latest` at most. */
  shift(stepMs: number, latest: number): void {
    this.#write({ write: 'shift', stepMs, latest });
  }

  /**
   * Deletes records of calls that ended before (Unix milliseconds), but for those whose push still waits. Resolves with how
   * many; rejects when the disk refuses. Page by page, so that what calls add meanwhile is not held up.
   */
  async forgetRecords(endedBefore: number): Promise<number> {
    await this.flush();
    for (let sum = 0; ;) {
      const answer = await this.#thread.ask({ ask: 'forget', endedBefore, limit: PAGE });
      if (!('forgotten' in answer))
        throw new Error('failed' in answer ? answer.failed : 'nothing was deleted');
      sum += answer.forgotten;
      if (answer.forgotten < PAGE) return sum;
    }
  }

  /** The newest message's id; ids grow. */
  get lastId(): number {
    return this.#lastId;
  }

  /** Messages on disk that are due for a receiver, page by page, in their order. */
  due(query: DueQuery): AsyncIterable<readonly StoredMessage[]> {
    return this.#pages((afterId) => ({ ask: 'due', query, afterId, limit: PAGE }));
  }

  /** All messages on disk of that kind, page by page. */
  onChannel(channel: string): AsyncIterable<readonly StoredMessage[]> {
    return this.#pages((afterId) => ({ ask: 'on-channel', channel, afterId, limit: PAGE }));
  }

  /** What waits for each receiver. */
  async backlog(): Promise<readonly Backlog[]> {
    await this.flush();
    const answer = await this.#thread.ask({ ask: 'backlog' });
    return 'backlog' in answer ? answer.backlog : [];
  }

  /** The record of the call that a recording is of. */
  recordOfRecording(fileName: string): Promise<StoredRecord | undefined> {
    return this.#records({ ask: 'recording', fileName }).then(([record]) => record);
  }

  recordOfSession(sessionId: string): Promise<StoredRecord | undefined> {
    return this.#records({ ask: 'session', sessionId }).then(([record]) => record);
  }

  /** Newest first. */
  recentRecords(
    appKey: string | undefined,
    endedBefore: number,
    limit: number,
  ): Promise<readonly StoredRecord[]> {
    return this.#records({ ask: 'recent', appKey, endedBefore, limit });
  }

  /** Resolves when everything written so far is on disk, or could not be. */
  flush(): Promise<void> {
    if (this.#written >= this.#added) return Promise.resolve();
    return new Promise((resolve) => this.#flushes.push({ at: this.#added, resolve }));
  }

  close(): Promise<void> {
    this.#closed ??= this.flush().then(() => this.#thread.close());
    return this.#closed;
  }

  async *#pages(ask: (afterId: number) => OutboxRequest): AsyncIterable<readonly StoredMessage[]> {
    let afterId = 0;
    for (;;) {
      const answer = await this.#thread.ask(ask(afterId));
      const messages = 'messages' in answer ? answer.messages : [];
      const last = messages.at(-1);
      if (last === undefined) return;
      yield messages;
      afterId = last.id;
    }
  }

  /** False where it is dropped. */
  #write(write: Waiting): boolean {
    if (this.#closed !== undefined || this.#waiting.length >= MAX_WAITING) return false;
    this.#waiting.push(write);
    this.#added += 1;
    this.#writing ??= this.#writeBatches();
    return true;
  }

  async #writeBatches(): Promise<void> {
    while (this.#waiting.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
      const gathered = this.#waiting.splice(0);
      const writes = this.#writtenOut(gathered);
      const answer = await this.#thread.ask({ ask: 'write', writes });
      if ('failed' in answer) this.#onFailure(answer.failed);
      else this.#onWritten();
      this.#written += gathered.length;
      this.#resolveFlushes();
      const messages = writes.flatMap((write) => (write.write === 'message' ? [write.message] : []));
      // A full disk loses what is kept for later, not what can be delivered now.
      if (messages.length > 0) this.#onStored(messages);
    }
    // In the same turn as the last look at #waiting, or a write added by whoever waited for a flush would wait for nobody.
    this.#writing = undefined;
  }

  #writtenOut(gathered: readonly Waiting[]): Write[] {
    const calls = this.#calls;
    this.#calls = new Map();
    this.#dialogs.clear();
    return gathered.flatMap((write): Write[] => {
      if (write.write !== 'call') return [write];
      const call = calls.get(write.sessionId)?.();
      return call === undefined ? [] : [{ write: 'call', call }];
    });
  }

  #resolveFlushes(): void {
    const done = this.#flushes.filter(({ at }) => at <= this.#written);
    this.#flushes = this.#flushes.filter(({ at }) => at > this.#written);
    for (const { resolve } of done) resolve();
  }

  async #records(request: OutboxRequest): Promise<readonly StoredRecord[]> {
    await this.flush();
    const answer = await this.#thread.ask(request);
    return 'records' in answer ? answer.records : [];
  }
}

/** The worker thread, asked one thing after another. */
class OutboxThread {
  readonly opened: Promise<OutboxAnswer>;
  readonly #worker: Worker;
  readonly #asked: ((answer: OutboxAnswer) => void)[] = [];
  #alive = true;

  constructor(file: string) {
    this.#worker = new Worker(new URL('./outbox-worker.js', import.meta.url), {
      workerData: { file },
      // As the relay's threads, it needs nothing of how the process was started.
      execArgv: [],
    });
    this.opened = new Promise((resolve) => this.#asked.push(resolve));
    this.#worker.on('message', (answer: OutboxAnswer) => this.#asked.shift()?.(answer));
    this.#worker.on('error', (error) => this.#die(error.message));
    this.#worker.on('exit', () => this.#die('the thread has ended'));
  }

  get alive(): boolean {
    return this.#alive;
  }

  ask(request: OutboxRequest): Promise<OutboxAnswer> {
    if (!this.#alive) return Promise.resolve({ failed: 'the outbox is closed' });
    return new Promise((resolve) => {
      this.#asked.push(resolve);
      this.#worker.postMessage(request);
    });
  }

  async close(): Promise<void> {
    await this.ask({ ask: 'close' });
    await this.#worker.terminate();
  }

  #die(failed: string): void {
    this.#alive = false;
    this.#asked.splice(0).forEach((resolve) => resolve({ failed }));
  }
}
