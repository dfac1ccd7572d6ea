/**
 * How long each step of the narrative takes. A call is in one step at a time: entering the next one ends the one before.
 * What is measured of a call is two fields of it, so that a step costs no object and no closure.
 */
import type { EndSignal } from '../end-signal.js';
import type { Clock } from '../clock.js';

export type StepName =
  'admit' | 'resolve' | 'prepare' | 'announce' | 'dial' | 'connect' | 'supervise' | 'finish';

/** The part of a call that is measured. */
export interface SteppedCall {
  /** Undefined between two steps. */
  step: StepName | undefined;
  /** When it entered that step, by `Clock.elapsed`. */
  stepSince: number;
  readonly signal: Pick<EndSignal, 'aborted'>;
  readonly incoming: { readonly id: string };
  readonly parts: {
    readonly clock: Pick<Clock, 'elapsed'>;
    readonly onStep: (step: StepName, milliseconds: number, sessionId: string) => void;
  };
}

/**
 * The same call, in its next step. A call that was stopped enters none but `finish`: steps that were abandoned may
 * still go on, and would end the measurement of the one that the call is in.
 */
export function entering<C extends SteppedCall>(call: C, step: StepName): C {
  if (call.signal.aborted && step !== 'finish') return call;
  leaveStep(call);
  call.step = step;
  call.stepSince = call.parts.clock.elapsed();
  return call;
}

/** Ends the step that the call is in, whichever way it ended. */
export function leaveStep(call: SteppedCall): void {
  const { step, parts, incoming } = call;
  if (step === undefined) return;
  call.step = undefined;
  parts.onStep(step, parts.clock.elapsed() - call.stepSince, incoming.id);
}
