/** AX: sets the callee of A's next call through X (spec 4.5). `/rest/caas/privatenumber/calleenumber/v1.0` */
import type { AxBindings } from '../../../routing/bindings/bindings.js';
import { axFields } from './ax.js';
import { mandatory } from './fields.js';
import { changing, type ModeRefusals, type Operation } from './operation.js';
import { invalid, results } from './result-codes.js';

/** `origNum` is not read: the platform ignores it. */
export function temporaryCalleeOperation(bindings: AxBindings): Operation {
  return async ({ application, fields }) => {
    const request = {
      subscriptionId: fields.subscriptionId(),
      x: fields.number('privateNum', { min: 4, max: 31 }),
      callee: mandatory(fields.number('calleeNum', { min: 3, max: 31 }), 'calleeNum'),
      duration: fields.integer('duration', 0, LONGEST_DURATION),
      userData: fields.userData(),
    };
    if (request.subscriptionId === undefined && request.x === undefined) {
      throw invalid('subscriptionId or privateNum is mandatory.');
    }
    await changing(refusals, bindings.setTemporaryCallee(application, request));
    return {};
  };
}

/** Seconds. The range is not published (spec 12, 5); routing's policy sets the limit. */
const LONGEST_DURATION = 7_776_000;

const refusals: ModeRefusals = {
  reasons: {
    'x-unknown': results.bindingMissing,
    'x-not-owned': results.bindingMissing,
    'not-found': results.bindingMissing,
  },
  fields: axFields,
};
