/**
 * Delivers the outbox's messages to the applications' addresses (spec 10). Each receiver has its own queue
 * (receiver-queue.ts). A message that is not accepted at its first or second address is repeated after the minutes that
 * the application's settings say, then given up and kept for the operator. Messages that are not due stay on disk until
 * a sweep finds them, so a receiver that is down costs disk space and no memory.
 */
import type { Application } from '../../routing/application.js';
import type { Clock } from '../clock.js';
import type { Logger } from '../observe/log.js';
import { JOINED, type Backlog, type Outbox, type StoredMessage } from './outbox.js';
import { addressesOf } from './postbox.js';
import { ReceiverQueue } from './receiver-queue.js';
import type { RecordingAge } from './recording-age.js';
import type { ReportsInForce } from './report-settings.js';
import type { SignedPoster } from './signed-post.js';

export interface WebhooksOptions {
  readonly outbox: Outbox;
  readonly poster: SignedPoster;
  readonly recordings: Pick<RecordingAge, 'countFrom'>;
  readonly applicationOf: (appKey: string) => Application | undefined;
  readonly settings: Pick<ReportsInForce, 'of' | 'longestRetryMs'>;
  readonly applications: () => readonly Application[];
  readonly clock: Clock;
  readonly logger: Logger;
  /** Concurrent pushes to one receiver. */
  readonly concurrency?: number;
  /** Messages of one receiver in memory; further ones stay on disk until there is room. */
  readonly maxHeld?: number;
  /** Called when a push has ended. */
  readonly onPushed?: (pushed: PushedMessages) => void;
}

/** A push of one message, or of several together. */
export interface PushedMessages {
  readonly appKey: string;
  readonly channel: string;
  readonly result: 'taken' | 'repeated' | 'given-up';
  /** HTTP status of the last answer; undefined if there was none. */
  readonly status: number | undefined;
  readonly tookMs: number;
  /** The sessions that they tell of, or another name of their group. */
  readonly groups: readonly string[];
  /** For each of them, how long ago it happened what it tells, as far as that is known. */
  readonly delaysMs: readonly number[];
}

/** What came of a push. */
interface Reception {
  /** Why it was not taken. */
  readonly failure?: string | undefined;
  readonly status?: number | undefined;
  /** The application no longer wants it. */
  readonly isUnwanted?: boolean;
}

/** The messages that wait for one receiver, and whether it accepts any. */
export interface ReceiverBacklog extends Backlog {
  readonly isDown: boolean;
}

const MINUTE_MS = 60_000;
const MAX_RECORDS_PER_PUSH = 50;
const SWEEP_MS = 30_000;
/** A smaller difference between clock and elapsed time is slewing, or the gap between two reads. */
const LEAST_STEP_MS = 1000;

export class Webhooks {
  readonly #options: Required<WebhooksOptions>;
  readonly #queues = new Map<string, ReceiverQueue>();
  /** Messages up to this id were stored by an earlier run, which may have pushed them. */
  readonly #leftId: number;
  /** The date and the elapsed time when they were last read. */
  #read: { readonly now: number; readonly elapsed: number };
  #callOffSweep: () => void = () => undefined;
  #closed = false;

  constructor(options: WebhooksOptions) {
    this.#options = { concurrency: 8, maxHeld: 2000, onPushed: () => undefined, ...options };
    this.#leftId = options.outbox.lastId;
    this.#read = { now: options.clock.now(), elapsed: options.clock.elapsed() };
  }

