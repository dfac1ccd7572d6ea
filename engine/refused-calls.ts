/**
 * The last calls that never reached an application, so that they have no record: why each was refused, for `explain`.
 * Numbers are masked as they come, so nothing here is about a person.
 */
import { maskNumber } from '../routing/numbers/number.js';
import type { RefusedCall } from './api/operator/context.js';
import type { CallParts, EndedCall } from './call/call-parts.js';

const KEPT = 2000;

export class RefusedCalls {
  /** By session id, oldest first. */
  readonly #calls = new Map<string, RefusedCall>();

  /** What calls tell, told here as well. */
  with<T extends Pick<CallParts, 'onEnded'>>(told: T): T {
    return {
      ...told,
      onEnded: (ended: EndedCall) => {
        this.ended(ended);
        told.onEnded(ended);
      },
    };
  }

  /** One call has ended. */
  ended({ facts, trunk }: EndedCall): void {
    const { sessionId, application, end, caller, x, callerTrunk } = facts;
    if (application !== undefined || end === undefined) return;
    this.#calls.set(sessionId, {
      ...{ trunk: callerTrunk ?? trunk, ending: end.kind },
      caller: caller === undefined ? undefined : maskNumber(caller),
      dialled: x === undefined ? undefined : maskNumber(x),
    });
    for (const oldest of this.#calls.keys()) {
      if (this.#calls.size <= KEPT) break;
      this.#calls.delete(oldest);
    }
  }

  of(sessionId: string): RefusedCall | undefined {
    return this.#calls.get(sessionId);
  }
}
