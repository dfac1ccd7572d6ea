/** An input for a phone number, with its country code or in national format; pasted spaces and dashes are removed. */
import type { Phrase } from '../language/chinese.js';
import { say } from '../language/language.js';
import { Field } from './field.js';
import type { Problem } from '../problem.js';

interface NumberFieldProps {
  readonly label: Phrase;
  readonly hint?: Phrase;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly required?: boolean;
  readonly problem: Problem | undefined;
  /** The field's name in the API's errors: `body/caller`. */
  readonly place: string;
}

export function NumberField({
  label,
  hint,
  value,
  onValue,
  required = false,
  problem,
  place,
}: NumberFieldProps) {
  const isWrong = problem?.faults.has(place) ?? false;
  return (
    <Field
      label={label}
      {...(hint !== undefined && { hint })}
      fault={
        isWrong
          ? say('Expected a phone number, with + and its country code or as it is dialled at home')
          : undefined
      }
    >
      {(ids) => (
        <input
          {...ids}
          class="number"
          type="tel"
          autocomplete="off"
          placeholder="+…"
          required={required}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** The number as the API accepts it; undefined if the field is empty. */
export function typedNumber(text: string): string | undefined {
  const number = text.replace(/[\s().-]/g, '');
  return number === '' ? undefined : number;
}
