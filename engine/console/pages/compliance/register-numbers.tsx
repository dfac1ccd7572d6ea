/** Registers numbers, or changes their state: typed ones, or those of a CSV file, with what they have in common. */
import { useState } from 'preact/hooks';
import type { ShownApplication } from '../../../api/operator/answers.js';
import type { ShownRegistration } from '../../../api/operator/rules-answers.js';
import type { Phrase } from '../../language/chinese.js';
import { say } from '../../language/language.js';
import { ApplicationField } from '../../parts/application-field.js';
import { ChoiceField } from '../../parts/choice-field.js';
import { CsvImport } from '../../parts/csv-import.js';
import { TextField } from '../../parts/text-field.js';
import { TimeField, typedTime } from '../../parts/time-field.js';
import { Problem } from '../../problem.js';
import type { RulesClient } from '../../rules-client.js';
import type { Deeds } from '../../use-deeds.js';
import { typedNumbers } from './typed-numbers.js';

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

export function RegisterNumbers({ rules, applications, deeds, onChanged }: RegisterNumbersProps) {
  const [appKey, setAppKey] = useState('');
  const [state, setState] = useState<RegistrationState>('registered');
  const [until, setUntil] = useState('');
  const [batch, setBatch] = useState('');
  const [numbers, setNumbers] = useState('');
  const terms = {
    state,
    appKey: appKey || undefined,
    until: typedTime(until),
    batch: batch.trim() || undefined,
  };
  const add = async (): Promise<string> => {
    const { taken, faults } = await rules.register(typedNumbers(numbers), terms);
    onChanged();
    if (faults.length > 0)
      throw new Problem(faults.map(({ line, message }) => `${line}: ${message}`).join('; '), 400, 'invalid');
    setNumbers('');
    return say('{count} numbers were registered.', { count: taken });
  };
  return (
    <details>
      <summary>{say('Register numbers')}</summary>
      <div class="question">
        <ChoiceField
          label="State"
          hint="Only registered counts"
          choices={states}
          value={state}
          onValue={(chosen) => chosen !== '' && setState(chosen)}
        />
        <ApplicationField
          applications={applications}
          value={appKey}
          onValue={setAppKey}
          none="every application"
        />
        <TimeField label="Until" hint="Empty: without a term" value={until} onValue={setUntil} />
        <TextField label="Import" hint="A name, to find all of it again" value={batch} onValue={setBatch} />
      </div>
      <form
        class="question"
        onSubmit={(event) => {
          event.preventDefault();
          deeds.act(add);
        }}
      >
        <TextField
          label="Numbers"
          hint="One a line"
          value={numbers}
          onValue={setNumbers}
          required
          height={3}
        />
        <button type="submit" class="main" disabled={deeds.busy}>
          {say('Register numbers')}
        </button>
      </form>
      <CsvImport
        hint="The number in the first column of each line"
        send={(csv) => rules.importRegistrations(csv, terms)}
        onTaken={onChanged}
      />
    </details>
  );
}
