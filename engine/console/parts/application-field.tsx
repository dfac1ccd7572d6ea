/** Selects one application, or any. */
import type { ShownApplication } from '../../api/operator/answers.js';
import { Field } from './field.js';

interface ApplicationFieldProps {
  readonly applications: readonly ShownApplication[];
  /** Its key; empty: any. */
  readonly value: string;
  readonly onValue: (appKey: string) => void;
}

export function ApplicationField({ applications, value, onValue }: ApplicationFieldProps) {
  return (
    <Field label="Application">
      {(ids) => (
        <select {...ids} value={value} onChange={(event) => onValue(event.currentTarget.value)}>
          <option value="">any</option>
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
