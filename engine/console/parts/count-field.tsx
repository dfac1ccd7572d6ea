/** A whole number of things. */
import type { Phrase } from '../language/chinese.js';
import { Field } from './field.js';

interface CountFieldProps {
  readonly label: Phrase;
  readonly hint?: Phrase | undefined;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly required?: boolean;
  readonly fault?: string | undefined;
}

export function CountField({ label, hint, value, onValue, required = true, fault }: CountFieldProps) {
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(ids) => (
        <input
          {...ids}
          class="number"
          type="number"
          min={0}
          step={1}
          autocomplete="off"
          required={required}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
