/** Files a customer's record, or replaces it. Of each document only its hash is kept. */
import { useState } from 'preact/hooks';
import type { ShownApplication } from '../../../api/operator/answers.js';
import type { ShownOnboarding } from '../../../api/operator/rules-answers.js';
import type { Phrase } from '../../language/chinese.js';
import { say } from '../../language/language.js';
import { ApplicationField } from '../../parts/application-field.js';
import { ChoiceField } from '../../parts/choice-field.js';
import { Field } from '../../parts/field.js';
import { TextField } from '../../parts/text-field.js';
import { TimeField, typedTime } from '../../parts/time-field.js';
import type { RulesClient } from '../../rules-client.js';
import type { Deeds } from '../../use-deeds.js';

interface FileOnboardingProps {
  readonly rules: RulesClient;
  readonly applications: readonly ShownApplication[];
  /** The one that is edited; undefined: a new one. */
  readonly record: ShownOnboarding | undefined;
  readonly deeds: Deeds;
  readonly onFiled: () => void;
}

type Documents = ShownOnboarding['documents'];
type TextName = 'company' | 'licence' | 'trade' | 'carrier' | 'scene' | 'script' | 'calleeSource' | 'note';

interface TextTerms {
  readonly label: Phrase;
  readonly hint?: Phrase;
  readonly maxLength: number;
  readonly required?: boolean;
  readonly height?: number;
}

/** In the order of the form. */
const texts: Readonly<Record<TextName, TextTerms>> = {
  company: { label: 'Company', hint: 'As on its licence', maxLength: 128, required: true },
  licence: { label: 'Licence', hint: 'Code of the business licence', maxLength: 64, required: true },
  trade: { label: 'Trade', hint: 'As the rules file names forbidden ones', maxLength: 64, required: true },
  carrier: {
    label: 'Part of',
    hint: 'An app, a mini program or a site, with its name',
    maxLength: 128,
    required: true,
  },
  scene: { label: 'Who calls whom, and what for', maxLength: 1024, required: true, height: 3 },
  script: { label: 'What is said', maxLength: 2048, required: true, height: 3 },
  calleeSource: { label: "Where callees' numbers come from", maxLength: 256 },
  note: { label: 'Note', hint: 'For people', maxLength: 512 },
};
const states = { submitted: 'submitted', approved: 'approved', rejected: 'rejected' } as const;

export function FileOnboarding({ rules, applications, record, deeds, onFiled }: FileOnboardingProps) {
  const [appKey, setAppKey] = useState(record?.appKey ?? '');
  const [state, setState] = useState<ShownOnboarding['state']>(record?.state ?? 'submitted');
  const [typed, setTyped] = useState<Readonly<Record<TextName, string>>>(() => textsOf(record));
  const [until, setUntil] = useState('');
  const [usesMessages, setUsesMessages] = useState(record?.usesMessages ?? false);
  const [documents, setDocuments] = useState<Documents>(record?.documents ?? []);
  const file = async (): Promise<string> => {
    const { calleeSource, note, ...required } = typed;
    await rules.fileOnboarding(appKey, {
      ...required,
      state,
      calleeSource: calleeSource.trim() || undefined,
      note: note.trim() || undefined,
      usesMessages,
      documents,
      until: typedTime(until) ?? record?.until,
    });
    onFiled();
    return say('The record of {application} was filed.', { application: appKey });
  };
  return (
    <details open={record !== undefined}>
      <summary>{say(record === undefined ? 'File a record' : 'Edit the record')}</summary>
      <form
        class="question"
        onSubmit={(event) => {
          event.preventDefault();
          deeds.act(file);
        }}
      >
        <ApplicationField applications={applications} value={appKey} onValue={setAppKey} required />
        <ChoiceField
          label="State"
          hint="Only approved counts where the rules demand it"
          choices={states}
          value={state}
          onValue={(chosen) => chosen !== '' && setState(chosen)}
        />
        {(Object.keys(texts) as TextName[]).map((name) => (
          <TextField
            key={name}
            {...texts[name]}
            value={typed[name]}
            onValue={(value) => setTyped((before) => ({ ...before, [name]: value }))}
          />
        ))}
        <TimeField
          label="Authorised until"
          hint={record?.until === undefined ? 'Empty: without a term' : 'Empty: as it was'}
          value={until}
          onValue={setUntil}
        />
        <DocumentsField
          documents={documents}
          deeds={deeds}
          onHashed={(added) => setDocuments((before) => withAdded(before, added))}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={usesMessages}
            onChange={(event) => setUsesMessages(event.currentTarget.checked)}
          />{' '}
          {say('Sends messages')}
        </label>
        <button type="submit" class="main" disabled={deeds.busy}>
          {say('File')}
        </button>
      </form>
    </details>
  );
}

function textsOf(record: ShownOnboarding | undefined): Readonly<Record<TextName, string>> {
  const entries = Object.keys(texts).map((name) => [name, record?.[name as TextName] ?? '']);
  return Object.fromEntries(entries) as Record<TextName, string>;
}

interface DocumentsFieldProps {
  readonly documents: Documents;
  readonly deeds: Deeds;
  readonly onHashed: (added: Documents) => void;
}

/** Browsers hash on pages of https and of this machine only. */
function DocumentsField({ documents, deeds, onHashed }: DocumentsFieldProps) {
  const mayHash = isSecureContext;
  const hash = async (files: readonly File[]): Promise<undefined> => {
    onHashed(await Promise.all(files.map(hashed)));
    return undefined;
  };
  return (
    <Field
      label="Documents"
      hint={mayHash ? 'Only their hashes leave this browser' : 'Hashing them needs https; ctl does it too'}
    >
      {(ids) => (
        <>
          <input
            {...ids}
            type="file"
            multiple
            disabled={!mayHash}
            onChange={(event) => {
              const files = [...(event.currentTarget.files ?? [])];
              deeds.act(() => hash(files));
            }}
          />
          {documents.length > 0 && (
            <ul class="lines">
              {documents.map(({ name, sha256 }) => (
                <li key={name} title={sha256}>
                  {name} <span class="number quiet">{sha256.slice(0, 12)}…</span>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Field>
  );
}

/** One of the same name is replaced. */
function withAdded(documents: Documents, added: Documents): Documents {
  const names = new Set(added.map(({ name }) => name));
  return [...documents.filter(({ name }) => !names.has(name)), ...added];
}

async function hashed(file: File): Promise<Documents[number]> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  const sha256 = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { name: file.name, sha256, bytes: file.size };
}
