/** The call side of the engine, as `service.ts` builds it: takes calls, lists those in progress, ends them. */
import type { IncomingCall } from '../sip/signaling.js';
import { ApplicationUsage } from './application-usage.js';
import type { CallParts } from './call-parts.js';
import { Calls } from './calls.js';
import { systemClock, type Clock } from '../clock.js';
import { maskedCall } from './masked-call.js';
import { UnknownCallers } from './unknown-callers.js';

export type CallHandlingOptions = Omit<CallParts, 'calls' | 'clock' | 'usage'> & { readonly clock?: Clock };

export interface CallHandling {
  /** For `SignalingHandlers.onCall`. */
  onCall(incoming: IncomingCall): void;
  /** The calls in progress: to list, to find, to end one, to drain all. */
  readonly calls: Calls;
  /** Puts other parts in force for the calls to come. Calls in progress keep those that they began with. */
  replace(parts: Pick<CallParts, 'trunks' | 'limits' | 'extension'>): void;
  /** For the API (spec 8.2): ends a call of an application; false if it has no call with that session id. */
  endCall(sessionId: string, appKey: string): Promise<boolean>;
}

export function createCallHandling(options: CallHandlingOptions): CallHandling {
  const clock = options.clock ?? systemClock;
  const calls = new Calls(options.limits, clock);
  let parts: CallParts = { ...options, clock, calls, usage: new ApplicationUsage(clock) };
  const unknown = new UnknownCallers(parts.logger, clock);
  return {
    calls,
    replace: (others) => {
      parts = { ...parts, ...others };
      calls.limit(others.limits);
    },
    onCall: (incoming) => {
      if (parts.trunks.trunkOf(incoming.source) === undefined) return unknown.refuse(incoming);
      // It never rejects; if it did, only this call would end.
      maskedCall(incoming, parts).catch((err: unknown) => {
        parts.logger.error({ call: incoming.id, err }, 'the call was given up');
        incoming.reject(500);
      });
    },
    endCall: async (sessionId, appKey) =>
      calls.find(sessionId)?.facts.application?.appKey === appKey &&
      calls.end(sessionId, 'stopped-by-application'),
  };
}
