/** A day and a time in this browser's zone. */
import type { Phrase } from '../language/chinese.js';
import { Field } from './field.js';

interface TimeFieldProps {
  readonly label: Phrase;
  readonly hint?: Phrase;
  /** `2026-11-30T14:03`; empty: none. */
  readonly value: string;
  readonly onValue: (value: string) => void;
}

export function TimeField({ label, hint, value, onValue }: TimeFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <input
          {...ids}
          type="datetime-local"
          max="9999-12-31T23:59"
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** The time as the API accepts it; undefined if the field is empty. */
export function typedTime(value: string): string | undefined {
  const at = new Date(value);
  return value === '' || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
