/** What is held about one number: for the person who asks for it. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { E164 } from '../../../routing/numbers/number.js';
import type { Operator } from '../../accounts/operator.js';
import type { OperatorContext } from './context.js';
import { writtenNumber } from './phone-number.js';
import { OperatorProblem, problems } from './problems.js';
import { body, failures } from './schemas.js';

export function subjectOperations(
  app: FastifyInstance,
  { audit, routing, exportSubject }: OperatorContext,
  operatorOf: (request: FastifyRequest) => Operator | undefined,
): void {
  app.post<{ Body: { readonly number: E164 } }>(
    '/subjects/export',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'exportSubject',
        tags: ['audit'],
        summary: 'Everything that is held about a number',
        description:
          'Relations, lists, records, events, messages, the files of recordings and what is in progress, of this engine; ' +
          'with several engines, ask each. Texts that mention the number count. Other numbers in it are complete: take out ' +
          'what is not for the person who asks. It is in the audit before the answer begins.',
        body: body({ number: writtenNumber }, ['number']),
        response: {
          200: {
            description: 'One list for each store.',
            type: 'object',
            additionalProperties: true,
            properties: { number: writtenNumber },
          },
          ...failures,
        },
      },
    },
    async (request, reply) => {
      const { number } = request.body;
      if (routing.pool.get(number) !== undefined)
        throw new OperatorProblem(
          problems.conflict,
          'expected the number of a person, found one of the pool',
          {
            code: 'privacy-number',
          },
        );
      const { name = '', role = '' } = operatorOf(request) ?? {};
      const what = { operation: 'exportSubject', numbers: [audit.numberKey(number)], client: request.ip };
      await audit.write({ who: { name, role }, action: 'exported', what }).catch(() => {
        throw new OperatorProblem(problems.unaudited, 'the audit cannot be written, so nothing is shown');
      });
      return reply.type('application/json').send(Readable.from(exportSubject(number)));
    },
  );
}
