/**
 * The way out of a trunk: messages wait here for a connection that is bound and has room in its window, for their turn
 * at so many a second, and for a carrier that has said it is at its limit.
 */
import type { Clock } from '../../clock.js';
import type { EndSignal } from '../../end-signal.js';
import { isThrottling } from '../pdu/command-status.js';
import type { OwnFields, Pdu } from '../pdu/pdu-codec.js';
import { RequestFailure } from '../session/request-failure.js';
import type { Session } from '../session/session.js';

export interface SubmitQueueOptions {
  /** The connections that messages can go out on at this moment. */
  readonly sessions: () => readonly Session[];
  readonly window: number;
  /** 0 is no limit. */
  readonly perSecond: number;
  readonly clock: Pick<Clock, 'elapsed' | 'after'>;
}

const MOST_WAITING = 10_000;
/** How finely a timer waits: what is due within it goes at once, and what follows later by as much. */
const TIMER_MS = 2;
/** First and longest pause after the carrier has said that it is at its limit. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
/** How long an answer is waited for once it is not needed any more. */
const LAST_WAIT_MS = 3000;

interface Waiting {
  readonly fields: OwnFields;
  readonly signal: EndSignal;
  readonly resolve: (pdu: Pdu) => void;
  readonly reject: (failure: RequestFailure) => void;
  /** Stops listening to the signal. */
  release: () => void;
}

export class SubmitQueue {
  readonly #options: SubmitQueueOptions;
  readonly #waiting: Waiting[] = [];
  #callOff: (() => void) | undefined;
  #pauseMs = 0;
  #pausedUntil = 0;
  /** When the next message may go. */
  #turnAt = 0;

  constructor(options: SubmitQueueOptions) {
    this.#options = options;
  }

  /** How long the carrier wants nothing more. */
  get pauseLeftMs(): number {
    return Math.max(0, this.#pausedUntil - this.#options.clock.elapsed());
  }

  /** Resolves with a good answer; rejects with RequestFailure. */
  submit(fields: OwnFields, signal: EndSignal): Promise<Pdu> {
    const unsent = this.#reasonToRefuse(signal);
    if (unsent !== undefined) return Promise.reject(new RequestFailure('unsent', unsent));
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { fields, signal, resolve, reject, release: () => undefined };
      this.#waiting.push(waiting);
      waiting.release = signal.onAbort(() => {
        const index = this.#waiting.indexOf(waiting);
        if (index === -1) return;
        this.#waiting.splice(index, 1);
        reject(new RequestFailure('unsent', 'not wanted any more'));
      });
      this.wake();
    });
  }

  /** Sends what can go now. Called as well when a connection has come or gone. */
  wake(): void {
    const { sessions, window, perSecond, clock } = this.#options;
    while (this.#waiting.length > 0) {
      const bound = sessions();
      if (bound.length === 0) return this.#refuseAll('no connection to the carrier');
      if (this.pauseLeftMs > 0) return this.#wakeIn(this.pauseLeftMs);
      const session = bound.reduce((best, one) => (one.outstanding < best.outstanding ? one : best));
      if (session.outstanding >= window) return;
      const now = clock.elapsed();
      if (this.#turnAt > now + TIMER_MS) return this.#wakeIn(this.#turnAt - now);
      if (perSecond > 0) this.#turnAt = Math.max(this.#turnAt, now) + 1000 / perSecond;
      const next = this.#waiting.shift();
      if (next !== undefined) this.#send(next, session);
    }
  }

  close(): void {
    this.#callOff?.();
    this.#refuseAll('the trunk is closed');
  }

  #reasonToRefuse(signal: EndSignal): string | undefined {
    if (signal.aborted) return 'not wanted any more';
    if (this.#options.sessions().length === 0) return 'no connection to the carrier';
    if (this.pauseLeftMs > 0) return 'the carrier is at its limit';
    return this.#waiting.length >= MOST_WAITING ? 'too many messages wait for the carrier' : undefined;
  }

  #send({ fields, signal, resolve, reject, release }: Waiting, session: Session): void {
    release();
    const { clock } = this.#options;
    let callOff = (): void => undefined;
    const releaseSent = signal.onAbort(() => {
      callOff = clock.after(LAST_WAIT_MS, () =>
        reject(new RequestFailure('unknown', 'submit_sm: ended before its answer')),
      );
    });
    const settle = (): void => {
      releaseSent();
      callOff();
      this.wake();
    };
    session.request('submit_sm', fields).then(
      (pdu) => {
        this.#pauseMs = 0;
        resolve(pdu);
        settle();
      },
      (failure: RequestFailure) => {
        if (isThrottling(failure.status ?? 0)) this.#pause();
        reject(failure);
        settle();
      },
    );
  }

  /** Answers of one window come together and are one pause. */
  #pause(): void {
    if (this.pauseLeftMs > 0) return;
    this.#pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, 2 * this.#pauseMs));
    this.#pausedUntil = this.#options.clock.elapsed() + this.#pauseMs;
  }

  /** A timer that runs is left alone, or each answer would put it off. */
  #wakeIn(ms: number): void {
    this.#callOff ??= this.#options.clock.after(ms, () => {
      this.#callOff = undefined;
      this.wake();
    });
  }

  #refuseAll(because: string): void {
    for (const { reject, release } of this.#waiting.splice(0)) {
      release();
      reject(new RequestFailure('unsent', because));
    }
  }
}
