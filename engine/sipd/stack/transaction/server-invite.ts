/**
 * INVITE server transaction: RFC 3261 17.2.1 as corrected by RFC 6026 section 7.1.
 *
 *                        INVITE: 100 sent by the stack
 *                                  |
 *   INVITE: last 1xx again   +-----v------+
 *   1xx from the user: send  | proceeding |-------------------+
 *  +-------------------------|            | 2xx: send         |
 *  +------------------------>+------------+                   |
 *                                  | 300-699: send            |
 *   INVITE, G: final again   +-----v------+            +------v-----+  INVITE: absorbed
 *  +-------------------------| completed  |            |  accepted  |----------------+
 *  +------------------------>+------------+ H          |            |<---------------+
 *                                  | ACK    |          +------------+  2xx: send again
 *                            +-----v------+ |                 | L
 *                            | confirmed  | |                 |
 *                            +------------+ |                 |
 *                                  | I      |                 |
 *                            +-----v--------v-----------------v-+
 *                            |            terminated            |
 *                            +----------------------------------+
 *
 * The 2xx is repeated by the dialog (13.3.1.4), not here; an ACK for it does not come here either. In
 * addition to the RFC's: W, an INVITE without any answer for 64 s is given up silently, as drachtio-server does.
 */
import type { TimerOwner, WheelTimer } from '../timer-wheel.js';
import type { Outlet, ServerTransactionUser, TransactionSurroundings } from './transaction.js';

type InviteServerState = 'proceeding' | 'completed' | 'confirmed' | 'accepted' | 'terminated';

export class InviteServerTransaction implements TimerOwner {
  state: InviteServerState = 'proceeding';
  readonly #surroundings: TransactionSurroundings;
  readonly #outlet: Outlet;
  readonly #user: ServerTransactionUser;
  /** The last response, for replay. */
  #bytes: Buffer | undefined;
  #interval: number;
  #retransmission: WheelTimer | undefined;
  #lifetime: WheelTimer | undefined;

  constructor(surroundings: TransactionSurroundings, outlet: Outlet, user: ServerTransactionUser) {
    this.#surroundings = surroundings;
    this.#outlet = outlet;
    this.#user = user;
    this.#interval = surroundings.timers.t1;
    this.#lifetime = surroundings.wheel.set(128 * surroundings.timers.t1, this, 'W');
  }

  /** The stack's own 100: does not count as an answer of the user. */
  trying(bytes: Buffer): void {
    this.#bytes = bytes;
    this.#outlet.send(bytes);
  }

  /** Sends a response of the user while proceeding. */
  respond(status: number, bytes: Buffer): void {
    const { wheel, timers } = this.#surroundings;
    this.#outlet.send(bytes);
    this.#lifetime = wheel.cancel(this.#lifetime);
    if (status < 200) {
      this.#bytes = bytes;
    } else if (status < 300) {
      this.state = 'accepted'; // RFC 6026 7.1
      this.#bytes = undefined;
      this.#lifetime = wheel.set(64 * timers.t1, this, 'L');
    } else {
      this.state = 'completed';
      this.#bytes = bytes;
      this.#lifetime = wheel.set(64 * timers.t1, this, 'H');
      if (!this.#outlet.isReliable) this.#retransmission = wheel.set(this.#interval, this, 'G');
    }
  }

  /** The 2xx once more, or a reliable provisional: the dialog schedules them. */
  resend(bytes: Buffer): void {
    this.#outlet.send(bytes);
  }

  /** The INVITE again. */
  receiveAgain(): void {
    this.#surroundings.counters.absorbedRetransmissions += 1;
    if (this.#bytes !== undefined && (this.state === 'proceeding' || this.state === 'completed'))
      this.#outlet.send(this.#bytes);
  }

  /** An ACK with the branch of this transaction: of a final from 300 to 699. */
  receiveAck(): void {
    const { wheel, timers } = this.#surroundings;
    if (this.state !== 'completed') return;
    this.state = 'confirmed';
    this.#bytes = undefined;
    this.#retransmission = wheel.cancel(this.#retransmission);
    wheel.cancel(this.#lifetime);
    this.#lifetime = wheel.set(this.#outlet.isReliable ? 0 : timers.t4, this, 'I');
  }

  /** Ends the machine silently. */
  terminate(): void {
    if (this.state === 'terminated') return;
    this.state = 'terminated';
    this.#retransmission = this.#surroundings.wheel.cancel(this.#retransmission);
    this.#lifetime = this.#surroundings.wheel.cancel(this.#lifetime);
    this.#bytes = undefined;
    this.#user.onTerminated();
  }

  onTimer(name: string): void {
    switch (name) {
      case 'G': // 17.2.1: T1 doubling to T2
        if (this.#bytes !== undefined) this.#outlet.send(this.#bytes);
        this.#interval = Math.min(2 * this.#interval, this.#surroundings.timers.t2);
        this.#retransmission = this.#surroundings.wheel.set(this.#interval, this, 'G');
        return;
      case 'W':
        this.#user.onGivenUp();
        this.terminate();
        return;
      default: // H, I, L
        this.terminate();
    }
  }
}
