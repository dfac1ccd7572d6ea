/** The number that the caller of a question has dialled. */
import type { Problem } from '../problem.js';
import { NumberField } from './number-field.js';

interface DialledFieldProps {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly problem: Problem | undefined;
}

export function DialledField(props: DialledFieldProps) {
  return (
    <NumberField
      {...props}
      label="Dialled number"
      hint="The privacy number X or Y"
      required
      place="body/dialled"
    />
  );
}
