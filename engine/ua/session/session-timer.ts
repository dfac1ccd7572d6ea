/**
 * The session timer of a leg (RFC 4028), in every SIP mode. Refreshes are sent from here, so that they can be
 * challenged, follow the rules for crossing offers, and have answers that count. A peer without a session timer is
 * asked by OPTIONS in the dialog, so that a call ends whose phones have both gone, even if it is on hold and no audio
 * is expected.
 *
 *             2xx with Session-Expires, of either side
 *   +------+ ------------------------------------------> +-----------------------------------------+
 *   | idle |                                             | running: interval, who refreshes        |
 *   +------+ <------------------------------------------ +-----------------------------------------+
 *      |      leg ended                                   | we: before half the interval    ^
 *      |                                                  |   2xx: run again                |
 *      | 2xx without it, and the trunk                    |   408, 481: the leg is over (UaLeg)
 *      | wants to be sure (`wish`)                        |   491: again in up to 4 s (RFC 3261 14.1)
 *      v                                                  |   other: again in half the time that is left
 *   +----------------------------------+                  | nothing in the whole interval: BYE
 *   | watching: OPTIONS before half of |                                                    |
 *   |   the interval that was wished   | ---- 2xx with Session-Expires, of either side -----+
 *   +----------------------------------+
 *      any answer: the peer is there, even if it does not know the method; watch again
 *      408, 481, no answer: the leg is over (UaLeg; RFC 3261 12.2.1.2, RFC 5057 5.1)
 *      cannot be sent: again every 8 s, over after as long as silence takes
 */
import { MIN_INTERVAL, parseSessionExpires } from '../../sipd/stack/dialog/session-timer.js';
import { Sleeper, type SessionClock } from './session-clock.js';
import { SignalingError } from '../../sip/signaling-error.js';
import type { Headers, SipMessage } from '../transactions/transactions.js';

export interface SessionAgreement {
  readonly seconds: number;
  /** Whether we send the refreshes. */
  readonly isOurs: boolean;
}

export interface TimedSession {
  /** Refreshes with an UPDATE without SDP, or with an offer of the session in force. Rejects with SignalingError. */
  refresh(way: 'update' | 'offer'): Promise<void>;
  /**
   * Asks the peer whether it still has the dialog; false if it could not be asked. If it does not, this ends the leg.
   */
  probe(): Promise<boolean>;
  /** No refresh came in time. */
  expire(): void;
  /** The peer could not be asked for as long as silence takes. */
  abandon(): void;
  /** Whether the dialog's first request was ours; then we wait longer after crossing offers (RFC 3261 14.1). */
  readonly isCaller: boolean;
}

/**
 * A drachtio-server refreshes by itself at half the interval less up to 5 s, with the last SDP it has seen, accepted or
 * not. We refresh earlier, which restarts its timer.
 */
const AHEAD_OF_SERVER_MS = 5_000;
/** Spreads the refreshes of calls that began in the same minute. */
const SPREAD_MS = 5_000;
const SHORTEST_WAIT_MS = 2_000;
/** A shorter wait must be exact, and most legs never need one. */
const SHORT_MS = 5_000;
const PROBE_AGAIN_MS = 8_000;
/** As long as a peer's silence takes (RFC 3261 17.1.2.2, timer F). */
const UNREACHABLE_MS = 32_000;
/** Statuses of an UPDATE that say nothing about UPDATE as such. */
const NOT_ABOUT_UPDATE = new Set([401, 403, 407, 408, 422, 481, 491, 500, 503, 504]);

export class UaSessionTimer extends Sleeper {
  readonly #clock: SessionClock;
  readonly #session: TimedSession;
  /** Seconds; 0 asks the peer for nothing. */
  #wish: number;
  #agreement: SessionAgreement | undefined;
  #expiresAt = 0;
  #unreachableSince: number | undefined;
  /** The timer of a short wait. */
  #callOff: (() => void) | undefined;
  #peerTakesUpdate = false;

  constructor(clock: SessionClock, session: TimedSession, wish = 0) {
    super();
    this.#clock = clock;
    this.#session = session;
    this.#wish = wish;
  }

