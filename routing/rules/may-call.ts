/** Whether a call would be put through now, what every rule says about it, and from when on it would be. */
import type { NeedsY, RefusalReason, Resolution, ResolutionQuery, RoutingView } from '../resolution.js';
import { resolve } from '../resolve.js';
import type { RuleName, Rules, Traffic, Verdict } from './rules.js';
import { trafficOf, underRules, verdictsOf } from './under-rules.js';

export interface MayCall {
  /** Under the rules. */
  readonly resolution: Resolution | NeedsY;
  readonly allowed: boolean;
  /** `routing`: there is no way to a callee, even if every rule allows one. */
  readonly refusedBy: RuleName | 'routing' | undefined;
  readonly reason: RefusalReason | undefined;
  /** What each rule in force says; none for a call that belongs to no application. */
  readonly verdicts: readonly Verdict[];
  /** From when on all rules allow it, as far as is known now; undefined: not by the passing of time. */
  readonly until: number | undefined;
}

/** One rule may end as another begins; there are fewer rules than this. */
const MAX_ROUNDS = 12;

export function mayCall(view: RoutingView, query: ResolutionQuery): MayCall {
  const { rules } = view;
  const found = resolve({ ...view, rules: undefined }, query);
  const call = trafficOf(found, query) ?? triedCall(found, query);
  const verdicts = rules === undefined || call === undefined ? [] : verdictsOf(rules, found, call);
  const resolution = rules === undefined ? found : underRules(rules, found, query);
  if (resolution.kind !== 'refuse')
    return { resolution, allowed: true, refusedBy: undefined, reason: undefined, verdicts, until: undefined };
  const { reason } = resolution;
  const isRouting = found.kind === 'refuse';
  const refusing = verdicts.find(({ refusal }) => refusal !== undefined);
  const refusedBy = isRouting ? 'routing' : refusing?.rule;
  const until =
    isRouting || rules === undefined || call === undefined ? undefined : allowedFrom(rules, found, call);
  return { resolution, allowed: false, refusedBy, reason, verdicts, until };
}

/** A call that reaches no callee is under the rules of its application and its caller all the same. */
function triedCall(
  found: Resolution | NeedsY,
  { caller, dialled, at }: ResolutionQuery,
): Traffic | undefined {
  if (caller === undefined || found.application === undefined) return undefined;
  const { appKey } = found.application;
  return { appKey, caller, callee: undefined, x: found.x ?? dialled, direction: 0, at };
}

/** The first instant at which every rule allows it: when one rule is over, another may have begun. */
function allowedFrom(rules: Rules, found: Resolution | NeedsY, call: Traffic): number | undefined {
  let { at } = call;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const refusals = verdictsOf(rules, found, { ...call, at }).flatMap(({ refusal }) => refusal ?? []);
    if (refusals.length === 0) return at;
    if (refusals.some(({ until }) => until === undefined)) return undefined;
    at = Math.max(...refusals.map(({ until }) => until ?? at));
  }
  return undefined;
}
