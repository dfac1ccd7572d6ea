/** The sums of a time, in large digits. */
import type { ShownStatistics } from '../../api/operator/statistics-answers.js';
import type { Phrase } from '../language/chinese.js';
import { count, say } from '../language/language.js';

type Figure = readonly [title: Phrase, value: string, more?: string];

export function StatisticsFigures({ total }: { readonly total: ShownStatistics['total'] }) {
  const { calls, answered, complaints } = total;
  const figures: readonly Figure[] = [
    ['Call attempts', count(calls), say('{count} answered', { count: answered })],
    ['Answer rate (ASR)', percentText(total.answerPercent)],
    ['Mean length (ACD)', secondsText(total.meanTalkSeconds)],
    ['Post-dial delay (PDD)', secondsText(total.postDialSeconds), say('until the callee rings')],
  ];
  const rate = total.complaintsPerTenThousand;
  const complained: Figure = [
    'Complaints per 10,000 calls',
    rate === undefined ? '–' : count(rate, 2),
    say('{count} complaints', { count: complaints ?? 0 }),
  ];
  return (
    <dl class="sums">
      {(complaints === undefined ? figures : [...figures, complained]).map(([title, value, more]) => (
        <div key={title}>
          <dt>{say(title)}</dt>
          <dd>
            <b>{value}</b>
            {more !== undefined && <small class="quiet">{more}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function percentText(percent: number | undefined): string {
  return percent === undefined ? '–' : `${count(percent, 1)} %`;
}

/** `1.8 s` or `2 min 05 s` */
export function secondsText(seconds: number | undefined): string {
  if (seconds === undefined) return '–';
  if (seconds < 60) return say('{seconds} s', { seconds: count(seconds, 1) });
  const whole = Math.round(seconds);
  const rest = String(whole % 60).padStart(2, '0');
  return say('{minutes} min {seconds} s', { minutes: Math.floor(whole / 60), seconds: rest });
}
