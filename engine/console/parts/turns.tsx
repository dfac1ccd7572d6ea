/** Turns the pages of an answer whose end is not known: each begins where the one before ended. */
import type { ComponentChildren } from 'preact';
import { say } from '../language/language.js';

interface TurnsProps {
  /** undefined: this is the first page. */
  readonly onBack: (() => void) | undefined;
  /** undefined: this is the last page. */
  readonly onNext: (() => void) | undefined;
  /** What is said about the answer. */
  readonly children?: ComponentChildren;
}

export function Turns({ onBack, onNext, children }: TurnsProps) {
  return (
    <div class="pager">
      {children !== undefined && <span role="status">{children}</span>}
      {(onBack !== undefined || onNext !== undefined) && (
        <>
          <button type="button" disabled={onBack === undefined} onClick={onBack}>
            {say('Previous')}
          </button>
          <button type="button" disabled={onNext === undefined} onClick={onNext}>
            {say('Next')}
          </button>
        </>
      )}
    </div>
  );
}
