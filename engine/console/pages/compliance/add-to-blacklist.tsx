/** Bars numbers from one thing. */
import { useState } from 'preact/hooks';
import type { ShownApplication } from '../../../api/operator/answers.js';
import { say } from '../../language/language.js';
import { ChoiceField } from '../../parts/choice-field.js';
import { TextField } from '../../parts/text-field.js';
import type { RulesClient } from '../../rules-client.js';
import type { Deeds } from '../../use-deeds.js';
import { AddNumbers, type NumberTerms } from './add-numbers.js';
import { kinds, type BlacklistKind } from './blacklist-kinds.js';

interface AddToBlacklistProps {
  readonly rules: RulesClient;
  readonly applications: readonly ShownApplication[];
  readonly deeds: Deeds;
  readonly onChanged: () => void;
}

export function AddToBlacklist({ rules, ...shared }: AddToBlacklistProps) {
  const [kind, setKind] = useState<BlacklistKind>('call');
  const [x, setX] = useState('');
  const [note, setNote] = useState('');
  const add = async (numbers: readonly string[], terms: NumberTerms): Promise<string> => {
    const own = { x: kind === 'x' ? x.trim() || undefined : undefined, note: note.trim() || undefined };
    const { added } = await rules.bar(numbers.map((number) => ({ ...terms, ...own, kind, number })));
    return say('{count} numbers are barred.', { count: added });
  };
  return (
    <AddNumbers
      {...shared}
      deed="Bar numbers"
      numbersHint="One a line; +86170* is every one that begins so"
      csvHint="number, and any of kind, x, app_key, until, note; or numbers alone"
      more={
        <>
          {kind === 'x' && (
            <TextField label="X" hint="That they are barred from" value={x} onValue={setX} required />
          )}
          <TextField label="Note" hint="For people" value={note} onValue={setNote} maxLength={256} />
        </>
      }
      add={add}
      importCsv={(csv, terms) => rules.importBlacklist(csv, { ...terms, kind })}
    >
      <ChoiceField
        label="Barred from"
        choices={kinds}
        value={kind}
        onValue={(chosen) => chosen !== '' && setKind(chosen)}
      />
    </AddNumbers>
  );
}
