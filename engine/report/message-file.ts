/**
 * Messages kept durably (message-facts.ts, KeptMessages): what is written between two batches goes to disk together, on a
 * thread of its own, and each writer waits for its own batch. Past messages are deleted after their days.
 */
import { startThread, type Thread } from '../channel/thread.js';
import type { Clock } from '../clock.js';
import { Sweeps } from '../sweeps.js';
import type { KeptMessage, KeptMessages, MessageEntry, MessageFacts, MessagePlace } from './message-facts.js';
import type { MentionData } from '../../routing/numbers/mention.js';
import type { ErasureRequest, StoreOutcome } from '../../routing/subject-erasure.js';
import type { ErasedMessages, MessageWrite, SubjectMessages } from './message-store.js';
import type { UnfiledPage, UnfiledRecords } from '../records/record-store.js';
import type { MessageStoreRequests } from './message-store-speech.js';

interface Waiting {
  readonly write: MessageWrite;
  readonly resolve: (repeat: KeptMessage | undefined) => void;
  readonly reject: (error: unknown) => void;
}

export interface MessageFileOptions {
  readonly file: string;
  /** How long past messages are kept, asked daily. */
  readonly days: () => number;
  readonly clock: Clock;
  readonly onFailure: (message: string) => void;
  readonly onWritten: () => void;
}

/** How long writes are gathered: each batch costs one sync, and a sender's network waits for it. */
const GATHER_MS = 4;
/** A disk so far behind is broken; what comes then is refused. */
const MAX_WAITING = 20_000;
/** How long a text that is deleted may still be in the write-ahead log. */
const CLEAN_MS = 60_000;
const PAGE = 1000;
const DAY_MS = 86_400_000;

export class MessageFile implements KeptMessages, UnfiledRecords {
  readonly #thread: Thread<MessageStoreRequests>;
  readonly #options: MessageFileOptions;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  /** Messages that have not ended. */
  #open: number;
  #closed: Promise<void> | undefined;
  readonly #sweeps: Sweeps;
  #onUnfiled: () => void = () => undefined;
  #callOffClean: (() => void) | undefined;

  private constructor(thread: Thread<MessageStoreRequests>, open: number, options: MessageFileOptions) {
    this.#thread = thread;
    this.#open = open;
    this.#options = options;
    this.#sweeps = new Sweeps(options.clock, DAY_MS, () => this.#sweep());
  }

  /** Creates the file if it is missing. */
  static async open(options: MessageFileOptions): Promise<MessageFile> {
    const thread = startThread<MessageStoreRequests>(new URL('./message-store-thread.js', import.meta.url));
    try {
      const { waiting } = await thread.channel.start('open', { file: options.file });
      const file = new MessageFile(thread, waiting, options);
      file.#sweeps.start();
      return file;
    } catch (error) {
      await thread.stop();
      throw new Error(`messages ${options.file}: ${textOf(error)}`, { cause: error });
    }
  }

  get waiting(): number {
    return this.#open;
  }

  async keep(message: KeptMessage, reference: string | undefined): Promise<KeptMessage | undefined> {
    const repeat = await this.#write({ write: 'keep', message, reference });
    if (repeat === undefined && message.stage !== 'ended') this.#open += 1;
    if (message.stage === 'ended') this.#onUnfiled();
    return repeat;
  }

  async sending(id: string, attempts: number, trunk: string): Promise<void> {
    await this.#write({ write: 'sending', id, attempts, trunk });
  }

  async later(id: string, attempts: number, dueAt: number): Promise<void> {
    await this.#write({ write: 'later', id, attempts, dueAt });
  }

  async ended(id: string, result: string, at: number, carrierId: string | undefined): Promise<void> {
    await this.#write({ write: 'ended', id, result, at, carrierId });
    this.#open -= 1;
    this.#onUnfiled();
  }

