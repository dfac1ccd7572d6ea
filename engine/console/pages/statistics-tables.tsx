/** Endings by their frequency, and the figures of each application, city, trunk or hour. */
import type { ShownEnding, ShownGroup, ShownStatistics } from '../../api/operator/statistics-answers.js';
import type { Phrase } from '../language/chinese.js';
import { count, language, say, sayWord } from '../language/language.js';
import { Table, type Column } from '../parts/table.js';
import { percentText, secondsText } from './statistics-figures.js';

export const groupings = {
  application: 'application',
  city: 'city',
  callerTrunk: 'trunk they came from',
  calleeTrunk: 'trunk they went out by',
  hour: 'hour of the day',
} as const satisfies Readonly<Record<string, Phrase>>;
export type Grouping = keyof typeof groupings;

const keyTitles: Readonly<Record<Grouping, Phrase>> = {
  application: 'Application',
  city: 'City',
  callerTrunk: 'Trunk',
  calleeTrunk: 'Trunk',
  hour: 'Hour',
};

interface StatisticsTablesProps {
  readonly statistics: ShownStatistics;
  readonly by: Grouping;
}

export function StatisticsTables({ statistics, by }: StatisticsTablesProps) {
  const { endings = [], groups = [], groupsTotal = 0 } = statistics;
  return (
    <>
      <h2>{say('By {what}', { what: say(groupings[by]) })}</h2>
      {groupsTotal > groups.length && (
        <p class="quiet">
          {say('The first {shown} of {total}.', { shown: groups.length, total: groupsTotal })}
        </p>
      )}
      <Table
        label="Figures of each"
        columns={columnsOf(by)}
        rows={by === 'hour' ? groups : groups.filter(({ calls }) => calls > 0)}
        keyOf={({ key }) => key}
        empty="No call had one."
      />
      <h2>{say('How they ended')}</h2>
      <Table
        label="How they ended"
        columns={endingColumns}
        rows={endings}
        keyOf={({ ending }) => ending}
        empty="No calls came in this time."
      />
    </>
  );
}

function columnsOf(by: Grouping): readonly Column<ShownGroup>[] {
  const complaints: readonly Column<ShownGroup>[] = [
    { title: 'Complaints', kind: 'amount', cell: (one) => one.complaints && count(one.complaints) },
    {
      title: 'Per 10,000 calls',
      kind: 'amount',
      cell: (one) => one.complaintsPerTenThousand && count(one.complaintsPerTenThousand, 2),
    },
  ];
  return [
    { title: keyTitles[by], cell: (one) => nameOf(one, by) },
    { title: 'Call attempts', kind: 'amount', cell: ({ calls }) => count(calls) },
    { title: 'Calls answered', kind: 'amount', cell: ({ answered }) => count(answered) },
    { title: 'Answer rate (ASR)', kind: 'amount', cell: (one) => percentText(one.answerPercent) },
    { title: 'Mean length (ACD)', kind: 'amount', cell: (one) => secondsText(one.meanTalkSeconds) },
    { title: 'Post-dial delay (PDD)', kind: 'amount', cell: (one) => secondsText(one.postDialSeconds) },
    ...(by === 'application' ? complaints : []),
  ];
}

function nameOf({ key, name }: ShownGroup, by: Grouping) {
  if (by === 'hour') return <span class="number">{`${key}:00–${key}:59`}</span>;
  if (key === '') return say('not known');
  if (by !== 'city') return [key, name].filter(Boolean).join(' · ');
  return (
    <>
      <span class="number">{key}</span> {name}
    </>
  );
}

/** The API's words do not tell who of the two it was. */
const hungUp = {
  'caller-hung-up': 'The caller hung up.',
  'callee-hung-up': 'The callee hung up.',
} as const satisfies Readonly<Record<string, Phrase>>;

function endingText({ ending, reason }: ShownEnding): string {
  if (language() === 'zh') return sayWord(ending);
  if (ending === 'caller-hung-up' || ending === 'callee-hung-up') return say(hungUp[ending]);
  return reason ?? ending;
}

const endingColumns: readonly Column<ShownEnding>[] = [
  {
    title: 'Ending',
    cell: (one) => endingText(one),
  },
  { title: 'Code', kind: 'number', cell: ({ ending }) => ending },
  { title: 'Call attempts', kind: 'amount', cell: ({ calls }) => count(calls) },
  {
    title: 'Share',
    kind: 'amount',
    cell: ({ percent }) => (
      <span class="share">
        <meter min={0} max={100} value={percent} aria-hidden="true" />
        {percentText(percent)}
      </span>
    ),
  },
];
