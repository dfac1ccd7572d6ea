/** Adds numbers to a list: typed ones, or those of a CSV file, with what they have in common. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ShownApplication } from '../../../api/operator/answers.js';
import type { Phrase } from '../../language/chinese.js';
import { say } from '../../language/language.js';
import { ApplicationField } from '../../parts/application-field.js';
import { CsvImport } from '../../parts/csv-import.js';
import { typedNumber } from '../../parts/number-field.js';
import { TextField } from '../../parts/text-field.js';
import { TimeField, typedTime } from '../../parts/time-field.js';
import type { Taken } from '../../rules-client.js';
import type { Deeds } from '../../use-deeds.js';

export interface NumberTerms {
  /** undefined: every application. */
  readonly appKey: string | undefined;
  /** RFC 3339; undefined: without a term. */
  readonly until: string | undefined;
}

interface AddNumbersProps {
  readonly deed: Phrase;
  readonly applications: readonly ShownApplication[];
  readonly deeds: Deeds;
  readonly onChanged: () => void;
  readonly numbersHint: Phrase;
  readonly csvHint: Phrase;
  /** Fields of what else all numbers have in common. */
  readonly children: ComponentChildren;
  /** Fields of what typed numbers have in common; a file has it in each line. */
  readonly more?: ComponentChildren;
  /** Says what was done. */
  readonly add: (numbers: readonly string[], terms: NumberTerms) => Promise<string>;
  readonly importCsv: (csv: string, terms: NumberTerms) => Promise<Taken>;
}

export function AddNumbers(props: AddNumbersProps) {
  const { deed, applications, deeds, onChanged, numbersHint, csvHint, children, more } = props;
  const [appKey, setAppKey] = useState('');
  const [until, setUntil] = useState('');
  const [numbers, setNumbers] = useState('');
  const terms: NumberTerms = { appKey: appKey || undefined, until: typedTime(until) };
  const add = async (): Promise<string> => {
    try {
      const said = await props.add(typedNumbers(numbers), terms);
      setNumbers('');
      return said;
    } finally {
      // Some may have been taken where others were refused.
      onChanged();
    }
  };
  return (
    <details>
      <summary>{say(deed)}</summary>
      <div class="question">
        {children}
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
          hint={numbersHint}
          value={numbers}
          onValue={setNumbers}
          required
          height={3}
        />
        {more}
        <button type="submit" class="main" disabled={deeds.busy}>
          {say(deed)}
        </button>
      </form>
      <CsvImport hint={csvHint} send={(csv) => props.importCsv(csv, terms)} onTaken={onChanged} />
    </details>
  );
}

/** One a line, or with commas between them. */
function typedNumbers(text: string): readonly string[] {
  return text.split(/[\n,;]+/).flatMap((part) => typedNumber(part) ?? []);
}
