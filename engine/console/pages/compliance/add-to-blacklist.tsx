/** Bars numbers: typed ones, or those of a CSV file, with what they have in common. */
import { useState } from 'preact/hooks';
import type { ShownApplication } from '../../../api/operator/answers.js';
import { say } from '../../language/language.js';
import { ApplicationField } from '../../parts/application-field.js';
import { ChoiceField } from '../../parts/choice-field.js';
import { CsvImport } from '../../parts/csv-import.js';
import { TextField } from '../../parts/text-field.js';
import { TimeField, typedTime } from '../../parts/time-field.js';
import type { RulesClient } from '../../rules-client.js';
import type { Deeds } from '../../use-deeds.js';
import { kinds, type BlacklistKind } from './blacklist-kinds.js';
import { typedNumbers } from './typed-numbers.js';

interface AddToBlacklistProps {
  readonly rules: RulesClient;
  readonly applications: readonly ShownApplication[];
  readonly deeds: Deeds;
  readonly onChanged: () => void;
}

export function AddToBlacklist({ rules, applications, deeds, onChanged }: AddToBlacklistProps) {
  const [kind, setKind] = useState<BlacklistKind>('call');
  const [appKey, setAppKey] = useState('');
  const [until, setUntil] = useState('');
  const [numbers, setNumbers] = useState('');
  const [x, setX] = useState('');
  const [note, setNote] = useState('');
  const terms = { kind, appKey: appKey || undefined, until: typedTime(until) };
  const add = async (): Promise<string> => {
    const own = { x: kind === 'x' ? x.trim() || undefined : undefined, note: note.trim() || undefined };
    const { added } = await rules.bar(typedNumbers(numbers).map((number) => ({ ...terms, ...own, number })));
    setNumbers('');
    onChanged();
    return say('{count} numbers are barred.', { count: added });
  };
  return (
    <details>
      <summary>{say('Bar numbers')}</summary>
      <div class="question">
        <ChoiceField
          label="Barred from"
          choices={kinds}
          value={kind}
          onValue={(chosen) => chosen !== '' && setKind(chosen)}
        />
        <ApplicationField
          applications={applications}
          value={appKey}
          onValue={setAppKey}
          none="every application"
        />
        <TimeField label="Until" hint="Empty: without a term" value={until} onValue={setUntil} />
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
          hint="One a line; +86170* is every one that begins so"
          value={numbers}
          onValue={setNumbers}
          required
          height={3}
        />
        {kind === 'x' && (
          <TextField label="X" hint="That they are barred from" value={x} onValue={setX} required />
        )}
        <TextField label="Note" hint="For people" value={note} onValue={setNote} maxLength={256} />
        <button type="submit" class="main" disabled={deeds.busy}>
          {say('Bar numbers')}
        </button>
      </form>
      <CsvImport
        hint="number, and any of kind, x, app_key, until, note; or numbers alone"
        send={(csv) => rules.importBlacklist(csv, terms)}
        onTaken={onChanged}
      />
    </details>
  );
}
