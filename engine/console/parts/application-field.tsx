/** Selects one application, or any. */
import type { ShownApplication } from '../../api/operator/answers.js';
import type { Phrase } from '../language/chinese.js';
import { say } from '../language/language.js';
import { Field } from './field.js';

interface ApplicationFieldProps {
  readonly applications: readonly ShownApplication[];
  /** Its key; empty: any. */
  readonly value: string;
  readonly onValue: (appKey: string) => void;
  /** What is chosen if none is; by default any. */
  readonly none?: Phrase;
  /** One must be chosen. */
  readonly required?: boolean;
}

export function ApplicationField({
  applications,
  value,
  onValue,
  none = 'any',
  required = false,
}: ApplicationFieldProps) {
  return (
    <Field label="Application">
      {(ids) => (
        <select
          {...ids}
          value={value}
          required={required}
          onChange={(event) => onValue(event.currentTarget.value)}
        >
          <option value="">{required ? '' : say(none)}</option>
          {applications.map(({ appKey, mode, name }) => (
            <option key={appKey} value={appKey}>
              {[appKey, mode, name].filter(Boolean).join(' · ')}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
