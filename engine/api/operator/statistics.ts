/** Statistics of calls. They hold no numbers, and viewers see them whole. */
import type { Routing } from '../../../routing/routing.js';
import { sourceOf } from '../../records/call-tally.js';
import type { CallTotals } from '../../records/record-store.js';
import {
  pointsOf,
  statisticsOf,
  type Grouping,
  type Interval,
  type Question,
} from '../../statistics/statistics.js';
import type { Operations } from './context.js';
import { OperatorProblem, problems } from './problems.js';
import { reasonOf } from './record-reason.js';
import { answer, appKey, areaCode, body, failures, time } from './schemas.js';
import type {
  ShownComplaintRate,
  ShownEnding,
  ShownFigures,
  ShownGroup,
  ShownStatistics,
} from './statistics-answers.js';
import { millisecondsOf, timeOf } from './times.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** By default hours are shown of so many days, else days. */
const HOURLY_DAYS = 7;
const MOST_POINTS = 2000;
const MOST_GROUPS = 1000;

const GROUPINGS: readonly Grouping[] = ['application', 'city', 'callerTrunk', 'calleeTrunk', 'hour'];
const name = { type: 'string', minLength: 1, maxLength: 128 } as const;
const count = { type: 'integer' } as const;
const seconds = { type: 'number' } as const;
const percent = { type: 'number', minimum: 0, maximum: 100 } as const;

const figures = {
  calls: count,
  answered: count,
  answerPercent: { ...percent, description: 'ASR: answered ones of a hundred; absent without calls.' },
  talkSeconds: seconds,
  meanTalkSeconds: { ...seconds, description: 'ACD: mean of the answered ones; absent without any.' },
  postDialSeconds: {
    ...seconds,
    description:
      'PDD: mean time from the dialling of a callee until it rings or answers; absent without any.',
  },
} as const;
const complaintRate = {
  complaints: { ...count, description: 'Valid ones made in the time; absent for one city or trunk.' },
  complaintsPerTenThousand: { type: 'number', description: 'For each ten thousand calls.' },
} as const;
const listOfAll = (properties: object): object => ({ type: 'array', items: { type: 'object', properties } });

const schema = {
  operationId: 'getStatistics',
  tags: ['records'],
  summary: 'Calls of a time in figures: answer rate, length, post-dial delay, endings, complaints',
  description:
    'Calls count in the hour in which they came; times are rounded out to whole hours, and are the last 24 hours by default. A ' +
    'call is counted within a second of its end. One city or one trunk can be looked at by itself, with its endings and hours; ' +
    'other groupings of it are not kept. Calls of which a leg had no trunk are in no trunk’s figures.',
  querystring: body({
    from: time,
    until: time,
    appKey,
    areaCode: { ...areaCode, description: 'Calls through numbers of that city.' },
    callerTrunk: { ...name, description: 'Calls that came from it.' },
    calleeTrunk: { ...name, description: 'Calls that went out by it.' },
    interval: { type: 'string', enum: ['hour', 'day'], description: 'How long each entry of the series is.' },
    by: {
      type: 'string',
      enum: GROUPINGS,
      description: 'What the groups are; `hour` is the hour of the day.',
    },
    utcOffsetMinutes: {
      ...{ type: 'integer', minimum: -720, maximum: 840, default: 0 },
      description:
        'Clock by which days begin and hours of the day are counted, ahead of UTC; in whole hours.',
    },
  }),
  response: {
    200: answer('The figures.', {
      from: time,
      until: time,
      interval: { type: 'string' },
      total: { type: 'object', properties: { ...figures, ...complaintRate } },
      series: listOfAll({ at: time, ...figures }),
      endings: {
        ...listOfAll({
          ending: name,
          reason: { type: 'string', description: 'The ending in words.' },
          fault: { type: 'string' },
          calls: count,
          percent,
        }),
        description: 'Absent for one city or trunk of an application, of which they are not kept.',
      },
      groups: listOfAll({ key: { type: 'string' }, name: { type: 'string' }, ...figures, ...complaintRate }),
      groupsTotal: { ...count, description: `How many there are; the first ${MOST_GROUPS} are here.` },
    }),
    ...failures,
  },
};

interface Asked {
  readonly from?: string;
  readonly until?: string;
  readonly appKey?: string;
  readonly areaCode?: string;
  readonly callerTrunk?: string;
  readonly calleeTrunk?: string;
  readonly interval?: Interval;
  readonly by?: Grouping;
  readonly utcOffsetMinutes: number;
}

