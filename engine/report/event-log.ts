/**
 * The messages that applications pull instead of having them pushed, or beside that, and the ones whose push was given
 * up. A reader goes on from the id of the last message it has read; ids increase, and are the `Idempotency-Key` of the
 * push of the same message. A reader may wait for the next message.
 */
import type { Clock } from '../clock.js';
import type { EventQuery, StoredEvent, UndeliveredMessage, UndeliveredQuery } from './event-store.js';
import type { Outbox } from './outbox.js';

export interface PulledEvent extends Omit<StoredEvent, 'id'> {
  readonly id: string;
}

export interface PulledPage {
  readonly events: readonly PulledEvent[];
  /** Where to go on reading. */
  readonly next: string;
  /** Messages after the reader's place have been deleted since, because it is older than `reports.pullDays`. */
  readonly missed: boolean;
}

export interface PullQuery extends Omit<EventQuery, 'afterId'> {
  /** The id of a message; undefined: from the oldest one. */
  readonly after: string | undefined;
  /** How long to wait if there is none; 0 does not wait. */
  readonly waitMs: number;
}

export interface KeyedUndelivered extends Omit<UndeliveredMessage, 'id'> {
  readonly id: string;
}

/** Readers that wait at once; further ones are answered at once. */
const MAX_WAITING = 500;

export class EventLog {
  readonly #outbox: Pick<Outbox, 'file' | 'flush' | 'keyOf' | 'name' | 'onEvents'>;
  readonly #clock: Clock;
  #waiting = new Set<() => void>();
  #isClosed = false;

  constructor(outbox: Pick<Outbox, 'file' | 'flush' | 'keyOf' | 'name' | 'onEvents'>, clock: Clock) {
    this.#outbox = outbox;
    this.#clock = clock;
    outbox.onEvents(() => this.#wake());
  }

  /** Resolves with undefined for an id that is of no message of this outbox. Rejects if the disk fails. */
  async read({ after, waitMs, ...query }: PullQuery): Promise<PulledPage | undefined> {
    const afterId = after === undefined ? 0 : this.idOf(after);
    if (afterId === undefined) return undefined;
    await this.#outbox.flush();
    const until = this.#clock.elapsed() + waitMs;
    for (;;) {
      // Before the look, so that a message that is stored meanwhile wakes this reader.
      const woken = this.#next(until - this.#clock.elapsed());
      const { events, missed } = await this.#outbox.file.request('events', { ...query, afterId });
      const last = events.at(-1)?.id ?? afterId;
      if (events.length > 0 || woken === undefined) {
        woken?.cancel();
        const keyed = events.map((event) => ({ ...event, id: this.#outbox.keyOf(event.id) }));
        return { events: keyed, next: this.#outbox.keyOf(last), missed: after !== undefined && missed };
      }
      await woken.done;
    }
  }

  async undelivered(
    query: Omit<UndeliveredQuery, 'afterId'> & { readonly after: string | undefined },
  ): Promise<readonly KeyedUndelivered[] | undefined> {
    const afterId = query.after === undefined ? 0 : this.idOf(query.after);
    if (afterId === undefined) return undefined;
    await this.#outbox.flush();
    const { appKeys, limit } = query;
    const { messages } = await this.#outbox.file.request('undelivered', { appKeys, limit, afterId });
    return messages.map((message) => ({ ...message, id: this.#outbox.keyOf(message.id) }));
  }

  /** Pushes them again, as new ones with their old keys; answers how many, undefined for an id of another outbox. */
  async resend(appKey: string | undefined, keys: readonly string[] | undefined): Promise<number | undefined> {
    const ids = keys?.map((key) => this.idOf(key));
    if (ids?.includes(undefined) === true) return undefined;
    await this.#outbox.flush();
    const known = ids?.filter((id) => id !== undefined);
    const { resent } = await this.#outbox.file.request('resend', { appKey, ids: known });
    return resent;
  }

  /** Ends all waiting. */
  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  /** Undefined if it is not an id of this outbox. */
  idOf(key: string): number | undefined {
    const [, name, digits] = /^(e[0-9a-f]{10})-(\d{12,15})$/.exec(key) ?? [];
    return name === this.#outbox.name ? Number(digits) : undefined;
  }

  /** Resolves at the next message, or after that time; undefined if there is no time, or no room. */
  #next(waitMs: number): { readonly done: Promise<void>; cancel(): void } | undefined {
    if (waitMs <= 0 || this.#isClosed || this.#waiting.size >= MAX_WAITING) return undefined;
    let end = (): void => undefined;
    const done = new Promise<void>((resolve) => {
      const callOff = this.#clock.after(waitMs, () => end());
      end = () => {
        callOff();
        this.#waiting.delete(end);
        resolve();
      };
    });
    this.#waiting.add(end);
    return { done, cancel: end };
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }
}
