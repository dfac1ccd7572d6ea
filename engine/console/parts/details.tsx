/** The facts of one row, in a dialog over the list that they belong to. */
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Phrase } from '../language/chinese.js';
import { say } from '../language/language.js';
import { Facts, type Fact } from './facts.js';

interface DetailsProps {
  readonly title: Phrase;
  readonly facts: readonly Fact[];
  readonly onClose: () => void;
  readonly children?: ComponentChildren;
}

export function Details({ title, facts, onClose, children }: DetailsProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="wide" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{say(title)}</h2>
      <Facts facts={facts} />
      {children}
      <p class="actions">
        <button type="button" autofocus onClick={() => dialog.current?.close()}>
          {say('Close')}
        </button>
      </p>
    </dialog>
  );
}
