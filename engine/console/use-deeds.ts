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
  /** Deeds may overlap. */
  const [running, setRunning] = useState(0);
  const tell = (said: string | undefined, problem?: Problem): void => {
    setDone(said);
    setRefused(problem);
  };
  const act: Deeds['act'] = (work) => {
    tell(undefined);
    setRunning((before) => before + 1);
    void work()
      .then(
        (said) => tell(said),
        (error: unknown) => tell(undefined, asProblem(error)),
      )
      .finally(() => setRunning((before) => before - 1));
  };
  return { done, refused, busy: running > 0, act, told: tell };
}
