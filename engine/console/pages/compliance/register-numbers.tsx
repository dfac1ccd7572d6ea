/** Registers numbers, or changes their state. */
import { useState } from 'preact/hooks';
import type { ShownApplication } from '../../../api/operator/answers.js';
import type { ShownRegistration } from '../../../api/operator/rules-answers.js';
import type { Phrase } from '../../language/chinese.js';
import { say } from '../../language/language.js';
import { ChoiceField } from '../../parts/choice-field.js';
import { TextField } from '../../parts/text-field.js';
import { Problem } from '../../problem.js';
import type { RulesClient } from '../../rules-client.js';
import type { Deeds } from '../../use-deeds.js';
import { AddNumbers, type NumberTerms } from './add-numbers.js';

interface RegisterNumbersProps {
  readonly rules: RulesClient;
  readonly applications: readonly ShownApplication[];
  readonly deeds: Deeds;
  readonly onChanged: () => void;
}

export type RegistrationState = ShownRegistration['state'];

export const states: Readonly<Record<RegistrationState, Phrase>> = {
  registered: 'registered',
  pending: 'pending',
  rejected: 'rejected',
};

export function RegisterNumbers({ rules, ...shared }: RegisterNumbersProps) {
  const [state, setState] = useState<RegistrationState>('registered');
  const [batch, setBatch] = useState('');
  const own = { state, batch: batch.trim() || undefined };
  const add = async (numbers: readonly string[], terms: NumberTerms): Promise<string> => {
    const { taken, faults } = await rules.register(numbers, { ...terms, ...own });
    if (faults.length > 0)
      throw new Problem(faults.map(({ line, message }) => `${line}: ${message}`).join('; '), 400, 'invalid');
    return say('{count} numbers were registered.', { count: taken });
  };
  return (
    <AddNumbers
      {...shared}
      deed="Register numbers"
      numbersHint="One a line"
      csvHint="The number in the first column of each line"
      add={add}
      importCsv={(csv, terms) => rules.importRegistrations(csv, { ...terms, ...own })}
    >
      <ChoiceField
        label="State"
        hint="Only registered counts"
        choices={states}
        value={state}
        onValue={(chosen) => chosen !== '' && setState(chosen)}
      />
      <TextField label="Import" hint="A name, to find all of it again" value={batch} onValue={setBatch} />
    </AddNumbers>
  );
}
