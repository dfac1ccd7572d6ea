/** Statistics of calls: figures, a chart along the time, endings, and groups by application, city, trunk or hour. */
import { useMemo, useState } from 'preact/hooks';
import type { ShownApplication } from '../../api/operator/answers.js';
import type { ShownStatistics } from '../../api/operator/statistics-answers.js';
import type { Client } from '../client.js';
import { say } from '../language/language.js';
import { ApplicationField } from '../parts/application-field.js';
import { ChoiceField } from '../parts/choice-field.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { TimeField, typedTime } from '../parts/time-field.js';
import type { StatisticsQuestion } from '../town-client.js';
import { useAnswer } from '../use-answer.js';
import { groupings, StatisticsTables, type Grouping } from './statistics-tables.js';
import { StatisticsChart } from './statistics-chart.js';
import { StatisticsFigures } from './statistics-figures.js';

const ranges = {
  day: 'the last 24 hours',
  week: 'the last 7 days',
  month: 'the last 30 days',
  quarter: 'the last 90 days',
  own: 'from … to …',
} as const;
type Range = keyof typeof ranges;

const DAY_MS = 86_400_000;
const DAYS: Readonly<Record<Exclude<Range, 'own'>, number>> = { day: 1, week: 7, month: 30, quarter: 90 };
/** Longer times are shown by days. */
const HOURLY_DAYS = 7;

interface Choice {
  readonly range: Range;
  readonly from: string;
  readonly until: string;
  readonly appKey: string;
  readonly by: Grouping;
}

const FIRST: Choice = { range: 'day', from: '', until: '', appKey: '', by: 'application' };

export function StatisticsPage({ client }: { readonly client: Client }) {
  const [choice, setChoice] = useState<Choice>(FIRST);
  const [turn, setTurn] = useState(0);
  const question = useMemo(() => questionOf(choice, Date.now()), [choice, turn]);
  const applications = useAnswer((signal) => client.applications(signal), [client]);
  const { answer, problem, asking } = useAnswer(
    question && ((signal) => client.town.statistics(question, signal)),
    [client, question],
  );
  return (
    <>
      <StatisticsForm
        choice={choice}
        applications={applications.answer ?? []}
        asking={asking}
        onChoice={setChoice}
        onAgain={() => setTurn((before) => before + 1)}
      />
      {applications.problem !== undefined && <ProblemNotice problem={applications.problem} />}
      {problem !== undefined && <ProblemNotice problem={problem} inWords />}
      {question === undefined && <p class="empty quiet">{say('Say from when to when.')}</p>}
      {question !== undefined && answer === undefined && asking && (
        <p class="empty quiet" role="status">
          {say('Adding up …')}
        </p>
      )}
      {answer !== undefined && <Answered answer={answer} by={choice.by} />}
    </>
  );
}

function Answered({ answer, by }: { readonly answer: ShownStatistics; readonly by: Grouping }) {
  return (
    <>
      <StatisticsFigures total={answer.total} />
      {answer.total.calls === 0 ? (
        <p class="empty quiet">{say('No calls came in this time.')}</p>
      ) : (
        <>
          <StatisticsChart statistics={answer} />
          <StatisticsTables statistics={answer} by={by} />
        </>
      )}
    </>
  );
}

interface StatisticsFormProps {
  readonly choice: Choice;
  readonly applications: readonly ShownApplication[];
  readonly asking: boolean;
  readonly onChoice: (choice: Choice) => void;
  readonly onAgain: () => void;
}

function StatisticsForm({ choice, applications, asking, onChoice, onAgain }: StatisticsFormProps) {
  const set = (part: Partial<Choice>): void => onChoice({ ...choice, ...part });
  return (
    <form
      class="question"
      onSubmit={(event) => {
        event.preventDefault();
        onAgain();
      }}
    >
      <ChoiceField
        label="Time"
        choices={ranges}
        value={choice.range}
        onValue={(range) => range !== '' && set({ range })}
      />
      {choice.range === 'own' && (
        <>
          <TimeField label="From time" value={choice.from} onValue={(from) => set({ from })} />
          <TimeField
            label="Until time"
            hint="Empty: now"
            value={choice.until}
            onValue={(until) => set({ until })}
          />
        </>
      )}
      <ApplicationField
        applications={applications}
        value={choice.appKey}
        onValue={(appKey) => set({ appKey })}
      />
      <ChoiceField
        label="Group by"
        choices={groupings}
        value={choice.by}
        onValue={(by) => by !== '' && set({ by })}
      />
      <button type="submit" class="main" disabled={asking}>
        {say('Refresh')}
      </button>
    </form>
  );
}

/** Undefined: the time is not said yet. */
function questionOf({ range, from, until, appKey, by }: Choice, now: number): StatisticsQuestion | undefined {
  const end =
    range === 'own' ? (typedTime(until) ?? new Date(now).toISOString()) : new Date(now).toISOString();
  const begin =
    range === 'own' ? typedTime(from) : new Date(Date.parse(end) - DAYS[range] * DAY_MS).toISOString();
  if (begin === undefined || begin >= end) return undefined;
  const days = (Date.parse(end) - Date.parse(begin)) / DAY_MS;
  return {
    ...{ from: begin, until: end, by, appKey: appKey || undefined },
    interval: days <= HOURLY_DAYS ? 'hour' : 'day',
    utcOffsetMinutes: -new Date(end).getTimezoneOffset(),
  };
}
