/** The register of complaints, and how applications stand by it. */
import type { E164 } from '../../../routing/numbers/number.js';
import type { Complaint, ComplaintCategory, Standing } from '../../../routing/rules/complaints.js';
import type { Operations } from './context.js';
import { writtenNumber } from './phone-number.js';
import { answer, appKey, body, failures, listOf, nothing, number, page, time } from './schemas.js';
import { millisecondsOf, optionalTime, timeOf } from './times.js';
import type { ShownComplaint, ShownStanding } from './rules-answers.js';

const category = { type: 'string', enum: ['harassment', 'fraud', 'other'] } as const;
const note = { type: 'string', maxLength: 512, description: 'For people.' } as const;
const id = { type: 'string', minLength: 1, maxLength: 64 } as const;
const valid = { type: 'boolean', description: 'false: examined, and found to be none.' } as const;

export const shownComplaint = {
  $id: 'Complaint',
  type: 'object',
  properties: { id, appKey, category, valid, at: time, x: number, note },
} as const;
export const shownStanding = {
  $id: 'Standing',
  type: 'object',
  properties: {
    appKey,
    state: {
      type: 'string',
      enum: ['good', 'warned', 'frozen'],
      description: 'frozen: new bindings are refused.',
    },
    month: { type: 'string', examples: ['2026-11'] },
    complaints: { type: 'integer', description: 'Valid ones of the month.' },
    numbers: { type: 'integer', description: 'Numbers of the application.' },
    percent: { type: 'number', description: 'Complaints for each hundred numbers.' },
    until: { ...time, description: 'When a freeze ends.' },
  },
} as const;

interface Written {
  readonly appKey?: string;
  readonly x?: E164;
  readonly category: ComplaintCategory;
  readonly at?: string;
  readonly note?: string;
}

const described = { tags: ['rules'] };

export const complaintOperations: Operations = (app, { routing }) => {
  const { complaints } = routing.compliance;

  app.get<{ Querystring: { appKey?: string; pageIndex: number; pageSize: number } }>(
    '/complaints',
    {
      config: { role: 'viewer' },
      schema: {
        ...described,
        operationId: 'listComplaints',
        summary: 'Complaints, the latest first',
        querystring: body({ appKey, ...page }),
        response: { 200: listOf('One page of them.', { $ref: 'Complaint#' }), ...failures },
      },
    },
    ({ query }) => {
      const { items, total } = complaints.list(query, query);
      return { items: items.map(shown), total };
    },
  );

  app.post<{ Body: Written }>(
    '/complaints',
    {
      config: { role: 'operator' },
      schema: {
        ...described,
        operationId: 'addComplaint',
        summary: 'Registers a complaint',
        description:
          'It counts as valid until it is judged. Without appKey it is about the application of x.',
        body: body({ appKey, x: writtenNumber, category, at: time, note }, ['category']),
        response: {
          201: answer('The complaint, and how its application stands now.', {
            complaint: { $ref: 'Complaint#' },
            standing: { $ref: 'Standing#' },
          }),
          ...failures,
        },
      },
    },
    async ({ body: { at, ...wish } }, reply) => {
      const { complaint, standing } = await complaints.add({ ...wish, at: millisecondsOf(at) });
      void reply.code(201);
      return { complaint: shown(complaint), standing: standingOf(standing) };
    },
  );

  app.patch<{ Params: { id: string }; Body: { valid: boolean } }>(
    '/complaints/:id',
    {
      config: { role: 'operator' },
      schema: {
        ...described,
        operationId: 'judgeComplaint',
        summary: 'Says whether a complaint is valid',
        params: body({ id }, ['id']),
        body: body({ valid }, ['valid']),
        response: { 200: { description: 'As it is now.', $ref: 'Complaint#' }, ...failures },
      },
    },
    async ({ params, body: { valid: isValid } }) => shown(await complaints.judge(params.id, isValid)),
  );

  app.delete<{ Params: { id: string } }>(
    '/complaints/:id',
    {
      config: { role: 'admin' },
      schema: {
        ...described,
        operationId: 'removeComplaint',
        summary: 'Removes a complaint',
        params: body({ id }, ['id']),
        response: { 204: nothing, ...failures },
      },
    },
    async ({ params }, reply) => {
      await complaints.remove(params.id);
      return reply.code(204).send();
    },
  );

  app.get(
    '/complaints/standings',
    {
      config: { role: 'viewer' },
      schema: {
        ...described,
        operationId: 'listStandings',
        summary: 'How applications stand this month',
        response: { 200: listOf('All of them.', { $ref: 'Standing#' }), ...failures },
      },
    },
    () => {
      const all = complaints.standings();
      return { items: all.map(standingOf), total: all.length };
    },
  );
};

function shown({ at, ...complaint }: Complaint): ShownComplaint {
  return { ...complaint, at: timeOf(at) };
}

function standingOf({ until, ...standing }: Standing): ShownStanding {
  return { ...standing, ...optionalTime('until', until) };
}
