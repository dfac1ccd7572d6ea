/**
 * Server transaction of everything but INVITE and ACK: RFC 3261 17.2.2.
 *
 *                           request: to the user
 *                                  |
 *   request again: dropped   +-----v------+  W: given up
 *                            |   trying   |------------------------+
 *                            +------------+                        |
 *                          1xx |       | 200-699: send             |
 *   request again: 1xx  +------v-----+ |                           |
 *  +--------------------| proceeding | |           W: given up     |
 *  +------------------->+------------+-|-------------------------->|
 *                 200-699 |            |                           |
 *   request again:    +---v------------v--+                        |
 *   final again       |     completed     |                        |
 *                     +-------------------+                        |
 *                               | J                                |
 *                     +---------v----------------------------------v-+
 *                     |                  terminated                  |
 *                     +----------------------------------------------+
 *
 * W is ours: after 64 * T1 the peer's timer F has fired, so an unanswered request is given up in silence.
 */
import type { TimerOwner, WheelTimer } from '../timer-wheel.js';
import type { Outlet, ServerTransactionUser, TransactionSurroundings } from './transaction.js';

type NonInviteServerState = 'trying' | 'proceeding' | 'completed' | 'terminated';

export class NonInviteServerTransaction implements TimerOwner {
  state: NonInviteServerState = 'trying';
  readonly #surroundings: TransactionSurroundings;
  readonly #outlet: Outlet;
  readonly #user: ServerTransactionUser;
  /** The last response, for replay. */
  #bytes: Buffer | undefined;
  #lifetime: WheelTimer | undefined;

  constructor(surroundings: TransactionSurroundings, outlet: Outlet, user: ServerTransactionUser) {
    this.#surroundings = surroundings;
    this.#outlet = outlet;
    this.#user = user;
    this.#lifetime = surroundings.wheel.set(64 * surroundings.timers.t1, this, 'W');
  }

  respond(status: number, bytes: Buffer): void {
    const { wheel, timers } = this.#surroundings;
    this.#bytes = bytes;
    this.#outlet.send(bytes);
    if (status < 200) {
      this.state = 'proceeding';
      return;
    }
    this.state = 'completed';
    wheel.cancel(this.#lifetime);
    this.#lifetime = wheel.set(this.#outlet.isReliable ? 0 : 64 * timers.t1, this, 'J');
  }

  /** The request again. */
  receiveAgain(): void {
    this.#surroundings.counters.absorbedRetransmissions += 1;
    if (this.#bytes !== undefined) this.#outlet.send(this.#bytes);
  }

  /** Ends the machine silently. */
  terminate(): void {
    if (this.state === 'terminated') return;
    this.state = 'terminated';
    this.#lifetime = this.#surroundings.wheel.cancel(this.#lifetime);
    this.#bytes = undefined;
    this.#user.onTerminated();
  }

  onTimer(name: string): void {
    if (name === 'W') this.#user.onGivenUp();
    this.terminate();
  }
}
