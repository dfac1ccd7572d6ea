/** Erasure of what is held about one number, and the certificates of it. Numbers are in bodies and never in URLs. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { E164 } from '../../../routing/numbers/number.js';
import { ALSO_ERASED, type AlsoErased } from '../../../routing/subject-erasure.js';
import { Unaudited } from '../../protect/erasures.js';
import type { Operator } from '../../accounts/operator.js';
import type { OperatorContext } from './context.js';
import { writtenNumber } from './phone-number.js';
import { notFound, OperatorProblem, problems } from './problems.js';
import { answer, body, failures, time } from './schemas.js';

const counts = { type: 'object', additionalProperties: { type: 'integer' } } as const;
const store = {
  type: 'object',
  properties: {
    store: { type: 'string', examples: ['journal'] },
    erased: { ...counts, description: 'How many of each kind are deleted.' },
    replaced: { ...counts, description: 'In how many texts of others asterisks replace the number.' },
    kept: {
      type: 'array',
      description: 'What stays, and why.',
      items: {
        type: 'object',
        properties: {
          what: { type: 'string' },
          count: { type: 'integer' },
          because: { type: 'string' },
          ids: { type: 'array', items: { type: 'string' } },
          until: { ...time, description: 'When the last of them ends by itself.' },
        },
      },
    },
    notes: { type: 'array', items: { type: 'string' } },
  },
} as const;
const stores = { type: 'array', items: store } as const;
const sha256 = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const;
const id = { type: 'string', pattern: '^[0-9A-HJKMNP-TV-Z]{26}$' } as const;
const certificate = {
  type: 'object',
  // Every field is part of the hash.
  additionalProperties: true,
  properties: {
    id,
    subject: { type: 'string', description: 'A keyed hash of the number, the same as in the audit.' },
    engine: { type: 'string' },
    journal: { type: 'string', enum: ['own', 'shared'] },
    askedAt: time,
    askedBy: { type: 'object', properties: { name: { type: 'string' }, role: { type: 'string' } } },
    also: { type: 'array', items: { type: 'string', enum: ALSO_ERASED } },
    finishedAt: time,
    interruptions: { type: 'integer' },
    stores,
    remarks: { type: 'array', items: { type: 'string' } },
    sha256: { ...sha256, description: 'SHA-256 of the other fields but `audit` as canonical JSON.' },
    audit: {
      type: 'object',
      description: 'The audit entry that has the same SHA-256.',
      properties: { sequence: { type: 'integer' }, hash: sha256 },
    },
  },
} as const;
const underWay = answer('It goes on by itself: ask for it by its id.', {
  id,
  state: { type: 'string', enum: ['under-way'] },
});
const also = {
  type: 'array',
  uniqueItems: true,
  default: [],
  items: { type: 'string', enum: ALSO_ERASED },
  description:
    'What is kept otherwise: `bindings` in force, with the registration that they need; `blacklist` entries of the number; ' +
    '`waiting` pushes that their receiver has not taken, with the record and recording of their call.',
} as const;

interface Asked {
  readonly number: E164;
  readonly also: readonly AlsoErased[];
}

const tags = ['audit'];

export function erasureOperations(
  app: FastifyInstance,
  context: OperatorContext,
  operatorOf: (request: FastifyRequest) => Operator | undefined,
): void {
  const asked = body({ number: writtenNumber, also }, ['number']);
  askOperations(app, context, asked, operatorOf);
  certificateOperations(app, context);
}

function askOperations(
  app: FastifyInstance,
  { erasures, routing }: OperatorContext,
  asked: object,
  operatorOf: (request: FastifyRequest) => Operator | undefined,
): void {
  const requirePerson = (number: E164): void => {
    if (routing.pool.get(number) === undefined) return;
    const detail = 'expected the number of a person, found one of the pool';
    throw new OperatorProblem(problems.conflict, detail, { code: 'privacy-number' });
  };

  app.post<{ Body: Asked }>(
    '/subjects/erase/plan',
    {
      config: { role: 'admin' },
      schema: {
        ...{ operationId: 'explainErasure', tags },
        summary: 'What an erasure would delete, and what it would keep',
        description: 'Counts by store; nothing is changed.',
        body: asked,
        response: { 200: answer('As of now.', { stores }), ...failures },
      },
    },
    async ({ body: { number, also: named } }) => {
      requirePerson(number);
      return { stores: await erasures.foresee(number, named) };
    },
  );

  app.post<{ Body: Asked }>(
    '/subjects/erase',
    {
      config: { role: 'admin' },
      schema: {
        ...{ operationId: 'eraseSubject', tags },
        summary: 'Erases what is held about a number',
        description:
          'Of this engine; the journal of several engines is erased for all, and the rest is asked of each. Nothing is ' +
          'erased that the audit does not have. An erasure that is interrupted goes on by itself. Ask again once what ' +
          'was kept has ended.',
        body: asked,
        response: {
          200: { description: 'Done.', ...certificate },
          202: underWay,
          ...failures,
        },
      },
    },
    async (request, reply) => {
      const { number, also: named } = request.body;
      requirePerson(number);
      if (!routing.available)
        throw new OperatorProblem(problems.storeAway, 'the journal takes no changes, so nothing is erased');
      const { name = '', role = '' } = operatorOf(request) ?? {};
      const order = { number, also: named, by: { name, role }, client: request.ip };
      const begun = await erasures.erase(order).catch((error: unknown) => {
        if (error instanceof Unaudited)
          throw new OperatorProblem(problems.unaudited, 'the audit cannot be written, so nothing is erased');
        throw error;
      });
      if (begun.certificate !== undefined) return begun.certificate;
      return reply.code(202).send({ id: begun.id, state: 'under-way' });
    },
  );
}

function certificateOperations(app: FastifyInstance, { erasures }: OperatorContext): void {
  app.post<{ Body: { readonly number?: E164 } }>(
    '/subjects/erasures/search',
    {
      config: { role: 'auditor' },
      schema: {
        ...{ operationId: 'searchErasures', tags },
        summary: 'Certificates of erasures, of one number or all',
        body: body({ number: writtenNumber }),
        response: {
          200: answer('Oldest first.', { items: { type: 'array', items: certificate } }),
          ...failures,
        },
      },
    },
    async ({ body: { number } }) => ({ items: await erasures.certificates(number) }),
  );

  app.get<{ Params: { readonly id: string } }>(
    '/subjects/erasures/:id',
    {
      config: { role: 'auditor' },
      schema: {
        ...{ operationId: 'getErasure', tags },
        summary: 'The certificate of an erasure',
        params: body({ id }, ['id']),
        response: { 200: { description: 'It is done.', ...certificate }, 202: underWay, ...failures },
      },
    },
    async ({ params }, reply) => {
      const found = await erasures.certificate(params.id);
      if (found !== undefined) return found;
      if (!(await erasures.isUnderWay(params.id))) throw notFound('erasure');
      return reply.code(202).send({ id: params.id, state: 'under-way' });
    },
  );

  app.get<{ Params: { readonly id: string } }>(
    '/subjects/erasures/:id/verify',
    {
      config: { role: 'auditor' },
      schema: {
        ...{ operationId: 'verifyErasure', tags },
        summary: 'Whether a certificate is as it was written, and the audit has it',
        params: body({ id }, ['id']),
        response: {
          200: answer('What was found. The whole audit is read.', {
            intact: { type: 'boolean' },
            because: { type: 'string' },
            auditEntry: { type: 'string', enum: ['found', 'cut-off', 'missing'] },
          }),
          ...failures,
        },
      },
    },
    async ({ params }) => {
      const found = await erasures.certificate(params.id);
      if (found === undefined) throw notFound('certificate');
      return erasures.check(found);
    },
  );
}
