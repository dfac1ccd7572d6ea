/**
 * The durable outbox: messages for applications, and the records of past calls. Adding never waits: everything added
 * since the last batch goes to disk in the next one (group commit), on a separate thread. A message is handed out for
 * delivery only once it is on disk, and removed once it has been accepted, so that neither a crash nor a restart loses
 * or repeats it (a crash between delivery and removal repeats it: a push can only promise at least once).
 */
import { startThread, type Thread } from '../channel/thread.js';
import type { OutboxRequests } from './outbox-speech.js';
import type { PastRecord, UnfiledPage, UnfiledRecords } from '../records/record-store.js';
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

/** A write that has not been passed to the disk; until then, newer facts of a call may replace it. */
type Waiting =
  Exclude<Write, { readonly write: 'call' }> | { readonly write: 'call'; readonly sessionId: string };

export type NewMessage = Pick<StoredMessage, 'appKey' | 'channel' | 'group' | 'body'> &
  Partial<Pick<StoredMessage, 'at'>>;

/** What becomes of a new message: it is pushed, kept to be pulled, or both. */
export interface Keeping {
  readonly isPushed: boolean;
  readonly event?: { readonly kind: string; readonly at: number } | undefined;
}

const PUSHED: Keeping = { isPushed: true };
/** The group of messages that were joined into one. */
export const JOINED = '*';

/**
 * Writes waiting for the disk. A disk so far behind is broken; further writes are dropped, and the memory is kept for
 * calls.
 */
const MAX_WAITING = 200_000;
const PAGE = 1000;
/** How long writes are gathered before they go to disk together: each batch costs one sync. */
const GATHER_MS = 20;

export class Outbox implements UnfiledRecords {
  readonly #thread: Thread<OutboxRequests>;
  readonly #onFailure: (message: string) => void;
  readonly #onWritten: () => void;
  /** Begins the key of each message; no other outbox has it. */
  readonly name: string;
  #lastId: number;
  #onEvents: () => void = () => undefined;
  #onUnfiled: () => void = () => undefined;
  #onStored: (messages: readonly StoredMessage[]) => void = () => undefined;
  #waiting: Waiting[] = [];
  /** The calls in `#waiting`, and which of their dialogs are in it. */
  #calls = new Map<string, () => StoredCall>();
  readonly #dialogs = new Map<string, { readonly write: 'dialogs'; dialogs: StoredDialogs }>();
  /** Writes requested so far, and those that have been to the disk. */
  #added = 0;
  #written = 0;
  #flushes: { readonly at: number; readonly resolve: () => void }[] = [];
  #writing: Promise<void> | undefined;
  #closed: Promise<void> | undefined;

  private constructor(
    thread: Thread<OutboxRequests>,
    { name, lastId }: { readonly name: string; readonly lastId: number },
    onFailure: (message: string) => void,
    onWritten: () => void,
  ) {
    this.#thread = thread;
    this.name = name;
    this.#lastId = lastId;
    this.#onFailure = onFailure;
    this.#onWritten = onWritten;
  }

  /**
   * Opens the file and creates it if it is missing. `onFailure` is called when a batch could not be written,
   * `onWritten` after each that was.
   */
  static async open(
    file: string,
    onFailure: (message: string) => void,
    onWritten: () => void = () => undefined,
  ): Promise<Outbox> {
    const thread = startThread<OutboxRequests>(new URL('./outbox-thread.js', import.meta.url));
    try {
      const opened = await thread.channel.start('open', { file });
      return new Outbox(thread, opened, onFailure, onWritten);
    } catch (error) {
      await thread.stop();
      throw new Error(`outbox ${file}: ${messageOf(error)}`, { cause: error });
    }
  }

  /** Receives messages as they are stored, in order. */
  onStored(handler: (messages: readonly StoredMessage[]) => void): void {
    this.#onStored = handler;
  }

  /** Called when records that are to be filed have been stored. */
  onUnfiled(handler: () => void): void {
    this.#onUnfiled = handler;
  }

  /** Called when messages to be pulled have been stored. */
  onEvents(handler: () => void): void {
    this.#onEvents = handler;
  }