  /** Headers of our INVITE or UPDATE within a timed session (RFC 4028 7.4). */
  get headers(): Headers {
    if (this.#agreement === undefined) return {};
    const { seconds, isOurs } = this.#agreement;
    return {
      'Session-Expires': `${seconds};refresher=${isOurs ? 'uac' : 'uas'}`,
      'Min-SE': String(MIN_INTERVAL),
      Supported: 'timer',
    };
  }

  /** What our 2xx to an INVITE or UPDATE of the peer agrees on. */
  agreementOn(request: SipMessage): SessionAgreement | undefined {
    return agreementOn(request, this.#agreement, this.#wish);
  }

  /** Our 2xx to such a request has been sent. */
  agreed(request: SipMessage, agreement: SessionAgreement | undefined): void {
    this.#learn(request);
    this.#run(agreement);
  }

  /** A 2xx of the peer. If it does not mention a timer, the peer keeps none, and we do. */
  answered(response: SipMessage): void {
    this.#learn(response);
    const said = parseSessionExpires(response.header('Session-Expires'));
    if (said !== undefined) {
      this.#run({ seconds: Math.max(said.seconds, MIN_INTERVAL), isOurs: said.refresher !== 'uas' });
    } else this.#run(this.#agreement && { ...this.#agreement, isOurs: true });
  }

  stop(): void {
    this.#wish = 0;
    this.#run(undefined);
  }

  wake(): void {
    const agreement = this.#agreement;
    if (agreement === undefined) this.#probeNow();
    else if (agreement.isOurs && this.#clock.now() < this.#expiresAt) this.#refreshNow(agreement);
    else this.#session.expire();
  }

  #learn(message: SipMessage): void {
    const allow = message.header('Allow');
    if (allow !== undefined) this.#peerTakesUpdate = /\bUPDATE\b/i.test(allow);
  }

  #run(agreement: SessionAgreement | undefined): void {
    this.#callOff?.();
    this.#clock.rouse(this);
    this.#agreement = agreement;
    const early = AHEAD_OF_SERVER_MS + Math.random() * SPREAD_MS;
    if (agreement !== undefined) {
      const interval = agreement.seconds * 1000;
      this.#expiresAt = this.#clock.now() + interval;
      this.#clock.sleep(this, agreement.isOurs ? interval / 2 - early : interval);
    } else if (this.#wish > 0) {
      this.#unreachableSince = undefined;
      this.#clock.sleep(this, (this.#wish * 1000) / 2 - early);
    }
  }

  #probeNow(): void {
    this.#probe().catch(() => this.#session.abandon());
  }

  async #probe(): Promise<void> {
    const isThere = await this.#session.probe();
    // The leg has ended, or a timer has been agreed on meanwhile.
    if (this.#wish === 0 || this.#agreement !== undefined) return;
    if (isThere) return this.#run(undefined);
    const now = this.#clock.now();
    this.#unreachableSince ??= now;
    if (now - this.#unreachableSince >= UNREACHABLE_MS) this.#session.abandon();
    else this.#clock.sleep(this, PROBE_AGAIN_MS);
  }

  #refreshNow(agreement: SessionAgreement): void {
    this.#refresh(agreement).catch(() => this.#session.expire());
  }

  async #refresh(agreement: SessionAgreement): Promise<void> {
    const way = this.#peerTakesUpdate ? 'update' : 'offer';
    try {
      await this.#session.refresh(way);
    } catch (error) {
      // The leg has ended, or the session has been agreed on again meanwhile.
      if (this.#agreement !== agreement) return;
      const status = error instanceof SignalingError ? error.status : 500;
      const isAboutUpdate = way === 'update' && !NOT_ABOUT_UPDATE.has(status);
      if (isAboutUpdate) this.#peerTakesUpdate = false;
      this.#tryAgain(isAboutUpdate ? 0 : this.#waitAfter(status));
    }
  }

  #tryAgain(ms: number): void {
    const wait = Math.min(ms, Math.max(0, this.#expiresAt - this.#clock.now()));
    if (wait > SHORT_MS) return this.#clock.sleep(this, wait);
    this.#callOff?.();
    this.#callOff = this.#clock.after(wait, () => this.wake());
  }

  #waitAfter(status: number): number {
    if (status !== 491) return Math.max(SHORTEST_WAIT_MS, (this.#expiresAt - this.#clock.now()) / 2);
    return this.#session.isCaller ? 2_100 + Math.random() * 1_900 : Math.random() * 2_000;
  }
}

/**
 * RFC 4028 9: the peer's choice of refresher if it supports the extension; else we refresh. A request within a timed
 * session that does not mention the timer leaves it unchanged; one that supports the extension is answered with our
 * `wish`, in seconds.
 */
export function agreementOn(
  request: SipMessage,
  current: SessionAgreement | undefined,
  wish: number,
): SessionAgreement | undefined {
  const asked = parseSessionExpires(request.header('Session-Expires'));
  const knows = /\btimer\b/i.test(request.header('Supported') ?? '');
  const wished = knows && wish > 0 ? Math.max(wish, minimumOf(request)) : undefined;
  const seconds = asked?.seconds ?? current?.seconds ?? wished;
  if (seconds === undefined) return undefined;
  const wishesTo = asked === undefined ? current?.isOurs === false : asked.refresher === 'uac';
  return { seconds: Math.max(seconds, MIN_INTERVAL), isOurs: !(wishesTo && knows) };
}

/** Headers of our 2xx. */
export function agreementHeaders(agreement: SessionAgreement | undefined): Headers {
  if (agreement === undefined) return {};
  const { seconds, isOurs } = agreement;
  const value = `${seconds};refresher=${isOurs ? 'uas' : 'uac'}`;
  return isOurs ? { 'Session-Expires': value } : { 'Session-Expires': value, Require: 'timer' };
}

/** The shortest interval that we may choose (RFC 4028 9). */
function minimumOf(request: SipMessage): number {
  return parseSessionExpires(request.header('Min-SE'))?.seconds ?? 0;
}

/** The Min-SE for a 422 to a request whose interval is too short for us, else undefined. */
export function minimumFor(request: SipMessage): string | undefined {
  const asked = parseSessionExpires(request.header('Session-Expires'));
  return asked !== undefined && asked.seconds < MIN_INTERVAL ? String(MIN_INTERVAL) : undefined;
}
