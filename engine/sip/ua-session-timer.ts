/**
 * The session timer of a leg (RFC 4028), in every SIP mode: whoever agrees on one here refreshes by itself, so that a refresh can
 * be challenged, meets glare by the rules of any offer, and its answer is an answer.
 *
 *             2xx with Session-Expires, of either side
 *   +------+ ------------------------------------------> +-----------------------------------------+
 *   | idle |                                             | running: interval, who refreshes        |
 *   +------+ <------------------------------------------ +-----------------------------------------+
 *             leg ended                                   | we: before half the interval
 *                                                         |   2xx: run again
 *                                                         |   408, 481: the leg is over (UaLeg)
 *                                                         |   491: again in up to 4 s (RFC 3261 14.1)
 *                                                         |   other: again in half the time that is left
 *                                                         | nothing in the whole interval: BYE
 */
import { MIN_INTERVAL, parseSessionExpires } from '../sipd/stack/session-timer.js';
import { SignalingError } from './signaling.js';
import type { Headers, SipMessage } from './transactions.js';

/** Time as it is needed here, so that a test can turn it. */
export interface TimerClock {
  now(): number;
  /** Runs `action` once after `ms` milliseconds; the function returned calls it off. */
  after(ms: number, action: () => void): () => void;
}

export const systemTimer: TimerClock = {
  now: () => performance.now(),
  after(ms, action) {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
};

export interface SessionAgreement {
  readonly seconds: number;
  /** Whether the refreshes are ours to make. */
  readonly isOurs: boolean;
}

export interface TimedSession {
  /** Refreshes: with an UPDATE without SDP, or with an offer of the session in force. Rejects with SignalingError. */
  refresh(way: 'update' | 'offer'): Promise<void>;
  /** Nobody has refreshed in time. */
  expire(): void;
  /** Whether the dialog's first request was ours, which then waits longer when two offers have met (RFC 3261 14.1). */
  readonly isCaller: boolean;
}

/**
 * A drachtio-server refreshes by itself at half the interval less up to 5 s, with the last SDP it has seen, accepted or not. We
 * come first, and it starts its timer anew.
 */
const AHEAD_OF_SERVER_MS = 5_000;
/** The calls of a busy minute are not all refreshed in the same one. */
const SPREAD_MS = 5_000;
const SHORTEST_WAIT_MS = 2_000;
/** Statuses of an UPDATE that say nothing about UPDATE as such. */
const NOT_ABOUT_UPDATE = new Set([401, 403, 407, 408, 422, 481, 491, 500, 503, 504]);

export class UaSessionTimer {
  readonly #clock: TimerClock;
  readonly #session: TimedSession;
  #agreement: SessionAgreement | undefined;
  #expiresAt = 0;
  #callOff: (() => void) | undefined;
  #peerTakesUpdate = false;

  constructor(clock: TimerClock, session: TimedSession) {
    this.#clock = clock;
    this.#session = session;
  }

  /** Of our INVITE or UPDATE within a session that is timed (RFC 4028 7.4). */
  get headers(): Headers {
    if (this.#agreement === undefined) return {};
    const { seconds, isOurs } = this.#agreement;
    return {
      'Session-Expires': `${seconds};refresher=${isOurs ? 'uac' : 'uas'}`,
      'Min-SE': String(MIN_INTERVAL),
      Supported: 'timer',
    };
  }

  /** What our 2xx to an INVITE or UPDATE of the peer's is to agree on. */
  agreementOn(request: SipMessage): SessionAgreement | undefined {
    return agreementOn(request, this.#agreement);
  }

  /** Our 2xx is out, to a request of the peer's that said so. */
  agreed(request: SipMessage, agreement: SessionAgreement | undefined): void {
    this.#learn(request);
    this.#run(agreement);
  }

  /** A 2xx of the peer's. One that says nothing of a timer does not keep it, and we do. */
  answered(response: SipMessage): void {
    this.#learn(response);
    const said = parseSessionExpires(response.header('Session-Expires'));
    if (said !== undefined) {
      this.#run({ seconds: Math.max(said.seconds, MIN_INTERVAL), isOurs: said.refresher !== 'uas' });
    } else if (this.#agreement !== undefined) this.#run({ ...this.#agreement, isOurs: true });
  }

  stop(): void {
    this.#agreement = undefined;
    this.#callOff?.();
  }

  #learn(message: SipMessage): void {
    const allow = message.header('Allow');
    if (allow !== undefined) this.#peerTakesUpdate = /\bUPDATE\b/i.test(allow);
  }

  #run(agreement: SessionAgreement | undefined): void {
    this.#callOff?.();
    this.#agreement = agreement;
    if (agreement === undefined) return;
    const interval = agreement.seconds * 1000;
    this.#expiresAt = this.#clock.now() + interval;
    const early = AHEAD_OF_SERVER_MS + Math.random() * SPREAD_MS;
    if (agreement.isOurs) this.#after(interval / 2 - early, () => this.#refreshNow(agreement));
    else this.#after(interval, () => this.#session.expire());
  }

  #refreshNow(agreement: SessionAgreement): void {
    this.#refresh(agreement).catch(() => this.#session.expire());
  }

  async #refresh(agreement: SessionAgreement): Promise<void> {
    const way = this.#peerTakesUpdate ? 'update' : 'offer';
    try {
      await this.#session.refresh(way);
    } catch (error) {
      // The leg has ended, or the session has been agreed on anew in the meantime.
      if (this.#agreement !== agreement) return;
      const status = error instanceof SignalingError ? error.status : 500;
      const isAboutUpdate = way === 'update' && !NOT_ABOUT_UPDATE.has(status);
      if (isAboutUpdate) this.#peerTakesUpdate = false;
      this.#tryAgain(agreement, isAboutUpdate ? 0 : this.#waitAfter(status));
    }
  }

  #tryAgain(agreement: SessionAgreement, ms: number): void {
    const left = this.#expiresAt - this.#clock.now();
    if (ms < left) this.#after(ms, () => this.#refreshNow(agreement));
    else this.#after(Math.max(0, left), () => this.#session.expire());
  }

  #waitAfter(status: number): number {
    if (status !== 491) return Math.max(SHORTEST_WAIT_MS, (this.#expiresAt - this.#clock.now()) / 2);
    return this.#session.isCaller ? 2_100 + Math.random() * 1_900 : Math.random() * 2_000;
  }

  #after(ms: number, action: () => void): void {
    this.#callOff?.();
    this.#callOff = this.#clock.after(ms, action);
  }
}

