/** A call in progress as the operator API sees it, answered by default. */
import type { ActiveCall } from '../../../engine/call/calls.js';
import type { CallFacts } from '../../../engine/report/call-facts.js';
import { sampleTime } from './api-under-test.js';
import { mobile, privateNumber } from './routing-world.js';

export function activeCall(
  sessionId: string,
  facts: Partial<CallFacts> = {},
  state: ActiveCall['state'] = 'connected',
): ActiveCall {
  const x = facts.x ?? privateNumber(101);
  return {
    state,
    ageMs: 1000,
    facts: {
      sessionId,
      arrivedAt: sampleTime,
      caller: mobile(21),
      x,
      relationX: undefined,
      application: undefined,
      subscriptionId: 'id',
      userData: undefined,
      direction: 1,
      display: x,
      callee: mobile(22),
      extension: undefined,
      dialledAt: sampleTime,
      ringingAt: undefined,
      answeredAt: sampleTime + 1000,
      endedAt: undefined,
      recording: undefined,
      end: undefined,
      ...facts,
    },
  };
}
