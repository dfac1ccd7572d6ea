/** Customers' onboarding records: who they are, what they call for, what they have handed in. */
import type { Onboarding } from '../../../routing/rules/onboarding.js';
import type { Operations } from './context.js';
import { notFound } from './problems.js';
import { appKey, body, failures, listOf, nothing, time } from './schemas.js';
import { millisecondsOf, optionalTime, timeOf } from './times.js';
import type { ShownOnboarding } from './rules-answers.js';

const text = (maxLength: number, description: string): object => ({
  type: 'string',
  minLength: 1,
  maxLength,
  description,
});
const fields = {
  state: {
    type: 'string',
    enum: ['submitted', 'approved', 'rejected'],
    description: 'Only approved counts where the rules demand it.',
  },
  company: text(128, 'As on its licence.'),
  licence: text(64, 'Code of the business licence or the organisation.'),
  trade: text(64, 'Its trade, as the rules file names forbidden ones.'),
  carrier: text(128, 'What the service is part of: an app, a mini program, a site, with its name.'),
  scene: text(1024, 'Who calls whom, and what for.'),
  script: text(2048, 'What is said on such a call.'),
  calleeSource: text(256, "Where callees' numbers come from."),
  usesMessages: { type: 'boolean' },
  documents: {
    type: 'array',
    maxItems: 64,
    description: 'What was handed in. The documents themselves stay elsewhere.',
    items: body(
      {
        name: text(128, 'What it is.'),
        sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
        bytes: { type: 'integer', minimum: 0 },
      },
      ['name', 'sha256'],
    ),
  },
  until: { ...time, description: 'When the authorisation ends.' },
  note: text(512, 'For people.'),
} as const;
const required = ['state', 'company', 'licence', 'trade', 'carrier', 'scene', 'script'];

export const shownOnboarding = {
  $id: 'Onboarding',
  type: 'object',
  properties: { appKey, ...fields, changedAt: time },
} as const;

type Written = Omit<Onboarding, 'appKey' | 'expiresAt' | 'changedAt' | 'usesMessages' | 'documents'> &
  Partial<Pick<Onboarding, 'usesMessages' | 'documents'>> & { readonly until?: string };

const described = { tags: ['rules'] };
const params = body({ appKey }, ['appKey']);
const record = { description: 'As it is now.', $ref: 'Onboarding#' };

export const onboardingOperations: Operations = (app, { routing }) => {
  const { onboarding } = routing.compliance;

  app.get(
    '/onboarding',
    {
      config: { role: 'viewer' },
      schema: {
        ...described,
        operationId: 'listOnboarding',
        summary: 'What the customers of applications have filed',
        response: { 200: listOf('All of them.', { $ref: 'Onboarding#' }), ...failures },
      },
    },
    () => {
      const all = onboarding.list();
      return { items: all.map(shown), total: all.length };
    },
  );

  app.get<{ Params: { appKey: string } }>(
    '/onboarding/:appKey',
    {
      config: { role: 'viewer' },
      schema: {
        ...described,
        operationId: 'getOnboarding',
        summary: 'What the customer of an application has filed',
        params,
        response: { 200: record, ...failures },
      },
    },
    ({ params: { appKey: key } }) => {
      const found = onboarding.get(key);
      if (found === undefined) throw notFound('onboarding record');
      return shown(found);
    },
  );

  app.put<{ Params: { appKey: string }; Body: Written }>(
    '/onboarding/:appKey',
    {
      config: { role: 'admin' },
      schema: {
        ...described,
        operationId: 'putOnboarding',
        summary: 'Files a record, or replaces it',
        description: 'One of a forbidden trade can be filed, and not be approved.',
        params,
        body: body(fields, required),
        response: { 200: record, ...failures },
      },
    },
    async ({ params: { appKey: key }, body: { until, ...written } }) => {
      const { usesMessages = false, documents = [] } = written;
      const expiresAt = millisecondsOf(until);
      const given = { ...written, appKey: key, usesMessages, documents };
      return shown(await onboarding.save({ ...given, ...(expiresAt !== undefined && { expiresAt }) }));
    },
  );

  app.delete<{ Params: { appKey: string } }>(
    '/onboarding/:appKey',
    {
      config: { role: 'admin' },
      schema: {
        ...described,
        operationId: 'removeOnboarding',
        summary: 'Removes a record',
        params,
        response: { 204: nothing, ...failures },
      },
    },
    async (request, reply) => {
      await onboarding.remove(request.params.appKey);
      return reply.code(204).send();
    },
  );
};

function shown({ expiresAt, changedAt, ...filed }: Onboarding): ShownOnboarding {
  return { ...filed, ...optionalTime('until', expiresAt), changedAt: timeOf(changedAt) };
}
