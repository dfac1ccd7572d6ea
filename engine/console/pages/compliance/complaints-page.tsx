/** The register of complaints, and how applications stand by it: a rate that is too high freezes new bindings. */
import { useState } from 'preact/hooks';
import type { Page, ShownApplication } from '../../../api/operator/answers.js';
import type { ShownComplaint, ShownStanding } from '../../../api/operator/rules-answers.js';
import { count, say } from '../../language/language.js';
import { ApplicationField } from '../../parts/application-field.js';
import { Confirm } from '../../parts/confirm.js';
import type { Fact } from '../../parts/facts.js';
import { Moment } from '../../parts/moment.js';
import { Outcome } from '../../parts/outcome.js';
import { Pager } from '../../parts/pager.js';
import { ProblemNotice } from '../../parts/problem-notice.js';
import { Table, type Column } from '../../parts/table.js';
import { Tag, type Tone } from '../../parts/tag.js';
import type { RulesClient } from '../../rules-client.js';
import { useAnswer, type Asked } from '../../use-answer.js';
import { useDeeds } from '../../use-deeds.js';
import { AddComplaint } from './add-complaint.js';

interface ComplaintsPageProps {
  readonly rules: RulesClient;
  readonly applications: readonly ShownApplication[];
  readonly mayChange: boolean;
  readonly mayRemove: boolean;
}

const pageSize = 50;
const tones: Readonly<Record<ShownStanding['state'], Tone>> = { good: 'good', warned: 'warn', frozen: 'bad' };

export function ComplaintsPage({ rules, applications, mayChange, mayRemove }: ComplaintsPageProps) {
  const [appKey, setAppKey] = useState('');
  const [pageIndex, setPageIndex] = useState(1);
  const [removing, setRemoving] = useState<ShownComplaint>();
  const deeds = useDeeds();
  const standings = useAnswer((signal) => rules.standings(signal), [rules]);
  const found = useAnswer(
    (signal) => rules.complaints({ appKey: appKey || undefined, pageIndex, pageSize }, signal),
    [rules, appKey, pageIndex],
  );
  const again = (): void => {
    standings.again();
    found.again();
  };
  const judge = async ({ id }: ShownComplaint, valid: boolean): Promise<string> => {
    await rules.judge(id, valid);
    again();
    return say(valid ? 'The complaint counts again.' : 'The complaint counts no longer.');
  };
  const remove = async ({ id }: ShownComplaint): Promise<void> => {
    await rules.removeComplaint(id);
    deeds.told(say('The complaint was removed.'));
    again();
  };
  return (
    <>
      <Standings asked={standings} />
      <h2>{say('Complaints')}</h2>
      {mayChange && (
        <AddComplaint rules={rules} applications={applications} deeds={deeds} onChanged={again} />
      )}
      <Outcome deeds={deeds} />
      <div class="question">
        <ApplicationField
          applications={applications}
          value={appKey}
          onValue={(chosen) => {
            setAppKey(chosen);
            setPageIndex(1);
          }}
        />
      </div>
      {found.problem !== undefined && <ProblemNotice problem={found.problem} />}
      {found.answer !== undefined && (
        <>
          <Pager {...{ pageIndex, pageSize }} total={found.answer.total} onPage={setPageIndex} />
          <Table
            label="Complaints"
            columns={[
              ...columns,
              ...(mayChange ? [judgeColumn((one) => deeds.act(() => judge(one, !one.valid)))] : []),
              ...(mayRemove ? [removeColumn(setRemoving)] : []),
            ]}
            rows={found.answer.items}
            keyOf={({ id }) => id}
            empty="No complaint is registered."
          />
        </>
      )}
      {removing !== undefined && (
        <Confirm
          title="Remove this complaint?"
          text="It cannot be undone."
          facts={factsOf(removing)}
          keep="Keep it"
          deed="Remove"
          onDeed={() => remove(removing)}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </>
  );
}

function factsOf({ appKey, category, at, note }: ShownComplaint): readonly Fact[] {
  return [
    ['Application', appKey],
    ['Category', say(category)],
    ['Time', <Moment at={at} />],
    ['Note', note],
  ];
}

function Standings({ asked: { answer, problem } }: { readonly asked: Asked<Page<ShownStanding>> }) {
  return (
    <>
      <h2>{say('How applications stand this month')}</h2>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {answer !== undefined && (
        <Table
          label="How applications stand this month"
          columns={standingColumns}
          rows={answer.items}
          keyOf={(one) => one.appKey}
          empty="There are no applications."
        />
      )}
    </>
  );
}

const standingColumns: readonly Column<ShownStanding>[] = [
  { title: 'Application', cell: ({ appKey }) => appKey },
  { title: 'State', cell: ({ state }) => <Tag tone={tones[state]}>{say(state)}</Tag> },
  { title: 'Month', kind: 'number', cell: ({ month }) => month },
  { title: 'Complaints', kind: 'amount', cell: ({ complaints }) => count(complaints) },
  { title: 'Numbers', kind: 'amount', cell: ({ numbers }) => count(numbers) },
  { title: 'Rate', kind: 'amount', cell: ({ percent }) => `${count(percent, 4)} %` },
  { title: 'Frozen until', kind: 'number', cell: ({ until }) => until && <Moment at={until} /> },
];

const columns: readonly Column<ShownComplaint>[] = [
  { title: 'Time', kind: 'number', cell: ({ at }) => <Moment at={at} /> },
  { title: 'Application', cell: ({ appKey }) => appKey },
  { title: 'Category', cell: ({ category }) => say(category) },
  { title: 'X', kind: 'number', cell: ({ x }) => x },
  {
    title: 'Counts',
    cell: ({ valid }) => <Tag tone={valid ? 'warn' : 'plain'}>{say(valid ? 'yes' : 'no')}</Tag>,
  },
  { title: 'Note', cell: ({ note }) => note && <span class="free-text">{note}</span> },
];

function judgeColumn(onJudge: (one: ShownComplaint) => void): Column<ShownComplaint> {
  return {
    title: 'Judge',
    kind: 'deed',
    cell: (one) => (
      <button type="button" class="small" onClick={() => onJudge(one)}>
        {say(one.valid ? 'Is none' : 'Is one')}
      </button>
    ),
  };
}

function removeColumn(onRemove: (one: ShownComplaint) => void): Column<ShownComplaint> {
  return {
    title: 'Remove',
    kind: 'deed',
    cell: (one) => (
      <button type="button" class="small danger" onClick={() => onRemove(one)}>
        {say('Remove')}
      </button>
    ),
  };
}
