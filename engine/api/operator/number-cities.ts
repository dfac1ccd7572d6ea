/** The number pool by city: how many numbers there are and what they can do, and how many a plan takes. */
import type { Mode } from '../../../routing/application.js';
import type { NumberStatus } from '../../../routing/application.js';
import type { AreaCounts } from '../../../routing/numbers/pool-census.js';
import { planNumbers } from '../../../routing/numbers/planner.js';
import type { Operations } from './context.js';
import { OperatorProblem, problems } from './problems.js';
import { answer, appKey, areaCode, body, failures, listOf, mode } from './schemas.js';
import type { ShownCity, ShownPlan } from './statistics-answers.js';

const status = { type: 'string', enum: ['normal', 'suspended', 'unavailable', 'frozen'] } as const;
const count = { type: 'integer' } as const;
const whole = (maximum: number, fallback: number, description: string): object => ({
  ...{ type: 'integer', minimum: 0, maximum, default: fallback, description },
});

const shownCity = {
  type: 'object',
  properties: {
    areaCode,
    cities: { type: 'array', items: { type: 'string' }, description: 'Several may share an area code.' },
    province: { type: 'string', description: 'Empty where the table of cities does not say.' },
    total: count,
    free: { ...count, description: 'May be bound.' },
    used: count,
    resting: { ...count, description: 'Released, and not handed out yet.' },
    frozen: { ...count, description: 'No new bindings; those there are work.' },
    ended: { ...count, description: 'Suspended, or unavailable.' },
  },
} as const;

interface PlanQuery {
  readonly mode: Mode;
  readonly bindings: number;
  readonly perUser: number;
  readonly bPerA: number;
  readonly endsPerHour: number;
  readonly appKey?: string;
  readonly areaCode?: string;
}

export const numberCityOperations: Operations = (app, { routing: { pool } }) => {
  const { policy } = pool.ledger;

  app.get<{ Querystring: { appKey?: string; status?: NumberStatus } }>(
    '/numbers/cities',
    { config: { role: 'viewer' }, schema: citiesSchema },
    ({ query }) => {
      const items = pool.census(query).map((counts): ShownCity => {
        const cities = policy.cities.of(counts.areaCode);
        return { ...counts, cities: cities.map(({ city }) => city), province: cities[0]?.province ?? '' };
      });
      return { items, total: items.length };
    },
  );

  app.get<{ Querystring: PlanQuery }>(
    '/numbers/plan',
    { config: { role: 'viewer' }, schema: planSchema },
    ({ query: { appKey: key, areaCode: area, ...wish } }): ShownPlan => {
      const parts = planned(() => planNumbers(wish, policy));
      const needed = parts.reduce((sum, { numbers }) => sum + numbers, 0);
      if (key === undefined && area === undefined) return { mode: wish.mode, needed, parts };
      const code = area === undefined ? undefined : policy.readAreaCode(area);
      const counted = pool
        .census({ appKey: key })
        .filter((one) => area === undefined || one.areaCode === code);
      const there = counted.reduce((sum, one) => sum + usable(one), 0);
      return { mode: wish.mode, needed, parts, there, missing: Math.max(0, needed - there) };
    },
  );
};

const citiesSchema = {
  operationId: 'getNumberCities',
  tags: ['numbers'],
  summary: 'How many numbers each city has, and what they can do',
  description: 'Every number counts once: as ended or frozen by its status, else as used, resting or free.',
  querystring: body({ appKey, status }),
  response: { 200: listOf('Every area code that has numbers.', shownCity), ...failures },
};

const planSchema = {
  operationId: 'getNumberPlan',
  tags: ['numbers'],
  summary: 'How many numbers so many bindings take',
  description:
    'By the rules of the mode: what an X or a Y carries, how often a user may be on it, how long it rests. With `appKey` or ' +
    '`areaCode`: how many of them are there, and how many are missing.',
  querystring: body(
    {
      mode,
      bindings: whole(100_000_000, 0, 'At once. AXYB: relations of an A with its X.'),
      perUser: whole(10_000, 1, 'Most that one user, or one A, has at once.'),
      bPerA: whole(10_000, 1, 'AXYB: most B with a Y of one A at once.'),
      endsPerHour: whole(100_000_000, 0, 'AX, AXYB: bindings that end in an hour.'),
      appKey,
      areaCode,
    },
    ['mode', 'bindings'],
  ),
  response: {
    200: answer('The plan.', {
      mode,
      needed: { ...count, description: 'Numbers that it takes.' },
      parts: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            what: { type: 'string', enum: ['x', 'y', 'resting'] },
            numbers: count,
            rule: { type: 'string', description: 'The rule that decided.' },
          },
        },
      },
      there: { ...count, description: 'Neither ended nor frozen.' },
      missing: count,
    }),
    ...failures,
  },
};

function usable({ free, used, resting }: AreaCounts): number {
  return free + used + resting;
}

function planned<T>(plan: () => T): T {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new OperatorProblem(problems.invalid, error.message, {
      faults: [{ field: 'query/perUser', message: error.message }],
    });
  }
}
