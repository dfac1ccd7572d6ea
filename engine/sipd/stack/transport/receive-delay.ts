/**
 * How long a datagram waits in the receive queue of a listener. The event loop does not show it: it reads some
 * datagrams a turn, and turns stay short however long the queue is. So a listener now and then sends a datagram to
 * itself, which waits like those of peers. Its content is random, so that no peer can make one up.
 */
import { randomBytes } from 'node:crypto';

const LENGTH = 17;
/** One that has not come back by then is lost, as the queue was full. */
const LOST_MS = 1000;
/** After so many in a row something else takes them, such as a packet filter: nothing is known then. */
const MAX_LOST = 3;

export class ReceiveDelay {
  readonly #send: (probe: Buffer) => void;
  readonly #now: () => number;
  #probe = Buffer.alloc(0);
  /** Undefined while none is on its way. */
  #sentAt: number | undefined;
  #lastMs = 0;
  #lost = 0;
  #hasReturned = false;

  constructor(send: (probe: Buffer) => void, now: () => number) {
    this.#send = send;
    this.#now = now;
  }

  /** The delay in milliseconds, as far as it is known; sends the next datagram if none is on its way. */
  measure(): number {
    const now = this.#now();
    const age = this.#sentAt === undefined ? 0 : now - this.#sentAt;
    if (age >= LOST_MS) {
      this.#sentAt = undefined;
      this.#lost += 1;
      this.#lastMs = age;
    }
    if (this.#sentAt === undefined) {
      this.#sentAt = now;
      this.#probe = randomBytes(LENGTH);
      // Neither SIP nor STUN.
      this.#probe[0] = 0xff;
      this.#send(this.#probe);
    }
    return this.#hasReturned && this.#lost < MAX_LOST ? Math.max(age, this.#lastMs) : 0;
  }

  /** Whether that datagram is ours. */
  take(bytes: Buffer): boolean {
    if (bytes.length !== LENGTH || bytes[0] !== 0xff) return false;
    if (this.#sentAt === undefined || !bytes.equals(this.#probe)) return false;
    this.#lastMs = this.#now() - this.#sentAt;
    this.#sentAt = undefined;
    this.#lost = 0;
    this.#hasReturned = true;
    return true;
  }
}
