/**
 * Client transaction of everything but INVITE and ACK: RFC 3261 17.1.2.
 *
 *                   start: send request
 *                            |
 *      E: send again   +-----v-----+  F: 408 to the user
 *     +----------------|  trying   |------------------------+
 *     +--------------->+-----------+                        |
 *                  1xx |       | 200-699                    |
 *   E, 1xx      +------v-----+ |                            |
 *  +------------| proceeding | |      F: 408 to the user    |
 *  +----------->+------------+-|--------------------------->|
 *              200-699 |       |                            |
 *                  +---v-------v---+                        |
 *                  |   completed   |  any response: dropped |
 *                  +---------------+                        |
 *                          | K                              |
 *                  +-------v--------------------------------v-+
 *                  |                terminated                |
 *                  +------------------------------------------+
 */
import type { SipResponse } from '../parse/message.js';
import type { Flow } from '../stack.js';
import type { TimerOwner, WheelTimer } from '../timer-wheel.js';
import type { ClientTransactionUser, Outlet, TransactionSurroundings } from './transaction.js';

type NonInviteClientState = 'idle' | 'trying' | 'proceeding' | 'completed' | 'terminated';

export class NonInviteClientTransaction implements TimerOwner {
  state: NonInviteClientState = 'idle';
  readonly #surroundings: TransactionSurroundings;
  readonly #user: ClientTransactionUser;
  #outlet: Outlet | undefined;
  #bytes: Buffer | undefined;
  #interval = 0;
  #retransmission: WheelTimer | undefined;
  #lifetime: WheelTimer | undefined;

  constructor(surroundings: TransactionSurroundings, user: ClientTransactionUser) {
    this.#surroundings = surroundings;
    this.#user = user;
  }

  /** Sends the request. A second call, while trying, tries another way (8.1.3.1, 18.1.1). */
  start(outlet: Outlet, bytes: Buffer): void {
    const { wheel, timers } = this.#surroundings;
    if (this.state !== 'idle' && this.state !== 'trying') return;
    this.#outlet = outlet;
    this.#bytes = bytes;
    if (this.state === 'idle') this.#lifetime = wheel.set(64 * timers.t1, this, 'F'); // 17.1.2.2
    this.state = 'trying';
    this.#retransmission = wheel.cancel(this.#retransmission);
    outlet.send(bytes);
    if (!outlet.isReliable) {
      this.#interval = timers.t1;
      this.#retransmission = wheel.set(this.#interval, this, 'E');
    }
  }

  receive(response: SipResponse, flow: Flow, bytes: number): void {
    switch (this.state) {
      case 'trying':
      case 'proceeding':
        if (response.status < 200) this.state = 'proceeding';
        else this.#complete();
        this.#user.onResponse(response, flow, bytes);
        return;
      case 'completed':
        this.#surroundings.counters.absorbedRetransmissions += 1;
        return;
      case 'idle':
      case 'terminated':
    }
  }

  /** Ends the machine silently. */
  terminate(): void {
    if (this.state === 'terminated') return;
    this.state = 'terminated';
    this.#retransmission = this.#surroundings.wheel.cancel(this.#retransmission);
    this.#lifetime = this.#surroundings.wheel.cancel(this.#lifetime);
    this.#bytes = this.#outlet = undefined;
    this.#user.onTerminated();
  }

  onTimer(name: string): void {
    switch (name) {
      case 'E':
        this.#retransmit();
        return;
      case 'F':
        this.#user.onTimeout();
        this.terminate();
        return;
      default: // K
        this.terminate();
    }
  }

  /** 17.1.2.2: MIN(2 * last, T2) while trying, T2 while proceeding. */
  #retransmit(): void {
    const { wheel, timers, counters } = this.#surroundings;
    if (this.#bytes === undefined) return;
    counters.retransmittedRequests += 1;
    this.#outlet?.send(this.#bytes);
    this.#interval = this.state === 'trying' ? Math.min(2 * this.#interval, timers.t2) : timers.t2;
    this.#retransmission = wheel.set(this.#interval, this, 'E');
  }

  #complete(): void {
    const { wheel, timers } = this.#surroundings;
    this.state = 'completed';
    this.#retransmission = wheel.cancel(this.#retransmission);
    this.#bytes = undefined;
    wheel.cancel(this.#lifetime);
    this.#lifetime = wheel.set(this.#outlet?.isReliable === false ? timers.t4 : 0, this, 'K');
  }
}
