/** What the customers of applications have filed: who they are, what they call for, what they have handed in. */
import { useState } from 'preact/hooks';
import type { ShownApplication } from '../../../api/operator/answers.js';
import type { ShownOnboarding } from '../../../api/operator/rules-answers.js';
import { count, say } from '../../language/language.js';
import { Confirm } from '../../parts/confirm.js';
import { Details } from '../../parts/details.js';
import { Moment } from '../../parts/moment.js';
import { Outcome } from '../../parts/outcome.js';
import { ProblemNotice } from '../../parts/problem-notice.js';
import { Table, type Column } from '../../parts/table.js';
import { Tag, type Tone } from '../../parts/tag.js';
import type { RulesClient } from '../../rules-client.js';
import { useAnswer } from '../../use-answer.js';
import { useDeeds } from '../../use-deeds.js';
import { FileOnboarding } from './file-onboarding.js';

interface OnboardingPageProps {
  readonly rules: RulesClient;
  readonly applications: readonly ShownApplication[];
  readonly mayChange: boolean;
}

const tones: Readonly<Record<ShownOnboarding['state'], Tone>> = {
  submitted: 'warn',
  approved: 'good',
  rejected: 'bad',
};

export function OnboardingPage({ rules, applications, mayChange }: OnboardingPageProps) {
  const [opened, setOpened] = useState<ShownOnboarding>();
  const [edited, setEdited] = useState<ShownOnboarding>();
  const [removing, setRemoving] = useState<ShownOnboarding>();
  const deeds = useDeeds();
  const { answer, problem, again } = useAnswer((signal) => rules.onboarding(signal), [rules]);
  const remove = async ({ appKey }: ShownOnboarding): Promise<void> => {
    await rules.removeOnboarding(appKey);
    deeds.told(say('The record of {application} was removed.', { application: appKey }));
    again();
  };
  return (
    <>
      {mayChange && (
        <FileOnboarding
          // Another record to edit begins the form again.
          key={edited?.appKey ?? ''}
          rules={rules}
          applications={applications}
          record={edited}
          deeds={deeds}
          onFiled={() => {
            setEdited(undefined);
            again();
          }}
        />
      )}
      <Outcome deeds={deeds} />
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {answer !== undefined && (
        <Table
          label="Onboarding records"
          columns={[
            ...columns,
            deedColumn('Show', setOpened),
            ...(mayChange ? [deedColumn('Edit', setEdited), deedColumn('Remove', setRemoving)] : []),
          ]}
          rows={answer.items}
          keyOf={({ appKey }) => appKey}
          empty="No customer has filed a record."
        />
      )}
      {opened !== undefined && <OnboardingDetails record={opened} onClose={() => setOpened(undefined)} />}
      {removing !== undefined && (
        <Confirm
          title="Remove this record?"
          text="Where the rules demand one, the calls of the application are refused from now on."
          facts={[
            ['Application', removing.appKey],
            ['Company', removing.company],
          ]}
          keep="Keep it"
          deed="Remove"
          onDeed={() => remove(removing)}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </>
  );
}

const columns: readonly Column<ShownOnboarding>[] = [
  { title: 'Application', cell: ({ appKey }) => appKey },
  { title: 'State', cell: ({ state }) => <Tag tone={tones[state]}>{say(state)}</Tag> },
  { title: 'Company', cell: ({ company }) => company },
  { title: 'Trade', cell: ({ trade }) => trade },
  { title: 'Documents', kind: 'amount', cell: ({ documents }) => count(documents.length) },
  { title: 'Authorised until', kind: 'number', cell: ({ until }) => until && <Moment at={until} /> },
  { title: 'Changed', kind: 'number', cell: ({ changedAt }) => <Moment at={changedAt} /> },
];

function deedColumn(
  title: 'Show' | 'Edit' | 'Remove',
  onDeed: (record: ShownOnboarding) => void,
): Column<ShownOnboarding> {
  const label = { Show: 'Show {name}', Edit: 'Edit {name}', Remove: 'Remove {name}' } as const;
  return {
    title,
    kind: 'deed',
    cell: (record) => (
      <button
        type="button"
        class={title === 'Remove' ? 'small danger' : 'small'}
        aria-label={say(label[title], { name: record.appKey })}
        onClick={() => onDeed(record)}
      >
        {say(title)}
      </button>
    ),
  };
}

interface OnboardingDetailsProps {
  readonly record: ShownOnboarding;
  readonly onClose: () => void;
}

function OnboardingDetails({ record, onClose }: OnboardingDetailsProps) {
  return (
    <Details
      title="Onboarding record"
      facts={[
        ['Application', record.appKey],
        ['State', say(record.state)],
        ['Company', record.company],
        ['Licence', record.licence],
        ['Trade', record.trade],
        ['Part of', record.carrier],
        ['Who calls whom, and what for', <span class="free-text">{record.scene}</span>],
        ['What is said', <span class="free-text">{record.script}</span>],
        ["Where callees' numbers come from", record.calleeSource],
        ['Sends messages', say(record.usesMessages ? 'yes' : 'no')],
        ['Authorised until', record.until && <Moment at={record.until} />],
        ['Note', record.note && <span class="free-text">{record.note}</span>],
        ['Changed', <Moment at={record.changedAt} />],
      ]}
      onClose={onClose}
    >
      <Table
        label="Documents"
        columns={documentColumns}
        rows={record.documents}
        keyOf={({ name, sha256 }) => `${name} ${sha256}`}
        empty="No document was handed in."
      />
    </Details>
  );
}

const documentColumns: readonly Column<ShownOnboarding['documents'][number]>[] = [
  { title: 'Name', cell: ({ name }) => name },
  { title: 'Bytes', kind: 'amount', cell: ({ bytes }) => (bytes === undefined ? undefined : count(bytes)) },
  { title: 'SHA-256', cell: ({ sha256 }) => <span class="number hash">{sha256}</span> },
];
