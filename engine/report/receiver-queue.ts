/**
 * The messages of one receiver: an application's address for one kind of message. A bounded number is in memory and
 * goes out through a lane; the rest stays in the outbox until a sweep finds it. No receiver waits for another.
 *
 *                         held < bound, nothing left on disk
 *   stored ──▶ direct ◀──────────────────────────────────── sweep finds no more
 *                 │ bound reached                                  ▲
 *                 ▼                                                │
 *              spilled: what is stored stays on disk ── sweep ─────┘
 *                 ▲ │ one push taken
 *    8 failures   │ ▼
 *    in a row   down: spilled, and one message at a time tries whether the receiver is back
 *
 * Within a group (a call) no message overtakes another. When a message must be sent again, those of its group behind it
 * go back to disk, where a sweep finds them only once the first one is due; messages stored later stay there too.
 */
import type { Clock } from '../clock.js';
import type { Logger } from '../observe/log.js';
import { Lane } from './lane.js';
import type { Outbox, StoredMessage } from './outbox.js';

export interface ReceiverQueueOptions {
  readonly appKey: string;
  readonly channel: string;
  readonly outbox: Pick<Outbox, 'due' | 'flush' | 'lastId' | 'remove'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Concurrent pushes. */
  readonly concurrency: number;
  /** Messages in memory. */
  readonly maxHeld: number;
  /** Messages in one push; only for messages without an order. */
  readonly maxBatch: number;
  /** Whether a message may be in one push with others; asked of messages without an order. */
  readonly mayJoin?: (message: StoredMessage) => boolean;
  /** Whether the messages of a group are sent one after the other. */
  readonly inOrder: boolean;
  /**
   * Sends the messages and stores the outcome. After `failed` they must be sent again, which the outbox knows already.
   */
  readonly push: (messages: readonly StoredMessage[]) => Promise<'done' | 'failed' | 'given-up'>;
}

const DOWN_AFTER_FAILURES = 8;
const PROBE_MS = 5000;

interface BlockedGroup {
  /** Number of the current or last sweep when its message failed. */
  failedAtSweep: number;
  /** Whether a message of it stays on disk that the last sweep has not seen. */
  hasMore: boolean;
}

export class ReceiverQueue {
  readonly #options: ReceiverQueueOptions;
  readonly #lane: Lane<StoredMessage>;
  readonly #held = new Set<number>();
  readonly #inLine = new Map<string, number>();
  readonly #blocked = new Map<string, BlockedGroup>();
  #isSpilled = false;
  #hasMissed = false;
  #failuresInRow = 0;
  #sweeps = 0;
  #sweeping: Promise<void> | undefined;
  #callOffProbe: (() => void) | undefined;
  #isClosed = false;