/**
 * RFC 4028 9: the peer's wish, where it says that it knows the extension; else we refresh. A request that says nothing within a
 * session that is timed leaves it so.
 */
export function agreementOn(request: SipMessage, current?: SessionAgreement): SessionAgreement | undefined {
  const asked = parseSessionExpires(request.header('Session-Expires'));
  const seconds = asked?.seconds ?? current?.seconds;
  if (seconds === undefined) return undefined;
  const wishesTo = asked === undefined ? current?.isOurs === false : asked.refresher === 'uac';
  const knows = /\btimer\b/i.test(request.header('Supported') ?? '');
  return { seconds: Math.max(seconds, MIN_INTERVAL), isOurs: !(wishesTo && knows) };
}

/** Of a 2xx of ours. */
export function agreementHeaders(agreement: SessionAgreement | undefined): Headers {
  if (agreement === undefined) return {};
  const { seconds, isOurs } = agreement;
  const value = `${seconds};refresher=${isOurs ? 'uas' : 'uac'}`;
  return isOurs ? { 'Session-Expires': value } : { 'Session-Expires': value, Require: 'timer' };
}

/** The Min-SE for a 422 to a request whose interval is too short for us, else undefined. */
export function minimumFor(request: SipMessage): string | undefined {
  const asked = parseSessionExpires(request.header('Session-Expires'));
  return asked !== undefined && asked.seconds < MIN_INTERVAL ? String(MIN_INTERVAL) : undefined;
}
