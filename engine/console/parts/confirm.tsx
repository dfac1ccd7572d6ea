/** Asks once more before something that cannot be undone. What the keyboard is on first does no harm. */
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Phrase } from '../language/chinese.js';
import { say } from '../language/language.js';
import type { Problem } from '../problem.js';
import { asProblem } from '../use-answer.js';
import { Facts, type Fact } from './facts.js';
import { ProblemNotice } from './problem-notice.js';

interface ConfirmProps {
  readonly title: Phrase;
  readonly text: Phrase;
  readonly facts: readonly Fact[];
  /** The button that does nothing. */
  readonly keep: Phrase;
  readonly deed: Phrase;
  /** Its failure is shown, and it may be tried again; its success closes the question. */
  readonly onDeed: () => Promise<void>;
  readonly onClose: () => void;
}

export function Confirm({ title, text, facts, keep, deed, onDeed, onClose }: ConfirmProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [problem, setProblem] = useState<Problem>();
  const [asking, setAsking] = useState(false);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const act = (): void => {
    setAsking(true);
    onDeed().then(
      // This question only: by now the operator may have closed it, and opened another.
      () => dialog.current?.close(),
      (error: unknown) => {
        setProblem(asProblem(error));
        setAsking(false);
      },
    );
  };
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{say(title)}</h2>
      <p>{say(text)}</p>
      <Facts facts={facts} />
      {problem !== undefined && <ProblemNotice problem={problem} inWords />}
      <p class="actions">
        <button type="button" autofocus onClick={() => dialog.current?.close()}>
          {say(keep)}
        </button>
        <button type="button" class="main danger" disabled={asking} onClick={act}>
          {say(deed)}
        </button>
      </p>
    </dialog>
  );
}
