/** A password, token or code. What is typed is in the page's memory alone, until it has been sent. */
import { useEffect, useRef } from 'preact/hooks';
import type { Phrase } from '../language/chinese.js';
import { Field } from './field.js';

interface SecretFieldProps {
  readonly label: Phrase;
  readonly hint?: Phrase;
  /** What a password manager takes it for. */
  readonly kind: 'current-password' | 'new-password' | 'one-time-code' | 'off';
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly fault?: string | undefined;
  readonly optional?: boolean;
  /** The keyboard is on it when it appears. */
  readonly first?: boolean;
  readonly maxLength?: number;
}

export function SecretField({
  label,
  hint,
  kind,
  value,
  onValue,
  fault,
  optional = false,
  first = false,
  maxLength = 256,
}: SecretFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (first) input.current?.focus();
  }, []);
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(ids) => {
        const shared = {
          ...{ ...ids, ref: input, value, maxLength },
          ...{ autocomplete: kind, spellcheck: false, required: !optional },
        };
        return kind === 'one-time-code' ? (
          <input {...shared} onInput={(event) => onValue(event.currentTarget.value)} />
        ) : (
          <input {...shared} type="password" onInput={(event) => onValue(event.currentTarget.value)} />
        );
      }}
    </Field>
  );
}
