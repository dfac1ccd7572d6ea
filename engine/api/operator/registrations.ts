/** Registration of real users: imports, how far each is, removals. Numbers are in bodies and never in URLs. */
import type { E164 } from '../../../routing/numbers/number.js';
import type { Registration, RegistrationState } from '../../../routing/rules/registrations.js';
import type { Operations } from './context.js';
import { writtenNumber } from './phone-number.js';
import {
  answer,
  appKey,
  body,
  failures,
  linesTaken,
  listOf,
  LONGEST_IMPORT,
  number,
  page,
  time,
} from './schemas.js';
import { millisecondsOf, optionalTime, timeOf } from './times.js';
import type { ShownRegistration } from './rules-answers.js';

const state = {
  type: 'string',
  enum: ['registered', 'pending', 'rejected'],
  description: 'Only registered counts. A later import replaces it.',
} as const;
const batch = {
  type: 'string',
  pattern: '^[A-Za-z0-9._-]{1,64}$',
  description: 'A name for the import, to ask how far it is.',
} as const;
const until = { ...time, description: 'From then on it counts no longer.' } as const;

export const shownRegistration = {
  $id: 'Registration',
  type: 'object',
  properties: { number, appKey, state, batch, until, at: time, isExpired: { type: 'boolean' } },
} as const;

interface Import {
  readonly appKey?: string;
  readonly state?: RegistrationState;
  readonly until?: string;
  readonly batch?: string;
}
interface Selector {
  readonly appKey?: string;
  readonly batch?: string;
  readonly state?: RegistrationState;
  readonly number?: E164;
  readonly pageIndex: number;
  readonly pageSize: number;
}

const described = { tags: ['rules'] };

export const registrationOperations: Operations = (app, { routing, clock }) => {
  const { registrations } = routing.compliance;
  const shown = ({ expiresAt, at, ...one }: Registration): ShownRegistration => ({
    ...one,
    at: timeOf(at),
    ...optionalTime('until', expiresAt),
    isExpired: expiresAt !== undefined && expiresAt <= clock(),
  });
  const add = (numbers: readonly string[], { until: text, ...given }: Import) =>
    registrations.add(numbers, { ...given, expiresAt: millisecondsOf(text) });

  app.post<{ Body: Import & { numbers: string[] } }>(
    '/registrations',
    {
      config: { role: 'operator' },
      schema: {
        ...described,
        operationId: 'addRegistrations',
        summary: 'Registers numbers, or changes their state',
        description:
          'Good ones are taken, bad ones told by their place. Without appKey they count for every application.',
        body: body(
          {
            appKey,
            state,
            until,
            batch,
            numbers: {
              type: 'array',
              minItems: 1,
              maxItems: 10_000,
              items: { type: 'string', maxLength: 40 },
            },
          },
          ['numbers'],
        ),
        response: { 200: linesTaken, ...failures },
      },
    },
    ({ body: { numbers, ...given } }) => add(numbers, given),
  );

  app.post<{ Querystring: Import; Body: string }>(
    '/registrations/import',
    {
      config: { role: 'operator' },
      bodyLimit: LONGEST_IMPORT,
      schema: {
        ...described,
        operationId: 'importRegistrations',
        summary: 'Registers the numbers of a file, one a line',
        description:
          'The first column counts; a heading `number` is skipped. Good lines are taken, bad ones told.',
        consumes: ['text/csv'],
        querystring: body({ appKey, state, until, batch }),
        body: { type: 'string' },
        response: { 200: linesTaken, ...failures },
      },
    },
    ({ query, body: csv }) => add(linesOf(csv), query),
  );

  app.post<{ Body: Selector }>(
    '/registrations/search',
    {
      config: { role: 'viewer' },
      schema: {
        ...described,
        operationId: 'searchRegistrations',
        summary: 'Registrations, of a number, a batch or a state',
        body: body({ number: writtenNumber, appKey, batch, state, ...page }),
        response: {
          200: listOf('One page of them, in the order of their import.', { $ref: 'Registration#' }),
          ...failures,
        },
      },
    },
    ({ body: selector }) => {
      const { items, total } = registrations.list(selector, selector);
      return { items: items.map(shown), total };
    },
  );

  const counted = { type: 'integer' };
  app.get<{ Querystring: { appKey?: string; batch?: string } }>(
    '/registrations/status',
    {
      config: { role: 'viewer' },
      schema: {
        ...described,
        operationId: 'getRegistrationStatus',
        summary: 'How many numbers are in each state',
        querystring: body({ appKey, batch }),
        response: {
          200: answer('Counts of the batch, of the application, or of all.', {
            registered: counted,
            pending: counted,
            rejected: counted,
            expired: counted,
          }),
          ...failures,
        },
      },
    },
    ({ query }) => registrations.counts(query),
  );

  app.post<{ Body: { appKey?: string; numbers?: E164[]; batch?: string } }>(
    '/registrations/remove',
    {
      config: { role: 'operator' },
      schema: {
        ...described,
        operationId: 'removeRegistrations',
        summary: 'Removes numbers, or a batch',
        body: {
          ...body({
            appKey,
            numbers: { type: 'array', minItems: 1, maxItems: 10_000, items: writtenNumber },
            batch,
          }),
          anyOf: [{ required: ['numbers'] }, { required: ['batch'] }],
        },
        response: { 200: answer('How many there were.', { removed: counted }), ...failures },
      },
    },
    async ({ body: { appKey: only, ...which } }) => ({ removed: await registrations.remove(only, which) }),
  );
};

/** The first column of each line; a heading becomes an empty one, so that the others keep their numbers. */
function linesOf(csv: string): readonly string[] {
  const lines = csv.replace(/^\uFEFF/, '').split(/\r?\n/);
  return lines.map((line, n) => {
    const field = (line.split(',')[0] ?? '').trim().replace(/^"(.*)"$/, '$1');
    return n === 0 && /^number$/i.test(field) ? '' : field;
  });
}