  async reported(id: string): Promise<void> {
    await this.#write({ write: 'reported', id });
    if (this.#closed === undefined)
      this.#callOffClean ??= this.#options.clock.after(CLEAN_MS, () => this.#clean());
  }

  /** Copies everything that was acknowledged before the call into a new file. Rejects if the disk fails. */
  async copyTo(file: string): Promise<void> {
    await this.#flushed();
    await this.#thread.channel.request('copyTo', { file });
  }

  async receipt(trunk: string, carrierId: string, result: string): Promise<KeptMessage | undefined> {
    // The carrier's receipt may overtake our writing of what it called the message.
    await this.#flushed();
    const { message } = await this.#thread.channel.request('receipt', { trunk, carrierId, result });
    if (message !== undefined) this.#onUnfiled();
    return message;
  }

  async due(now: number, limit: number): Promise<readonly KeptMessage[]> {
    return (await this.#thread.channel.request('due', { now, limit })).messages;
  }

  async left(): Promise<readonly KeptMessage[]> {
    return (await this.#thread.channel.request('left', { limit: MAX_WAITING })).messages;
  }

  async recent(
    appKey: string | undefined,
    before: MessagePlace,
    limit: number,
  ): Promise<readonly MessageEntry[]> {
    return (await this.#thread.channel.request('recent', { appKey, before, limit })).entries;
  }

  /** All that is kept of a number, page by page. */
  async *of(mention: MentionData): AsyncGenerator<MessageFacts> {
    await this.#flushed();
    for (let afterId: string | undefined = ''; afterId !== undefined;) {
      const { messages, nextId }: SubjectMessages = await this.#thread.channel.request('subject', {
        ...{ mention, afterId, limit: PAGE },
      });
      yield* messages;
      afterId = nextId;
    }
  }

  /** Erases the messages about a number that have ended and are reported. Rejects if the disk fails. */
  async erase({ mention, dryRun }: ErasureRequest): Promise<StoreOutcome> {
    await this.#flushed();
    const { channel } = this.#thread;
    const { data } = mention;
    const sum = { erased: 0, replaced: 0, kept: 0 };
    for (let afterId: string | undefined = ''; afterId !== undefined;) {
      const page: ErasedMessages = await channel.request('eraseSubject', {
        ...{ mention: data, afterId, limit: PAGE, dryRun },
      });
      sum.erased += page.erased;
      sum.replaced += page.replaced;
      sum.kept += page.kept;
      afterId = page.nextId;
    }
    const notes = dryRun ? [] : [(await channel.request('removeResidue', { digits: data.digits })).found];
    const kept = { what: 'messages', count: sum.kept, because: 'they are on their way, or their result is' };
    return {
      erased: sum.erased > 0 ? { messages: sum.erased } : {},
      replaced: sum.replaced > 0 ? { userData: sum.replaced } : {},
      ...{ kept: sum.kept > 0 ? [kept] : [], notes },
    };
  }

  /** Messages that have ended, for the store of records. */
  async unfiled(limit: number): Promise<UnfiledPage> {
    await this.#flushed();
    return this.#thread.channel.request('unfiled', { limit });
  }

  async filed({ keys }: UnfiledPage): Promise<void> {
    await this.#thread.channel.request('filed', { keys: keys.map(String) });
  }

  onUnfiled(handler: () => void): void {
    this.#onUnfiled = handler;
  }

  /** Idempotent. */
  close(): Promise<void> {
    this.#callOffClean?.();
    this.#closed ??= Promise.all([this.#sweeps.close(), this.#flushed()]).then(() => this.#closeThread());
    return this.#closed;
  }

  #write(write: MessageWrite): Promise<KeptMessage | undefined> {
    if (this.#closed !== undefined || this.#waiting.length >= MAX_WAITING)
      return Promise.reject(new Error('the file of messages takes no more'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ write, resolve, reject });
      this.#writing ??= this.#writeBatches();
    });
  }

  async #writeBatches(): Promise<void> {
    const { onWritten, onFailure } = this.#options;
    while (this.#waiting.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
      const batch = this.#waiting.splice(0);
      try {
        const writes = batch.map(({ write }) => write);
        const { repeats } = await this.#thread.channel.request('write', { writes });
        onWritten();
        batch.forEach(({ resolve }, place) => resolve(repeats[place]));
      } catch (error) {
        onFailure(textOf(error));
        for (const { reject } of batch) reject(error);
      }
    }
    // In the same turn as the last look at #waiting.
    this.#writing = undefined;
  }

  async #flushed(): Promise<void> {
    await this.#writing;
  }

  async #closeThread(): Promise<void> {
    // A thread that has ended needs no closing.
    await this.#thread.channel.request('close', {}).catch(() => undefined);
    await this.#thread.stop();
  }

  #clean(): void {
    this.#callOffClean = undefined;
    this.#thread.channel
      .request('clean', {})
      .catch((error: unknown) => this.#options.onFailure(textOf(error)));
  }

  async #sweep(): Promise<void> {
    const { clock, days, onFailure } = this.#options;
    const before = clock.now() - days() * DAY_MS;
    try {
      for (let forgotten = PAGE; forgotten === PAGE && !this.#sweeps.isClosed;)
        ({ forgotten } = await this.#thread.channel.request('forget', { before, limit: PAGE }));
    } catch (error) {
      onFailure(textOf(error));
    }
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
