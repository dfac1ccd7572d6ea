/**
 * The messages in work: those whose attempt is under way, those that wait on disk until they are due, and everything of
 * them that somebody must wait for before the service ends.
 */
import { EndController, type EndSignal } from '../end-signal.js';
import type { KeptMessage } from '../report/message-facts.js';
import { TokenBucket } from '../token-bucket.js';
import { bringMessage } from './masked-message.js';
import type { MessageParts, MessageWork } from './message-parts.js';
import type { MessageResultKind } from './message-result.js';
import type { IncomingReceipt } from './message-transport.js';
import { hasFailed, reportMessage, tellSender } from './report-message.js';

/** Attempts at a time; further messages stay on disk until there is room. */
const MAX_ACTIVE = 5000;
const SWEEP_MS = 1000;
/** How long a receipt waits for the answer to its message. */
const RECEIPT_WAITS_MS = 1000;
/** How long a stop waits for attempts under way before it gives them up as unknown. */
const STOP_WITHIN_MS = 5000;

export class MessagesInWork implements MessageWork {
  readonly parts: MessageParts;
  readonly rate = new TokenBucket();
  readonly #stopping = new EndController();
  /** Attempts under way, by the message's id. */
  readonly #active = new Map<string, Promise<MessageResultKind | undefined>>();
  /** Messages whose network has not been answered yet. */
  readonly #unanswered = new Set<string>();
  readonly #tasks = new Set<Promise<void>>();
  #isClosing = false;
  #callOffSweep: () => void = () => undefined;

  constructor(parts: MessageParts) {
    this.parts = parts;
  }

  get isDraining(): boolean {
    return this.#isClosing || this.parts.draining();
  }

  get stopping(): EndSignal {
    return this.#stopping;
  }

  /** Attempts under way. */
  get active(): number {
    return this.#active.size;
  }

  /** Takes up what an earlier run left. Rejects if the disk cannot be read. */
  async start(): Promise<void> {
    for (const message of await this.parts.kept.left()) this.own(this.#endLeft(message));
    this.#sweepLater();
  }

  own(task: Promise<void>): void {
    this.#tasks.add(task);
    const done = (): void => void this.#tasks.delete(task);
    task.then(done, done);
  }

  async firstAttempt(message: KeptMessage): Promise<MessageResultKind | undefined> {
    const { id } = message.facts;
    const { answerWithinMs } = this.parts.limits();
    this.#unanswered.add(id);
    const brought = this.#bring(message);
    try {
      return answerWithinMs === 0 ? undefined : await this.#within(answerWithinMs, brought);
    } finally {
      this.#unanswered.delete(id);
    }
  }

  /** Never rejects. */
  async takeReceipt({ trunk, carrierId, state }: IncomingReceipt): Promise<void> {
    const { kept, report, clock, logger, onResult } = this.parts;
    const result = RESULT_OF[state];
    if (result === undefined) return;
    try {
      const message = await this.#named(() => kept.receipt(trunk, carrierId, result));
      if (message === undefined || message.result === result) return;
      onResult(result);
      if (!hasFailed(result)) return;
      const { facts } = message;
      await report.messageNotice(facts, result === 'expired-there' ? 3 : 2, clock.now());
      this.own(tellSender(facts, result, this.parts));
    } catch (err) {
      logger.error({ trunk, err }, 'a receipt could not be written');
    }
  }

  /** Idempotent. What waits on disk goes on with the next start. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#callOffSweep();
    const callOff = this.parts.clock.after(STOP_WITHIN_MS, () => this.#stopping.abort());
    await Promise.all(this.#active.values());
    callOff();
    while (this.#tasks.size > 0) await Promise.all(this.#tasks);
  }

  /**
   * A receipt may come before the answer that names its message: over another connection, or in the same octets, while
   * the name is on its way to the disk. So one that names none is looked up once more after the attempts under way.
   */
  async #named(find: () => Promise<KeptMessage | undefined>): Promise<KeptMessage | undefined> {
    const found = await find();
    if (found !== undefined || this.#active.size === 0) return found;
    await this.#within(RECEIPT_WAITS_MS, Promise.all(this.#active.values()));
    return find();
  }

  #bring(message: KeptMessage): Promise<MessageResultKind | undefined> {
    const { id } = message.facts;
    const known = this.#active.get(id);
    if (known !== undefined) return known;
    // It is on disk, and a sweep finds it, if only that of the next start.
    if (this.#isClosing || this.#active.size >= MAX_ACTIVE) return Promise.resolve(undefined);
    const brought = bringMessage(message, this).finally(() => this.#active.delete(id));
    this.#active.set(id, brought);
    this.own(brought.then((result) => this.#report(message, result)));
    return brought;
  }

  async #report({ facts }: KeptMessage, result: MessageResultKind | undefined): Promise<void> {
    if (result !== undefined) await reportMessage(facts, result, !this.#unanswered.has(facts.id), this.parts);
  }

  /** It was in the middle of an attempt, so that it may have left; or only its notice was missing. */
  async #endLeft({ facts, stage, result = 'unknown' }: KeptMessage): Promise<void> {
    const { kept, clock, logger, onResult } = this.parts;
    if (stage === 'sending') {
      logger.warn(
        { message: facts.id },
        'a message was on its way when the service died: it may have arrived',
      );
      await kept.ended(facts.id, 'unknown', clock.now(), undefined).catch((err: unknown) => {
        logger.error({ message: facts.id, err }, 'what became of a message could not be written');
      });
      onResult('unknown');
    }
    await reportMessage(facts, result as MessageResultKind, true, this.parts);
  }

  #sweepLater(): void {
    if (this.#isClosing) return;
    this.#callOffSweep = this.parts.clock.after(SWEEP_MS, () => {
      this.#sweep()
        .catch((err: unknown) => this.parts.logger.error({ err }, 'messages that are due could not be read'))
        .finally(() => this.#sweepLater());
    });
  }

  /** Brings what is due. */
  async #sweep(): Promise<void> {
    const { kept, clock } = this.parts;
    const room = MAX_ACTIVE - this.#active.size;
    if (kept.waiting <= this.#active.size || room <= 0) return;
    const due = await kept.due(clock.now(), room);
    if (this.#isClosing) return;
    for (const message of due) this.own(this.#bring(message).then(() => undefined));
  }

  #within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      const callOff = this.parts.clock.after(ms, () => resolve(undefined));
      work.then(resolve, reject);
      work.then(callOff, callOff);
    });
  }
}

/** What a receipt makes of a message; undefined: nothing that is final. */
const RESULT_OF: Readonly<Record<IncomingReceipt['state'], MessageResultKind | undefined>> = {
  delivered: 'delivered',
  expired: 'expired-there',
  deleted: 'undeliverable',
  undeliverable: 'undeliverable',
  rejected: 'undeliverable',
  unknown: undefined,
  enroute: undefined,
};
