/**
 * The session timer of a dialog (RFC 4028), kept the way drachtio-server does: spec, drachtio wire protocol 13.
 *
 *             2xx with Session-Expires, of either side
 *   +------+ ------------------------------------------> +-------------------------------------+
 *   | idle |                                             | running: interval, who refreshes    |
 *   +------+ <------------------------------------------ +-------------------------------------+
 *             2xx without it, dialog ended                | we: half the interval less 0-5 s
 *                                                         |   refresh -> 2xx: run again
 *                                                         |   491: once more in 2 s; other: BYE
 *                                                         | the peer: the whole interval
 *                                                         |   BYE, session expired
 */
import type { StackCore } from '../core.js';
import type { SipMessage, SipRequest, SipResponse } from '../parse/message.js';
import type { Dialog, DialogEndCause, RequestDraft } from '../stack.js';
import type { TimerOwner, WheelTimer } from '../timer-wheel.js';

/** RFC 4028 5: the shortest interval, in seconds. */
export const MIN_INTERVAL = 90;
const GLARE_WAIT = 2_000;

export interface SessionExpires {
  readonly seconds: number;
  readonly refresher: 'uac' | 'uas' | undefined;
}

/** The dialog of the session, as far as the timer needs it. */
export interface TimedDialog extends Pick<Dialog, 'state' | 'ack'> {
  /** Whether one of our INVITEs lacks its final response or its ACK. */
  readonly hasInviteUnderWay: boolean;
  /** Sends a re-INVITE or UPDATE by the stack itself (RFC 4028 7.4). */
  refreshSession(headers: RequestDraft['headers'], onResponse: (response: SipResponse) => void): void;
  endBy(cause: DialogEndCause): void;
}

export class SessionTimer implements TimerOwner {
  readonly #core: StackCore;
  readonly #dialog: TimedDialog;
  #seconds = 0;
  #timer: WheelTimer | undefined;

  constructor(core: StackCore, dialog: TimedDialog) {
    this.#core = core;
    this.#dialog = dialog;
  }

  /** The peer's 2xx to our INVITE or UPDATE: without a refresher parameter we refresh. */
  negotiatedByPeer(response: SipResponse): void {
    const asked = sessionExpires(response);
    if (asked === undefined) this.stop();
    else this.#run(asked.seconds, asked.refresher !== 'uas');
  }

  /** Our own 2xx to the peer's INVITE or UPDATE. */
  negotiatedByUs(agreed: SessionExpires | undefined): void {
    if (agreed === undefined) this.stop();
    else this.#run(agreed.seconds, agreed.refresher !== 'uac');
  }

  stop(): void {
    this.#timer = this.#core.wheel.cancel(this.#timer);
  }

  onTimer(name: string): void {
    if (name === 'expired') this.#dialog.endBy('session-expired');
    else this.#refresh();
  }

  #run(seconds: number, isOurs: boolean): void {
    this.stop();
    if (!this.#core.keepsSessions) return;
    this.#seconds = Math.max(seconds, MIN_INTERVAL);
    const milliseconds = this.#seconds * 1000;
    // Up to five seconds early, so that the calls of a busy minute are not all refreshed in the same one.
    const early = (parseInt(this.#core.random(1), 16) / 255) * 5_000;
    this.#timer = isOurs
      ? this.#core.wheel.set(milliseconds / 2 - early, this, 'refresh')
      : this.#core.wheel.set(milliseconds, this, 'expired');
  }

  #refresh(): void {
    if (this.#dialog.state !== 'confirmed') return;
    if (this.#dialog.hasInviteUnderWay) {
      this.#timer = this.#core.wheel.set(GLARE_WAIT, this, 'refresh');
      return;
    }
    const headers: [string, string][] = [
      ['Session-Expires', `${this.#seconds};refresher=uac`],
      ['Min-SE', String(MIN_INTERVAL)],
      ['Supported', 'timer'],
    ];
    this.#dialog.refreshSession(headers, (response) => this.#refreshed(response));
  }

  #refreshed({ status, cseq, headers }: SipResponse): void {
    if (status < 200 || this.#dialog.state === 'ended') return;
    if (status < 300) {
      if (cseq.method === 'INVITE') this.#dialog.ack({ headers: [] });
      // A peer whose answer does not mention the timer does not keep it; ours goes on.
      if (!headers.has('Session-Expires')) this.#run(this.#seconds, true);
    } else if (status === 491) this.#timer = this.#core.wheel.set(GLARE_WAIT, this, 'refresh');
    else this.#dialog.endBy('session-refresh-failed');
  }
}

/** Session-Expires of a message: `1800;refresher=uas`. Undefined if there is no readable one. */
export function sessionExpires(message: SipMessage): SessionExpires | undefined {
  return parseSessionExpires(message.headers.get('Session-Expires'));
}

export function parseSessionExpires(value: string | undefined): SessionExpires | undefined {
  if (value === undefined) return undefined;
  const seconds = parseInt(value, 10);
  if (!(seconds > 0) || seconds > 0x7fff_ffff / 1000) return undefined;
  const refresher = /;\s*refresher\s*=\s*(ua[cs])/i.exec(value)?.[1]?.toLowerCase();
  return { seconds, refresher: refresher === 'uac' || refresher === 'uas' ? refresher : undefined };
}

/** RFC 4028 9: whether a re-INVITE or UPDATE asks for less than we accept, and gets a 422. */
export function isTooShort(request: SipRequest): boolean {
  const asked = sessionExpires(request);
  return asked !== undefined && asked.seconds < MIN_INTERVAL;
}

/** The default for our 2xx: the caller's choice of refresher, if it made one. */
export function sessionExpiresFor(request: SipRequest): string | undefined {
  const asked = sessionExpires(request);
  if (asked?.refresher === undefined) return undefined;
  return `${Math.max(MIN_INTERVAL, asked.seconds)};refresher=${asked.refresher}`;
}
