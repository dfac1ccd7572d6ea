/**
 * A backup of everything that the engine stores, as one archive. It has real numbers and secrets, so it is for admins, and is
 * in the audit before it begins.
 */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BackupRefused, type BackupChoice } from '../../backup/backup.js';
import type { Operator } from '../../accounts/operator.js';
import type { OperatorContext } from './context.js';
import { OperatorProblem, problems } from './problems.js';
import { body, failures } from './schemas.js';

export function backupOperation(
  app: FastifyInstance,
  { backups, audit }: Pick<OperatorContext, 'backups' | 'audit'>,
  operatorOf: (request: FastifyRequest) => Operator | undefined,
): void {
  app.post<{ Body: BackupChoice }>(
    '/backup',
    { config: { role: 'admin' }, schema: backupSchema },
    async (request, reply) => {
      const { name = '', role = '' } = operatorOf(request) ?? {};
      const what = { operation: 'exportBackup', ...request.body, client: request.ip };
      await audit.write({ who: { name, role }, action: 'exported', what }).catch(() => {
        throw new OperatorProblem(problems.unaudited, 'the audit cannot be written, so nothing is shown');
      });
      const backup = await backups.begin(request.body).catch((error: unknown) => {
        throw problemOfBackup(error);
      });
      // What cannot be removed now is removed at the next start.
      const close = (): void => {
        backup.close().catch(() => undefined);
      };
      // The reader may have gone while the stores were copied, or go at any time.
      if (reply.raw.destroyed) close();
      reply.raw.once('close', close);
      void reply.header('content-disposition', `attachment; filename="${backup.fileName}"`);
      return reply
        .type('application/x-tar')
        .send(Readable.from(backup.pieces, { objectMode: false, highWaterMark: 1024 * 1024 }));
    },
  );
}

function problemOfBackup(error: unknown): unknown {
  if (!(error instanceof BackupRefused)) return error;
  if (error.reason === 'running')
    return new OperatorProblem(problems.conflict, error.message, { code: 'backup-running' });
  return new OperatorProblem(problems.diskFull, error.message);
}

const backupSchema = {
  operationId: 'exportBackup',
  tags: ['system'],
  summary: 'A backup of everything that this engine stores',
  description:
    'A tar archive with a manifest, the stores, the configuration and the SHA-256 of each file (`SHA256SUMS`, the last one; ' +
    'without it the archive is not whole). Everything that was acknowledged before the request is in it; later changes may be. ' +
    'The service works meanwhile. The answer begins when the stores are copied beside themselves, which takes as much room ' +
    'again. One at a time: 409 with the code `backup-running`. It has numbers and secrets. `callveil restore` puts it back.',
  produces: ['application/x-tar'],
  body: body({
    recordings: { type: 'boolean', default: false, description: 'The files of recordings too.' },
    secrets: {
      type: 'boolean',
      default: true,
      description:
        'The configuration as it is, with the keys that it names; false: without. The stores have the secrets of applications ' +
        'in any case.',
    },
  }),
  response: {
    200: {
      description: 'The archive.',
      content: { 'application/x-tar': { schema: { type: 'string', format: 'binary' } } },
    },
    ...failures,
  },
};
