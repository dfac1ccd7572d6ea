/** A labelled input. Its label, hint and error are linked to it for a screen reader. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Phrase } from '../language/chinese.js';
import { say } from '../language/language.js';

export interface FieldIds {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

interface FieldProps {
  readonly label: Phrase;
  readonly hint?: Phrase | undefined;
  /** The API's error for this field, in the reader's language. */
  readonly fault?: string | undefined;
  readonly children: (ids: FieldIds) => ComponentChildren;
}

export function Field({ label, hint, fault, children }: FieldProps) {
  const id = useId();
  const described = fault ?? (hint && say(hint));
  const ids: FieldIds = {
    id,
    ...(described !== undefined && { 'aria-describedby': `${id}-more` }),
    ...(fault !== undefined && { 'aria-invalid': true }),
  };
  return (
    <div class="field">
      <label for={id}>{say(label)}</label>
      {children(ids)}
      {described !== undefined && (
        <small id={`${id}-more`} class={fault === undefined ? 'quiet' : 'fault'}>
          {described}
        </small>
      )}
    </div>
  );
}
