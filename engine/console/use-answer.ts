/** A request to the API as a component uses it: sent again when its inputs change or on demand. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { say } from './language/language.js';
import { Problem } from './problem.js';

export interface Asked<T> {
  /** The last answer: an outdated one is better than none, and `problem` says that it is outdated. */
  readonly answer: T | undefined;
  /** When it arrived. */
  readonly at: Date | undefined;
  readonly problem: Problem | undefined;
  readonly asking: boolean;
  readonly again: () => void;
}

type Ask<T> = (signal: AbortSignal) => Promise<T>;

interface State<T> {
  /**
   * The inputs of the request: between a change of the inputs and the effect that asks again, the state belongs to the
   * old request.
   */
  readonly inputs: readonly unknown[];
  readonly answer?: T | undefined;
  readonly at?: Date | undefined;
  readonly problem?: Problem | undefined;
  readonly asking: boolean;
}

/** `inputs`: what the request depends on; a new request drops the old answer. `ask` undefined: nothing to ask. */
export function useAnswer<T>(ask: Ask<T> | undefined, inputs: readonly unknown[]): Asked<T> {
  const unanswered: State<T> = { inputs, asking: ask !== undefined };
  const [state, setState] = useState(unanswered);
  const [turn, setTurn] = useState(0);
  useEffect(() => setState(unanswered), inputs);
  useEffect(() => {
    if (ask === undefined) return;
    const control = new AbortController();
    setState((before) => ({ ...before, asking: true }));
    ask(control.signal).then(
      (answer) => {
        if (!control.signal.aborted) setState({ inputs, answer, at: new Date(), asking: false });
      },
      (error: unknown) => {
        if (!control.signal.aborted)
          setState((before) => ({ ...before, problem: asProblem(error), asking: false }));
      },
    );
    return () => control.abort();
  }, [...inputs, turn]);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  const { answer, at, problem, asking } = sameInputs(state.inputs, inputs) ? state : unanswered;
  return { answer, at, problem, asking, again };
}

function sameInputs(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((input, index) => Object.is(input, others[index]));
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(say('The console failed: {error}', { error: String(error) }), 0, 'console');
}
