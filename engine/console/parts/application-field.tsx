/** Selects one application, or any. */
import type { ShownApplication } from '../../api/operator/answers.js';
import { say } from '../language/language.js';
import { Field } from './field.js';

interface ApplicationFieldProps {
  readonly applications: readonly ShownApplication[];
  /** Its key; empty: any. */
  readonly value: string;
  readonly onValue: (appKey: string) => void;
  /** One must be chosen. */
  readonly required?: boolean;
}

export function ApplicationField({ applications, value, onValue, required = false }: ApplicationFieldProps) {
  return (
    <Field label="Application">
      {(ids) => (
        <select
          {...ids}
          value={value}
          required={required}
          onChange={(event) => onValue(event.currentTarget.value)}
        >
          <option value="">{required ? '' : say('any')}</option>
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
