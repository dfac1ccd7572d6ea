/**
 * The number pool: listing, adding, importing and transferring privacy numbers, changing their status, releasing them.
 * Numbers are in bodies and never in URLs, which end up in the logs of proxies.
 */
import type { NumberCause, NumberStatus } from '../../../routing/application.js';
import type { E164 } from '../../../routing/numbers/number.js';
import type { PoolNumberUse } from '../../../routing/numbers/pool.js';
import type { ShownNumber } from './answers.js';
import type { Operations } from './context.js';
import { notFound } from './problems.js';
import { writtenNumber } from './phone-number.js';
import { answer, appKey, areaCode, body, failures, listOf, nothing, number, page, time } from './schemas.js';

const status = { type: 'string', enum: ['normal', 'suspended', 'unavailable', 'frozen'] } as const;
const cause = {
  type: 'string',
  enum: [
    'deleted',
    'arrears',
    'stopped',
    'restricted',
    'restriction-lifted',
    'forwarding-unconditional',
    'forwarding-no-answer',
    'forwarding-busy',
  ],
  description: 'Why it is unavailable; goes with that status only.',
} as const;
export const shownNumber = {
  $id: 'PoolNumber',
  type: 'object',
  properties: {
    number,
    appKey,
    areaCode,
    cities: {
      type: 'array',
      items: { type: 'string' },
      description: 'The cities of the area code; several may share one.',
    },
    status,
    cause,
    relations: { type: 'integer', description: 'Bindings on it, as X or as Y.' },
    restsUntil: { ...time, description: 'It was released and is not chosen by area before.' },
    source: {
      type: 'string',
      enum: ['file', 'api'],
      description: 'Whether the configuration file gives it to this application, or this API did.',
    },
  },
} as const;
const numbers = { type: 'array', items: writtenNumber, minItems: 1, maxItems: 10_000 } as const;

interface ListQuery {
  readonly appKey?: string;
  readonly areaCode?: string;
  readonly status?: NumberStatus;
  readonly pageIndex: number;
  readonly pageSize: number;
}

export const numberOperations: Operations = (app, { routing, numberStatus }) => {
  const { pool } = routing;
  const shown = (found: PoolNumberUse): ShownNumber => ({
    ...describeNumber(found, pool.cityNames(found.areaCode)),
    source: routing.origins.ofNumber(found),
  });

  app.get<{ Querystring: ListQuery }>(
    '/numbers',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'listNumbers',
        tags: ['numbers'],
        summary: 'Numbers of the pool',
        querystring: body({ appKey, areaCode, status, ...page }),
        response: { 200: listOf('One page of them.', { $ref: 'PoolNumber#' }), ...failures },
      },
    },
    ({ query }) => {
      const found = pool.list(query, query);
      return { items: found.items.map(shown), total: found.total };
    },
  );

  app.post<{ Body: { number: E164 } }>(
    '/numbers/find',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'findNumber',
        tags: ['numbers'],
        summary: 'One number of the pool',
        body: body({ number: writtenNumber }, ['number']),
        response: { 200: { description: 'The number.', $ref: 'PoolNumber#' }, ...failures },
      },
    },
    ({ body: { number: sought } }) => {
      const found = pool.get(sought);
      if (!found) throw notFound('number in the pool');
      return shown(found);
    },
  );

  app.post<{ Body: { appKey: string; numbers: { number: string; areaCode: string }[] } }>(
    '/numbers',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'addNumbers',
        tags: ['numbers'],
        summary: 'Gives an application numbers',
        description: 'Those it has already stay as they are. Numbers before a refused one have been added.',
        body: body(
          {
            appKey,
            numbers: {
              type: 'array',
              minItems: 1,
              maxItems: 10_000,
              items: body({ number: writtenNumber, areaCode }, ['number', 'areaCode']),
            },
          },
          ['appKey', 'numbers'],
        ),
        response: { 200: answer('How many there are.', { added: { type: 'integer' } }), ...failures },
      },
    },
    async ({ body: wanted }) => ({ added: (await pool.add(wanted.appKey, wanted.numbers)).length }),
  );

  app.post<{ Querystring: { appKey: string }; Body: string }>(
    '/numbers/import',
    {
      config: { role: 'admin' },
      bodyLimit: LONGEST_IMPORT,
      schema: {
        operationId: 'importNumbers',
        tags: ['numbers'],
        summary: 'Imports numbers from CSV',
        description:
          'A heading with number and area_code, in any order. Good lines are taken, bad ones told.',
        consumes: ['text/csv'],
        querystring: body({ appKey }, ['appKey']),
        body: { type: 'string' },
        response: {
          200: answer('What became of the lines.', {
            added: { type: 'integer' },
            faults: {
              type: 'array',
              items: {
                type: 'object',
                properties: { line: { type: 'integer' }, message: { type: 'string' } },
              },
            },
          }),
          ...failures,
        },
      },
    },
    ({ query, body: csv }) => pool.importCsv(query.appKey, csv),
  );

  app.post<{ Body: { numbers: E164[]; toAppKey: string } }>(
    '/numbers/transfer',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'transferNumbers',
        tags: ['numbers'],
        summary: 'Gives numbers to another application',
        description:
          'Those in use stay where they are and are told. They stay here whatever the configuration file said before; a ' +
          'file that moves them later moves them.',
        body: body({ numbers, toAppKey: appKey }, ['numbers', 'toAppKey']),
        response: {
          200: answer('What became of them.', {
            moved: { type: 'array', items: number },
            inUse: { type: 'array', items: number },
          }),
          ...failures,
        },
      },
    },
    ({ body: wanted }) => pool.transfer(wanted.numbers, wanted.toAppKey),
  );

  app.post<{ Body: { number: E164; status: NumberStatus; cause?: NumberCause } }>(
    '/numbers/status',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'setNumberStatus',
        tags: ['numbers'],
        summary: 'Changes what a number may do',
        description:
          'frozen: no new bindings, existing ones work. suspended, unavailable: bindings and calls fail. The ' +
          'application is notified.',
        body: body({ number: writtenNumber, status, cause }, ['number', 'status']),
        response: { 200: { description: 'As it is now.', $ref: 'PoolNumber#' }, ...failures },
      },
    },
    async ({ body: wanted }) => {
      const before = pool.get(wanted.number);
      const after = await pool.setStatus(wanted.number, wanted.status, wanted.cause);
      if (before?.status !== after.status || before.cause !== after.cause) numberStatus(after);
      const found = pool.get(wanted.number);
      if (!found) throw notFound('number in the pool');
      return shown(found);
    },
  );

  app.post<{ Body: { number: E164 } }>(
    '/numbers/remove',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'removeNumber',
        tags: ['numbers'],
        summary: 'Takes a number out of the pool',
        description:
          'Refused while anything is bound to it. One that the configuration file still gives comes back with the next start.',
        body: body({ number: writtenNumber }, ['number']),
        response: { 204: nothing, ...failures },
      },
    },
    async (request, reply) => {
      const { number: given } = request.body;
      const before = pool.get(given);
      await pool.remove(given);
      if (before !== undefined) numberStatus({ ...before, status: 'unavailable', cause: 'deleted' });
      return reply.code(204).send();
    },
  );
};

/** Bytes; some 100 000 numbers. */
const LONGEST_IMPORT = 4 * 1024 * 1024;

function describeNumber(
  { restsUntil, ...rest }: PoolNumberUse,
  cities: readonly string[],
): Omit<ShownNumber, 'source'> {
  const rests = restsUntil === undefined ? {} : { restsUntil: new Date(restsUntil).toISOString() };
  return { ...rest, cities, ...rests };
}
