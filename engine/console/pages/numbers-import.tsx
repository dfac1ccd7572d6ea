/** Gives an application the numbers of a CSV file, with progress and the lines that were refused. */
import { useState } from 'preact/hooks';
import type { ShownApplication } from '../../api/operator/answers.js';
import type { Client } from '../client.js';
import { say } from '../language/language.js';
import { ApplicationField } from '../parts/application-field.js';
import { CsvImport } from '../parts/csv-import.js';

interface NumbersImportProps {
  readonly client: Client;
  readonly applications: readonly ShownApplication[];
}

export function NumbersImport({ client, applications }: NumbersImportProps) {
  const [appKey, setAppKey] = useState('');
  return (
    <>
      <p class="quiet">
        {say(
          'Good lines are taken, the others are listed with the reason. Numbers that it has already stay as they are.',
        )}
      </p>
      <div class="question">
        <ApplicationField applications={applications} value={appKey} onValue={setAppKey} required />
      </div>
      {appKey === '' ? (
        <p class="empty quiet">{say('Choose the application that is to have the numbers.')}</p>
      ) : (
        <CsvImport
          key={appKey}
          hint="number and area_code, under that heading"
          send={(csv) => client.town.importNumbers(appKey, csv)}
          onTaken={() => undefined}
        />
      )}
    </>
  );
}
