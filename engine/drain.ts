/**
 * The drain: this engine takes no new calls and messages, says so wherever somebody looks (503 to INVITE, MESSAGE and
 * OPTIONS, readiness, metrics), and lets calls in progress go on. An operator begins one and undoes it; SIGTERM begins
 * one that ends with the process.
 *
 *    open ──begin──▶ draining ──undo──▶ open
 *      └──stop──┬──────┘
 *               ▼
 *            stopping ──last call over, or the limit──▶ registrations removed ──▶ parts closed in reverse
 */
import type { Calls } from './call/calls.js';
import type { Logger } from './observe/log.js';
import type { MessageHandling } from './message/message-handling.js';
import type { Signaling } from './sip/signaling.js';

export interface DrainParts {
  readonly calls: Pick<Calls, 'draining' | 'stopping' | 'pause' | 'resume' | 'drain'>;
  readonly signaling: Pick<Signaling, 'drain' | 'resume'>;
  /** Called once no call is left. Never rejects. */
  readonly unregister: () => Promise<void>;
  /** Closes every part, in reverse order. */
  readonly close: () => Promise<void>;
  /** For the engine that follows this one if it dies: an operator's drain outlives it. */
  readonly onChanged: (isDraining: boolean) => void;
  readonly logger: Logger;
}

export class Drain {
  readonly #parts: DrainParts;
  #messages: Pick<MessageHandling, 'drain' | 'resume'> | undefined;
  #stopped: Promise<void> | undefined;

  constructor(parts: DrainParts) {
    this.#parts = parts;
  }

  /** Messages are built after calls: they are drained at once if a drain has begun. */
  alsoDrain(messages: Pick<MessageHandling, 'drain' | 'resume'>): void {
    this.#messages = messages;
    if (this.#parts.calls.draining) messages.drain();
  }

  /** Takes no new calls until `undo`. `asked`: who, for the log. Nothing happens where that is so already. */
  begin(asked: string): void {
    const { calls, signaling, onChanged, logger } = this.#parts;
    if (calls.draining) return;
    calls.pause();
    signaling.drain();
    this.#messages?.drain();
    onChanged(true);
    logger.warn({ part: 'calls', asked }, 'no new calls are taken until the drain is undone');
  }

  /** Takes calls again. False if the service is stopping, which cannot be undone. */
  undo(asked: string): boolean {
    const { calls, signaling, onChanged, logger } = this.#parts;
    if (calls.stopping) return false;
    if (!calls.draining) return true;
    calls.resume();
    signaling.resume();
    this.#messages?.resume();
    onChanged(false);
    logger.info({ part: 'calls', asked }, 'the drain is undone: new calls are taken');
    return true;
  }

  /**
   * Lets calls go on for this long at most, then ends everything. A second call can only shorten that. Resolves when
   * every part is closed.
   *
   * We stay registered until the last call is over: a registrar may release the calls of a contact that leaves (3GPP TS
   * 24.229 5.4.1.4), and the calls it sends meanwhile get 503 and go elsewhere.
   */
  stop(deadlineMs: number): Promise<void> {
    const { calls, signaling, unregister, close, logger } = this.#parts;
    signaling.drain();
    this.#messages?.drain();
    const over = calls.drain(deadlineMs, (count, ids) =>
      logger.info({ part: 'calls', calls: count, ids }, 'the drain waits for calls'),
    );
    this.#stopped ??= over.then(unregister).then(close);
    return this.#stopped;
  }
}
