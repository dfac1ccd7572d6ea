/** What an operator does on a page: what came of the last deed, in words. */
import { useState } from 'preact/hooks';
import type { Problem } from './problem.js';
import { asProblem } from './use-answer.js';

export interface Deeds {
  /** What was done last. */
  readonly done: string | undefined;
  /** Why it was not. */
  readonly refused: Problem | undefined;
  readonly busy: boolean;
  /** Does something and says what was done; undefined: it speaks for itself. */
  readonly act: (work: () => Promise<string | undefined>) => void;
  /** Says what was done elsewhere, such as in a dialog. */
  readonly told: (done: string) => void;
}

export function useDeeds(): Deeds {
  const [done, setDone] = useState<string>();
  const [refused, setRefused] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const end = (said: string | undefined, problem?: Problem): void => {
    setDone(said);
    setRefused(problem);
    setBusy(false);
  };
  const act: Deeds['act'] = (work) => {
    setDone(undefined);
    setRefused(undefined);
    setBusy(true);
    work().then(
      (said) => end(said),
      (error: unknown) => end(undefined, asProblem(error)),
    );
  };
  return { done, refused, busy, act, told: (said) => end(said) };
}
