/** The blacklists: numbers, or beginnings of numbers, that are barred from something, for an application or all. */
import type { E164 } from '../../../routing/numbers/number.js';
import {
  BLACKLIST_KINDS,
  type BlacklistEntry,
  type BlacklistKind,
} from '../../../routing/rules/blacklist.js';
import type { Operations } from './context.js';
import { millisecondsOf, optionalTime, timeOf } from './times.js';
import { writtenNumber } from './phone-number.js';
import {
  answer,
  appKey,
  body,
  failures,
  linesTaken,
  listOf,
  LONGEST_IMPORT,
  nothing,
  number,
  page,
  time,
} from './schemas.js';
import type { ShownBlacklistEntry } from './rules-answers.js';

const kind = {
  type: 'string',
  enum: BLACKLIST_KINDS,
  description:
    'bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or the other. ' +
    'call, message: every one, as either side. x: everything over one X.',
} as const;
const listedNumber = {
  type: 'string',
  maxLength: 40,
  description: 'A phone number, or + with country code, first digits and *.',
  examples: ['+8613800000021', '+86170*'],
} as const;
const note = { type: 'string', maxLength: 256, description: 'For people.' } as const;
const until = {
  ...time,
  description: 'From then on it counts no longer; left out: it has no term.',
} as const;

export const shownBlacklistEntry = {
  $id: 'BlacklistEntry',
  type: 'object',
  properties: { kind, number: listedNumber, x: number, appKey, until, addedAt: time, note },
} as const;

interface Written {
  readonly kind: BlacklistKind;
  readonly number: string;
  readonly x?: E164;
  readonly appKey?: string;
  readonly until?: string;
  readonly note?: string;
}

interface Selector {
  readonly kind?: BlacklistKind;
  readonly appKey?: string;
  readonly number?: E164;
  readonly pageIndex: number;
  readonly pageSize: number;
}

export const blacklistOperations: Operations = (app, { routing }) => {
  const { blacklist } = routing.compliance;
  const found = (selector: Selector): { items: ShownBlacklistEntry[]; total: number } => {
    const { items, total } = blacklist.list(selector, selector);
    return { items: items.map(shown), total };
  };
  const entries = listOf('One page of them, in the order in which they were added.', {
    $ref: 'BlacklistEntry#',
  });
  const described = { tags: ['rules'] };

  app.get<{ Querystring: Selector }>(
    '/blacklist',
    {
      config: { role: 'viewer' },
      schema: {
        ...described,
        operationId: 'listBlacklist',
        summary: 'Entries of the blacklists that are in force',
        querystring: body({ kind, appKey, ...page }),
        response: { 200: entries, ...failures },
      },
    },
    ({ query }) => found(query),
  );

  app.post<{ Body: Selector }>(
    '/blacklist/search',
    {
      config: { role: 'viewer' },
      schema: {
        ...described,
        operationId: 'searchBlacklist',
        summary: 'Entries that concern a number',
        description: 'Those with the beginning of the number too.',
        body: body({ number: writtenNumber, kind, appKey, ...page }),
        response: { 200: entries, ...failures },
      },
    },
    ({ body: selector }) => found(selector),
  );

  app.post<{ Body: { entries: Written[] } }>(
    '/blacklist',
    {
      config: { role: 'operator' },
      schema: {
        ...described,
        operationId: 'addToBlacklist',
        summary: 'Bars numbers',
        description:
          'In force on every engine once answered. An entry for the same kind, number, X and application is replaced. ' +
          'None is made if one of them is wrong.',
        body: body(
          {
            entries: {
              type: 'array',
              minItems: 1,
              maxItems: 10_000,
              items: body({ kind, number: listedNumber, x: writtenNumber, appKey, until, note }, [
                'kind',
                'number',
              ]),
            },
          },
          ['entries'],
        ),
        response: { 200: answer('How many there are.', { added: { type: 'integer' } }), ...failures },
      },
    },
    async ({ body: wanted }) => {
      const added = await blacklist.add(
        wanted.entries.map(({ until: text, ...entry }) => ({ ...entry, expiresAt: millisecondsOf(text) })),
      );
      return { added: added.length };
    },
  );

  app.post<{ Querystring: Pick<Written, 'appKey' | 'until'> & { kind?: BlacklistKind }; Body: string }>(
    '/blacklist/import',
    {
      config: { role: 'operator' },
      bodyLimit: LONGEST_IMPORT,
      schema: {
        ...described,
        operationId: 'importBlacklist',
        summary: 'Bars the numbers of a CSV file',
        description:
          'A heading with number and any of kind, x, app_key, until and note; or numbers alone, one a line. The query says ' +
          'what a line does not. Good lines are taken, bad ones told.',
        consumes: ['text/csv'],
        querystring: body({ kind, appKey, until }),
        body: { type: 'string' },
        response: { 200: linesTaken, ...failures },
      },
    },
    ({ query: { until: text, ...terms }, body: csv }) =>
      blacklist.importCsv(csv, { ...terms, expiresAt: millisecondsOf(text) }),
  );

  app.post<{ Body: Omit<Written, 'until' | 'note'> }>(
    '/blacklist/remove',
    {
      config: { role: 'operator' },
      schema: {
        ...described,
        operationId: 'removeFromBlacklist',
        summary: 'Takes an entry away',
        body: body({ kind, number: listedNumber, x: writtenNumber, appKey }, ['kind', 'number']),
        response: { 204: nothing, ...failures },
      },
    },
    async (request, reply) => {
      await blacklist.remove(request.body);
      return reply.code(204).send();
    },
  );
};

function shown({ expiresAt, addedAt, ...entry }: BlacklistEntry): ShownBlacklistEntry {
  return { ...entry, addedAt: timeOf(addedAt), ...optionalTime('until', expiresAt) };
}
