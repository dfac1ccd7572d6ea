/**
 * Puts a backup in the place of what is stored. It is asked for while no call is up, and restarts the engine: what that has in
 * memory would otherwise be written over what was restored.
 */
import { isAbsolute } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RestoreRefused } from '../../backup/live-restore.js';
import type { Operator } from '../../accounts/operator.js';
import type { OperatorContext } from './context.js';
import { OperatorProblem, problems } from './problems.js';
import { answer, body, failures, time } from './schemas.js';

export function restoreOperation(
  app: FastifyInstance,
  { restores }: Pick<OperatorContext, 'restores'>,
  operatorOf: (request: FastifyRequest) => Operator | undefined,
): void {
  app.post<{ Body: { readonly file: string } }>(
    '/restore',
    { config: { role: 'admin' }, schema: restoreSchema },
    async (request, reply) => {
      const { file } = request.body;
      if (!isAbsolute(file)) throw new OperatorProblem(problems.invalid, 'expected the whole path of a file');
      const { at, host, version, elsewhere } = await restores
        .stage(file, operatorOf(request)?.name ?? '')
        .catch((error: unknown) => {
          throw problemOfRestore(error);
        });
      // Who has gone meanwhile does not know of a restore: it must not come with some later end of the engine.
      const giveUp = (): void => {
        restores.giveUp().catch(() => undefined);
      };
      if (reply.raw.destroyed) {
        giveUp();
        throw new OperatorProblem(problems.conflict, 'the client has gone, so nothing is changed');
      }
      // Once the answer, and its entry in the audit, are out.
      reply.raw.once('close', () => {
        if (reply.raw.writableFinished) restores.restart();
        else giveUp();
      });
      return reply.code(202).send({ backupOf: at, host, version, elsewhere });
    },
  );
}

function problemOfRestore(error: unknown): unknown {
  if (!(error instanceof RestoreRefused)) return error;
  if (error.reason === 'archive')
    return new OperatorProblem(problems.invalid, error.message, { code: 'bad-archive' });
  return new OperatorProblem(problems.conflict, error.message, { code: error.reason });
}

const restoreSchema = {
  operationId: 'restoreBackup',
  tags: ['system'],
  summary: 'Puts a backup in the place of what is stored, and restarts the engine',
  description:
    'Only while the service drains and no call is up: 409 with the code `not-drained` otherwise. The archive is checked first; ' +
    '400 with the code `bad-archive` says what is wrong with it, and nothing is changed. After the answer the engine ends and ' +
    'the next one has what the backup had, whole or not at all, and goes on draining until that is undone. What was acknowledged ' +
    'after the backup is gone; the files that were there are kept aside.',
  body: body(
    {
      file: {
        type: 'string',
        minLength: 1,
        maxLength: 4096,
        description: 'Its path on the machine of the service.',
      },
    },
    ['file'],
  ),
  response: {
    202: answer('The archive is good, and the engine restarts.', {
      backupOf: { ...time, description: 'When the backup began.' },
      host: { type: 'string' },
      version: { type: 'string', description: 'The version of Callveil that made it.' },
      elsewhere: { type: 'array', items: { type: 'string' }, description: 'What was not in it.' },
    }),
    ...failures,
  },
};
