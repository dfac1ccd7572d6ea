/** A phone number to type, with its country code or as it is dialled at home; spaces and dashes of a paste are taken out. */
import { Field } from './field.js';
import type { Problem } from './problem.js';

interface NumberFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly required?: boolean;
  readonly problem: Problem | undefined;
  /** Where the API would say it is wrong: `body/caller`. */
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
          ? 'Expected a phone number, with + and its country code or as it is dialled at home'
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

/** What was typed, as the API takes it; undefined when nothing was. */
export function typedNumber(text: string): string | undefined {
  const number = text.replace(/[\s().-]/g, '');
  return number === '' ? undefined : number;
}
