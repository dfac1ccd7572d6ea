/** A resolution step by step, for API, console and command line: the same function that routes calls, with a trace. */
import type { NeedsY, Resolution, ResolutionQuery, RoutingView } from './resolution.js';
import { resolve } from './resolve.js';

export interface Step {
  /** The question as a short statement, with masked numbers: `+86138****0021 has a pair on X`. */
  readonly step: string;
  readonly outcome: 'yes' | 'no' | 'found' | 'missing';
}

export interface Explanation {
  readonly steps: readonly Step[];
  /** `needs-y`: a stranger who calls this AXYB number would be given a Y, if one is free. */
  readonly resolution: Resolution | NeedsY;
}

export function explain(view: RoutingView, query: ResolutionQuery): Explanation {
  const steps: Step[] = [];
  const resolution = resolve(view, query, (step, outcome) => steps.push({ step, outcome }));
  return { steps, resolution };
}
