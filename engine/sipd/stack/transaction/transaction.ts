/** What the four transaction machines share: their environment and the way out to the peer. */
import type { SipResponse } from '../parse/message.js';
import type { Flow, StackCounters, TimerValues } from '../stack.js';
import type { TimerWheel } from '../timer-wheel.js';

export interface TransactionSurroundings {
  readonly wheel: TimerWheel;
  readonly timers: TimerValues;
  readonly counters: StackCounters;
}

/** Where a transaction's bytes go. `isReliable` is false for UDP only (RFC 3261 17: which timers run). */
export interface Outlet {
  readonly isReliable: boolean;
  send(bytes: Buffer): void;
}

/** The transaction user of a client transaction (RFC 3261 17.1). */
export interface ClientTransactionUser {
  /** Every response: provisionals, one final; for an INVITE each 2xx (RFC 6026). */
  onResponse(response: SipResponse, flow: Flow, bytes: number): void;
  /** No final response in time: timer B or F, or 64 * T1 after the CANCEL. */
  onTimeout(): void;
  /** The machine has ended; it calls nothing any more. */
  onTerminated(): void;
}

/** The transaction user of a server transaction (RFC 3261 17.2). */
export interface ServerTransactionUser {
  /** Given up silently: there was no answer for so long that the peer has given up as well. */
  onGivenUp(): void;
  onTerminated(): void;
}
