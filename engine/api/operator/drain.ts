/** An operator's drain: no new calls until it is undone. Nothing ends by it, neither calls nor the service. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Operator } from '../../accounts/operator.js';
import type { OperatorContext } from './context.js';
import { OperatorProblem, problems } from './problems.js';
import { answer, failures } from './schemas.js';

const DRAINING = { draining: { type: 'boolean', description: 'Takes no new calls.' } } as const;

export function drainOperations(
  app: FastifyInstance,
  { drain }: Pick<OperatorContext, 'drain'>,
  operatorOf: (request: FastifyRequest) => Operator | undefined,
): void {
  const asked = (request: FastifyRequest): string => `the operator API (${operatorOf(request)?.name ?? ''})`;
  app.post(
    '/drain',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'beginDrain',
        tags: ['system'],
        summary: 'Takes no new calls until that is undone',
        description:
          'New calls, messages and OPTIONS get 503, and readiness is down; calls in progress go on for as long as they ' +
          'like, and both APIs work. An engine that dies is followed by one that drains too; a restart of the service ' +
          'ends the drain. Nothing happens where it drains already.',
        response: { 200: answer('It drains.', DRAINING), ...failures },
      },
    },
    (request) => {
      drain.begin(asked(request));
      return { draining: true };
    },
  );
  app.delete(
    '/drain',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'undoDrain',
        tags: ['system'],
        summary: 'Takes calls again',
        description:
          '409 with the code `stopping` if the service has been told to stop, which cannot be undone.',
        response: { 200: answer('It takes calls.', DRAINING), ...failures },
      },
    },
    (request) => {
      if (!drain.undo(asked(request)))
        throw new OperatorProblem(problems.conflict, 'the service is stopping', { code: 'stopping' });
      return { draining: false };
    },
  );
}