  constructor(options: ReceiverQueueOptions) {
    this.#options = options;
    const { concurrency, maxBatch, inOrder, mayJoin = () => true } = options;
    this.#lane = new Lane({
      concurrency,
      maxBatch,
      batches: (first, next) => maxBatch > 1 && mayJoin(first) && mayJoin(next),
      groupOf: ({ id, group }) => (inOrder ? group : String(id)),
      work: (messages) => this.#push(messages),
    });
  }

  /** Messages in memory: queued, or being pushed. */
  get held(): number {
    return this.#held.size;
  }

  /** Whether the last pushes all failed, so that one message at a time is tried. */
  get isDown(): boolean {
    return this.#failuresInRow >= DOWN_AFTER_FAILURES;
  }

  /** Takes a message that has just been stored. */
  offer(message: StoredMessage): void {
    if (this.#isClosed) return;
    const blocked = this.#blocked.get(message.group);
    if (blocked !== undefined) blocked.hasMore = true;
    else if (this.#isSpilled) this.#hasMissed = true;
    else if (this.#held.size < this.#options.maxHeld) this.#take(message);
    else this.#isSpilled = this.#hasMissed = true;
    if (this.isDown && this.#held.size === 0) this.#probeLater();
  }

  /** Reads from disk what is due, as far as there is room. */
  sweep(): Promise<void> {
    this.#sweeping ??= this.#sweepAll().finally(() => (this.#sweeping = undefined));
    return this.#sweeping;
  }

  /** Waits for the pushes in progress and starts no more; the rest stays in the outbox. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#callOffProbe?.();
    await Promise.all([this.#lane.close(), this.#sweeping]);
  }

  /** The next sweep of all receivers makes up for a failed one (webhooks.ts). */
  #sweepUnasked(): void {
    const { appKey, channel, logger } = this.#options;
    const log = { application: appKey, channel };
    this.sweep().catch((err: unknown) => logger.error({ ...log, err }, 'a sweep of a receiver failed'));
  }

  async #sweepAll(): Promise<void> {
    do {
      this.#hasMissed = false;
      const isAll = await this.#sweepOnce();
      this.#isSpilled = !isAll || this.isDown;
      if (!isAll) return;
    } while (this.#hasMissed && !this.#isClosed && !this.isDown);
  }

  /**
   * False if there was more than there is room for. Messages that were in memory when the sweep began, or were stored
   * since, are skipped: they may have been delivered meanwhile, with their removal not yet on disk.
   */
  async #sweepOnce(): Promise<boolean> {
    const { outbox, clock, appKey, channel, inOrder } = this.#options;
    const heldBefore = new Set(this.#held);
    const { lastId } = outbox;
    this.#sweeps += 1;
    for (const group of this.#blocked.values()) group.hasMore = false;
    await outbox.flush();
    for await (const messages of outbox.due({ appKey, channel, inOrder, until: clock.now() })) {
      for (const message of messages) {
        if (this.#isClosed) return true;
        if (message.id > lastId || heldBefore.has(message.id) || this.#held.has(message.id)) continue;
        const blocked = this.#blocked.get(message.group);
        // The message in front of it has failed since the sweep read it.
        if (blocked?.failedAtSweep === this.#sweeps) blocked.hasMore = true;
        else if (this.#hasRoom) this.#take(message);
        else return false;
      }
    }
    return true;
  }

  get #hasRoom(): boolean {
    return this.#held.size < (this.isDown ? 1 : this.#options.maxHeld);
  }

  #take(message: StoredMessage): void {
    this.#held.add(message.id);
    this.#inLine.set(message.group, (this.#inLine.get(message.group) ?? 0) + 1);
    this.#lane.add(message);
  }

  async #push(messages: readonly StoredMessage[]): Promise<void> {
    const { appKey, channel, logger } = this.#options;
    const outcome = await this.#options.push(messages).catch((err: unknown): 'failed' => {
      // They are on disk unchanged: a sweep will find them.
      logger.error({ ...{ application: appKey, channel }, err }, 'a push failed by a flaw of its own');
      return 'failed';
    });
    const wasDown = this.isDown;
    this.#failuresInRow = outcome === 'done' ? 0 : this.#failuresInRow + 1;
    for (const message of messages) {
      this.#letGo(message);
      if (outcome === 'failed') this.#block(message.group);
      else this.#unblock(message.group);
    }
    if (this.#isClosed) return;
    if (this.isDown) this.#becomeDown();
    else if (wasDown || (this.#isSpilled && this.#held.size <= this.#options.maxHeld / 2))
      this.#sweepUnasked();
  }

  #letGo({ id, group }: StoredMessage): void {
    this.#held.delete(id);
    const left = (this.#inLine.get(group) ?? 1) - 1;
    if (left === 0) this.#inLine.delete(group);
    else this.#inLine.set(group, left);
  }

  /** Messages behind a failed one go back to disk. */
  #block(group: string): void {
    if (!this.#options.inOrder) return;
    const behind = this.#lane.drop((message) => message.group === group);
    behind.forEach((message) => this.#letGo(message));
    const hasMore = behind.length > 0 || this.#blocked.get(group)?.hasMore === true;
    this.#blocked.set(group, { failedAtSweep: this.#sweeps, hasMore });
  }

  /** Until everything of the group on disk has been sent, new messages of it go there too. */
  #unblock(group: string): void {
    const blocked = this.#blocked.get(group);
    if (blocked === undefined || this.#inLine.has(group)) return;
    if (!blocked.hasMore) return void this.#blocked.delete(group);
    this.#hasMissed = true;
    if (!this.#isClosed) this.#sweepUnasked();
  }

  /** Queued messages go back to disk, except those being pushed; from then on one message at a time is tried. */
  #becomeDown(): void {
    this.#isSpilled = true;
    this.#lane.drop(() => true).forEach((message) => this.#letGo(message));
    this.#probeLater();
  }

  #probeLater(): void {
    if (this.#callOffProbe !== undefined) return;
    this.#callOffProbe = this.#options.clock.after(PROBE_MS, () => {
      this.#callOffProbe = undefined;
      this.#sweepUnasked();
    });
  }
}
