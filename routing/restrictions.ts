/**
 * A resolution under the limits that the application's own settings put on its calls (`calls` of the configuration): as
 * it was, or a refusal. What can be said before the callee is known is said then: no extension is asked for in a call
 * that is refused anyway. A stranger who needs a Y (AXYB) reaches A, so all of it is said before the Y is allocated.
 * Limits of numbers of calls are the engine's (`application-usage.ts`).
 */
import type { Application } from './application.js';
import type { E164 } from './numbers/number.js';
import { promptOf, type Refusal } from './refusal.js';
import type { NeedsY, RefusalReason, Resolution, ResolutionQuery, RoutingView, Trace } from './resolution.js';

/** An application without such settings costs one comparison. */
export function underRestrictions<R extends Resolution | NeedsY>(
  { policy }: Pick<RoutingView, 'policy'>,
  found: R,
  { caller }: ResolutionQuery,
  trace?: Trace,
): R | Refusal {
  if (found.kind === 'refuse' || caller === undefined || found.application.calls === undefined) return found;
  const isHome = (number: E164): boolean => policy.kindOf(number) !== 'foreign';
  const reason =
    reasonOfCaller(found.application, caller, isHome) ??
    (found.kind === 'connect' || found.kind === 'needs-y' ? reasonOfConnection(found, isHome) : undefined);
  trace?.('the limits of the application let it call', reason === undefined ? 'yes' : 'no');
  if (reason === undefined) return found;
  const { application, x } = found;
  return {
    ...{ kind: 'refuse', reason, application, x, prompt: promptOf(reason, application) },
    subscriptionId: 'subscriptionId' in found ? found.subscriptionId : undefined,
    userData: found.kind === 'connect' ? found.rules.userData : undefined,
  };
}

type IsHome = (number: E164) => boolean;

function reasonOfCaller(
  { calls = {} }: Application,
  caller: E164,
  isHome: IsHome,
): RefusalReason | undefined {
  const { voice = true, internationalIn = true, testNumbers = [] } = calls;
  if (!voice) return 'application-incapable';
  if (!internationalIn && !isHome(caller)) return 'international-caller';
  return testNumbers.length === 0 || testNumbers.includes(caller) ? undefined : 'test-number';
}

function reasonOfConnection(
  { application, callee, direction }: Extract<Resolution, { kind: 'connect' }> | NeedsY,
  isHome: IsHome,
): RefusalReason | undefined {
  const {
    internationalOut = true,
    testNumbers = [],
    forbiddenPrefixes = [],
    ...calls
  } = application.calls ?? {};
  const allowed = calls.direction ?? 0;
  // X mode has no A.
  if (application.mode !== 'X' && allowed !== 0 && (allowed === 1) !== (direction === 1))
    return 'direction-control';
  if (!internationalOut && !isHome(callee)) return 'international-callee';
  if (forbiddenPrefixes.some((prefix) => callee.startsWith(prefix))) return 'prefix-forbidden';
  return testNumbers.length === 0 || testNumbers.includes(callee) ? undefined : 'test-number';
}
