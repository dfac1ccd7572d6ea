/**
 * New calls refused because there are too many: with 503 and Retry-After, without a transaction (RFC 3261 8.2.7), and
 * each repetition in the same way. What belongs to a call in progress never comes here.
 *
 * Once calls are being refused, the INVITEs of known sources are judged before they are parsed, as a flood must cost
 * what calls in progress need as little as possible. What else comes over UDP waits meanwhile (waiting-datagrams.ts):
 * a refusal goes out although there is a queue.
 */
import type { StackCore } from './core.js';
import { readUnreadInvite } from './parse/unread-invite.js';
import type { Flow } from './stack.js';
import { RefusedCalls } from './transaction/refused-calls.js';
import type { Arrival } from './transaction/server-request.js';
import { branchKey } from './transaction/server-table.js';
import { shed, shedUnread } from './transaction/stateless-response.js';

/** The stack's user, as far as it decides about new calls. */
export interface CallJudge {
  /** Asked once for each: undefined admits it, otherwise the seconds of Retry-After. */
  readonly refuseCall: () => number | undefined;
  /** Whether calls are being refused at the moment. */
  readonly isRefusing: () => boolean;
}

export class Shedding {
  readonly #core: StackCore;
  readonly #judge: CallJudge;
  /** Whether a transaction has that key. */
  readonly #isInWork: (key: string) => boolean;
  readonly #refused: RefusedCalls;

  constructor(core: StackCore, judge: CallJudge, isInWork: (key: string) => boolean) {
    this.#core = core;
    this.#judge = judge;
    this.#isInWork = isInWork;
    this.#refused = new RefusedCalls(() => core.now());
  }

  /** Whether nothing is to be done with a datagram now: it was an INVITE that is refused, or it waits. */
  takesUnread(bytes: Buffer, flow: Flow): boolean {
    const isRefusing = this.#judge.isRefusing();
    if (!isRefusing && this.#core.waiting.isEmpty) return false;
    const invite = isRefusing && this.#core.strangers.isKnown(flow) ? readUnreadInvite(bytes) : undefined;
    const key = invite && branchKey(invite.via, 'INVITE');
    if (
      invite === undefined ||
      key === undefined ||
      this.#isInWork(key) ||
      this.#core.waiting.isAdmitted(key)
    ) {
      if (!this.#core.waiting.add(bytes, flow)) this.#core.counters.waitingDropped += 1;
      return true;
    }
    const seconds = this.#again(key) ?? this.#first(key);
    if (seconds === undefined) {
      if (!this.#core.waiting.add(bytes, flow, key)) this.#core.counters.waitingDropped += 1;
      return true;
    }
    this.#core.counters.received += 1;
    shedUnread(this.#core, invite, flow, seconds);
    return true;
  }

  /** Whether there are too many calls for this one. The log has one line for many: the user knows why. */
  refuses(arrival: Arrival, key: string): boolean {
    if (this.#core.waiting.isAdmitted(key)) return false;
    return this.#refuse(arrival, this.#first(key));
  }

  /** Whether it is the INVITE of a call that was refused. */
  refusesAgain(arrival: Arrival, key: string): boolean {
    return this.#refuse(arrival, this.#again(key));
  }

  clear(): void {
    this.#refused.clear();
  }

  #first(key: string): number | undefined {
    const seconds = this.#judge.refuseCall();
    if (seconds === undefined) return undefined;
    this.#refused.add(key, seconds);
    this.#core.counters.callsShed += 1;
    return seconds;
  }

  #again(key: string): number | undefined {
    const seconds = this.#refused.get(key);
    if (seconds !== undefined) this.#core.counters.shedAgain += 1;
    return seconds;
  }

  #refuse({ message, flow, outlet }: Arrival, seconds: number | undefined): boolean {
    if (seconds !== undefined) shed(this.#core, message, flow, outlet, seconds);
    return seconds !== undefined;
  }
}