  /** What is read beside the messages that wait (`event-log.ts`). */
  get file(): Pick<Thread<OutboxRequests>['channel'], 'request'> {
    return this.#thread.channel;
  }

  add(message: NewMessage, { isPushed, event }: Keeping = PUSHED): void {
    this.#lastId += 1;
    const stored = { at: 0, ...message, id: this.#lastId, failures: 0, dueAt: 0 };
    this.#write({ write: 'message', message: stored, isPushed, event });
  }

  /** Identifies a message to its receiver: the same at each push of it, and that of no other one. */
  keyOf(id: number): string {
    return `${this.name}-${String(id).padStart(12, '0')}`;
  }

  /**
   * What is known of a call in progress; its record replaces it. A call is written once in a batch, with its latest
   * facts.
   */
  keepCall(sessionId: string, call: () => StoredCall): void {
    if (this.#calls.has(sessionId)) this.#calls.set(sessionId, call);
    else if (this.#write({ write: 'call', sessionId })) this.#calls.set(sessionId, call);
  }

  forgetCall(sessionId: string): void {
    this.#write({ write: 'forget-call', sessionId });
  }

  /** Changes of one call between two batches are written once. */
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

  /** Everything stored so far and not deleted. */
  async dialogs(): Promise<readonly StoredDialogs[]> {
    await this.flush();
    return (await this.#thread.channel.request('dialogs', {})).dialogs;
  }

  /** `at`: milliseconds since 1970. */
  sayAlive(at: number): void {
    this.#write({ write: 'alive', at });
  }

  /** The calls in progress, and the last sign of life of the run that had them. */
  async openCalls(): Promise<{ readonly calls: readonly StoredCall[]; readonly aliveAt: number }> {
    return this.#thread.channel.request('calls', {});
  }

  /**
   * `past`: what goes on to the store of records; in the same transaction, so that it is there whenever the record is.
   */
  addRecord(record: StoredRecord, past?: PastRecord): void {
    this.#calls.delete(record.sessionId);
    this.#write({ write: 'record', record, past });
  }

  /** For the store of records alone. */
  addPast(past: PastRecord): void {
    this.#write({ write: 'past', past });
  }

  /** It has never been accepted. `at`: milliseconds since 1970. */
  giveUp(id: number, at: number, because: string): void {
    this.#write({ write: 'give-up', id, at, because });
  }

  /**
   * Makes one message of several, with the first one's id, because a key must stand for the same body at each push.
   * Resolves when that is on disk.
   */
  async join(messages: readonly [StoredMessage, ...StoredMessage[]]): Promise<StoredMessage> {
    const [first, ...others] = messages;
    if (others.length === 0) return first;
    const body = messages.map((message) => message.body).join(',');
    this.#write({
      ...{ write: 'join', id: first.id, group: JOINED, body },
      others: others.map(({ id }) => id),
    });
    await this.flush();
    return { ...first, group: JOINED, body };
  }

  /** It was accepted, or the application does not want it. */
  remove(id: number): void {
    this.#write({ write: 'remove', id });
  }

  /** `dueAt`: milliseconds since 1970. */
  retry(id: number, failures: number, dueAt: number): void {
    this.#write({ write: 'retry', id, failures, dueAt });
  }

  /** Deletes every message for that receiver. */
  drop(appKey: string, channel: string): void {
    this.#write({ write: 'drop', appKey, channel });
  }

  /** Moves the due times of repeated messages by the step of the machine's clock, to `latest` at most. */
  shift(stepMs: number, latest: number): void {
    this.#write({ write: 'shift', stepMs, latest });
  }

  /**
   * Deletes records of calls that ended before this time (Unix milliseconds), except those whose push still waits.
   * Resolves with their number; rejects if the disk fails. It works page by page, so that writes of calls in between
   * are not delayed.
   */
  async forgetRecords(endedBefore: number): Promise<number> {
    await this.flush();
    for (let sum = 0; ;) {
      const { forgotten } = await this.#thread.channel.request('forget', { endedBefore, limit: PAGE });
      sum += forgotten;
      if (forgotten < PAGE) return sum;
    }
  }

  /** How full the queue to the disk is: 1 is full, and what is added is lost. */
  get fullness(): number {
    return this.#waiting.length / MAX_WAITING;
  }

  /** The newest message's id; ids increase. */
  get lastId(): number {
    return this.#lastId;
  }

  /** Messages on disk that are due for a receiver, page by page, in order. */
  due(query: DueQuery): AsyncIterable<readonly StoredMessage[]> {
    return this.#pages((afterId) => this.#thread.channel.request('due', { query, afterId, limit: PAGE }));
  }

  /** All messages on disk of that kind, page by page. */
  onChannel(channel: string): AsyncIterable<readonly StoredMessage[]> {
    return this.#pages((afterId) =>
      this.#thread.channel.request('onChannel', { channel, afterId, limit: PAGE }),
    );
  }

  /** Records of calls and numbers for the store of records, oldest first. */
  async unfiled(limit: number): Promise<UnfiledPage> {
    await this.flush();
    return this.#thread.channel.request('unfiled', { limit });
  }

  async filed({ keys }: UnfiledPage): Promise<void> {
    await this.#thread.channel.request('filed', { keys: keys.map(Number) });
  }

  /** The messages waiting for each receiver. */
  async backlog(): Promise<readonly Backlog[]> {
    await this.flush();
    const take = ({ backlog }: { readonly backlog: readonly Backlog[] }): readonly Backlog[] => backlog;
    return this.#thread.channel.request('backlog', {}).then(take, () => []);
  }

  /** The record of the call to which a recording belongs. */
  async recordOfRecording(fileName: string): Promise<StoredRecord | undefined> {
    await this.flush();
    return this.#thread.channel.request('recording', { fileName }).then(recordIn, () => undefined);
  }

  async recordOfSession(sessionId: string): Promise<StoredRecord | undefined> {
    await this.flush();
    return this.#thread.channel.request('session', { sessionId }).then(recordIn, () => undefined);
  }

  /** Newest first. */
  async recentRecords(
    appKey: string | undefined,
    endedBefore: number,
    limit: number,
  ): Promise<readonly StoredRecord[]> {
    await this.flush();
    const query = { appKey, endedBefore, limit };
    return this.#thread.channel.request('recent', query).then(
      ({ records }) => records,
      () => [],
    );
  }