  /**
   * Continues what an earlier run left, and delivers new messages. Resolves when the first sweep is done. Downtime does
   * not count: a recording whose record still waits keeps all of its days.
   */
  async start(): Promise<void> {
    const { outbox, recordings, clock } = this.#options;
    for await (const messages of outbox.onChannel('fee')) await recordings.countFrom(clock.now(), messages);
    // The clock may have been set back while the service was down.
    outbox.shift(0, clock.now() + this.#longestRetryMs);
    outbox.onStored((messages) => messages.forEach((message) => this.#offer(message)));
    await this.#sweep();
    this.#sweepLater();
  }

  /** Pushes what is due now. */
  look(): Promise<void> {
    return this.#sweep();
  }

  /** Messages in memory: being pushed, or queued. */
  get held(): number {
    return [...this.#queues.values()].reduce((sum, { held }) => sum + held, 0);
  }

  /** Every receiver with messages on disk or in memory. */
  async backlog(): Promise<readonly ReceiverBacklog[]> {
    const rows = await this.#options.outbox.backlog();
    return rows.map((row) => ({ ...row, isDown: this.#queues.get(keyOf(row))?.isDown === true }));
  }

  /** Waits for the pushes in progress and starts no more; the rest stays in the outbox. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#callOffSweep();
    await Promise.all([...this.#queues.values()].map((queue) => queue.close()));
  }

  /** Lets every receiver read what is due from disk. */
  async #sweep(): Promise<void> {
    const { outbox, clock } = this.#options;
    this.#followClock();
    const rows = await outbox.backlog();
    if (this.#closed) return;
    const isWanted = (row: Backlog): boolean => this.#addressesOf(row).length > 0;
    for (const { appKey, channel } of rows.filter((row) => !isWanted(row))) outbox.drop(appKey, channel);
    const due = rows.filter((row) => isWanted(row) && row.nextDueAt <= clock.now());
    await Promise.all(due.map((row) => this.#queueOf(row).sweep()));
  }

  /** Sweeps are repeated, also after a failed one: otherwise nothing would be sent again until the next start. */
  #sweepLater(): void {
    const { clock, logger } = this.#options;
    if (this.#closed) return;
    const failed = (err: unknown): void => logger.error({ err }, 'a sweep of the receivers failed');
    this.#callOffSweep = clock.after(SWEEP_MS, () => {
      this.#sweep()
        .catch(failed)
        .finally(() => this.#sweepLater());
    });
  }

  /** A message due in some minutes stays due in the same minutes when the machine's clock is set. */
  #followClock(): void {
    const { outbox, clock } = this.#options;
    const read = { now: clock.now(), elapsed: clock.elapsed() };
    const stepMs = Math.round(read.now - this.#read.now - (read.elapsed - this.#read.elapsed));
    this.#read = read;
    if (Math.abs(stepMs) >= LEAST_STEP_MS) outbox.shift(stepMs, read.now + this.#longestRetryMs);
  }

  get #longestRetryMs(): number {
    return this.#options.settings.longestRetryMs(this.#options.applications());
  }

  #offer(message: StoredMessage): void {
    // The application has no such address, so it does not want these messages.
    if (this.#addressesOf(message).length === 0) this.#options.outbox.remove(message.id);
    else this.#queueOf(message).offer(message);
  }

  #addressesOf({ appKey, channel }: Pick<StoredMessage, 'appKey' | 'channel'>): readonly string[] {
    return addressesOf(this.#options.applicationOf(appKey)?.callbacks ?? {}, channel);
  }

  #queueOf(receiver: Pick<StoredMessage, 'appKey' | 'channel'>): ReceiverQueue {
    const { outbox, clock, logger, concurrency, maxHeld } = this.#options;
    const { appKey, channel } = receiver;
    const key = keyOf(receiver);
    const isRecords = channel === 'fee';
    const queue =
      this.#queues.get(key) ??
      new ReceiverQueue({
        ...{ appKey, channel, outbox, clock, logger, concurrency, maxHeld },
        // Records of calls that end close together go in one push (spec 10.2).
        maxBatch: isRecords ? MAX_RECORDS_PER_PUSH : 1,
        // One that may have been pushed alone is pushed alone again, because its key stands for that body.
        mayJoin: ({ id, dueAt, group: of }) => id > this.#leftId && dueAt === 0 && of !== JOINED,
        inOrder: !isRecords,
        push: (messages) => this.#push(messages),
      });
    this.#queues.set(key, queue);
    return queue;
  }

  async #push(messages: readonly StoredMessage[]): Promise<'done' | 'failed' | 'given-up'> {
    const { recordings, outbox, clock } = this.#options;
    const [first, ...others] = messages;
    if (first === undefined) return 'done';
    const message = await outbox.join([first, ...others]);
    const since = clock.elapsed();
    const reception = await this.#tryPush(message);
    const tookMs = clock.elapsed() - since;
    await recordings.countFrom(clock.now(), [message]);
    const { failure } = reception;
    const isGivenUp = failure !== undefined && this.#fail(message, failure);
    const result = failure === undefined ? 'taken' : isGivenUp ? 'given-up' : 'repeated';
    if (reception.isUnwanted !== true) this.#say(messages, result, reception.status, tookMs);
    if (failure !== undefined) return isGivenUp ? 'given-up' : 'failed';
    for (const { id } of messages) outbox.remove(id);
    return 'done';
  }

  #say(
    messages: readonly StoredMessage[],
    result: PushedMessages['result'],
    status: number | undefined,
    tookMs: number,
  ): void {
    const { onPushed, clock } = this.#options;
    const [{ appKey, channel } = { appKey: '', channel: '' }] = messages;
    const groups = messages.map(({ group }) => group);
    const delaysMs = messages.flatMap(({ at }) => (at > 0 ? Math.max(0, clock.now() - at) : []));
    onPushed({ appKey, channel, result, status, tookMs, groups, delaysMs });
  }

  /** Whether the receiver accepted it, at its first address or at its second. */
  async #tryPush(message: StoredMessage): Promise<Reception> {
    const { poster, applicationOf, clock, settings, outbox } = this.#options;
    const application = applicationOf(message.appKey);
    if (application === undefined) return { isUnwanted: true };
    const timeoutMs = settings.of(application).pushTimeoutMs;
    const idempotencyKey = outbox.keyOf(message.id);
    const failures: string[] = [];
    let status: number | undefined;
    for (const url of this.#addressesOf(message)) {
      const options = { timeoutMs, readsBody: false, now: clock.now(), idempotencyKey };
      const result = await poster.post(url, application, bodyOf(message), options);
      status = result.outcome === 'answered' ? result.status : undefined;
      if (status !== undefined && status >= 200 && status < 300) return { status };
      failures.push(result.outcome === 'failed' ? result.because : `answered ${result.status}`);
    }
    if (failures.length === 0) return { isUnwanted: true };
    return { status, failure: failures.join('; the second address: ') };
  }

  /** True when the message is given up. */
  #fail(message: StoredMessage, because: string): boolean {
    const { outbox, logger, clock, applicationOf, settings } = this.#options;
    const { id, appKey, channel, group, failures } = message;
    const application = applicationOf(appKey);
    const minutes = application && settings.of(application).retryMinutes[failures];
    const log = { application: appKey, channel, call: group, failures: failures + 1, because };
    if (minutes === undefined) {
      logger.error(log, 'a message to an application is given up');
      outbox.giveUp(id, clock.now(), because);
      return true;
    }
    logger.warn({ ...log, againInMinutes: minutes }, 'a message to an application was not taken');
    outbox.retry(id, failures + 1, clock.now() + minutes * MINUTE_MS);
    return false;
  }
}

function keyOf({ appKey, channel }: Pick<StoredMessage, 'appKey' | 'channel'>): string {
  return `${channel} ${appKey}`;
}

/** Messages are stored as they are pushed, but records without what makes a `feeLst` of them. */
function bodyOf({ channel, body }: StoredMessage): string {
  return channel === 'fee' ? `{"eventType":"fee","feeLst":[${body}]}` : body;
}