export const statisticsOperation: Operations = (app, { records, routing, clock }) => {
  app.get<{ Querystring: Asked }>(
    '/statistics',
    { config: { role: 'viewer' }, schema },
    async ({ query }): Promise<ShownStatistics> => {
      const question = questionOf(query, clock(), routing);
      const found = await statisticsOf(records, question).catch((cause: unknown) => {
        throw new OperatorProblem(problems.recordsAway, 'try again later; calls go on', {}, cause);
      });
      const { from, until, total, series, endings, groups } = found;
      const complaints = complaintsIn(routing, question);
      const all = complaints && [...complaints.values()].reduce((sum, one) => sum + one, 0);
      const nameOf = namesOf(routing, question.by);
      const shown = (one: CallTotals): ShownGroup => ({
        ...{ key: one.key, name: nameOf(one.key), ...figuresOf(one) },
        ...(question.by === 'application' && rateOf(one, complaints?.get(one.key) ?? 0)),
      });
      return {
        ...{ from: timeOf(from), until: timeOf(until), interval: question.interval },
        total: { ...figuresOf(total), ...rateOf(total, all) },
        series: series.map((point) => ({ at: timeOf(point.at), ...figuresOf(point) })),
        endings: endings?.map((one) => endingOf(one, total.calls)),
        groups: groups?.slice(0, MOST_GROUPS).map(shown),
        groupsTotal: groups?.length,
      };
    },
  );
};

function questionOf(
  { areaCode: area, ...asked }: Asked,
  now: number,
  { pool }: Pick<Routing, 'pool'>,
): Question {
  const { by, utcOffsetMinutes, ...rest } = asked;
  // As the sums have it; one that no city has any more may still have calls.
  const code = area && (pool.ledger.policy.readAreaCode(area) ?? area);
  const until = millisecondsOf(asked.until) ?? now;
  const from = millisecondsOf(asked.from) ?? until - DAY_MS;
  if (from >= until) throw new OperatorProblem(problems.invalid, 'expected from before until');
  const interval = asked.interval ?? (until - from <= HOURLY_DAYS * DAY_MS ? 'hour' : 'day');
  const question = { ...rest, areaCode: code, from, until, interval, by, utcOffsetMinutes };
  if (pointsOf(question) > MOST_POINTS)
    throw new OperatorProblem(
      problems.invalid,
      `expected at most ${MOST_POINTS} points; ask for days, or less time`,
    );
  requireKept(question);
  return question;
}

function requireKept({ by = 'hour', ...question }: Question): void {
  try {
    sourceOf({ ...question, by });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new OperatorProblem(problems.invalid, error.message);
  }
}

function figuresOf({ calls, answered, talkMs, rang, delayMs }: CallTotals): ShownFigures {
  return {
    ...{ calls, answered, talkSeconds: Math.round(talkMs / 1000) },
    answerPercent: ratio(answered * 100, calls),
    meanTalkSeconds: ratio(talkMs / 1000, answered),
    postDialSeconds: ratio(delayMs / 1000, rang),
  };
}

function endingOf({ key: ending, calls }: CallTotals, all: number): ShownEnding {
  return { ending, ...reasonOf({ kind: 'call', ending }), calls, percent: ratio(calls * 100, all) ?? 0 };
}

function rateOf({ calls }: CallTotals, complaints: number | undefined): ShownComplaintRate {
  if (complaints === undefined) return {};
  return { complaints, complaintsPerTenThousand: ratio(complaints * 10_000, calls) };
}

/** In hundredths. */
function ratio(of: number, among: number): number | undefined {
  return among === 0 ? undefined : Math.round((of / among) * 100) / 100;
}

/** By application; undefined where calls are narrowed down to what a complaint does not name. */
function complaintsIn(
  { compliance }: Pick<Routing, 'compliance'>,
  { appKey: key, areaCode: city, callerTrunk, calleeTrunk, from, until }: Question,
): ReadonlyMap<string, number> | undefined {
  if ((city ?? callerTrunk ?? calleeTrunk) !== undefined) return undefined;
  return compliance.complaints.validIn(from, until, key);
}

function namesOf(
  { applications, pool }: Pick<Routing, 'applications' | 'pool'>,
  by: Grouping | undefined,
): (key: string) => string | undefined {
  if (by === 'application') return (key) => applications.get(key)?.name;
  if (by === 'city') return (key) => pool.cityNames(key).join(', ') || undefined;
  return () => undefined;
}
