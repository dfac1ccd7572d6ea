/**
 * One figure along the time. The library that draws is a file of its own, loaded with the first chart; the same is
 * there as a table, for those who do not see it and for exact values.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ShownPoint, ShownStatistics } from '../../api/operator/statistics-answers.js';
import type { Phrase } from '../language/chinese.js';
import { count, language, locale, say } from '../language/language.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Table, type Column } from '../parts/table.js';
import type { Problem } from '../problem.js';
import { asProblem } from '../use-answer.js';
import type { Line } from './statistics-drawing.js';
import { percentText, secondsText } from './statistics-figures.js';

const charts = {
  calls: 'Attempts and answered',
  rate: 'Answer rate (ASR)',
  length: 'Mean length (ACD)',
  delay: 'Post-dial delay (PDD)',
} as const satisfies Readonly<Record<string, Phrase>>;
type Chart = keyof typeof charts;

export function StatisticsChart({ statistics }: { readonly statistics: ShownStatistics }) {
  const [chart, setChart] = useState<Chart>('calls');
  const { series, interval } = statistics;
  return (
    <section class="chart" aria-label={say('Along the time')}>
      <div class="choices" role="group" aria-label={say('What is drawn')}>
        {Object.entries(charts).map(([name, title]) => (
          <button
            key={name}
            type="button"
            class="small"
            aria-pressed={name === chart}
            onClick={() => setChart(name as Chart)}
          >
            {say(title)}
          </button>
        ))}
      </div>
      <Drawing series={series} interval={interval} chart={chart} />
      <details>
        <summary>{say('As a table')}</summary>
        <Table
          label="Along the time"
          columns={columnsOf(interval)}
          rows={series}
          keyOf={({ at }) => at}
          empty="No calls came in this time."
        />
      </details>
    </section>
  );
}

interface DrawingProps {
  readonly series: readonly ShownPoint[];
  readonly interval: ShownStatistics['interval'];
  readonly chart: Chart;
}

function Drawing({ series, interval, chart }: DrawingProps) {
  const place = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState<Problem>();
  const spoken = language();
  useEffect(() => {
    let erase = (): void => undefined;
    let isGone = false;
    import('./statistics-drawing.js').then(
      ({ draw }) => {
        if (isGone || place.current === null) return;
        const times = series.map(({ at }) => Date.parse(at) / 1000);
        erase = draw(place.current, { times, lines: linesOf(chart, series), timeText: timeTextOf(interval) });
      },
      (error: unknown) => setProblem(asProblem(error)),
    );
    return () => {
      isGone = true;
      erase();
    };
  }, [series, interval, chart, spoken]);
  if (problem !== undefined) return <ProblemNotice problem={problem} />;
  return <div ref={place} class="drawing" role="img" aria-label={spokenChart(chart, series, interval)} />;
}

/** What the chart shows, in a sentence: where it is highest. */
function spokenChart(
  chart: Chart,
  series: readonly ShownPoint[],
  interval: DrawingProps['interval'],
): string {
  const [line] = linesOf(chart, series);
  const values = line?.values ?? [];
  const most = Math.max(...values.map((value) => value ?? 0));
  const at = series[values.indexOf(most)]?.at;
  const title = say(charts[chart]);
  if (line === undefined || at === undefined || most <= 0) return title;
  const when = timeTextOf(interval)(Date.parse(at) / 1000, true);
  return say('{title}: at most {value}, {when}. The table below has all values.', {
    ...{ title, value: line.text(most), when },
  });
}

function linesOf(chart: Chart, series: readonly ShownPoint[]): readonly Line[] {
  const line = (
    title: Phrase,
    color: Line['color'],
    value: (point: ShownPoint) => number | undefined,
  ): Line => ({
    title: say(title),
    color,
    values: series.map((point) => value(point) ?? null),
    text: texts[chart],
  });
  switch (chart) {
    case 'calls':
      return [
        line('Call attempts', '--accent', ({ calls }) => calls),
        line('Calls answered', '--good', ({ answered }) => answered),
      ];
    case 'rate':
      return [line(charts.rate, '--accent', ({ answerPercent }) => answerPercent)];
    case 'length':
      return [line(charts.length, '--accent', ({ meanTalkSeconds }) => meanTalkSeconds)];
    case 'delay':
      return [line(charts.delay, '--accent', ({ postDialSeconds }) => postDialSeconds)];
  }
}

const texts: Readonly<Record<Chart, (value: number) => string>> = {
  calls: (value) => count(value, Number.isInteger(value) ? 0 : 1),
  rate: (value) => `${count(value, Number.isInteger(value) ? 0 : 1)} %`,
  length: secondsText,
  delay: secondsText,
};

/** `14:00`, `11/30` or, whole, both; in the reader's zone and order. */
function timeTextOf(interval: DrawingProps['interval']): (seconds: number, isWhole: boolean) => string {
  const day = { month: 'short', day: 'numeric' } as const;
  const hour = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const days = new Intl.DateTimeFormat(locale(), day);
  const hours = new Intl.DateTimeFormat(locale(), hour);
  const both = new Intl.DateTimeFormat(locale(), { ...day, ...hour });
  return (seconds, isWhole) => {
    const at = new Date(seconds * 1000);
    if (isWhole) return (interval === 'hour' ? both : days).format(at);
    return at.getHours() === 0 && at.getMinutes() === 0 ? days.format(at) : hours.format(at);
  };
}

function columnsOf(interval: DrawingProps['interval']): readonly Column<ShownPoint>[] {
  const text = timeTextOf(interval);
  return [
    {
      title: interval === 'hour' ? 'Hour' : 'Day',
      kind: 'number',
      cell: ({ at }) => <time dateTime={at}>{text(Date.parse(at) / 1000, true)}</time>,
    },
    { title: 'Call attempts', kind: 'amount', cell: ({ calls }) => count(calls) },
    { title: 'Calls answered', kind: 'amount', cell: ({ answered }) => count(answered) },
    { title: 'Answer rate (ASR)', kind: 'amount', cell: (one) => percentText(one.answerPercent) },
    { title: 'Mean length (ACD)', kind: 'amount', cell: (one) => secondsText(one.meanTalkSeconds) },
    { title: 'Post-dial delay (PDD)', kind: 'amount', cell: (one) => secondsText(one.postDialSeconds) },
  ];
}
