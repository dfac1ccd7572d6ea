/** Registers a complaint, and says how its application stands then. */
import { useState } from 'preact/hooks';
import type { ShownApplication } from '../../../api/operator/answers.js';
import type { ShownComplaint } from '../../../api/operator/rules-answers.js';
import type { Phrase } from '../../language/chinese.js';
import { count, say } from '../../language/language.js';
import { ApplicationField } from '../../parts/application-field.js';
import { ChoiceField } from '../../parts/choice-field.js';
import { NumberField, typedNumber } from '../../parts/number-field.js';
import { TextField } from '../../parts/text-field.js';
import { TimeField, typedTime } from '../../parts/time-field.js';
import type { RulesClient } from '../../rules-client.js';
import type { Deeds } from '../../use-deeds.js';

interface AddComplaintProps {
  readonly rules: RulesClient;
  readonly applications: readonly ShownApplication[];
  readonly deeds: Deeds;
  readonly onChanged: () => void;
}

type Category = ShownComplaint['category'];

const categories: Readonly<Record<Category, Phrase>> = {
  harassment: 'harassment',
  fraud: 'fraud',
  other: 'other',
};

export function AddComplaint({ rules, applications, deeds, onChanged }: AddComplaintProps) {
  const [x, setX] = useState('');
  const [appKey, setAppKey] = useState('');
  const [category, setCategory] = useState<Category>('harassment');
  const [at, setAt] = useState('');
  const [note, setNote] = useState('');
  const add = async (): Promise<string> => {
    const { standing } = await rules.complain({
      category,
      x: typedNumber(x),
      appKey: appKey || undefined,
      at: typedTime(at),
      note: note.trim() || undefined,
    });
    setX('');
    setNote('');
    onChanged();
    return say('Registered. {application} has {count} this month: {state}.', {
      application: standing.appKey,
      count: standing.complaints,
      state: `${say(standing.state)} (${count(standing.percent, 4)} %)`,
    });
  };
  return (
    <details>
      <summary>{say('Register a complaint')}</summary>
      <form
        class="question"
        onSubmit={(event) => {
          event.preventDefault();
          deeds.act(add);
        }}
      >
        <NumberField
          label="X"
          hint="That the complaint names; its application is found by it"
          value={x}
          onValue={setX}
          problem={deeds.refused}
          place="body/x"
        />
        <ApplicationField applications={applications} value={appKey} onValue={setAppKey} none="that of X" />
        <ChoiceField
          label="Category"
          choices={categories}
          value={category}
          onValue={(chosen) => chosen !== '' && setCategory(chosen)}
        />
        <TimeField label="Time" hint="Empty: now" value={at} onValue={setAt} />
        <TextField label="Note" hint="For people" value={note} onValue={setNote} maxLength={512} />
        <button type="submit" class="main" disabled={deeds.busy}>
          {say('Register')}
        </button>
      </form>
    </details>
  );
}
