/** A resolution, step by step, for API, console and command line. */
import type { Resolution } from './resolve.js';

export interface Step {
  /** What was asked, as a short sentence: `+86138****0021 is A of the binding`. Numbers are masked. */
  readonly step: string;
  readonly outcome: 'yes' | 'no' | 'found' | 'missing';
}

export interface Explanation {
  readonly steps: readonly Step[];
  /** A stranger's Y in AXYB is the one that would be handed out. */
  readonly resolution: Resolution;
}
