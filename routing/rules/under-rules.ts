/** A resolution under the rules of carriers and law: as it was, or a refusal by the first rule that has one. */
import { promptOf, type Refusal } from '../refusal.js';
import type { NeedsY, Resolution, ResolutionQuery, Trace } from '../resolution.js';
import type { RuleRefusal, Rules, Traffic, Verdict } from './rules.js';

/** `trace`: every rule is asked, and each answer told. */
export function underRules<R extends Resolution | NeedsY>(
  rules: Rules,
  found: R,
  query: ResolutionQuery,
  trace?: Trace,
): R | Refusal {
  const call = trafficOf(found, query);
  if (call === undefined || found.kind === 'refuse') return found;
  const refusals = trace && tell(verdictsOf(rules, found, call), trace);
  const refused = (refusals ? refusals[0] : rules.mayCall(call)) ?? mayHaveY(rules, found, call);
  if (refused === undefined) return found;
  const { application, x } = found;
  const { code: reason } = refused;
  return {
    kind: 'refuse',
    reason,
    application,
    subscriptionId: 'subscriptionId' in found ? found.subscriptionId : undefined,
    x,
    prompt: promptOf(reason, application),
    userData: found.kind === 'connect' ? found.rules.userData : undefined,
  };
}

/** A stranger who needs a Y becomes a B. */
function mayHaveY(rules: Rules, found: Resolution | NeedsY, call: Traffic): RuleRefusal | undefined {
  if (found.kind !== 'needs-y') return undefined;
  const { appKey, at } = call;
  const refusal = rules.mayBind({ appKey, b: found.b, isNew: false, at });
  return refusal && { ...refusal, code: 'caller-blacklisted' };
}

/** What each rule says about a call: those about calls, and for a stranger who needs a Y the one about a new B. */
export function verdictsOf(rules: Rules, found: Resolution | NeedsY, call: Traffic): readonly Verdict[] {
  const verdicts = rules.verdicts(call);
  const refusal = mayHaveY(rules, found, call);
  if (refusal === undefined) return verdicts;
  return [...verdicts, { rule: refusal.rule, statement: 'the caller may be bound as B', refusal }];
}

/** Traces every rule; answers the refusals. */
function tell(verdicts: readonly Verdict[], trace: Trace): readonly RuleRefusal[] {
  const refusals: RuleRefusal[] = [];
  for (const { statement, refusal } of verdicts) {
    trace(
      refusal === undefined ? statement : `${statement}: ${refusal.because}`,
      refusal === undefined ? 'yes' : 'no',
    );
    if (refusal !== undefined) refusals.push(refusal);
  }
  return refusals;
}

/** The call of a resolution; undefined for one that is refused anyway. */
export function trafficOf(found: Resolution | NeedsY, { caller, at }: ResolutionQuery): Traffic | undefined {
  if (found.kind === 'refuse' || caller === undefined) return undefined;
  const { application, x } = found;
  const isKnown = found.kind === 'connect' || found.kind === 'needs-y';
  const callee = isKnown ? found.callee : undefined;
  const direction = isKnown ? found.direction : 0;
  return { appKey: application.appKey, caller, callee, x, direction, hasNoA: application.mode === 'X', at };
}
