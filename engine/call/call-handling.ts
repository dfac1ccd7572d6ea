/** The call side of the engine, as `service.ts` builds it: takes calls in, knows those in work, ends them. */
import type { IncomingCall } from '../sip/signaling.js';
import type { CallParts } from './call-parts.js';
import { Calls } from './calls.js';
import { systemClock, type Clock } from './clock.js';
import { maskedCall } from './masked-call.js';

export type CallHandlingOptions = Omit<CallParts, 'calls' | 'clock'> & { readonly clock?: Clock };

export interface CallHandling {
  /** For `SignalingHandlers.onCall`. */
  onCall(incoming: IncomingCall): void;
  /** The calls in work: to list, to find, to end one, to drain all. */
  readonly calls: Calls;
}

export function createCallHandling(options: CallHandlingOptions): CallHandling {
  const clock = options.clock ?? systemClock;
  const calls = new Calls(options.limits, clock);
  const parts: CallParts = { ...options, clock, calls };
  return {
    calls,
    onCall: (incoming) => void maskedCall(incoming, parts),
  };
}
