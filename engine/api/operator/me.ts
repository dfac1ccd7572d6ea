/** The name and role of the token, so that a console shows no button that its operator may not use. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ShownOperator } from './answers.js';
import { answer, failures } from './schemas.js';

export function meOperation(
  app: FastifyInstance,
  operatorOf: (request: FastifyRequest) => ShownOperator | undefined,
): void {
  app.get(
    '/me',
    {
      config: { role: 'subscriber' },
      schema: {
        operationId: 'getMe',
        tags: ['system'],
        summary: 'Who this token belongs to',
        response: {
          200: answer('You.', {
            name: { type: 'string' },
            role: { type: 'string', enum: ['admin', 'operator', 'viewer', 'auditor', 'subscriber'] },
          }),
          ...failures,
        },
      },
    },
    (request) => operatorOf(request),
  );
}
