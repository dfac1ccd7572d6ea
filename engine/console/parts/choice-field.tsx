/** Selects one of a few words. */
import type { Phrase } from '../language/chinese.js';
import { say } from '../language/language.js';
import { Field } from './field.js';

interface ChoiceFieldProps<T extends string> {
  readonly label: Phrase;
  readonly hint?: Phrase | undefined;
  /** Each value with its text, in order. */
  readonly choices: Readonly<Record<T, Phrase>>;
  /** What an empty value is called; left out: one must be chosen. */
  readonly none?: Phrase;
  readonly value: T | '';
  readonly onValue: (value: T | '') => void;
}

export function ChoiceField<T extends string>({
  label,
  hint,
  choices,
  none,
  value,
  onValue,
}: ChoiceFieldProps<T>) {
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <select {...ids} value={value} onChange={(event) => onValue(event.currentTarget.value as T | '')}>
          {none !== undefined && <option value="">{say(none)}</option>}
          {Object.entries<Phrase>(choices).map(([name, title]) => (
            <option key={name} value={name}>
              {say(title)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
