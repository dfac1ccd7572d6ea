/** A labelled line, or several lines, of text. */
import type { Phrase } from '../language/chinese.js';
import { Field } from './field.js';

interface TextFieldProps {
  readonly label: Phrase;
  readonly hint?: Phrase;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly required?: boolean;
  /** In lines; 1 by default. */
  readonly height?: number;
  readonly maxLength?: number;
}

export function TextField({
  label,
  hint,
  value,
  onValue,
  required = false,
  height = 1,
  maxLength,
}: TextFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(ids) => {
        const limit = maxLength === undefined ? {} : { maxLength };
        const shared = { ...ids, ...limit, autocomplete: 'off', required, value };
        return height === 1 ? (
          <input {...shared} onInput={(event) => onValue(event.currentTarget.value)} />
        ) : (
          <textarea {...shared} rows={height} onInput={(event) => onValue(event.currentTarget.value)} />
        );
      }}
    </Field>
  );
}
