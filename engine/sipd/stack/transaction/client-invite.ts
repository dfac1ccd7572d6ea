/**
 * INVITE client transaction: RFC 3261 17.1.1 as corrected by RFC 6026 section 7.2.
 *
 *                      start: send INVITE
 *                              |
 *        A: send again   +-----v-----+  B: 408 to the user
 *       +----------------|  calling  |--------------------------+
 *       +--------------->+-----------+                          |
 *                  1xx |    |2xx   | 300-699: ACK               |
 *   1xx          +-----v------+    |      |                     |
 *  +-------------| proceeding |    |      |   X: 408 to the user|
 *  +------------>+------------+----|------|-------------------->|
 *                    |2xx   |300-699: ACK |                     |
 *                +---v------|---+  +------v----+                |
 *   2xx: to user |   accepted   |  | completed | 300-699: ACK   |
 *  +-------------|              |  |           |------------+   |
 *  +------------>+--------------+  +-----------+<-----------+   |
 *                       | M              | D                    |
 *                +------v----------------v----------------------v-+
 *                |                   terminated                   |
 *                +------------------------------------------------+
 *
 * Beside the RFC's: C, silence after a provisional (16.6 step 11), asks the user to cancel, and X is the
 * time a cancelled INVITE is given for its final response (9.1: 64 * T1).
 */
import type { SipResponse } from '../parse/message.js';
import type { Flow } from '../stack.js';
import type { TimerOwner, WheelTimer } from '../timer-wheel.js';
import type { ClientTransactionUser, Outlet, TransactionSurroundings } from './transaction.js';

export interface InviteClientUser extends ClientTransactionUser {
  /** Timer C: after this long without a response since a provisional, the call is cancelled. */
  onSilence(): void;
  /** The ACK of this response, 300 to 699, as bytes (17.1.1.3). */
  makeAck(response: SipResponse): Buffer;
}

type InviteClientState = 'idle' | 'calling' | 'proceeding' | 'accepted' | 'completed' | 'terminated';

export class InviteClientTransaction implements TimerOwner {
  state: InviteClientState = 'idle';
  readonly #surroundings: TransactionSurroundings;
  readonly #user: InviteClientUser;
  #outlet: Outlet | undefined;
  /** What is retransmitted: the INVITE while calling, the ACK while completed. */
  #bytes: Buffer | undefined;
  #interval = 0;
  #retransmission: WheelTimer | undefined;
  #lifetime: WheelTimer | undefined;
  #isCancelled = false;

  constructor(surroundings: TransactionSurroundings, user: InviteClientUser) {
    this.#surroundings = surroundings;
    this.#user = user;
  }

  /** Sends the INVITE. A second call, while calling, tries another way (8.1.3.1, 18.1.1). */
  start(outlet: Outlet, bytes: Buffer): void {
    const { wheel, timers } = this.#surroundings;
    if (this.state !== 'idle' && this.state !== 'calling') return;
    this.#outlet = outlet;
    this.#bytes = bytes;
    if (this.state === 'idle') this.#live(64 * timers.t1, 'B'); // 17.1.1.2
    this.state = 'calling';
    this.#retransmission = wheel.cancel(this.#retransmission);
    outlet.send(bytes);
    if (!outlet.isReliable) {
      this.#interval = timers.t1;
      this.#retransmission = wheel.set(this.#interval, this, 'A');
    }
  }

  receive(response: SipResponse, flow: Flow, bytes: number): void {
    switch (this.state) {
      case 'calling':
      case 'proceeding':
        if (response.status < 200) this.#proceed();
        else if (response.status < 300) this.#accept();
        else this.#complete(response);
        this.#user.onResponse(response, flow, bytes);
        return;
      case 'accepted': // RFC 6026 7.2: each 2xx goes up, whether it is a repeat or from another branch
        if (response.status >= 200 && response.status < 300) this.#user.onResponse(response, flow, bytes);
        return;
      case 'completed': // 17.1.1.2: the ACK again, nothing to the user
        this.#surroundings.counters.absorbedRetransmissions += 1;
        if (response.status >= 300 && this.#bytes !== undefined) this.#outlet?.send(this.#bytes);
        return;
      case 'idle':
      case 'terminated':
    }
  }

  /** Nothing is sent any more until something comes: the request has taken another way. */
  stopRepeating(): void {
    if (this.state === 'calling')
      this.#retransmission = this.#surroundings.wheel.cancel(this.#retransmission);
  }

  /** A CANCEL was sent: from now on the INVITE has 64 * T1 to end (9.1). */
  cancelled(): void {
    if (this.state !== 'proceeding') return;
    this.#isCancelled = true;
    this.#live(64 * this.#surroundings.timers.t1, 'X');
  }

  /** Ends the machine silently: transport error, or the stack's own final response. */
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
      case 'A': // 17.1.1.2: T1, 2 T1, 4 T1 … until B
        this.#retransmit();
        return;
      case 'B':
      case 'X':
        this.#user.onTimeout();
        this.terminate();
        return;
      case 'C':
        this.#user.onSilence();
        return;
      default: // D, M
        this.terminate();
    }
  }

  #retransmit(): void {
    if (this.#bytes === undefined) return;
    this.#surroundings.counters.retransmittedRequests += 1;
    this.#outlet?.send(this.#bytes);
    this.#interval *= 2;
    this.#retransmission = this.#surroundings.wheel.set(this.#interval, this, 'A');
  }

  #proceed(): void {
    this.state = 'proceeding';
    this.#retransmission = this.#surroundings.wheel.cancel(this.#retransmission);
    this.#bytes = undefined;
    if (!this.#isCancelled) this.#live(this.#surroundings.timers.timerC, 'C');
  }

  #accept(): void {
    this.state = 'accepted';
    this.#retransmission = this.#surroundings.wheel.cancel(this.#retransmission);
    this.#bytes = undefined;
    this.#live(64 * this.#surroundings.timers.t1, 'M');
  }

  #complete(response: SipResponse): void {
    this.state = 'completed';
    this.#retransmission = this.#surroundings.wheel.cancel(this.#retransmission);
    this.#bytes = this.#user.makeAck(response);
    this.#outlet?.send(this.#bytes);
    this.#live(this.#outlet?.isReliable === false ? 64 * this.#surroundings.timers.t1 : 0, 'D');
  }

  #live(milliseconds: number, name: string): void {
    this.#surroundings.wheel.cancel(this.#lifetime);
    this.#lifetime = this.#surroundings.wheel.set(milliseconds, this, name);
  }
}
