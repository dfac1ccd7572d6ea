/**
 * Delivers the outbox's messages to the applications' addresses (spec 10): in order within a session, a bounded number
 * at a time to one address, again after 1, 4, 9, 106, 203 and 300 minutes, then given up. What is not due yet stays on
 * disk and is found by a sweep, so a receiver that is down costs disk and not memory.
 */
import type { Application } from '../../routing/application.js';
import type { Clock } from '../call/clock.js';
import type { Logger } from '../observe/log.js';
import { Lane } from './lane.js';
import type { Outbox, StoredMessage } from './outbox.js';
import type { RecordingAge } from './recording-age.js';
import type { SignedPoster } from './signed-post.js';

export interface WebhooksOptions {
  readonly outbox: Outbox;
  readonly poster: SignedPoster;
  readonly recordings: Pick<RecordingAge, 'countFrom'>;
  readonly applicationOf: (appKey: string) => Application | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Pushes to one address at one time. */
  readonly concurrency?: number;
  readonly timeoutMs?: number;
}

export type Channel = keyof Application['callbacks'];

const RETRY_MINUTES = [1, 4, 9, 106, 203, 300];
const MAX_RECORDS_PER_PUSH = 50;
const SWEEP_MS = 30_000;
/** Messages in memory; more are left to the next sweep. */
const MAX_HELD = 10_000;

export class Webhooks {
  readonly #options: Required<WebhooksOptions>;
  readonly #lanes = new Map<string, Lane<StoredMessage>>();
  readonly #held = new Set<number>();
  #callOffSweep: () => void = () => undefined;
  #closed = false;

  constructor(options: WebhooksOptions) {
    this.#options = { concurrency: 8, timeoutMs: 5000, ...options };
  }

  /**
   * Takes up what an earlier run has left, and delivers what comes. Resolves when the first sweep is done. The time nobody
   * was there to push is not taken off the days of the recordings whose records wait.
   */
  async start(): Promise<void> {
    const { outbox, recordings, clock } = this.#options;
    for await (const messages of outbox.due(Infinity)) await recordings.countFrom(clock.now(), messages);
    outbox.onStored((messages) => messages.forEach((message) => this.#take(message)));
    return this.#sweep();
  }

  /** Messages in memory: being delivered, or in line. */
  get backlog(): number {
    return this.#held.size;
  }

  /** Waits for the pushes under way and starts no more; what is left stays in the outbox. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#callOffSweep();
    await Promise.all([...this.#lanes.values()].map((lane) => lane.close()));
  }

  /**
   * Takes what is due from disk. What was in memory as the sweep began, or came after, is left alone: it may have been
   * delivered since, and its removal not be on disk yet.
   */
  async #sweep(): Promise<void> {
    const { outbox, clock } = this.#options;
    const heldBefore = new Set(this.#held);
    const { lastId } = outbox;
    await outbox.flush();
    for await (const messages of outbox.due(clock.now())) {
      for (const message of messages) {
        if (message.id <= lastId && !heldBefore.has(message.id)) this.#take(message);
      }
    }
    if (!this.#closed) this.#callOffSweep = clock.after(SWEEP_MS, () => void this.#sweep());
  }

  #take(message: StoredMessage): void {
    if (this.#closed || this.#held.has(message.id) || this.#held.size >= MAX_HELD) return;
    const url = this.#addressOf(message);
    // An application that has no such address does not want these.
    if (url === undefined) return this.#options.outbox.remove(message.id);
    this.#held.add(message.id);
    this.#laneTo(url).add(message);
  }

  #addressOf({ appKey, channel }: StoredMessage): string | undefined {
    return this.#options.applicationOf(appKey)?.callbacks[channel as Channel];
  }

  #laneTo(url: string): Lane<StoredMessage> {
    const lane =
      this.#lanes.get(url) ??
      new Lane<StoredMessage>({
        concurrency: this.#options.concurrency,
        // Records of calls that end close together go in one push (spec 10.2).
        batches: (first, next) =>
          first.channel === 'fee' && next.channel === 'fee' && first.appKey === next.appKey,
        maxBatch: MAX_RECORDS_PER_PUSH,
        groupOf: ({ channel, group, id }) => (channel === 'fee' ? `record ${id}` : group),
        work: (messages) => this.#push(url, messages),
        onIdle: () => this.#lanes.delete(url),
      });
    this.#lanes.set(url, lane);
    return lane;
  }

  async #push(url: string, messages: readonly StoredMessage[]): Promise<void> {
    const { recordings, clock } = this.#options;
    const failure = await this.#tryPush(url, messages);
    await recordings.countFrom(clock.now(), messages);
    for (const message of messages) {
      if (failure === undefined) this.#options.outbox.remove(message.id);
      else this.#fail(message, failure);
      this.#held.delete(message.id);
    }
  }

  /** Why the receiver did not take them; undefined when it did, or nobody is left to want them. */
  async #tryPush(url: string, messages: readonly StoredMessage[]): Promise<string | undefined> {
    const { poster, applicationOf, clock, timeoutMs } = this.#options;
    const application = applicationOf(messages[0]?.appKey ?? '');
    if (application === undefined) return undefined;
    const options = { timeoutMs, readsBody: false, now: clock.now() };
    const result = await poster.post(url, application, bodyOf(messages), options);
    if (result.outcome === 'failed') return result.because;
    return result.status >= 200 && result.status < 300 ? undefined : `answered ${result.status}`;
  }

  #fail(message: StoredMessage, because: string): void {
    const { outbox, logger, clock } = this.#options;
    const { id, appKey, channel, group, failures } = message;
    const minutes = RETRY_MINUTES[failures];
    const log = { application: appKey, channel, call: group, failures: failures + 1, because };
    if (minutes === undefined) {
      logger.error(log, 'a message to an application is given up');
      return outbox.remove(id);
    }
    logger.warn({ ...log, againInMinutes: minutes }, 'a message to an application was not taken');
    outbox.retry(id, failures + 1, clock.now() + minutes * 60_000);
  }
}

/** Messages are stored as they are pushed, records one by one: together they are a `feeLst`. */
function bodyOf(messages: readonly StoredMessage[]): string {
  const [first] = messages;
  if (first?.channel !== 'fee') return first?.body ?? '';
  return `{"eventType":"fee","feeLst":[${messages.map(({ body }) => body).join(',')}]}`;
}
