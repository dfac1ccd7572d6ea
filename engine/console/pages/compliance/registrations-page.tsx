/** Real users who are registered with a carrier: how many, found, added, imported, removed. */
import { useState } from 'preact/hooks';
import type { ShownApplication } from '../../../api/operator/answers.js';
import type { ShownRegistration } from '../../../api/operator/rules-answers.js';
import { say } from '../../language/language.js';
import { ApplicationField } from '../../parts/application-field.js';
import { ChoiceField } from '../../parts/choice-field.js';
import { Confirm } from '../../parts/confirm.js';
import type { Fact } from '../../parts/facts.js';
import { Moment } from '../../parts/moment.js';
import { NumberField, typedNumber } from '../../parts/number-field.js';
import { Outcome } from '../../parts/outcome.js';
import { Pager } from '../../parts/pager.js';
import { ProblemNotice } from '../../parts/problem-notice.js';
import { Table, type Column } from '../../parts/table.js';
import { Tag, type Tone } from '../../parts/tag.js';
import { TextField } from '../../parts/text-field.js';
import type { Problem } from '../../problem.js';
import type { RegistrationSearch, RulesClient } from '../../rules-client.js';
import { useAnswer } from '../../use-answer.js';
import { useDeeds } from '../../use-deeds.js';
import { RegisterNumbers, states, type RegistrationState } from './register-numbers.js';

interface RegistrationsPageProps {
  readonly rules: RulesClient;
  readonly applications: readonly ShownApplication[];
  readonly mayChange: boolean;
}

/** What an operator is about to remove: one registration, or a whole import. */
type Removal = ShownRegistration | { readonly batch: string };

const pageSize = 50;
const tones: Readonly<Record<RegistrationState, Tone>> = {
  registered: 'good',
  pending: 'warn',
  rejected: 'bad',
};

export function RegistrationsPage({ rules, applications, mayChange }: RegistrationsPageProps) {
  const [search, setSearch] = useState<RegistrationSearch>({ pageIndex: 1, pageSize });
  const [removing, setRemoving] = useState<Removal>();
  const deeds = useDeeds();
  const found = useAnswer((signal) => rules.registrations(search, signal), [rules, search]);
  const counts = useAnswer((signal) => rules.registrationCounts(signal), [rules]);
  const { answer, problem } = found;
  const again = (): void => {
    found.again();
    counts.again();
  };
  const remove = async (what: Removal): Promise<void> => {
    const which =
      'number' in what ? { appKey: what.appKey, numbers: [what.number] } : { appKey: search.appKey, ...what };
    const { removed } = await rules.unregister(which);
    deeds.told(say('{count} registrations were removed.', { count: removed }));
    again();
  };
  return (
    <>
      {mayChange && (
        <RegisterNumbers rules={rules} applications={applications} deeds={deeds} onChanged={again} />
      )}
      <Outcome deeds={deeds} />
      {counts.answer !== undefined && (
        <p>
          {say('{registered} registered, {pending} pending, {rejected} rejected, {expired} expired', {
            ...counts.answer,
          })}
        </p>
      )}
      <RegistrationForm applications={applications} problem={problem} onSearch={setSearch} />
      {problem !== undefined && <ProblemNotice problem={problem} inWords />}
      {answer !== undefined && (
        <>
          <Pager
            {...search}
            total={answer.total}
            onPage={(pageIndex) => setSearch({ ...search, pageIndex })}
          />
          {mayChange && search.batch !== undefined && answer.total > 0 && (
            <p>
              <button type="button" class="danger" onClick={() => setRemoving({ batch: search.batch ?? '' })}>
                {say('Remove the whole import {name} …', { name: search.batch })}
              </button>
            </p>
          )}
          <Table
            label="Registrations"
            columns={mayChange ? [...columns, removeColumn(setRemoving)] : columns}
            rows={answer.items}
            keyOf={(one) => `${one.number} ${one.appKey ?? ''}`}
            empty="No registration is like that."
          />
        </>
      )}
      {removing !== undefined && (
        <Confirm
          title={'number' in removing ? 'Remove this registration?' : 'Remove this import?'}
          text="Where the rules demand registration, their calls are refused from now on."
          facts={factsOf(removing, search)}
          keep="Keep it"
          deed="Remove"
          onDeed={() => remove(removing)}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </>
  );
}

function factsOf(removing: Removal, { appKey }: RegistrationSearch): readonly Fact[] {
  if ('number' in removing)
    return [
      ['Number', <span class="number">{removing.number}</span>],
      ['Application', removing.appKey ?? say('every application')],
    ];
  return [
    ['Import', removing.batch],
    ['Application', appKey ?? say('those for every application')],
  ];
}

interface RegistrationFormProps {
  readonly applications: readonly ShownApplication[];
  readonly problem: Problem | undefined;
  readonly onSearch: (search: RegistrationSearch) => void;
}

function RegistrationForm({ applications, problem, onSearch }: RegistrationFormProps) {
  const [number, setNumber] = useState('');
  const [appKey, setAppKey] = useState('');
  const [batch, setBatch] = useState('');
  const [state, setState] = useState<RegistrationState | ''>('');
  return (
    <form
      class="question"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch({
          number: typedNumber(number),
          appKey: appKey || undefined,
          batch: batch.trim() || undefined,
          state: state || undefined,
          pageIndex: 1,
          pageSize,
        });
      }}
    >
      <NumberField label="Number" value={number} onValue={setNumber} problem={problem} place="body/number" />
      <ApplicationField applications={applications} value={appKey} onValue={setAppKey} />
      <TextField label="Import" hint="Its name" value={batch} onValue={setBatch} />
      <ChoiceField label="State" choices={states} none="any" value={state} onValue={setState} />
      <button type="submit" class="main">
        {say('Find')}
      </button>
    </form>
  );
}

const columns: readonly Column<ShownRegistration>[] = [
  { title: 'Number', kind: 'number', cell: ({ number }) => number },
  { title: 'Application', cell: ({ appKey }) => appKey ?? say('every application') },
  {
    title: 'State',
    cell: ({ state, isExpired }) =>
      isExpired ? <Tag tone="bad">{say('expired')}</Tag> : <Tag tone={tones[state]}>{say(state)}</Tag>,
  },
  {
    title: 'Until',
    kind: 'number',
    cell: ({ until }) => (until === undefined ? say('without a term') : <Moment at={until} />),
  },
  { title: 'Import', cell: ({ batch }) => batch },
  { title: 'Changed', kind: 'number', cell: ({ at }) => <Moment at={at} /> },
];

function removeColumn(onRemove: (one: ShownRegistration) => void): Column<ShownRegistration> {
  return {
    title: 'Remove',
    kind: 'deed',
    cell: (one) => (
      <button
        type="button"
        class="small danger"
        aria-label={say('Remove {name}', { name: one.number })}
        onClick={() => onRemove(one)}
      >
        {say('Remove')}
      </button>
    ),
  };
}