  /** Resolves when everything added so far is on disk, or has failed. */
  flush(): Promise<void> {
    if (this.#written >= this.#added) return Promise.resolve();
    return new Promise((resolve) => this.#flushes.push({ at: this.#added, resolve }));
  }

  close(): Promise<void> {
    this.#closed ??= this.flush().then(() => this.#closeThread());
    return this.#closed;
  }

  async #closeThread(): Promise<void> {
    // A thread that has ended needs no closing.
    await this.#thread.channel.request('close', {}).catch(() => undefined);
    await this.#thread.stop();
  }

  async *#pages(
    ask: (afterId: number) => Promise<{ readonly messages: readonly StoredMessage[] }>,
  ): AsyncIterable<readonly StoredMessage[]> {
    let afterId = 0;
    for (;;) {
      // Pages that cannot be read are asked for again with the next look for what is due.
      const { messages } = await ask(afterId).catch(() => ({ messages: [] }));
      const last = messages.at(-1);
      if (last === undefined) return;
      yield messages;
      afterId = last.id;
    }
  }

  /** False if it is dropped. */
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
      await this.#thread.channel.request('write', { writes }).then(
        () => this.#onWritten(),
        (error: unknown) => this.#onFailure(messageOf(error)),
      );
      this.#written += gathered.length;
      this.#resolveFlushes();
      const added = writes.filter((write) => write.write === 'message');
      if (added.some(({ event }) => event !== undefined)) this.#onEvents();
      if (writes.some(({ write }) => write === 'record' || write === 'past')) this.#onUnfiled();
      const messages = added.flatMap(({ isPushed, message }) => (isPushed ? [message] : []));
      // A full disk loses records, but not messages that can be delivered now.
      if (messages.length > 0) this.#onStored(messages);
    }
    // In the same turn as the last look at #waiting; otherwise a write added after a flush would never be written.
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
}

function recordIn({ record }: { readonly record: StoredRecord | undefined }): StoredRecord | undefined {
  return record;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
