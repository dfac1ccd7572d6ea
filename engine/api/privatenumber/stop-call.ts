/** Ends a call in progress (spec 8.2). `/rest/httpsessions/callStop/v2.0` */
import type { Calls } from '../collaborators.js';
import { mandatory } from './fields.js';
import type { Operation } from './operation.js';
import { Refusal, results } from './result-codes.js';

export function stopCallOperation(calls: Calls): Operation {
  return async ({ application, fields }) => {
    // Lower case here, unlike in events.
    const sessionId = mandatory(fields.text('sessionid', { max: 256 }), 'sessionid');
    mandatory(fields.choice('signal', ['call_stop']), 'signal');
    if (!(await calls.endCall(sessionId, application.appKey))) throw new Refusal(results.recordMissing);
    return {};
  };
}
